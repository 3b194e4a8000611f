#include "atlas/page/page_payload.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <stdexcept>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "atlas/page/page_bags.hpp"
#include "atlas/page/page_columns.hpp"
#include "atlas/page/page_header.hpp"
#include "atlas/page/page_texts.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

constexpr std::size_t kHashBytes = 16;

/// How a pid_hash is kept: 32 hex digits as 16 bytes, anything else as a text.
enum class HashForm : std::uint8_t { lower_hex = 0, upper_hex = 1, text = 2 };

using Hash = std::array<std::uint8_t, kHashBytes>;

/// A hash is as good as random already: its first bytes find its place in a table.
struct FirstBytes {
  std::size_t operator()(const Hash& hash) const noexcept {
    std::uint64_t bits = 0;
    std::memcpy(&bits, hash.data(), sizeof bits);
    return bits;
  }
};

struct Row {
  std::uint32_t bag = 0;
  std::uint32_t host = 0;  // texts by number, 0 for a missing one
  std::uint32_t name = 0;
  std::uint32_t args = 0;
  std::uint32_t user = 0;
  std::uint32_t lineage = 0;
  std::uint32_t hash_text = 0;
  std::uint8_t state = 0;  // 0 for none, else 1 + state
  HashForm hash_form = HashForm::text;
  Hash hash{};
  bool has_parent = false;
  Hash parent{};
  std::uint32_t flags = 0;
  std::int64_t started = kNever;  // ms since 1970
  std::int64_t lifetime = 0;      // ms, exit code and PID as `optional_number` has them
  std::int64_t exit_code = 0;
  std::int64_t os_pid = 0;

  static constexpr std::int64_t kNever = INT64_MAX;
};

int hex_digit(char c, HashForm form) {
  if (c >= '0' && c <= '9') return c - '0';
  const char first = form == HashForm::lower_hex ? 'a' : 'A';
  return c >= first && c < first + 6 ? c - first + 10 : -1;
}

bool parse_hash(std::string_view text, HashForm form, Hash& hash) {
  if (text.size() != 2 * kHashBytes) return false;
  for (std::size_t i = 0; i < kHashBytes; ++i) {
    const int high = hex_digit(text[2 * i], form);
    const int low = hex_digit(text[2 * i + 1], form);
    if (high < 0 || low < 0) return false;
    hash[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

/// A hash in either case of letters, or in both.
bool parse_any_hash(std::string_view text, Hash& hash) {
  std::string upper(text);
  for (char& c : upper) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  return parse_hash(upper, HashForm::upper_hex, hash);
}

/// 0 for a missing value, otherwise the value, one higher from 0 on. What JavaScript's numbers cannot hold is missing.
std::int64_t optional_number(std::optional<std::int64_t> value) {
  constexpr std::int64_t most = std::int64_t{1} << 51;
  if (!value || *value > most || *value < -most) return 0;
  return *value >= 0 ? *value + 1 : *value;
}

std::vector<std::uint64_t> sizes_of(std::span<const std::uint32_t> multiplicity) {
  return {multiplicity.begin(), multiplicity.end()};
}

void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(std::string("map page: ") + what);
}

void check_sizes(const PageData& data, std::size_t bags) {
  require(data.multiplicity.size() == bags, "the payload was made for another number of bags");
  require(data.places.size() == 2 * bags && data.cluster.size() == bags && data.strength.size() == bags &&
              data.nearest_cluster.size() == bags && data.outlier_score.size() == bags,
          "every column needs one value for each bag");
  require(data.bags != nullptr && data.bags->rows() == bags, "bags must be there, one row each");
  require(data.feature_names.size() == data.bags->columns && data.feature_weight.size() == data.bags->columns,
          "every feature needs a name and a weight");
  if (data.neighbours != nullptr) {
    require(data.neighbour_distance != nullptr && data.neighbours->rows() == bags &&
                data.neighbour_distance->rows() == bags &&
                data.neighbour_distance->columns() == data.neighbours->columns(),
            "every neighbour needs a distance");
  }
  const auto clusters = static_cast<std::int64_t>(data.clusters.size());
  for (std::size_t i = 0; i < bags; ++i) {
    require(data.cluster[i] >= -1 && data.cluster[i] < clusters, "a bag's cluster does not exist");
    require(data.nearest_cluster[i] >= -1 && data.nearest_cluster[i] < clusters, "a nearest cluster does not exist");
  }
}

/// Numbers that may be −1, moved up by one.
std::vector<std::uint64_t> plus_one(std::span<const std::int32_t> values) {
  std::vector<std::uint64_t> result(values.size());
  std::transform(values.begin(), values.end(), result.begin(),
                 [](std::int32_t v) { return static_cast<std::uint64_t>(std::int64_t{v} + 1); });
  return result;
}

/// A share between 0 and 1 in steps of 1/255: finer than a colour can show; 0 and 1 are exact.
std::vector<std::uint8_t> as_bytes(std::span<const float> shares) {
  std::vector<std::uint8_t> result(shares.size());
  std::transform(shares.begin(), shares.end(), result.begin(), [](float share) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0F, 1.0F) * 255.0F));
  });
  return result;
}

