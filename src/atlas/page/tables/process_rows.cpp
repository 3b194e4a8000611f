#include "atlas/page/tables/process_rows.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "core/hash/distinct_keys.hpp"
#include "core/parallel.hpp"
#include "table/arrow_stream.hpp"

namespace proclens {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kBlock = 65'536;

double number_or_missing(std::optional<std::int64_t> value) {
  constexpr std::int64_t limit = std::int64_t{1} << 51;
  return value && *value <= limit && *value >= -limit ? static_cast<double>(*value) : kMissing;
}

template <class T>
void put_in_order(const Context& context, const std::vector<std::vector<T>*>& columns,
                  const std::vector<std::uint32_t>& order) {
  parallel_blocks(context, columns.size(), 1, [&](std::size_t column, std::size_t) {
    std::vector<T> ordered(order.size());
    for (std::size_t row = 0; row < order.size(); ++row) ordered[row] = (*columns[column])[order[row]];
    *columns[column] = std::move(ordered);
  });
}

}  // namespace

// ---- ProcessRows ---------------------------------------------------------------------------------------------------

void ProcessRows::keep_per_point(std::uint64_t cap) {
  std::vector<std::uint32_t> kept;
  std::vector<std::int32_t> new_row(size(), -1);
  std::uint64_t of_point = 0;
  for (std::size_t row = 0; row < size(); ++row) {
    of_point = row > 0 && point[row] == point[row - 1] ? of_point + 1 : 0;
    if (of_point >= cap) continue;
    new_row[row] = static_cast<std::int32_t>(kept.size());
    kept.push_back(static_cast<std::uint32_t>(row));
  }
  for (std::int32_t& row : parent) row = row < 0 ? row : new_row[static_cast<std::size_t>(row)];
  const auto keep = [&](auto& column) {
    if (column.empty()) return;
    for (std::size_t row = 0; row < kept.size(); ++row) column[row] = column[kept[row]];
    column.resize(kept.size());
  };
  for (auto* column : {&object, &host, &name, &args, &user, &lineage, &hash_text, &parent, &state, &flags, &hash_form,
                       &novelty, &finding, &reasons, &labels, &point}) {
    keep(*column);
  }
  for (auto* column : {&started, &lifetime, &exit_code, &os_pid}) keep(*column);
  for (auto* column : {&hash_high, &hash_low}) keep(*column);
}

std::optional<std::string> ProcessRows::hex_hash(std::size_t row) const {
  const auto form = static_cast<HashForm>(hash_form[row]);
  if (form == HashForm::text) return std::nullopt;
  const HashBytes hash{static_cast<std::uint64_t>(hash_high[row]), static_cast<std::uint64_t>(hash_low[row])};
  return digits_of(hash, form == HashForm::upper_hex);
}

std::string ProcessRows::stream() const {
  std::vector<NamedValues> columns = {{"point", point},         {"host", host},        {"name", name},
                                      {"args", args},           {"user", user},        {"lineage", lineage},
                                      {"hash_text", hash_text}, {"started", started},  {"lifetime", lifetime},
                                      {"exit_code", exit_code}, {"os_pid", os_pid},    {"parent", parent},
                                      {"state", state},         {"flags", flags},      {"hash_form", hash_form},
                                      {"hash_high", hash_high}, {"hash_low", hash_low}};
  if (object.size() == size()) columns.insert(columns.begin() + 1, {"object", object});
  if (novelty.size() == size()) {
    columns.insert(columns.end(),
                   {{"novelty", novelty}, {"finding", finding}, {"reasons", reasons}, {"labels", labels}});
  }
  return arrow_stream(columns);
}

// ---- UnorderedProcesses --------------------------------------------------------------------------------------------

UnorderedProcesses::UnorderedProcesses(std::size_t size, RowColumns columns) : columns_(columns) { resize(size); }

void UnorderedProcesses::resize(std::size_t size) {
  for (std::vector<std::int32_t>* column : {&rows.point, &rows.host, &rows.name, &rows.args, &rows.user, &rows.lineage,
                                            &rows.hash_text, &rows.state, &rows.flags, &rows.hash_form}) {
    column->resize(size);
  }
  if (columns_.objects) rows.object.resize(size);
  if (columns_.novelty) {
    rows.novelty.resize(size, -1);
    rows.finding.resize(size);
    rows.reasons.resize(size);
    rows.labels.resize(size);
  }
  for (std::vector<double>* column : {&rows.started, &rows.lifetime, &rows.exit_code, &rows.os_pid}) {
    column->resize(size, kMissing);
  }
  started_.resize(size, kNever);
  hash_.resize(size);
  parent_.resize(size);
  has_parent_.resize(size);
}

