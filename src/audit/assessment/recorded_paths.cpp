#include "audit/assessment/recorded_paths.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::size_t kHash = 0, kName = 1, kLength = 2, kHashes = 3;  // columns of sql/audit/compare_path.sql
constexpr std::int64_t kShortestLineage = 2;                           // a shorter path says nothing about any parent

bool same_hash(std::string_view a, std::string_view b) { return a == b || normal_hash(a) == normal_hash(b); }

class PathChecker {
 public:
  PathChecker(const Records& records, const Lineages& lineages) : records_(records), lineages_(lineages) {
    paths_.length.assign(records.size(), RecordedPaths::kMissing);
    paths_.wrong.assign(records.size(), 0);
    paths_.repeated.assign(records.size(), 0);
  }

  /// Adds the rows of a query and returns how many had no length.
  std::uint64_t add_all(Rows rows) {
    std::uint64_t without_length = 0;
    std::vector<std::string_view> hashes;
    std::vector<std::int32_t> found;
    while (const Chunk* chunk = rows.next()) {
      chunk->texts(kHash, hashes);
      found.resize(hashes.size());
      records_.find(hashes, found);
      for (std::size_t row = 0; row < chunk->rows(); ++row) {
        if (chunk->valid(kLength, row)) {
          add(found[row], *chunk, row);
        } else {
          ++without_length;
        }
      }
    }
    return without_length;
  }

  /// Gives every record the path of the record that represents its hash.
  RecordedPaths finish() && {
    for (std::size_t record = 0; record < records_.size(); ++record) {
      paths_.length[record] = paths_.length[records_.representative[record]];
      paths_.wrong[record] = paths_.wrong[records_.representative[record]];
      paths_.repeated[record] = paths_.repeated[records_.representative[record]];
    }
    return std::move(paths_);
  }

  [[nodiscard]] const WordColumn& short_names() const { return short_names_; }

 private:
  /// @param record of the path's process; kUnknownParent if it has none
  void add(std::int32_t record, const Chunk& chunk, std::size_t row) {
    const std::int64_t length = chunk.int64(kLength)[row];
    PathCount& count = paths_.by_length[length];
    ++count.paths;
    if (length < kShortestLineage)
      short_names_.add(chunk.valid(kName, row) ? chunk.text(kName, row) : std::string_view());
    if (record < 0) return;
    if (records_.parent[record] == kNoParentHash) ++count.of_duds;
    compare(record, static_cast<std::int32_t>(length), chunk.valid(kHashes, row) && is_wrong(record, chunk, row));
  }

  void compare(std::int32_t record, std::int32_t length, bool wrong) {
    std::int32_t& known = paths_.length[record];
    if (known != RecordedPaths::kMissing) paths_.repeated[record] = 1;
    if (length > known) {
      known = length;
      paths_.wrong[record] = wrong;
    } else if (length == known && wrong) {
      paths_.wrong[record] = 1;
    }
  }

  [[nodiscard]] bool is_wrong(std::int32_t record, const Chunk& chunk, std::size_t row) const {
    const std::size_t steps = chunk.list_size(kHashes, row);
    const auto depth = static_cast<std::size_t>(lineages_.depth[record]);
    std::int32_t at = record;
    for (std::size_t step = 0; step < std::min(steps, depth); ++step) {
      if (!same_hash(chunk.list_text(kHashes, row, step), records_.pid_hash[at])) return true;
      at = records_.parent[at];
    }
    if (steps <= depth) return false;
    return at >= 0 || at == kNoParentHash ||
           !same_hash(chunk.list_text(kHashes, row, depth), records_.parent_pid_hash[lineages_.oldest[record]]);
  }

  const Records& records_;
  const Lineages& lineages_;
  RecordedPaths paths_;
  WordColumn short_names_;
};

void write_short_paths(Database& database, const WordColumn& names) {
  std::vector<std::int64_t> paths(names.words());
  for (std::size_t row = 0; row < names.size(); ++row) ++paths[names.number(row)];
  database.run(sql("audit/short_path"));
  TableAppender appender = database.append_to("short_path");
  for (std::size_t word = 0; word < paths.size(); ++word) {
    const std::string_view name = names.word(static_cast<std::int32_t>(word));
    name.empty() ? appender.null() : appender.text(name);
    appender.int64(paths[word]);
    appender.end_row();
  }
  appender.close();
}

}  // namespace

RecordedPaths check_recorded_paths(Database& database, const Records& records, const Lineages& lineages) {
  PathChecker checker(records, lineages);
  if (checker.add_all(database.query(sql("audit/compare_path"))) > 0) {
    (void)checker.add_all(database.query(sql("audit/compare_path_without_list")));
  }
  write_short_paths(database, checker.short_names());
  return std::move(checker).finish();
}

}  // namespace proclens
