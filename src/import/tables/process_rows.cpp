#include "import/tables/process_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "core/hash/hash_bytes.hpp"
#include "import/store/file_details.hpp"
#include "import/store/process_groups.hpp"

namespace proclens {
namespace {

const std::vector<SourceColumn>& columns() {
  static const std::vector<SourceColumn> all = {
      {"pid_hash", SourceType::text},       {"parent_pid_hash", SourceType::text},
      {"host", SourceType::text},           {"os_pid", SourceType::int64},
      {"parent_os_pid", SourceType::int64}, {"image", SourceType::text},
      {"args", SourceType::text},           {"user_name", SourceType::text},
      {"started", SourceType::int64},       {"ended", SourceType::int64},
      {"first_seen", SourceType::int64},    {"last_seen", SourceType::int64},
      {"exit_code", SourceType::int64},     {"agent_id", SourceType::text},
      {"file_md5", SourceType::text},       {"file_sha2", SourceType::text},
      {"imphash", SourceType::text},        {"original_file_name", SourceType::text},
      {"company", SourceType::text},        {"product", SourceType::text},
      {"file_version", SourceType::text},   {"integrity_level", SourceType::text},
      {"logon_id", SourceType::text},       {"current_directory", SourceType::text},
      {"parent_image", SourceType::text},   {"parent_args", SourceType::text},
      {"record_number", SourceType::int64}, {"record_channel", SourceType::text},
  };
  return all;
}

void write(RowWriter& writer, const std::optional<std::string_view>& text) {
  text ? writer.text(*text) : writer.null();
}
void write(RowWriter& writer, const std::optional<std::int64_t>& number) {
  number ? writer.int64(*number) : writer.null();
}
void write(RowWriter& writer, const std::optional<HashBytes>& hash, bool upper) {
  if (!hash) return writer.null();
  writer.text(digits_of(*hash, upper));
}

void write_details(RowWriter& writer, std::string_view details) {
  const auto parts = split_file_details(details);
  for (const FileDetail detail : {FileDetail::sha2, FileDetail::imphash, FileDetail::original_file_name,
                                  FileDetail::company, FileDetail::product, FileDetail::file_version}) {
    const std::string_view part = parts[static_cast<std::size_t>(detail)];
    part.empty() ? writer.null() : writer.text(part);
  }
}

/// Writes the groups of one part after another.
class ProcessRows {
 public:
  ProcessRows(const ProcessStore& store, std::shared_ptr<const std::vector<std::string>> file_names)
      : store_(store), file_names_(std::move(file_names)) {}

  void operator()(RowWriter& writer) {
    while (writer.room() > 0) {
      while (next_ == groups_.size()) {
        if (part_ == ProcessStore::kParts) return;
        store_.read(part_++, events_);
        groups_ = process_groups(events_.events());
        next_ = 0;
      }
      write_row(writer, groups_[next_++]);
    }
  }

 private:
  void write_row(RowWriter& writer, const ProcessGroup& group) const {
    write(writer, group.process, true);
    write(writer, group.parent, true);
    write(writer, group.host);
    write(writer, group.pid);
    write(writer, group.parent_pid);
    write(writer, group.image);
    write(writer, group.args);
    write(writer, group.user_name);
    write(writer, group.started);
    write(writer, group.ended);
    writer.int64(group.first_seen);
    writer.int64(group.last_seen);
    write(writer, group.exit_code);
    writer.borrowed_text((*file_names_)[static_cast<std::size_t>(group.file)]);
    write(writer, group.md5, false);
    write_details(writer, group.file_details.value_or(""));
    write(writer, group.integrity_level);
    write(writer, group.logon_id);
    write(writer, group.current_directory);
    write(writer, group.parent_image);
    write(writer, group.parent_args);
    write(writer, group.record_number);
    write(writer, group.record_channel);
    writer.end_row();
  }

  const ProcessStore& store_;
  std::shared_ptr<const std::vector<std::string>> file_names_;
  std::size_t part_ = 0;
  ProcessStore::Part events_;
  std::vector<ProcessGroup> groups_;
  std::size_t next_ = 0;
};

}  // namespace

void add_process_source(Database& database, const ProcessStore& store, std::vector<std::string> file_names) {
  const auto names = std::make_shared<const std::vector<std::string>>(std::move(file_names));
  database.add_table_function({"grouped_process", columns(), [&store, names]() -> FillRows {
                                 // A std::function must be copyable, but rows point into their own group.
                                 return [rows = std::make_shared<ProcessRows>(store, names)](RowWriter& writer) {
                                   (*rows)(writer);
                                 };
                               }});
}

}  // namespace proclens