void UnorderedProcesses::set_times(std::size_t process, std::optional<std::int64_t> started,
                                   std::optional<std::int64_t> ended) {
  if (!started) return;
  const std::int64_t milliseconds = *started / 1000;
  started_[process] = milliseconds;
  rows.started[process] = static_cast<double>(milliseconds);
  if (ended) rows.lifetime[process] = number_or_missing(*ended / 1000 - milliseconds);
}

void UnorderedProcesses::set_numbers(std::size_t process, std::optional<std::int64_t> exit_code,
                                     std::optional<std::int64_t> os_pid) {
  rows.exit_code[process] = number_or_missing(exit_code);
  rows.os_pid[process] = number_or_missing(os_pid);
}

bool UnorderedProcesses::set_hashes(std::size_t process, std::string_view pid_hash, std::string_view parent_pid_hash) {
  if (const auto parent = hash_of_digits(parent_pid_hash)) {
    parent_[process] = *parent;
    has_parent_[process] = 1;
  }
  HashForm form = HashForm::text;
  if (const auto hash = hash_of_digits(pid_hash)) {
    // Digits of mixed case are stored as text, or they would not be shown as recorded.
    if (pid_hash == digits_of(*hash, true)) form = HashForm::upper_hex;
    if (pid_hash == digits_of(*hash, false)) form = HashForm::lower_hex;
    if (form != HashForm::text) hash_[process] = *hash;
  }
  rows.hash_form[process] = static_cast<std::int32_t>(form);
  return form != HashForm::text;
}

/// Processes distributed to their points, then sorted within each.
std::vector<std::uint32_t> UnorderedProcesses::order(const Context& context, std::size_t points) const {
  std::vector<std::size_t> end(points + 1, 0);  // of what has been distributed to the previous point
  for (const std::int32_t point : rows.point) ++end[static_cast<std::size_t>(point) + 1];
  std::partial_sum(end.begin(), end.end(), end.begin());
  const std::vector<std::size_t> start = end;
  std::vector<std::uint32_t> order(rows.size());
  for (std::size_t process = 0; process < order.size(); ++process) {
    order[end[static_cast<std::size_t>(rows.point[process])]++] = static_cast<std::uint32_t>(process);
  }
  const auto at = [&](std::size_t index) { return order.begin() + static_cast<std::ptrdiff_t>(index); };
  const auto key = [&](std::uint32_t process) {
    return std::tuple(columns_.objects ? rows.object[process] : 0, started_[process], process);
  };
  parallel_blocks(context, points, kBlock / 16, [&](std::size_t begin, std::size_t after) {
    for (std::size_t point = begin; point < after; ++point) {
      std::sort(at(start[point]), at(start[point + 1]), [&](auto a, auto b) { return key(a) < key(b); });
    }
  });
  return order;
}

std::vector<std::int32_t> UnorderedProcesses::parents(const Context& context,
                                                      const std::vector<std::uint32_t>& order) const {
  DistinctKeys<HashBytes> hashes;
  std::vector<std::int32_t> first_row;  // with each of them
  for (std::size_t row = 0; row < order.size(); ++row) {
    if (rows.hash_form[order[row]] == static_cast<std::int32_t>(HashForm::text)) continue;
    if (hashes.add(hash_[order[row]]) == first_row.size()) first_row.push_back(static_cast<std::int32_t>(row));
  }
  std::vector<std::int32_t> result(order.size(), -1);
  parallel_blocks(context, order.size(), kBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      if (has_parent_[order[row]] == 0) continue;
      const std::uint32_t parent = hashes.find(parent_[order[row]]);
      if (parent != DistinctKeys<HashBytes>::kNone) result[row] = first_row[parent];
    }
  });
  return result;
}

ProcessRows UnorderedProcesses::ordered(const Context& context, std::size_t points) && {
  const std::vector<std::uint32_t> order = this->order(context, points);
  rows.parent = parents(context, order);
  rows.hash_high.reserve(order.size());
  rows.hash_low.reserve(order.size());
  for (const std::uint32_t process : order) {
    rows.hash_high.push_back(static_cast<std::int64_t>(hash_[process].high));
    rows.hash_low.push_back(static_cast<std::int64_t>(hash_[process].low));
  }
  std::vector<std::vector<std::int32_t>*> numbers = {&rows.point, &rows.host,     &rows.name,      &rows.args,
                                                     &rows.user,  &rows.lineage,  &rows.hash_text, &rows.state,
                                                     &rows.flags, &rows.hash_form};
  if (columns_.objects) numbers.push_back(&rows.object);
  if (columns_.novelty) numbers.insert(numbers.end(), {&rows.novelty, &rows.finding, &rows.reasons, &rows.labels});
  put_in_order(context, numbers, order);
  put_in_order<double>(context, {&rows.started, &rows.lifetime, &rows.exit_code, &rows.os_pid}, order);
  return std::move(rows);
}

}  // namespace proclens
