#include "serve/map/page_processes.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "core/parallel.hpp"
#include "proclens/error.hpp"
#include "table/arrow_stream.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kBlock = 65'536;

using Hash = std::array<std::uint64_t, 2>;  ///< high bits first

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

std::optional<Hash> hash_of(std::string_view text, const std::array<std::uint8_t, 256>& digits) {
  if (text.size() != 32) return std::nullopt;
  const auto high = hex_value(text.substr(0, 16), digits);
  const auto low = high ? hex_value(text.substr(16), digits) : std::nullopt;
  return low ? std::optional(Hash{*high, *low}) : std::nullopt;
}

/// Missing, too, is what JavaScript's numbers cannot hold; the same bound as in the single file (page_payload.cpp).
double number_or_missing(std::optional<std::int64_t> value) {
  constexpr std::int64_t most = std::int64_t{1} << 51;
  return value && *value <= most && *value >= -most ? static_cast<double>(*value) : kMissing;
}

/// Rows in the order of the file.
struct Recorded {
  explicit Recorded(std::size_t size) : started(size, kNever), hash(size), parent(size), has_parent(size) {
    for (std::vector<std::int32_t>* column :
         {&rows.point, &rows.host, &rows.name, &rows.args, &rows.user, &rows.lineage, &rows.hash_text, &rows.state,
          &rows.flags, &rows.hash_form}) {
      column->resize(size);
    }
    for (std::vector<double>* column : {&rows.started, &rows.lifetime, &rows.exit_code, &rows.os_pid}) {
      column->assign(size, kMissing);
    }
  }

  ProcessRows rows;
  std::vector<std::int64_t> started;  ///< ms since 1970
  std::vector<Hash> hash;
  std::vector<Hash> parent;
  std::vector<std::uint8_t> has_parent;
  std::vector<std::pair<std::size_t, std::string>> hash_text_of;  ///< by object, those that are texts
};

enum Column : std::size_t {
  kObject,
  kBag,
  kHost,
  kName,
  kArgs,
  kUser,
  kLineage,
  kStarted,
  kEnded,
  kExitCode,
  kOsPid,
  kState,
  kFlags,
  kPidHash,
  kParentHash
};

[[noreturn]] void damaged(const char* what) { throw Error(Fault::data, what); }

void check_types(const Rows& rows) {
  using enum ColumnType;
  const std::vector<ColumnType> expected = {int64,     int32, int32, int32, int32, int32, int32, timestamp,
                                            timestamp, int64, int64, int32, int32, text,  text};
  if (rows.types() != expected) damaged("its columns have other types");
}

void take_times(const Chunk& chunk, std::size_t row, std::size_t object, Recorded& recorded) {
  const auto number = [&](std::size_t column) {
    return chunk.valid(column, row) ? std::optional(chunk.int64(column)[row]) : std::nullopt;
  };
  const auto started = number(kStarted);
  const auto ended = number(kEnded);
  if (started) {
    const std::int64_t milliseconds = *started / 1000;
    recorded.started[object] = milliseconds;
    recorded.rows.started[object] = static_cast<double>(milliseconds);
  }
  if (started && ended) recorded.rows.lifetime[object] = number_or_missing(*ended / 1000 - *started / 1000);
  recorded.rows.exit_code[object] = number_or_missing(number(kExitCode));
  recorded.rows.os_pid[object] = number_or_missing(number(kOsPid));
}

void take_hashes(const Chunk& chunk, std::size_t row, std::size_t object, Recorded& recorded) {
  const std::string_view text = chunk.text(kPidHash, row);
  HashForm form = HashForm::lower_hex;
  std::optional<Hash> hash = hash_of(text, kLowerDigits);
  if (!hash) {
    form = HashForm::upper_hex;
    hash = hash_of(text, kUpperDigits);
  }
  if (hash) {
    recorded.hash[object] = *hash;
  } else {
    form = HashForm::text;
    recorded.hash_text_of.emplace_back(object, text);
  }
  recorded.rows.hash_form[object] = static_cast<std::int32_t>(form);

  std::string parent(chunk.text(kParentHash, row));
  for (char& c : parent) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  if (const auto found = hash_of(parent, kUpperDigits)) {
    recorded.parent[object] = *found;
    recorded.has_parent[object] = 1;
  }
}

Recorded read_recorded(Database& database, std::size_t points) {
  const auto size = static_cast<std::size_t>(database.number("SELECT count(*) FROM point_file"));
  Recorded recorded(size);
  ProcessRows& to = recorded.rows;
  const std::vector<std::pair<Column, std::vector<std::int32_t>*>> numbers = {
      {kBag, &to.point}, {kHost, &to.host},       {kName, &to.name},   {kArgs, &to.args},
      {kUser, &to.user}, {kLineage, &to.lineage}, {kState, &to.state}, {kFlags, &to.flags}};
  std::size_t taken = 0;
  Rows rows = database.query(sql("serve/recorded"));
  check_types(rows);
  while (const Chunk* chunk = rows.next()) {
    const auto objects = chunk->int64(kObject);
    for (const auto& [column, values] : numbers) {
      const auto from = chunk->int32(column);
      for (std::size_t row = 0; row < chunk->rows(); ++row)
        (*values)[static_cast<std::size_t>(objects[row])] = from[row];
    }
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto object = static_cast<std::size_t>(objects[row]);
      const std::int32_t bag = chunk->valid(kBag, row) ? to.point[object] : -1;
      if (bag < 0 || static_cast<std::size_t>(bag) >= points) damaged("a process names a bag that does not exist");
      take_times(*chunk, row, object, recorded);
      take_hashes(*chunk, row, object, recorded);
    }
    taken += chunk->rows();
  }
  if (taken != size) damaged("a process has several states or texts");
  return recorded;
}

