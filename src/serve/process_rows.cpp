#include "serve/process_rows.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/error.hpp"
#include "core/parallel.hpp"
#include "table/arrow_stream.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kBlock = 65'536;

struct Hash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const Hash&) const = default;
};

/// The value of hex digits whose letters are of one case.
std::optional<std::uint64_t> hex_value(std::string_view digits, char first_letter) {
  std::uint64_t value = 0;
  for (const char c : digits) {
    const bool letter = c >= first_letter && c < first_letter + 6;
    if (!letter && (c < '0' || c > '9')) return std::nullopt;
    value = value << 4U | static_cast<std::uint64_t>(letter ? c - first_letter + 10 : c - '0');
  }
  return value;
}

std::optional<Hash> hash_of(std::string_view text, char first_letter) {
  if (text.size() != 32) return std::nullopt;
  const auto high = hex_value(text.substr(0, 16), first_letter);
  const auto low = high ? hex_value(text.substr(16), first_letter) : std::nullopt;
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
    recorded.started[object] = *started / 1000;
    recorded.rows.started[object] = static_cast<double>(*started / 1000);
  }
  if (started && ended) recorded.rows.lifetime[object] = number_or_missing(*ended / 1000 - *started / 1000);
  recorded.rows.exit_code[object] = number_or_missing(number(kExitCode));
  recorded.rows.os_pid[object] = number_or_missing(number(kOsPid));
}

void take_hashes(const Chunk& chunk, std::size_t row, std::size_t object, Recorded& recorded) {
  const std::string_view text = chunk.text(kPidHash, row);
  HashForm form = HashForm::lower_hex;
  std::optional<Hash> hash = hash_of(text, 'a');
  if (!hash) {
    form = HashForm::upper_hex;
    hash = hash_of(text, 'A');
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
  if (const auto found = hash_of(parent, 'A')) {
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

std::vector<std::uint32_t> row_order(const Recorded& recorded) {
  std::vector<std::uint32_t> order(recorded.started.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(recorded.rows.point[a], recorded.started[a], a) <
           std::tuple(recorded.rows.point[b], recorded.started[b], b);
  });
  return order;
}

/// Per row the row of the process that started it, or −1. Of several with one hash the first.
std::vector<std::int32_t> parents(const Recorded& recorded, const std::vector<std::uint32_t>& order) {
  std::vector<std::pair<Hash, std::int32_t>> row_of;
  row_of.reserve(order.size());
  for (std::size_t row = 0; row < order.size(); ++row) {
    if (recorded.rows.hash_form[order[row]] == static_cast<std::int32_t>(HashForm::text)) continue;
    row_of.emplace_back(recorded.hash[order[row]], static_cast<std::int32_t>(row));
  }
  std::sort(row_of.begin(), row_of.end());
  std::vector<std::int32_t> result(order.size(), -1);
  parallel_blocks(order.size(), kBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      if (recorded.has_parent[order[row]] == 0) continue;
      const Hash& parent = recorded.parent[order[row]];
      const auto found = std::lower_bound(row_of.begin(), row_of.end(), std::pair(parent, std::int32_t{0}));
      if (found != row_of.end() && found->first == parent) result[row] = found->second;
    }
  });
  return result;
}

template <class T>
void put_in_order(std::vector<T>& values, const std::vector<std::uint32_t>& order) {
  std::vector<T> ordered(values.size());
  for (std::size_t row = 0; row < order.size(); ++row) ordered[row] = values[order[row]];
  values = std::move(ordered);
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

ProcessRows read_process_rows(Database& database, std::size_t points) {
  Recorded recorded = read_recorded(database, points);
  number_hash_texts(recorded);
  const std::vector<std::uint32_t> order = row_order(recorded);
  ProcessRows& rows = recorded.rows;
  rows.parent = parents(recorded, order);
  for (const std::uint32_t object : order) {
    rows.hash_high.push_back(static_cast<std::int64_t>(recorded.hash[object].high));
    rows.hash_low.push_back(static_cast<std::int64_t>(recorded.hash[object].low));
  }
  for (std::vector<std::int32_t>* column : {&rows.point, &rows.host, &rows.name, &rows.args, &rows.user, &rows.lineage,
                                            &rows.hash_text, &rows.state, &rows.flags, &rows.hash_form}) {
    put_in_order(*column, order);
  }
  for (std::vector<double>* column : {&rows.started, &rows.lifetime, &rows.exit_code, &rows.os_pid}) {
    put_in_order(*column, order);
  }
  return std::move(recorded.rows);
}

}  // namespace proclens
