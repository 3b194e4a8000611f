// Labels and scores as people have them, joined.
#include "hunt/evaluation/labelled_processes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "hunt/evaluation/evaluation.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr double kNone = -std::numeric_limits<double>::infinity();

class LabelledProcessesTest : public testing::Test {
 protected:
  fs::path file(const std::string& name, const std::string& text) {
    std::ofstream(scratch.path() / name, std::ios::binary) << text;
    return scratch.path() / name;
  }
  LabelledProcesses read(LabelledProcessesOptions options) {
    if (options.scores.empty()) options.scores = scratch.path() / "scores.csv";
    if (options.labels.empty()) options.labels = scratch.path() / "labels.csv";
    Database database;
    return read_labelled_processes(database, options);
  }
  void expect_error(const LabelledProcessesOptions& options, Fault fault, const std::string& message) {
    try {
      read(options);
      FAIL() << "no error: " << message;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), fault) << error.what();
      EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
    }
  }

  ScratchFolder scratch;
};

TEST_F(LabelledProcessesTest, JoinsLabelsAndScoresWithoutRegardToCase) {
  file("scores.csv", "PID_Hash,novelty,hostname,process_started\naB,1.5,PC1,2024-05-01T23:30:00-02:00\nCD,-2,pc1,\n");
  file("labels.csv", "pid_hash,label,recording,process_name\n ab ,Attack,r,A.EXE\ncd,benign,r,a.exe\n");
  const LabelledProcesses processes = read({});
  EXPECT_EQ(processes.grouping, LabelGrouping::recording);
  EXPECT_EQ(processes.groups, std::vector<std::string>{"r"});
  EXPECT_EQ(processes.is_attack, (std::vector<std::uint8_t>{1, 0}));
  EXPECT_EQ(processes.scores[0].value, (std::vector<double>{1.5, -2}));
  EXPECT_EQ(processes.name, (std::vector<std::int32_t>{0, 0}));
  EXPECT_EQ(processes.host_day, (std::vector<std::int32_t>{0, kNotKnown}));
  LabelledProcessesOptions by_day;
  by_day.grouping = LabelGrouping::day;
  EXPECT_EQ(read(by_day).groups, (std::vector<std::string>{"", "2024-05-02"}));  // in UTC
}

TEST_F(LabelledProcessesTest, SaysWhatBecameOfEveryRow) {
  file("scores.csv", "pid_hash,novelty\na,1\na,3\na,2\nb,x\nc,nan\nd,4\ne,5\n,6\n");
  file("labels.csv",
       "pid_hash,label\na,attack\na,benign\nb,attack\nc,benign\nd,unsure\nd,\nf,benign\nf,benign\n,attack\n");
  const LabelledProcesses processes = read({});
  const LabelCounts& counts = processes.counts;
  EXPECT_EQ(counts.attacks, 2U);               // a, b
  EXPECT_EQ(counts.benign, 2U);                // c, f
  EXPECT_EQ(counts.unsure, 1U);                // d
  EXPECT_EQ(counts.conflicting, 1U);           // a
  EXPECT_EQ(counts.not_scored, 1U);            // f
  EXPECT_EQ(counts.not_labelled, 1U);          // e
  EXPECT_EQ(counts.scored_again, 2U);          // a
  EXPECT_EQ(processes.scores[0].missing, 2U);  // b, c
  EXPECT_EQ(processes.scores[0].value, (std::vector<double>{3, kNone, kNone, kNone}));
  EXPECT_EQ(processes.groups, std::vector<std::string>{""});  // no host is known
}

TEST_F(LabelledProcessesTest, AProcessOfTwoRecordingsCountsOnceAsAttackIfEitherSaysSo) {
  file("scores.csv", "pid_hash,novelty\na,1\nb,2\n");
  file("labels.csv", "pid_hash,label,recording\na,benign,r1\na,attack,r2\nb,benign,r1\nb,benign,r2\n");
  const LabelledProcesses processes = read({});
  EXPECT_EQ(processes.is_attack, (std::vector<std::uint8_t>{0, 0, 1, 0}));
  EXPECT_EQ(processes.counts_as_process, (std::vector<std::uint8_t>{0, 1, 1, 0}));
  EXPECT_EQ(processes.group, (std::vector<std::int32_t>{0, 0, 1, 1}));
}

