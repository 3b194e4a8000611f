#include "import/tables/lineage_paths.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/hash/hash_bytes.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"
#include "telemetry/lineage.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kStepsPerProcess = 32;
constexpr std::uint64_t kMinSteps = 4'000'000;
constexpr std::string_view kNameless = "?";
constexpr int kRowGroup = 2'048;  // rows that DuckDB keeps in memory until it writes them: each has all its ancestors

/// Lineages, and how much of them is written.
struct LineageTable {
  const ProcessNames& processes;
  Lineages lineages;
  std::int32_t limit;  ///< maximum steps of a lineage
};

/// The text, if it is not blank.
std::optional<std::string_view> given(const DistinctTexts& texts, std::uint32_t id) {
  const std::string_view text = texts.text(id);
  return text.find_first_not_of(' ') == std::string_view::npos ? std::nullopt : std::optional(text);
}

class LineageRows {
 public:
  explicit LineageRows(std::shared_ptr<const LineageTable> table) : table_(std::move(table)) {}

  void operator()(RowWriter& writer) {
    for (; next_ < static_cast<std::int32_t>(table_->processes.size()) && writer.room() > 0; ++next_) {
      follow(next_);
      const ProcessNames& processes = table_->processes;
      writer.text(hashes_.front());
      write(writer, given(processes.hosts, processes.host[next_]));
      write(writer, given(processes.names, processes.name[next_]));
      writer.text_list(hashes_);
      writer.borrowed_text_list(names_);
      writer.end_row();
    }
  }

 private:
  static void write(RowWriter& writer, const std::optional<std::string_view>& text) {
    text ? writer.borrowed_text(*text) : writer.null();
  }

  /// Fills in the hashes and names from a process to its oldest ancestor.
  void follow(std::int32_t process) {
    const ProcessNames& processes = table_->processes;
    const auto steps = static_cast<std::size_t>(std::min(table_->lineages.depth[process], table_->limit));
    digits_.resize(steps);
    hashes_.clear();
    names_.clear();
    for (std::size_t step = 0; step < steps; ++step, process = processes.parent[process]) {
      digits_[step] = digits_of(processes.processes.keys()[process], true);
      hashes_.push_back(digits_[step]);
      names_.push_back(given(processes.names, processes.name[process]).value_or(kNameless));
    }
  }

  std::shared_ptr<const LineageTable> table_;
  std::int32_t next_ = 0;
  std::vector<HashDigits> digits_;
  std::vector<std::string_view> hashes_;
  std::vector<std::string_view> names_;
};

/// followed_lineage(): pid_hash, hostname, process_name, ptree_list and the names of the same processes.
TableFunction followed_lineage_source(std::shared_ptr<const LineageTable> table) {
  std::vector<SourceColumn> columns{{"pid_hash", SourceType::text},
                                    {"hostname", SourceType::text},
                                    {"process_name", SourceType::text},
                                    {"ptree_list", SourceType::text_list},
                                    {"names", SourceType::text_list}};
  return {"followed_lineage", std::move(columns),
          [table = std::move(table)]() -> FillRows { return LineageRows(table); }};
}

}  // namespace

void write_lineage_paths(Database& database, const ProcessNames& processes, const OutputPath& folder) {
  const std::vector<std::uint8_t> first_process(processes.size(), 0);  // states are left to the audit
  Lineages lineages = rebuild_lineages(processes.parent, first_process);
  const std::int32_t limit =
      lineage_step_limit(lineages.depth, std::max<std::uint64_t>(kMinSteps, kStepsPerProcess * processes.size()));
  database.add_table_function(followed_lineage_source(
      std::make_shared<const LineageTable>(LineageTable{processes, std::move(lineages), limit})));
  copy_to_file(database, sql("import/process_path"), folder / "process_path.parquet",
               "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE " + std::to_string(kRowGroup));
}

}  // namespace proclens
