#include "cli/commands/evaluate_command.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "cli/command_context.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/options/option_checks.hpp"
#include "hunt/evaluation/evaluation.hpp"
#include "hunt/evaluation/evaluation_json.hpp"
#include "hunt/evaluation/evaluation_text.hpp"
#include "hunt/evaluation/labelled_processes.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {
namespace {

struct EvaluateArguments {
  LabelledProcessesOptions processes;
  EvaluationOptions evaluation;
  std::string scores;
  std::string labels;
  std::string grouping;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool quiet = false;
  bool json = false;
};

LabelledProcesses read_processes(const Context& context, const EvaluateArguments& arguments) {
  const Stage stage(context, "read labels and scores");
  LabelledProcessesOptions options = arguments.processes;
  options.scores = arguments.scores;
  options.labels = arguments.labels;
  for (const LabelGrouping grouping : {LabelGrouping::recording, LabelGrouping::host, LabelGrouping::day}) {
    if (arguments.grouping == name_of(grouping)) options.grouping = grouping;
  }
  Database database({context.threads(), allowed_memory(arguments.max_memory) / 2, "", false, context.cancel_flag()});
  return read_labelled_processes(database, options);
}

std::vector<ScoreEvaluation> evaluate(const Context& context, const LabelledProcesses& processes,
                                      const EvaluationOptions& options) {
  const Stage stage(context, "evaluate");
  return evaluate_scores(context, processes, options);
}

void run_evaluate(const EvaluateArguments& arguments) {
  arguments.evaluation.validate();
  const CommandContext command(arguments.threads, arguments.quiet);
  const LabelledProcesses processes = read_processes(command.context(), arguments);
  const std::vector<ScoreEvaluation> evaluations = evaluate(command.context(), processes, arguments.evaluation);
  if (arguments.json) {
    std::fputs(evaluation_json(processes, arguments.evaluation, evaluations).c_str(), stdout);
  } else if (!arguments.quiet) {
    std::printf("\n%s", evaluation_text(processes, arguments.evaluation, evaluations).c_str());
  }
}

void add_what_is_read(CLI::App& command, EvaluateArguments& arguments) {
  LabelledProcessesOptions& processes = arguments.processes;
  command
      .add_option("SCORES", arguments.scores,
                  "what 'proclens hunt' wrote, or a Parquet or CSV file with pid_hash and a score")
      ->required()
      ->type_name("");
  command
      .add_option("--labels", arguments.labels,
                  "Parquet or CSV with pid_hash and label (attack, benign or unsure), where there also recording")
      ->required()
      ->check(not_empty())
      ->type_name("FILE");
  command
      .add_option("--score", processes.score_columns, "the column that ranks; repeatable, to compare with the first")
      ->type_name("COLUMN")
      ->allow_extra_args(false)
      ->capture_default_str();
  command.add_flag("--low-first", processes.low_is_suspicious, "the lowest score is the most suspicious one");
  command.add_option("--label", processes.label_column, "the column that holds the label")
      ->type_name("COLUMN")
      ->capture_default_str();
  command.add_option("--where", processes.label_condition, "only labels for which this SQL condition holds")
      ->type_name("CONDITION");
  command.add_flag("--rest-is-benign", processes.rest_is_benign, "processes without a label count as benign");
  command
      .add_option("--by", arguments.grouping,
                  "compare within these, and draw bootstrap samples of them; by default recordings if the labels have "
                  "them, else hosts")
      ->check(CLI::IsMember({"recording", "host", "day"}));
}

void add_how_it_is_measured(CLI::App& command, EvaluationOptions& options) {
  command.add_option("--recall", options.recall, "the share of attacks that alerts must catch")->capture_default_str();
  command
      .add_option("--min-benign", options.min_benign,
                  "groups with fewer benign processes take no part in what is measured within groups")
      ->check(CLI::Range(1, 1'000'000'000))
      ->capture_default_str();
  command.add_option("--samples", options.samples, "bootstrap samples that errors come from; 0: no errors")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  command.add_option("--seed", options.seed, "of the samples")->check(whole_number())->capture_default_str();
}

}  // namespace

CLI::App* add_evaluate_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("evaluate", "Say how well a score ranks processes whose truth is known.");
  auto arguments = std::make_shared<EvaluateArguments>();
  add_what_is_read(*command, *arguments);
  add_how_it_is_measured(*command, arguments->evaluation);
  command->add_option("--threads", arguments->threads, "0: one per core; the figures are the same for any number")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_max_memory_option(*command, arguments->max_memory);
  command->add_flag("--quiet", arguments->quiet, "no progress, no summary");
  command->add_flag("--json", arguments->json, "everything as JSON, each group in it");
  command->callback([arguments] { run_evaluate(*arguments); });
  return command;
}

}  // namespace proclens
