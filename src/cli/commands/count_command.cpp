#include "cli/commands/count_command.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/command_context.hpp"
#include "cli/count_dataset.hpp"
#include "cli/dataset_or_logs.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/options/option_checks.hpp"
#include "contract/contract_json.hpp"
#include "contract/read_contracts.hpp"
#include "contract/write_contract.hpp"
#include "core/text.hpp"
#include "storage/output_folder.hpp"
#include "telemetry/damaged_text.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// The command line as given.
struct CountCommandArguments {
  std::vector<std::string> sources;
  std::string output;
  std::string title;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool merge = false;
  bool quiet = false;
  bool json = false;
  CountArguments count;
};

BagsContract make_contract(const Context& context, Database& database, const CountCommandArguments& arguments,
                           std::uint64_t allowed) {
  if (arguments.merge) {
    return read_contracts(context, database, std::vector<fs::path>(arguments.sources.begin(), arguments.sources.end()));
  }
  const Dataset dataset(arguments.sources.front());
  BagsContract contract;
  const SelectedDataset selected = with_damaged_text_named({dataset}, [&] {
    SelectedDataset counted = select_dataset(context, database, dataset, arguments.count, "count", 0, allowed);
    contract.bags = lens_bags(context, database, counted.lenses.front(), counted.counts.selected);
    return counted;
  });
  contract.selections = {selected.rules};
  contract.selection = selected.counts;
  contract.title = valid_utf8(source_name(dataset.folder()));
  return contract;
}

void print_for_people(const BagsContract& contract, const fs::path& folder) {
  const LensBags& bags = contract.bags;
  const auto line = [](std::string_view name, std::uint64_t count) {
    std::printf("  %-16s %12s\n", std::string(name).c_str(), with_separators(count).c_str());
  };
  std::printf("\n");
  line("processes", contract.selection.selected);
  if (!bags.lens.objects_are_processes) line(bags.lens.object.many, bags.objects());
  line(bags.lens.row.many, bags.counted_rows);
  line(bags.lens.feature.many, bags.features());
  line("distinct bags", bags.distinct.bags.distinct());
  std::printf("\n  %s\n", printable(folder.string(), 4096).c_str());
}

void run(const CountCommandArguments& arguments, FileSystem& files) {
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  const std::uint64_t allowed = allowed_memory(arguments.max_memory);
  OutputFolder output({arguments.output, files}, kContractJson,
                      {kContractJson, kContractFeatures, kContractBags, kContractObjects, kContractMembers});
  Database database({context.threads(), allowed / 2, "", false, context.cancel_flag()});
  BagsContract contract = make_contract(context, database, arguments, allowed);
  if (!arguments.title.empty()) contract.title = valid_utf8(arguments.title);
  {
    const Stage stage(context, "write bags");
    write_contract(database, contract, PROCLENS_VERSION, output);
  }
  output.publish();
  if (arguments.json) {
    std::fputs(contract_json(contract, PROCLENS_VERSION).c_str(), stdout);
  } else if (!arguments.quiet) {
    print_for_people(contract, arguments.output);
  }
}

}  // namespace

CLI::App* add_count_command(CLI::App& app, FileSystem& files) {
  CLI::App* command = app.add_subcommand("count", "Count a dataset's bags for 'map --bags', or add up such counts.");
  auto arguments = std::make_shared<CountCommandArguments>();
  command->add_option("SOURCE", arguments->sources, "a dataset; with --merge, folders written by 'count'")
      ->required()
      ->type_name("");
  command->add_option("-o,--output", arguments->output, "folder for the bags")
      ->required()
      ->check(not_empty())
      ->type_name("BAGS");
  CLI::Option* merge =
      command->add_flag("--merge", arguments->merge, "add up the bags of parts that have no processes in common");
  for (CLI::Option* option : add_count_options(*command, arguments->count)) merge->excludes(option);
  command
      ->add_option("--title", arguments->title,
                   "title of the map; default: the dataset's name, or the first part's title")
      ->type_name("TEXT");
  command->add_option("--threads", arguments->threads, "number of threads; 0: one per core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_max_memory_option(*command, arguments->max_memory);
  command->add_flag("--quiet", arguments->quiet, "print neither progress nor summary");
  command->add_flag("--json", arguments->json, "print the summary as JSON");
  command->callback([arguments, &files] {
    if (arguments->count.lenses.size() > 1) throw CLI::ValidationError("--lens", "only one lens at a time");
    if (!arguments->merge && arguments->sources.size() > 1) {
      throw CLI::ValidationError("SOURCE", "only one dataset at a time; --merge adds up folders written by 'count'");
    }
    run(*arguments, files);
  });
  return command;
}

}  // namespace proclens