/// Everything that the first picture needs.
std::string map_block(const PageData& data, const PageOutcome& outcome) {
  BlockWriter block;
  std::vector<float> x(data.multiplicity.size());
  std::vector<float> y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i)
    std::tie(x[i], y[i]) = std::pair(data.places[2 * i], data.places[2 * i + 1]);
  block.header().update(map_header(data, outcome));
  block.f32("x", x);
  block.f32("y", y);
  block.varint("multiplicity", sizes_of(data.multiplicity));
  block.varint("cluster", plus_one(data.cluster));
  block.varint("nearest", plus_one(data.nearest_cluster));
  block.u8("strength", as_bytes(data.strength));
  block.u8("outlier", as_bytes(data.outlier_score));
  return block.bytes();
}

}  // namespace

struct PagePayload::State {
  PageLimits limits;
  std::vector<std::uint64_t> sizes;
  std::uint64_t cap = 0;
  std::vector<std::uint64_t> taken;  // per bag, rows kept so far
  std::uint64_t counted = 0;         // rows that came and were not kept
  std::vector<Row> rows;
  std::uint8_t states = 0;  // 1 + the largest lineage state seen
  std::uint32_t flags = 0;  // all flags seen
  TextBudget budget;
  TextDictionary hosts, names, args, users, lineages, hash_texts;

  [[nodiscard]] std::vector<std::uint32_t> row_order() const;
  [[nodiscard]] std::vector<std::int64_t> parents(const std::vector<std::uint32_t>& order) const;
  [[nodiscard]] std::string processes_block(const PageData& data) const;
  [[nodiscard]] std::string texts_block() const;
  [[nodiscard]] std::string args_block() const;
};

/// Rows by bag, within a bag by start, ties as they came.
std::vector<std::uint32_t> PagePayload::State::row_order() const {
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(rows[a].bag, rows[a].started, a) < std::tuple(rows[b].bag, rows[b].started, b);
  });
  return order;
}

/// Per row in that order, 1 + the place of its parent in it; 0 where the parent is unknown or not on the page.
std::vector<std::int64_t> PagePayload::State::parents(const std::vector<std::uint32_t>& order) const {
  std::unordered_map<Hash, std::int64_t, FirstBytes> place_of;
  place_of.reserve(order.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    const Row& row = rows[order[place]];
    if (row.hash_form != HashForm::text) place_of.emplace(row.hash, static_cast<std::int64_t>(place + 1));
  }
  std::vector<std::int64_t> parents(order.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    const Row& row = rows[order[place]];
    if (!row.has_parent) continue;
    const auto found = place_of.find(row.parent);
    if (found != place_of.end()) parents[place] = found->second;
  }
  return parents;
}

std::string PagePayload::State::processes_block(const PageData& data) const {
  const std::vector<std::uint32_t> order = row_order();
  BlockWriter block;
  block.header().update(processes_header(data));
  block.varint("kept", taken);

  const auto numbers = [&](const char* name, const TextDictionary& texts, std::uint32_t Row::*field) {
    const TextDictionary::Sorted sorted = texts.sorted();
    std::vector<std::int64_t> column;
    column.reserve(order.size());
    for (const std::uint32_t row : order) column.push_back(sorted.rank_of[rows[row].*field]);
    block.delta(name, column);
  };
  numbers("host", hosts, &Row::host);
  numbers("name", names, &Row::name);
  numbers("args", args, &Row::args);
  numbers("user", users, &Row::user);
  numbers("lineage", lineages, &Row::lineage);
  numbers("hash_text", hash_texts, &Row::hash_text);

  // Times as differences from the earliest, 0 for a missing one.
  std::int64_t earliest = Row::kNever;
  for (const Row& row : rows) earliest = std::min(earliest, row.started);
  block.header()["earliest"] = earliest == Row::kNever ? 0 : earliest;
  std::vector<std::int64_t> started;
  std::vector<std::uint8_t> state;
  std::vector<std::uint8_t> hash_form;
  std::vector<std::uint8_t> hash;
  for (const std::uint32_t i : order) {
    const Row& row = rows[i];
    started.push_back(row.started == Row::kNever ? 0 : row.started - earliest + 1);
    state.push_back(row.state);
    hash_form.push_back(static_cast<std::uint8_t>(row.hash_form));
    if (row.hash_form != HashForm::text) hash.insert(hash.end(), row.hash.begin(), row.hash.end());
  }
  block.delta("started", started);
  const auto column = [&](const char* name, std::int64_t Row::*field) {
    std::vector<std::int64_t> values;
    values.reserve(order.size());
    for (const std::uint32_t i : order) values.push_back(rows[i].*field);
    block.delta(name, values);
  };
  column("lifetime", &Row::lifetime);
  column("exit_code", &Row::exit_code);
  column("os_pid", &Row::os_pid);
  block.delta("parent", parents(order));
  std::vector<std::uint64_t> flag_bits;
  flag_bits.reserve(order.size());
  for (const std::uint32_t i : order) flag_bits.push_back(rows[i].flags);
  block.varint("flags", flag_bits);
  block.u8("state", state);
  block.u8("hash_form", hash_form);
  block.u8("hash", hash);
  return block.bytes();
}

