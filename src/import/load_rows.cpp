#include "import/load_rows.hpp"

#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "import/distinct_texts.hpp"
#include "table/row_source.hpp"

namespace proclens {
namespace {

/// What loads show of their process.
struct ProcessName {
  HashBytes process;
  std::uint32_t host;  ///< texts of ProcessNames
  std::uint32_t name;
};

struct ProcessNames {
  std::vector<ProcessName> processes;  ///< by hash
  DistinctTexts texts;
};

std::optional<std::string_view> cell(const Chunk& chunk, std::size_t column, std::size_t row) {
  return chunk.valid(column, row) ? std::optional(chunk.text(column, row)) : std::nullopt;
}

std::shared_ptr<const ProcessNames> read_names(Database& database) {
  auto names = std::make_shared<ProcessNames>();
  Rows rows = database.query("SELECT pid_hash, hostname, process_name FROM written_process");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const std::optional<HashBytes> process = hash_of_digits(chunk->text(0, row));
      if (!process) throw std::logic_error("a pid_hash is no hash");
      if (!names->processes.empty() && !(names->processes.back().process < *process)) {
        throw std::logic_error("processes are not in the order of pid_hash");
      }
      names->processes.push_back(
          {*process, names->texts.add_cell(cell(*chunk, 1, row)), names->texts.add_cell(cell(*chunk, 2, row))});
    }
  }
  return names;
}

/// Writes groups, which come in the same order as the processes.
class LoadRows {
 public:
  LoadRows(LoadStore& loads, std::shared_ptr<const ProcessNames> names)
      : names_(std::move(names)), walk_(std::make_shared<LoadStore::Walk>(loads.walk())) {}

  void operator()(RowWriter& writer) {
    while (writer.room() > 0) {
      const LoadGroup* group = walk_->next();
      if (group == nullptr) return;
      write(writer, *group);
    }
  }

 private:
  void write(RowWriter& writer, const LoadGroup& group) {
    const ProcessName& process = process_of(group.process);
    write_digits(writer, group.process, true);
    writer.text(group.image);
    for (const std::uint32_t id : {process.host, process.name}) {
      const auto text = names_->texts.cell(id);
      text ? writer.borrowed_text(*text) : writer.null();
    }
    writer.int64(group.first_seen);
    writer.int64(group.last_seen);
    writer.int64(group.loads);
    group.has_md5 ? write_digits(writer, group.md5, false) : writer.null();
    writer.end_row();
  }

  static void write_digits(RowWriter& writer, const HashBytes& hash, bool upper) {
    const auto digits = digits_of(hash, upper);
    writer.text({digits.data(), digits.size()});
  }

  const ProcessName& process_of(const HashBytes& hash) {
    const auto& processes = names_->processes;
    while (next_ < processes.size() && processes[next_].process < hash) ++next_;
    if (next_ == processes.size() || processes[next_].process != hash) {
      throw std::logic_error("a load is of a process that there is no record of");
    }
    return processes[next_];
  }

  std::shared_ptr<const ProcessNames> names_;
  std::shared_ptr<LoadStore::Walk> walk_;
  std::size_t next_ = 0;
};

}  // namespace

void add_load_source(Database& database, LoadStore& loads) {
  const std::vector<SourceColumn> columns{{"pid_hash", SourceType::text},    {"filename", SourceType::text},
                                          {"hostname", SourceType::text},    {"process_name", SourceType::text},
                                          {"first_seen", SourceType::int64}, {"last_seen", SourceType::int64},
                                          {"num_load", SourceType::int64},   {"file_md5", SourceType::text}};
  database.add_source({"grouped_load", columns,
                       [&loads, names = read_names(database)]() -> FillRows { return LoadRows(loads, names); }});
}

}  // namespace proclens
