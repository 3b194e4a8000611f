#include "cli/commands/compare_command.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "atlas/page/page_links.hpp"
#include "cli/command_context.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/options/option_checks.hpp"
#include "compare/compare_files.hpp"
#include "compare/compare_page.hpp"
#include "compare/comparison.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "storage/output_file.hpp"
#include "storage/output_folder.hpp"

namespace proclens {
namespace {

constexpr const char* kCompareJson = "compare.json";
constexpr const char* kComparePage = "compare.html";

/// The command line as given.
struct CompareArguments {
  std::string a, b;
  std::string output;
  std::string match = "auto";
  std::string title;
  std::size_t neighbours = ComparisonOptions().neighbours;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool quiet = false;
  bool json = false;
};

std::optional<MatchedBy> parsed_match(const std::string& match) {
  for (const MatchedBy way : {MatchedBy::process, MatchedBy::object, MatchedBy::bag}) {
    if (match == name_of(way)) return way;
  }
  return std::nullopt;
}

std::string default_title(const Comparison& comparison) {
  const std::string a = valid_utf8(comparison.a.folder.filename().string());
  const std::string b = valid_utf8(comparison.b.folder.filename().string());
  if (comparison.a.title == comparison.b.title) return comparison.a.title + ": " + a + " and " + b;
  return comparison.a.title + " and " + comparison.b.title;
}

/// Without a slash at its end, so that it has a name.
std::filesystem::path folder_of(const std::string& argument) {
  const std::filesystem::path path(argument);
  return path.has_filename() ? path : path.parent_path();
}

/// The command must not replace what it reads, nor write into it: a map with other content is never made again.
void require_apart(const std::filesystem::path& output, const CompareArguments& arguments) {
  for (const std::string& map : {arguments.a, arguments.b}) {
    std::error_code none;
    const std::filesystem::path whole = std::filesystem::weakly_canonical(output, none);
    for (std::filesystem::path above = whole; above.has_relative_path(); above = above.parent_path()) {
      if (!std::filesystem::equivalent(above, map, none)) continue;
      throw Error(Fault::usage,
                  above == whole ? "the comparison cannot replace the map " + printable(map)
                                 : "the comparison cannot be written into the map " + printable(map),
                  "Give another folder: -o OUT/compare.");
    }
  }
}

void run_compare(const CompareArguments& arguments, FileSystem& files) {
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  const std::uint64_t allowed = allowed_memory(arguments.max_memory);
  const std::filesystem::path folder = folder_of(arguments.output);
  require_apart(folder, arguments);
  OutputFolder output(OutputPath(folder, files), kCompareJson,
                      {kCompareJson, kComparePage, "agreement.parquet", "clusters.parquet"});
  Database database({context.threads(), allowed / 2, output.file("spill").string(), false, context.cancel_flag()});
  const Comparison comparison = compare_maps(context, database, folder_of(arguments.a), folder_of(arguments.b),
                                             {parsed_match(arguments.match), arguments.neighbours});
  const nlohmann::ordered_json json = compare_json(
      database, comparison, valid_utf8(arguments.title.empty() ? default_title(comparison) : arguments.title));
  const OutputPath out(folder.parent_path(), files);
  {
    const Stage stage(context, "write the comparison");
    write_compare_tables(database, comparison, output);
    write_file(output.file(kCompareJson), json.dump(2) + "\n");
    OutputStream page(output.file(kComparePage));
    const std::string links = page_links_json(out.path, folder.filename() / kComparePage);
    write_compare_page(context, comparison, compare_page_json(json).dump(), {links, allowed / 2}, page);
    page.close();
  }
  remove_output(output.file("spill"));
  output.publish();
  update_page_links(out);
  if (arguments.json) {
    std::fputs((json.dump(2) + "\n").c_str(), stdout);
  } else if (!arguments.quiet) {
    std::printf("\n%s\n  %s\n", compare_text(json).c_str(),
                printable(output.final_file(kComparePage).string(), 4096).c_str());
  }
}

}  // namespace

CLI::App* add_compare_command(CLI::App& app, FileSystem& files) {
  CLI::App* command = app.add_subcommand("compare", "Show two maps of the same processes side by side.");
  auto arguments = std::make_shared<CompareArguments>();
  command->add_option("MAP", arguments->a, "a finished map: OUT/LENS")->required()->check(not_empty())->type_name("");
  command
      ->add_option("OTHER_MAP", arguments->b,
                   "the other: another lens, other parameters, or another time; it is laid out from the places of the "
                   "first")
      ->required()
      ->check(not_empty())
      ->type_name("");
  command->add_option("-o,--output", arguments->output, "the folder to write, such as OUT/compare")
      ->required()
      ->check(not_empty())
      ->type_name("FOLDER");
  command
      ->add_option(
          "--match", arguments->match,
          "what counts as the same on both: process (pid_hash), object (its name, such as a command line), bag "
          "(the same features); auto takes the first that covers half of the processes")
      ->check(CLI::IsMember({"auto", "process", "object", "bag"}))
      ->capture_default_str();
  command->add_option("--neighbors", arguments->neighbours, "how many nearest neighbours are compared")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--title", arguments->title, "of the page; by default from the titles of the maps")
      ->type_name("TEXT");
  command->add_option("--threads", arguments->threads, "0: one per core; the results are the same for any number")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_max_memory_option(*command, arguments->max_memory);
  command->add_flag("--quiet", arguments->quiet, "no progress, no summary");
  command->add_flag("--json", arguments->json, "the comparison as JSON");
  command->callback([arguments, &files] { run_compare(*arguments, files); });
  return command;
}

}  // namespace proclens