TEST_F(LabelledProcessesTest, ReadsParquetAndFoldersOfResults) {
  scratch.write(
      "out/hunt/processes.parquet",
      "SELECT upper(md5('' || i)) AS pid_hash, CASE WHEN i = 3 THEN 'nan'::DOUBLE ELSE i * 1.5 END AS novelty, "
      "-i AS other, 'pc' || i % 2 AS host, TIMESTAMP '2024-05-01' + INTERVAL (i) HOUR AS process_started "
      "FROM range(6) t(i)");
  scratch.write("truth.parquet", "SELECT md5('' || i) AS pid_hash, i > 3 AS odd_images FROM range(5) t(i)");
  LabelledProcessesOptions options;
  options.scores = scratch.path() / "out";
  options.labels = scratch.path() / "truth.parquet";
  options.label_column = "Odd_Images";
  options.score_columns = {"novelty", "other"};
  const LabelledProcesses processes = read(options);
  EXPECT_EQ(processes.grouping, LabelGrouping::host);
  EXPECT_EQ(processes.groups, (std::vector<std::string>{"pc0", "pc1"}));
  EXPECT_EQ(processes.counts.attacks, 1U);
  EXPECT_EQ(processes.counts.benign, 4U);
  EXPECT_EQ(processes.scores[0].missing, 1U);
  EXPECT_EQ(processes.scores[1].missing, 0U);
  options.rest_is_benign = true;
  EXPECT_EQ(read(options).counts.benign, 5U);
  options.low_is_suspicious = true;
  std::vector<double> turned = read(options).scores[1].value;
  std::sort(turned.begin(), turned.end());
  EXPECT_EQ(turned, (std::vector<double>{0, 1, 2, 3, 4, 5}));
}

TEST_F(LabelledProcessesTest, TakesOnlyLabelsForWhichAConditionHolds) {
  file("scores.csv", "pid_hash,novelty\na,1\nb,2\nc,3\n");
  file("labels.csv", "pid_hash,label,n_loads\na,attack,3\nb,benign,0\nc,benign,7\n");
  LabelledProcessesOptions options;
  options.label_condition = "n_loads <> '0' -- with loads";
  const LabelledProcesses processes = read(options);
  EXPECT_EQ(processes.size(), 2U);
  EXPECT_EQ(processes.counts.not_labelled, 1U);
  for (const char* wrong : {"loads > 0", "n_loads >", "1); DROP TABLE label; SELECT (1", "pid_hash", "sum(1) > 0"}) {
    options.label_condition = wrong;
    expect_error(options, Fault::usage, "the condition");
  }
}