std::string PagePayload::State::texts_block() const {
  BlockWriter block;
  const auto texts = [&](const char* name, const TextDictionary& dictionary) {
    const TextDictionary::Sorted sorted = dictionary.sorted();
    block.sorted_texts(name, sorted.texts);
    block.varint(std::string(name) + ".whole", sorted.whole_bytes);
  };
  texts("hosts", hosts);
  texts("names", names);
  texts("users", users);
  texts("lineages", lineages);
  texts("hash_texts", hash_texts);
  return block.bytes();
}

std::string PagePayload::State::args_block() const {
  BlockWriter block;
  const TextDictionary::Sorted sorted = args.sorted();
  block.sorted_texts("args", sorted.texts);
  block.varint("args.whole", sorted.whole_bytes);
  return block.bytes();
}

PagePayload::PagePayload(std::span<const std::uint32_t> multiplicity, const PageLimits& limits)
    : state_(std::make_unique<State>()) {
  state_->limits = limits;
  state_->sizes = sizes_of(multiplicity);
  state_->cap = largest_cap(state_->sizes, limits.processes);
  state_->taken.assign(multiplicity.size(), 0);
  state_->budget = {limits.text_bytes, limits.all_text_bytes, limits.late_text_bytes};
}

PagePayload::PagePayload(PagePayload&&) noexcept = default;
PagePayload& PagePayload::operator=(PagePayload&&) noexcept = default;
PagePayload::~PagePayload() = default;

void PagePayload::add_process(const PageProcess& process) {
  State& state = *state_;
  require(process.bag < state.taken.size(), "a process names a bag that does not exist");
  if (state.taken[process.bag] >= state.cap) {
    ++state.counted;
    return;
  }
  ++state.taken[process.bag];
  Row row;
  row.bag = process.bag;
  row.host = state.hosts.number(process.hostname, state.budget);
  row.name = state.names.number(process.process_name, state.budget);
  row.args = state.args.number(process.args, state.budget);
  row.user = state.users.number(process.user_name, state.budget);
  row.lineage = state.lineages.number(process.ptree, state.budget);
  if (process.lineage_state) {
    row.state = static_cast<std::uint8_t>(*process.lineage_state + 1);
    state.states = std::max(state.states, row.state);
  }
  row.flags = process.lineage_flags;
  state.flags |= row.flags;
  if (process.started) row.started = *process.started / 1000;
  if (process.started && process.ended) row.lifetime = optional_number(*process.ended / 1000 - row.started);
  row.exit_code = optional_number(process.exit_code);
  row.os_pid = optional_number(process.os_pid);
  row.has_parent = parse_any_hash(process.parent_pid_hash, row.parent);
  if (parse_hash(process.pid_hash, HashForm::lower_hex, row.hash)) {
    row.hash_form = HashForm::lower_hex;
  } else if (parse_hash(process.pid_hash, HashForm::upper_hex, row.hash)) {
    row.hash_form = HashForm::upper_hex;
  } else {
    row.hash_text = state.hash_texts.number(process.pid_hash, state.budget);
  }
  state.rows.push_back(row);
}

std::vector<PageBlock> PagePayload::blocks(const Context& context, const PageData& data) const {
  check_sizes(data, state_->taken.size());
  require(state_->states <= data.lineage_states.size(), "a process has a lineage state without a name");
  require(data.lineage_flags.size() < 32 && state_->flags >> data.lineage_flags.size() == 0,
          "a process has a lineage flag without a name");
  std::vector<PageBlock> blocks;
  const auto add = [&](const char* name, const std::string& bytes) {
    blocks.push_back({name, compressed_pieces(context, bytes)});
  };
  add("map", map_block(data, outcome(data)));
  add("processes", state_->processes_block(data));
  add("texts", state_->texts_block());
  add("args", state_->args_block());
  add("features", features_block(data, feature_cap(*data.bags, state_->limits.bag_features)));
  add("neighbours", neighbours_block(data));
  return blocks;
}

PageOutcome PagePayload::outcome(const PageData& data) const {
  PageOutcome outcome;
  outcome.processes_detailed = state_->rows.size();
  outcome.processes_counted = state_->counted;
  for (const TextDictionary* texts :
       {&state_->hosts, &state_->names, &state_->args, &state_->users, &state_->lineages, &state_->hash_texts}) {
    outcome.texts_cut += texts->cut();
  }
  const std::uint64_t cap = feature_cap(*data.bags, state_->limits.bag_features);
  for (std::size_t i = 0; i < data.bags->rows(); ++i) {
    const std::uint64_t size = data.bags->row_columns(i).size();
    outcome.features_left_out += size - std::min(size, cap);
  }
  return outcome;
}

}  // namespace proclens
