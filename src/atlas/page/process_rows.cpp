#include "atlas/page/process_rows.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "core/parallel.hpp"
#include "table/arrow_stream.hpp"

namespace proclens {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kBlock = 65'536;

constexpr std::uint8_t kNoDigit = 0xFF;

/// Per byte the hex digit that it is, its letters being of one case.
constexpr std::array<std::uint8_t, 256> digit_values(char first_letter) {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::uint8_t k = 0; k < 10; ++k) values[static_cast<std::uint8_t>('0' + k)] = k;
  for (std::uint8_t k = 0; k < 6; ++k) {
    values[static_cast<std::uint8_t>(first_letter + k)] = static_cast<std::uint8_t>(10 + k);
  }
  return values;
}

constexpr std::array<std::uint8_t, 256> kLowerDigits = digit_values('a');
constexpr std::array<std::uint8_t, 256> kUpperDigits = digit_values('A');

std::optional<std::uint64_t> hex_value(std::string_view text, const std::array<std::uint8_t, 256>& digits) {
  std::uint64_t value = 0;
  std::uint8_t all = 0;
  for (const char c : text) {
    const std::uint8_t digit = digits[static_cast<std::uint8_t>(c)];
    all |= digit;
    value = value << 4U | (digit & 0xFU);
  }
  return all <= 0xF ? std::optional(value) : std::nullopt;
}

double number_or_missing(std::optional<std::int64_t> value) {
  constexpr std::int64_t most = std::int64_t{1} << 51;
  return value && *value <= most && *value >= -most ? static_cast<double>(*value) : kMissing;
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

void append_hex(std::string& text, std::uint64_t value, std::string_view digits) {
  for (int shift = 60; shift >= 0; shift -= 4) text.push_back(digits[value >> shift & 15U]);
}

}  // namespace

// ---- ProcessRows ---------------------------------------------------------------------------------------------------

std::optional<std::string> ProcessRows::hex_hash(std::size_t row) const {
  const auto form = static_cast<HashForm>(hash_form[row]);
  if (form == HashForm::text) return std::nullopt;
  const std::string_view digits = form == HashForm::lower_hex ? "0123456789abcdef" : "0123456789ABCDEF";
  std::string text;
  text.reserve(32);
  append_hex(text, static_cast<std::uint64_t>(hash_high[row]), digits);
  append_hex(text, static_cast<std::uint64_t>(hash_low[row]), digits);
  return text;
}

std::string ProcessRows::stream() const {
  std::vector<NamedValues> columns = {{"point", point},         {"host", host},        {"name", name},
                                      {"args", args},           {"user", user},        {"lineage", lineage},
                                      {"hash_text", hash_text}, {"started", started},  {"lifetime", lifetime},
                                      {"exit_code", exit_code}, {"os_pid", os_pid},    {"parent", parent},
                                      {"state", state},         {"flags", flags},      {"hash_form", hash_form},
                                      {"hash_high", hash_high}, {"hash_low", hash_low}};
  if (object.size() == size()) columns.insert(columns.begin() + 1, {"object", object});
  return arrow_stream(columns);
}

// ---- UnorderedProcesses --------------------------------------------------------------------------------------------

/// Finds rows by hash: sorted by it, with a table of where hashes that begin with the same bits start.
class UnorderedProcesses::RowsByHash {
 public:
  RowsByHash(const UnorderedProcesses& processes, const std::vector<std::uint32_t>& order) {
    rows_.reserve(order.size());
    for (std::size_t row = 0; row < order.size(); ++row) {
      if (processes.rows.hash_form[order[row]] == static_cast<std::int32_t>(HashForm::text)) continue;
      rows_.emplace_back(processes.hash_[order[row]], static_cast<std::int32_t>(row));
    }
    std::sort(rows_.begin(), rows_.end());
    for (const auto& [hash, row] : rows_) ++starts_[bucket(hash) + 1];
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  }

  /// The first row with this hash, or −1.
  [[nodiscard]] std::int32_t find(const Hash& hash) const {
    const auto at = [&](std::size_t place) { return rows_.begin() + static_cast<std::ptrdiff_t>(place); };
    const auto end = at(starts_[bucket(hash) + 1]);
    const auto found = std::lower_bound(at(starts_[bucket(hash)]), end, std::pair(hash, std::int32_t{0}));
    return found != end && found->first == hash ? found->second : -1;
  }

