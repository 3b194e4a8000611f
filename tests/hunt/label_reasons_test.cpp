// Labels become reasons, and leave novelty as it is.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "hunt/hunt.hpp"
#include "hunt/hunt_files.hpp"
#include "hunt/hunt_text.hpp"
#include "hunt/made_processes.hpp"
#include "telemetry/folding_functions.hpp"

namespace proclens {
namespace {

class LabelReasonsTest : public testing::Test {
 protected:
  void SetUp() override {
    add_folding_functions(database);
    write_dataset(scratch, "data", made_processes(3, 200, 4, 2));
    selection = describe_processes(Context(), database, Dataset(scratch.path() / "data"), {}, "hunt").selection;
  }

  /// Of processes 5 and 7: one label of both, one of the latter.
  static ProcessLabels two_labels() {
    ProcessLabels labels;
    labels.labels = {{"Credential \x1b[2J", "sigma_labels", "", "", 1},
                     {"Odd parent", "hayabusa", "high", "execution", 2}};
    labels.start.assign(201, 0);
    for (std::size_t i = 6; i < labels.start.size(); ++i) labels.start[i] = i > 7 ? 3 : 1;
    labels.label_of = {1, 0, 1};
    labels.sources = {{"hits.csv", 9, 3}};
    return labels;
  }
  static std::vector<std::string> label_texts(const Hunt& hunt, std::uint32_t process) {
    std::vector<std::string> texts;
    for (const Reason& reason : hunt.reasons.of(process)) {
      if (reason.term == kLabelTerm) texts.push_back(reason.text);
    }
    return texts;
  }

  ScratchFolder scratch;
  Database database;
  SelectionCounts selection;
};

TEST_F(LabelReasonsTest, SayHowRareALabelIs) {
  const Hunt hunt(Context(), database, {}, {}, two_labels());
  EXPECT_EQ(label_texts(hunt, 5),
            (std::vector<std::string>{"labelled 'Odd parent' by hayabusa (high, execution): 2 of 200 processes"}));
  EXPECT_EQ(label_texts(hunt, 7),
            (std::vector<std::string>{"labelled 'Credential \\x1B[2J' by sigma_labels: 1 of 200 processes",
                                      "labelled 'Odd parent' by hayabusa (high, execution): 2 of 200 processes"}));
  EXPECT_TRUE(label_texts(hunt, 6).empty());
}

TEST_F(LabelReasonsTest, LeaveNoveltyAsItIs) {
  const Hunt without(Context(), database, {}, {});
  const Hunt with(Context(), database, {}, {}, two_labels());
  EXPECT_EQ(with.terms.novelty, without.terms.novelty);
}

TEST_F(LabelReasonsTest, FindingsWithAndWithoutLabelsAreAllOfThem) {
  const Hunt hunt(Context(), database, {}, {}, two_labels());
  const auto ids = [&](LabelledFindings which) {
    std::vector<std::string> all;
    const auto json = hunt_json(database, hunt, selection, "t", which);
    for (const auto& finding : json.at("findings")) {
      EXPECT_TRUE(which == LabelledFindings::all || finding["labelled"] == (which == LabelledFindings::labelled));
      all.push_back(finding["id"]);
    }
    return all;
  };
  const std::size_t labelled = ids(LabelledFindings::labelled).size();
  EXPECT_EQ(labelled, 2U);  // processes 5 and 7 have different reasons
  EXPECT_EQ(labelled + ids(LabelledFindings::unlabelled).size(), ids(LabelledFindings::all).size());
  EXPECT_GT(ids(LabelledFindings::unlabelled).size(), 0U);
}

TEST_F(LabelReasonsTest, TheSummarySaysHowManyRowsNameAProcess) {
  const Hunt hunt(Context(), database, {}, {}, two_labels());
  const std::string text = hunt_text(hunt_json(database, hunt, selection, "t"), 5);
  EXPECT_NE(text.find("labels of hits.csv: 3 of 9 rows name a process"), std::string::npos) << text;
}

}  // namespace
}  // namespace proclens
