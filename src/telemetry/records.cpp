#include "telemetry/records.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "core/parallel.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockRecords = 1U << 14U;

void reserve(Records& records, std::size_t size) {
  records.pid_hash.reserve(size, 32 * size);
  records.parent_pid_hash.reserve(size, 32 * size);
  records.process_name.reserve(size);
  records.hostname.reserve(size);
  for (auto* numbers :
       {&records.os_pid, &records.parent_os_pid, &records.started, &records.first_seen, &records.ended}) {
    numbers->reserve(size);
  }
}

void append(std::vector<std::int64_t>& numbers, std::span<const std::int64_t> more) {
  numbers.insert(numbers.end(), more.begin(), more.end());
}

void read_columns(Database& database, Records& records) {
  const std::vector<SqlValue> none = {kUnknown};
  Rows rows = database.query(
      "SELECT pid_hash, parent_pid_hash, process_name, hostname, coalesce(os_pid, $1::BIGINT), "
      "coalesce(parent_os_pid, $1::BIGINT), coalesce(epoch_us(process_started), $1::BIGINT), "
      "coalesce(epoch_us(first_seen), $1::BIGINT), coalesce(epoch_us(process_term), $1::BIGINT) FROM record",
      none);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto text = [&](std::size_t column) {
        return chunk->valid(column, row) ? chunk->text(column, row) : std::string_view();
      };
      records.pid_hash.add(text(0));
      records.parent_pid_hash.add(text(1));
      records.process_name.add(text(2));
      records.hostname.add(text(3));
    }
    append(records.os_pid, chunk->int64(4));
    append(records.parent_os_pid, chunk->int64(5));
    append(records.started, chunk->int64(6));
    append(records.first_seen, chunk->int64(7));
    append(records.ended, chunk->int64(8));
  }
}

/// Of several records with one hash, one represents it: preferably one with a parent hash and a name, then the one that
/// started first, then the first in the dataset.
std::int32_t representative_of(const Records& records, std::span<const std::int32_t> bearers) {
  const auto rank = [&](std::int32_t record) {
    const std::int64_t started = records.started[record];
    return std::tuple(records.parent_pid_hash[record].empty(), records.process_name[record].empty(),
                      started == kUnknown, started, record);
  };
  return *std::min_element(bearers.begin(), bearers.end(),
                           [&](std::int32_t a, std::int32_t b) { return rank(a) < rank(b); });
}

void find_representatives(Records& records) {
  records.representative.resize(records.size());
  std::iota(records.representative.begin(), records.representative.end(), 0);
  records.duplicate.assign(records.size(), 0);
  records.with_hash.for_each_hash([&](std::span<const std::int32_t> bearers) {
    if (bearers.size() == 1) return;
    const std::int32_t representative = representative_of(records, bearers);
    for (const std::int32_t record : bearers) {
      records.representative[record] = representative;
      records.duplicate[record] = 1;
    }
  });
}

/// Links the records from `begin` to `end` to their parents.
void link_parents(Records& records, std::size_t begin, std::size_t end) {
  std::vector<std::string_view> hashes(end - begin);
  for (std::size_t record = begin; record < end; ++record) hashes[record - begin] = records.parent_pid_hash[record];
  const std::span<std::int32_t> parents = std::span(records.parent).subspan(begin, end - begin);
  records.find(hashes, parents);
  for (std::size_t record = begin; record < end; ++record) {
    std::int32_t& parent = records.parent[record];
    if (records.parent_pid_hash[record].empty()) parent = kNoParentHash;
    // A record that names itself is its own parent, even if another record represents its hash.
    if (parent == records.representative[record]) parent = static_cast<std::int32_t>(record);
  }
}

}  // namespace

void Records::find(std::span<const std::string_view> hashes, std::span<std::int32_t> found) const {
  with_hash.find_first(hashes, found);
  for (std::int32_t& record : found) record = record == HashIndex::kNoRow ? kUnknownParent : representative[record];
}

Records link_records(const Context& context, Database& database) {
  database.run(sql("audit/record"));
  const std::int64_t n = database.number("SELECT count(*) FROM process");
  if (n >= std::numeric_limits<std::int32_t>::max()) {
    throw Error(Fault::data,
                "table 'process' has too many rows: " + with_separators(static_cast<unsigned long long>(n)),
                "Audit it in parts, for instance by day.");
  }
  Records records;
  reserve(records, static_cast<std::size_t>(n));
  read_columns(database, records);
  records.with_hash = HashIndex(context, records.pid_hash);
  find_representatives(records);
  records.parent.resize(records.size());
  parallel_blocks(context, records.size(), kBlockRecords,
                  [&](std::size_t begin, std::size_t end) { link_parents(records, begin, end); });
  return records;
}

}  // namespace proclens