/// Numbers of the hashes that are texts, from 1 in the order of their bytes.
void number_hash_texts(Recorded& recorded) {
  std::vector<std::string>& texts = recorded.rows.hash_texts;
  for (const auto& [object, text] : recorded.hash_text_of) texts.push_back(text);
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  for (const auto& [object, text] : recorded.hash_text_of) {
    const auto found = std::lower_bound(texts.begin(), texts.end(), text);
    recorded.rows.hash_text[object] = static_cast<std::int32_t>(found - texts.begin()) + 1;
  }
}

/// Objects in the order of rows: dealt to their points, then sorted within each.
std::vector<std::uint32_t> row_order(const Context& context, const Recorded& recorded, std::size_t points) {
  std::vector<std::size_t> end(points + 1, 0);  // of what has been dealt to the point before
  for (const std::int32_t point : recorded.rows.point) ++end[static_cast<std::size_t>(point) + 1];
  std::partial_sum(end.begin(), end.end(), end.begin());
  const std::vector<std::size_t> start = end;
  std::vector<std::uint32_t> order(recorded.started.size());
  for (std::size_t object = 0; object < order.size(); ++object) {
    order[end[static_cast<std::size_t>(recorded.rows.point[object])]++] = static_cast<std::uint32_t>(object);
  }
  const auto at = [&](std::size_t place) { return order.begin() + static_cast<std::ptrdiff_t>(place); };
  parallel_blocks(context, points, kBlock / 16, [&](std::size_t begin, std::size_t after) {
    for (std::size_t point = begin; point < after; ++point) {
      std::sort(at(start[point]), at(start[point + 1]), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(recorded.started[a], a) < std::pair(recorded.started[b], b);
      });
    }
  });
  return order;
}

/// Finds rows by hash: sorted by it, with a table of where hashes that begin with the same bits start.
class RowsByHash {
 public:
  RowsByHash(const Recorded& recorded, const std::vector<std::uint32_t>& order) {
    rows_.reserve(order.size());
    for (std::size_t row = 0; row < order.size(); ++row) {
      if (recorded.rows.hash_form[order[row]] == static_cast<std::int32_t>(HashForm::text)) continue;
      rows_.emplace_back(recorded.hash[order[row]], static_cast<std::int32_t>(row));
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

/// Per row the row of the process that started it, or −1. Of several with one hash the first.
std::vector<std::int32_t> parents(const Context& context, const Recorded& recorded,
                                  const std::vector<std::uint32_t>& order) {
  const RowsByHash rows(recorded, order);
  std::vector<std::int32_t> result(order.size(), -1);
  parallel_blocks(context, order.size(), kBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      if (recorded.has_parent[order[row]] != 0) result[row] = rows.find(recorded.parent[order[row]]);
    }
  });
  return result;
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

std::string ProcessRows::pid_hash(std::size_t row) const {
  const auto form = static_cast<HashForm>(hash_form[row]);
  if (form == HashForm::text) return hash_texts[static_cast<std::size_t>(hash_text[row] - 1)];
  const std::string_view digits = form == HashForm::lower_hex ? "0123456789abcdef" : "0123456789ABCDEF";
  std::string text;
  text.reserve(32);
  append_hex(text, static_cast<std::uint64_t>(hash_high[row]), digits);
  append_hex(text, static_cast<std::uint64_t>(hash_low[row]), digits);
  return text;
}

std::string ProcessRows::stream() const {
  const std::vector<NamedValues> columns = {{"point", point},         {"host", host},        {"name", name},
                                            {"args", args},           {"user", user},        {"lineage", lineage},
                                            {"hash_text", hash_text}, {"started", started},  {"lifetime", lifetime},
                                            {"exit_code", exit_code}, {"os_pid", os_pid},    {"parent", parent},
                                            {"state", state},         {"flags", flags},      {"hash_form", hash_form},
                                            {"hash_high", hash_high}, {"hash_low", hash_low}};
  return arrow_stream(columns);
}

ProcessRows read_process_rows(const Context& context, Database& database, std::size_t points) {
  Recorded recorded = read_recorded(database, points);
  number_hash_texts(recorded);
  const std::vector<std::uint32_t> order = row_order(context, recorded, points);
  ProcessRows& rows = recorded.rows;
  rows.parent = parents(context, recorded, order);
  rows.hash_high.reserve(order.size());
  rows.hash_low.reserve(order.size());
  for (const std::uint32_t object : order) {
    rows.hash_high.push_back(static_cast<std::int64_t>(recorded.hash[object][0]));
    rows.hash_low.push_back(static_cast<std::int64_t>(recorded.hash[object][1]));
  }
  put_in_order<std::int32_t>(context,
                             {&rows.point, &rows.host, &rows.name, &rows.args, &rows.user, &rows.lineage,
                              &rows.hash_text, &rows.state, &rows.flags, &rows.hash_form},
                             order);
  put_in_order<double>(context, {&rows.started, &rows.lifetime, &rows.exit_code, &rows.os_pid}, order);
  return std::move(recorded.rows);
}

}  // namespace proclens