TEST_F(LabelledProcessesTest, SaysWhatItCannotRead) {
  file("scores.csv", "pid_hash,novelty,text,hostname\na,1,x,\nb,2,y,\n");
  file("labels.csv", "pid_hash,label\na,attack\nb,benign\n");
  LabelledProcessesOptions options;
  options.labels = file("spelling.csv", "pid_hash,label\na,atack\nb,benign\nc,atack\n");
  expect_error(options, Fault::data, "the label 'atack'");
  options.labels = file("hostile.csv", "pid_hash,label\na,\x1b[31mred\n");
  expect_error(options, Fault::data, "'\\x1B[31mred'");
  options.labels = file("others.csv", "pid_hash,label\nx,attack\ny,benign\n");
  expect_error(options, Fault::data, "no labelled process has a score");
  options.rest_is_benign = true;
  options.grouping = LabelGrouping::host;
  file("with_hosts.csv", "pid_hash,novelty,hostname\na,1,pc\nb,2,pc\n");
  options.scores = scratch.path() / "with_hosts.csv";
  expect_error(options, Fault::data, "no labelled process has a score");
  options.label_condition = "false";
  expect_error(options, Fault::data, "that --where selects");
  options = {};
  options.labels = file("unsure.csv", "pid_hash,label\na,unsure\n");
  expect_error(options, Fault::data, "labels no process as an attack or benign");
  options.labels = file("unlabelled.csv", "pid_hash,verdict\na,attack\n");
  expect_error(options, Fault::data, "column 'label' is missing in");
  options.labels = scratch.path() / "nowhere.csv";
  expect_error(options, Fault::data, "there is no file");
  options.labels = file("damaged.parquet", "PAR1 and then something else");
  expect_error(options, Fault::data, "damaged.parquet");
  options.labels = file("empty.csv", "");
  expect_error(options, Fault::data, "empty.csv");
  options.labels = scratch.path();
  expect_error(options, Fault::data, "is not a file");
  options = {};
  options.scores = scratch.path();
  expect_error(options, Fault::data, "holds no scores");
  options.scores.clear();
  options.score_columns = {"novelty", "score"};
  expect_error(options, Fault::data, "column 'score' is missing in");
  options.score_columns = {"text"};
  expect_error(options, Fault::data, "column 'text' of");
  options = {};
  options.grouping = LabelGrouping::recording;
  expect_error(options, Fault::usage, "no column 'recording'");
  options.grouping = LabelGrouping::host;
  expect_error(options, Fault::usage, "neither scores nor labels say the host");
  options.grouping = LabelGrouping::day;
  expect_error(options, Fault::usage, "neither scores nor labels say the day");
  file("labels.csv", "pid_hash,label,recording\na,attack,r\nb,benign,r\n");
  options.grouping.reset();
  options.rest_is_benign = true;
  expect_error(options, Fault::usage, "are in no recording");
}

/// Measures of golden/, as scikit-learn and the project's prototype compute them (make_golden.py).
TEST_F(LabelledProcessesTest, EvaluationsAreThoseOfScikitLearnAndThePrototype) {
  const fs::path golden = fs::path(PROCLENS_TESTS) / "hunt" / "evaluation" / "golden";
  const auto expected = nlohmann::json::parse(std::ifstream(golden / "expected.json"));
  LabelledProcessesOptions options;
  options.scores = golden / "scores.csv";
  options.labels = golden / "labels.csv";
  const LabelledProcesses processes = read(options);
  EXPECT_EQ(processes.counts.attacks, expected["attacks"]);
  EXPECT_EQ(processes.counts.attacks + processes.counts.benign, expected["processes"]);
  const Context context;
  const ScoreEvaluation evaluation = evaluate_scores(context, processes, {.samples = 0})[0];
  const auto expect_measure = [&](Measure measure, const char* key) {
    for (const char* oracle : {"prototype", "scikit-learn"}) {
      if (!expected[oracle].contains(key)) continue;
      EXPECT_NEAR(evaluation.estimates[static_cast<std::size_t>(measure)].value.value_or(kNone),
                  expected[oracle][key].get<double>(), 1e-12)
          << key << " of " << oracle;
    }
  };
  expect_measure(Measure::auc_within_group, "auc_within_group");
  expect_measure(Measure::auc_together, "auc_together");
  expect_measure(Measure::auc_within_name, "auc_within_name");
  expect_measure(Measure::average_precision, "average_precision");
  expect_measure(Measure::precision_at_10, "precision_at_10");
  expect_measure(Measure::precision_at_50, "precision_at_50");
  expect_measure(Measure::first_rank_share, "first_rank_share");
  expect_measure(Measure::first_in_top_3, "first_in_top_3");
  std::size_t compared = 0;
  for (const GroupEvaluation& group : evaluation.groups) {
    if (!expected["groups"].contains(group.name)) continue;
    EXPECT_NEAR(group.auc.value_or(kNone), expected["groups"][group.name].get<double>(), 1e-12) << group.name;
    ++compared;
  }
  EXPECT_EQ(compared, expected["groups"].size());
}

}  // namespace
}  // namespace proclens
