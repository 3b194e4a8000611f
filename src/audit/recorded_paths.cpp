#include "audit/recorded_paths.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "table/sql.hpp"

namespace proclens {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// As the macro hash_key of sql/audit/record.sql compares them.
bool same_hash(std::string_view a, std::string_view b) {
  if (a == b) return true;
  a = trimmed(a);
  b = trimmed(b);
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return upper(x) == upper(y); });
}

class PathChecker {
 public:
  PathChecker(const Records& records, const Lineages& lineages) : records_(records), lineages_(lineages) {
    paths_.length.assign(records.pid_hash.size(), RecordedPaths::kMissing);
    paths_.wrong.assign(records.pid_hash.size(), 0);
  }

  /// @param hashes column of the list of hashes, which may be NULL when only the length is known
  void add(std::int32_t record, std::int32_t length, const Chunk& chunk, std::size_t hashes, std::size_t row) {
    const bool wrong = chunk.valid(hashes, row) && is_wrong(record, chunk, hashes, row);
    std::int32_t& known = paths_.length[record];
    if (known != RecordedPaths::kMissing) repeated_.push_back(record);
    if (length > known) {
      known = length;
      paths_.wrong[record] = wrong;
    } else if (length == known && wrong) {
      paths_.wrong[record] = 1;
    }
  }

  /// Gives every record the path of the record that stands for its hash.
  RecordedPaths finish() && {
    for (std::size_t record = 0; record < records_.standing.size(); ++record) {
      paths_.length[record] = paths_.length[records_.standing[record]];
      paths_.wrong[record] = paths_.wrong[records_.standing[record]];
    }
    return std::move(paths_);
  }

  [[nodiscard]] const std::vector<std::int32_t>& repeated() const { return repeated_; }

 private:
  [[nodiscard]] bool is_wrong(std::int32_t record, const Chunk& chunk, std::size_t column, std::size_t row) const {
    const std::size_t steps = chunk.list_size(column, row);
    const auto depth = static_cast<std::size_t>(lineages_.depth[record]);
    std::int32_t at = record;
    for (std::size_t step = 0; step < std::min(steps, depth); ++step) {
      if (!same_hash(chunk.list_text(column, row, step), records_.pid_hash[at])) return true;
      at = records_.parent[at];
    }
    if (steps <= depth) return false;
    return at != kUnknownParent ||
           !same_hash(chunk.list_text(column, row, depth), records_.parent_pid_hash[lineages_.oldest[record]]);
  }

  const Records& records_;
  const Lineages& lineages_;
  RecordedPaths paths_;
  std::vector<std::int32_t> repeated_;
};

void write_repeated_paths(Database& database, const Records& records, std::vector<std::int32_t> repeated) {
  std::sort(repeated.begin(), repeated.end());
  repeated.erase(std::unique(repeated.begin(), repeated.end()), repeated.end());
  TableAppender appender = database.append_to("repeated_path");
  for (const std::int32_t record : repeated) {
    std::string key(trimmed(records.pid_hash[record]));
    std::transform(key.begin(), key.end(), key.begin(), upper);
    appender.text(key);
    appender.end_row();
  }
  appender.close();
}

/// One row of the table path.
void append_path(TableAppender& appender, const Chunk& chunk, std::size_t row) {
  chunk.valid(0, row) ? appender.int64(chunk.int64(0)[row]) : appender.null();
  chunk.valid(1, row) ? appender.text(chunk.text(1, row)) : appender.null();
  appender.int64(chunk.int64(2)[row]);
  appender.end_row();
}

}  // namespace

RecordedPaths check_recorded_paths(Database& database, const Records& records, const Lineages& lineages) {
  constexpr std::size_t kHashes = 3;
  database.run(sql("audit/path"));
  PathChecker checker(records, lineages);
  TableAppender paths = database.append_to("path");
  Rows rows = database.query(sql("audit/compare_path"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      append_path(paths, *chunk, row);
      if (!chunk->valid(0, row)) continue;
      checker.add(static_cast<std::int32_t>(chunk->int64(0)[row]), static_cast<std::int32_t>(chunk->int64(2)[row]),
                  *chunk, kHashes, row);
    }
  }
  paths.close();
  write_repeated_paths(database, records, checker.repeated());
  return std::move(checker).finish();
}

}  // namespace proclens