 private:
  static constexpr int kBits = 18;
  static std::size_t bucket(const Hash& hash) { return hash[0] >> (64 - kBits); }

  std::vector<std::pair<Hash, std::int32_t>> rows_;
  std::vector<std::size_t> starts_ = std::vector<std::size_t>((std::size_t{1} << kBits) + 1, 0);
};

UnorderedProcesses::UnorderedProcesses(std::size_t size, bool with_objects) : with_objects_(with_objects) {
  resize(size);
}

void UnorderedProcesses::resize(std::size_t size) {
  for (std::vector<std::int32_t>* column : {&rows.point, &rows.host, &rows.name, &rows.args, &rows.user, &rows.lineage,
                                            &rows.hash_text, &rows.state, &rows.flags, &rows.hash_form}) {
    column->resize(size);
  }
  if (with_objects_) rows.object.resize(size);
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

std::optional<UnorderedProcesses::Hash> UnorderedProcesses::parse_hash(std::string_view text, char first_letter) {
  if (text.size() != 32) return std::nullopt;
  const auto& digits = first_letter == 'a' ? kLowerDigits : kUpperDigits;
  const auto high = hex_value(text.substr(0, 16), digits);
  const auto low = high ? hex_value(text.substr(16), digits) : std::nullopt;
  return low ? std::optional(Hash{*high, *low}) : std::nullopt;
}

bool UnorderedProcesses::set_hashes(std::size_t process, std::string_view pid_hash, std::string_view parent_pid_hash) {
  std::string parent(parent_pid_hash);
  for (char& c : parent) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  if (const auto found = parse_hash(parent, 'A')) {
    parent_[process] = *found;
    has_parent_[process] = 1;
  }
  HashForm form = HashForm::lower_hex;
  std::optional<Hash> hash = parse_hash(pid_hash, 'a');
  if (!hash) {
    form = HashForm::upper_hex;
    hash = parse_hash(pid_hash, 'A');
  }
  rows.hash_form[process] = static_cast<std::int32_t>(hash ? form : HashForm::text);
  if (hash) hash_[process] = *hash;
  return hash.has_value();
}

/// Processes dealt to their points, then sorted within each.
std::vector<std::uint32_t> UnorderedProcesses::order(const Context& context, std::size_t points) const {
  std::vector<std::size_t> end(points + 1, 0);  // of what has been dealt to the point before
  for (const std::int32_t point : rows.point) ++end[static_cast<std::size_t>(point) + 1];
  std::partial_sum(end.begin(), end.end(), end.begin());
  const std::vector<std::size_t> start = end;
  std::vector<std::uint32_t> order(rows.size());
  for (std::size_t process = 0; process < order.size(); ++process) {
    order[end[static_cast<std::size_t>(rows.point[process])]++] = static_cast<std::uint32_t>(process);
  }
  const auto at = [&](std::size_t place) { return order.begin() + static_cast<std::ptrdiff_t>(place); };
  const auto key = [&](std::uint32_t process) {
    return std::tuple(with_objects_ ? rows.object[process] : 0, started_[process], process);
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
  const RowsByHash by_hash(*this, order);
  std::vector<std::int32_t> result(order.size(), -1);
  parallel_blocks(context, order.size(), kBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      if (has_parent_[order[row]] != 0) result[row] = by_hash.find(parent_[order[row]]);
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
    rows.hash_high.push_back(static_cast<std::int64_t>(hash_[process][0]));
    rows.hash_low.push_back(static_cast<std::int64_t>(hash_[process][1]));
  }
  std::vector<std::vector<std::int32_t>*> numbers = {&rows.point, &rows.host,     &rows.name,      &rows.args,
                                                     &rows.user,  &rows.lineage,  &rows.hash_text, &rows.state,
                                                     &rows.flags, &rows.hash_form};
  if (with_objects_) numbers.push_back(&rows.object);
  put_in_order(context, numbers, order);
  put_in_order<double>(context, {&rows.started, &rows.lifetime, &rows.exit_code, &rows.os_pid}, order);
  return std::move(rows);
}

}  // namespace proclens
