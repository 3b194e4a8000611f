#include "cli/commands/hunt_command.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "atlas/hunt_page.hpp"
#include "atlas/page/page_links.hpp"
#include "cli/command_context.hpp"
#include "cli/dataset_or_logs.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/options/known_hosts.hpp"
#include "cli/options/option_checks.hpp"
#include "cli/options/selection_options.hpp"
#include "core/text.hpp"
#include "hunt/baseline/baseline.hpp"
#include "hunt/hunt.hpp"
#include "hunt/hunt_files.hpp"
#include "hunt/hunt_text.hpp"
#include "hunt/known_findings.hpp"
#include "hunt/labels/process_labels.hpp"
#include "proclens/error.hpp"
#include "serve/map/stored_map_page.hpp"
#include "storage/output_folder.hpp"
#include "storage/replace_file.hpp"
#include "telemetry/damaged_text.hpp"
#include "telemetry/folding_functions.hpp"

namespace proclens {
namespace {

/// The command line as given.
struct HuntArguments {
  std::vector<std::string> sources;
  std::string password;
  std::string baseline;
  std::string map;
  std::string known;
  std::vector<std::string> labels;
  std::string rules = "all";
  std::string output;
  std::string title;
  SelectionArguments selection;
  std::size_t top = 30;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool quiet = false;
  bool json = false;
};

ProcessLabels labels_of_processes(const Context& context, Database& database, const Dataset& dataset,
                                  const std::vector<std::string>& files) {
  const Stage stage(context, "read labels");
  return read_process_labels(database, dataset, {files.begin(), files.end()});
}

LabelledFindings labelled_findings(const std::string& rules) {
  if (rules == "all") return LabelledFindings::all;
  return rules == "with" ? LabelledFindings::labelled : LabelledFindings::unlabelled;
}

void write_findings_page(const OutputPath& path, const nlohmann::ordered_json& json, const std::string& links) {
  OutputStream page(path);
  write_hunt_page(page, json.at("title").get<std::string>(), links,
                  json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  page.close();
}

/// Writes the pages of the maps in OUT again, which then show this hunt.
void show_on_maps(const Context& context, const OutputPath& out, std::uint64_t database_bytes) {
  const std::vector<std::string> lenses = map_folders(out.path);
  if (lenses.empty()) return;
  const Stage stage(context, "show on maps");
  const std::string links = page_links_json(out.path, "");
  for (const std::string& lens : lenses) {
    const auto not_shown = [&](const std::string& why) {
      context.progress().note("the page of the map '" + printable(lens) + "' does not show this hunt: " + why +
                              "; 'proclens map' with the same output folder adds it");
    };
    std::ostringstream page;
    try {
      if (write_stored_map_page(context, {out.path / lens, out.path / "hunt", links, database_bytes}, page)) {
        replace_file(out / lens / "map.html", page.str());
      } else {
        not_shown("it leaves out part of the map");
      }
    } catch (const Error& error) {
      if (error.fault() != Fault::data) throw;
      not_shown(error.what());
    }
  }
}

void run_hunt(const HuntArguments& arguments, FileSystem& files) {
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  const std::uint64_t allowed = allowed_memory(arguments.max_memory);
  const std::set<std::string> known =
      arguments.known.empty() ? std::set<std::string>() : read_known_findings(arguments.known);
  const OutputPath out(arguments.output, files);
  const OpenedSources opened = open_dataset_or_logs(context, arguments.sources, out, allowed, arguments.password);
  OutputFolder output(out / "hunt", kHuntJson, {kHuntJson, "hunt.html", "processes.parquet"});
  Database database({context.threads(), allowed / 2, output.file("spill").string(), false, context.cancel_flag()});
  add_folding_functions(database);
  std::optional<BaselineSummary> baseline;
  if (!arguments.baseline.empty()) baseline = open_baseline(database, arguments.baseline);
  const SelectionOptions selection = parsed_selection(database, arguments.selection);
  const DescribedDataset described = with_damaged_text_named(
      {opened.dataset}, [&] { return describe_processes(context, database, opened.dataset, selection, "hunt"); });
  report_unknown_hosts(context, database, selection.hosts, described.selection);
  require_selected(database, described.selection);
  std::optional<MapEvidence> map;
  if (!arguments.map.empty()) {
    map = read_map_evidence(context, database, arguments.map, described.selection.selected);
  }
  const Hunt hunt(context, database, baseline, known,
                  labels_of_processes(context, database, opened.dataset, arguments.labels), std::move(map));
  nlohmann::ordered_json json;
  {
    const Stage stage(context, "write findings");
    write_hunted_processes(context, database, hunt, output);
    json = hunt_json(database, hunt, described.selection,
                     valid_utf8(arguments.title.empty() ? opened.name : arguments.title),
                     labelled_findings(arguments.rules));
    write_file(output.file(kHuntJson), hunt_json_text(json));
    write_findings_page(output.file("hunt.html"), json, page_links_json(out.path, "hunt/hunt.html"));
  }
  remove_output(output.file("spill"));
  output.publish();
  show_on_maps(context, out, allowed / 2);
  update_page_links(out);
  if (arguments.json) {
    std::fputs(hunt_json_text(json).c_str(), stdout);
  } else if (!arguments.quiet) {
    std::printf("\n%s\n  %s\n", hunt_text(json, arguments.top).c_str(),
                printable(output.final_file("hunt.html").string(), 4096).c_str());
  }
}

void add_hunt_options(CLI::App& command, HuntArguments& arguments) {
  command
      .add_option("--baseline", arguments.baseline,
                  "what 'baseline' counted; without it each process is compared with the other hosts of its dataset")
      ->type_name("BASELINE");
  command
      .add_option("--map", arguments.map,
                  "a finished map (OUT/LENS): for each process the one on the map that is most like it, as evidence")
      ->type_name("MAP");
  command
      .add_option("--known", arguments.known,
                  "a file with the ids of findings that need not be shown again, one on each line")
      ->type_name("FILE");
  command
      .add_option("--labels", arguments.labels,
                  "labels by pid_hash (Parquet, CSV), or hits of Hayabusa or Chainsaw (CSV, JSON); repeatable. The "
                  "dataset's sigma_labels and mitre_labels are always read")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      .add_option("--rules", arguments.rules,
                  "the findings listed: all; with a label, however common; without: new or rare, but named by no rule")
      ->check(CLI::IsMember({"all", "with", "without"}))
      ->capture_default_str();
  command.add_option("--top", arguments.top, "findings shown on the terminal")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
}

}  // namespace

CLI::App* add_hunt_command(CLI::App& app, FileSystem& files) {
  CLI::App* command = app.add_subcommand("hunt", "Say which processes are new or rare, and why.");
  auto arguments = std::make_shared<HuntArguments>();
  command
      ->add_option("SOURCE", arguments->sources,
                   "a dataset: a folder of process and, where there, process_path and process_image_load; or logs, "
                   "which are imported into OUT/dataset first")
      ->required()
      ->type_name("");
  command->add_option("-o,--output", arguments->output, "where to write; the findings go to OUT/hunt")
      ->required()
      ->check(not_empty())
      ->type_name("OUT");
  add_hunt_options(*command, *arguments);
  add_selection_options(*command, arguments->selection);
  command->add_option("--title", arguments->title, "of the results; by default the dataset's name")->type_name("TEXT");
  command->add_option("--threads", arguments->threads, "0: one per core; the results are the same for any number")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_password_option(*command, arguments->password);
  add_max_memory_option(*command, arguments->max_memory);
  command->add_flag("--quiet", arguments->quiet, "no progress, no summary");
  command->add_flag("--json", arguments->json, "the findings as JSON");
  command->callback([arguments, &files] { run_hunt(*arguments, files); });
  return command;
}

}  // namespace proclens
