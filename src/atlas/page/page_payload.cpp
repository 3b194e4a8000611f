#include "atlas/page/page_payload.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "atlas/page/page_header.hpp"
#include "atlas/page/tables/bag_rows.hpp"
#include "atlas/page/tables/object_table.hpp"
#include "atlas/page/tables/page_texts.hpp"
#include "atlas/page/tables/point_tables.hpp"
#include "atlas/page/tables/process_rows.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(std::string("map page: ") + what);
}

void check_sizes(const PageData& data, std::size_t bags) {
  require(data.multiplicity.size() == bags && data.members.size() == bags,
          "the payload was made for another number of bags");
  require(data.positions.size() == 2 * bags && data.cluster.size() == bags && data.strength.size() == bags &&
              data.nearest_cluster.size() == bags && data.outlier_score.size() == bags,
          "every column needs one value for each bag");
  require(data.placed.empty() || data.placed.size() == bags, "either every bag is marked as placed or not, or none is");
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
  require(std::ranges::all_of(data.objects, [&](const PageObject& object) { return object.bag < bags; }),
          "an object's bag does not exist");
}

/// Points, features, bags and neighbours.
std::vector<PageBlock> bag_blocks(const Context& context, const PageData& data, const PageLimits& limits) {
  std::vector<PageBlock> blocks;
  const auto add = [&](const std::string& name, const std::string& bytes) {
    blocks.push_back({name, compressed_pieces(context, bytes)});
  };
  add("points", points_stream(data));
  add("features", features_stream(data));
  add("bags", bag_rows(data, limits.bag_features).stream());
  add("neighbours", neighbours_stream(data));
  return blocks;
}

}  // namespace

struct PagePayload::State {
  State(const PageLimits& of, RowColumns columns) : limits(of), with(columns), processes(0, columns) {}

  PageLimits limits;
  RowColumns with;
  std::uint64_t cap = 0;             // maximum number of rows that a bag keeps
  std::vector<std::uint64_t> taken;  // per bag, rows kept so far
  std::uint64_t counted = 0;         // rows that were not kept
  UnorderedProcesses processes;      // their texts as numbers of the dictionaries
  std::int32_t states = 0;           // 1 + the largest lineage state seen
  std::uint32_t flags = 0;           // all flags seen
  TextBudget budget;
  TextDictionary hosts, names, args, users, lineages, hash_texts, reasons, labels;

  struct Field {
    const char* name;
    const TextDictionary* texts;
    std::vector<std::int32_t> ProcessRows::*column;
  };
  [[nodiscard]] std::vector<Field> fields() const;
};

std::vector<PagePayload::State::Field> PagePayload::State::fields() const {
  std::vector<Field> fields = {
      {"host", &hosts, &ProcessRows::host},          {"name", &names, &ProcessRows::name},
      {"args", &args, &ProcessRows::args},           {"user", &users, &ProcessRows::user},
      {"lineage", &lineages, &ProcessRows::lineage}, {"hash_text", &hash_texts, &ProcessRows::hash_text}};
  if (with.novelty) {
    fields.push_back({"reasons", &reasons, &ProcessRows::reasons});
    fields.push_back({"labels", &labels, &ProcessRows::labels});
  }
  return fields;
}

PagePayload::PagePayload(std::span<const std::uint32_t> members, const PageLimits& limits, RowColumns columns)
    : state_(std::make_unique<State>(limits, columns)) {
  const std::vector<std::uint64_t> sizes(members.begin(), members.end());
  state_->cap = largest_cap(sizes, limits.processes);
  state_->taken.assign(members.size(), 0);
  state_->budget = {limits.text_bytes, limits.all_text_bytes, limits.late_text_bytes};
}

PagePayload::PagePayload(PagePayload&&) noexcept = default;
PagePayload& PagePayload::operator=(PagePayload&&) noexcept = default;
PagePayload::~PagePayload() = default;

std::vector<std::uint32_t> PagePayload::kept(std::span<const std::uint32_t> bag_of_row) {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint64_t> taken(state_->taken.size(), 0);
  for (std::size_t row = 0; row < bag_of_row.size(); ++row) {
    require(bag_of_row[row] < taken.size(), "a process names a bag that does not exist");
    if (taken[bag_of_row[row]]++ < state_->cap) rows.push_back(static_cast<std::uint32_t>(row));
  }
  state_->counted += bag_of_row.size() - rows.size();
  return rows;
}

void PagePayload::add_process(const PageProcess& process) {
  State& state = *state_;
  require(process.bag < state.taken.size(), "a process names a bag that does not exist");
  if (state.taken[process.bag] >= state.cap) {
    ++state.counted;
    return;
  }
  ++state.taken[process.bag];
  const std::size_t at = state.processes.rows.size();
  state.processes.resize(at + 1);
  ProcessRows& rows = state.processes.rows;
  const auto number = [&](TextDictionary& texts, const std::optional<std::string_view>& text) {
    return static_cast<std::int32_t>(texts.number(text, state.budget));
  };
  rows.point[at] = static_cast<std::int32_t>(process.bag);
  if (!rows.object.empty()) rows.object[at] = static_cast<std::int32_t>(process.object);
  rows.host[at] = number(state.hosts, process.hostname);
  rows.name[at] = number(state.names, process.process_name);
  rows.args[at] = number(state.args, process.args);
  rows.user[at] = number(state.users, process.user_name);
  rows.lineage[at] = number(state.lineages, process.ptree);
  if (process.lineage_state) rows.state[at] = *process.lineage_state + 1;
  state.states = std::max(state.states, rows.state[at]);
  rows.flags[at] = static_cast<std::int32_t>(process.lineage_flags);
  state.flags |= process.lineage_flags;
  if (state.with.novelty) {
    rows.novelty[at] = process.novelty.value_or(-1);
    rows.finding[at] = process.finding;
    rows.reasons[at] = number(state.reasons, process.reasons);
    rows.labels[at] = number(state.labels, process.labels);
  }
  state.processes.set_times(at, process.started, process.ended);
  state.processes.set_numbers(at, process.exit_code, process.os_pid);
  if (!state.processes.set_hashes(at, process.pid_hash, process.parent_pid_hash)) {
    rows.hash_text[at] = number(state.hash_texts, process.pid_hash);
  }
}

std::vector<PageBlock> PagePayload::blocks(const Context& context, const PageData& data,
                                           const std::function<void()>& add_rows) {
  check_sizes(data, state_->taken.size());
  require(state_->with.novelty == !data.hunt.empty(), "rows have novelty if, and only if, there was a hunt");
  std::vector<PageBlock> blocks;
  std::vector<PageBlock> of_processes;
  std::vector<PageBlock> of_bags;
  parallel_invoke(
      context,
      [&] {
        if (add_rows) add_rows();
        blocks.push_back({"map", compressed_pieces(context, page_json(data, outcome(data)).dump())});
        of_processes = process_blocks(context, data);
      },
      [&] { of_bags = bag_blocks(context, data, state_->limits); });
  const auto append = [&](auto first, auto last) { std::move(first, last, std::back_inserter(blocks)); };
  append(of_bags.begin(), of_bags.begin() + 1);  // the points
  append(of_processes.begin(), of_processes.end());
  append(of_bags.begin() + 1, of_bags.end());
  return blocks;
}

std::vector<PageBlock> PagePayload::process_blocks(const Context& context, const PageData& data) const {
  require(static_cast<std::size_t>(state_->states) <= data.lineage_states.size(),
          "a process has a lineage state without a name");
  require(data.lineage_flags.size() < 32 && state_->flags >> data.lineage_flags.size() == 0,
          "a process has a lineage flag without a name");
  std::vector<PageBlock> blocks;
  const auto add = [&](const std::string& name, const std::string& bytes) {
    blocks.push_back({name, compressed_pieces(context, bytes)});
  };
  UnorderedProcesses processes = state_->processes;
  if (!data.lens.objects_are_processes) {
    const ObjectTable objects(data.objects, state_->budget);
    objects.number_by_row(processes.rows.object);
    add("objects", objects.stream());
    add("texts/object", objects.names_stream());
  }
  std::vector<TextDictionary::Sorted> texts;
  for (const State::Field& field : state_->fields()) {
    texts.push_back(field.texts->sorted());
    for (std::int32_t& number : processes.rows.*field.column) {
      number = static_cast<std::int32_t>(texts.back().rank_of[static_cast<std::size_t>(number)]);
    }
  }
  add("processes", std::move(processes).ordered(context, state_->taken.size()).stream());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    add(std::string("texts/") + state_->fields()[i].name, texts_stream(texts[i]));
  }
  return blocks;
}

PageOutcome PagePayload::outcome(const PageData& data) const {
  PageOutcome outcome;
  outcome.processes_detailed = state_->processes.rows.size();
  outcome.processes_counted = state_->counted;
  for (const State::Field& field : state_->fields()) outcome.texts_cut += field.texts->cut();
  std::vector<std::uint64_t> sizes(data.bags->rows());
  for (std::size_t bag = 0; bag < sizes.size(); ++bag) sizes[bag] = data.bags->row_columns(bag).size();
  const std::uint64_t cap = largest_cap(sizes, state_->limits.bag_features);
  for (const std::uint64_t size : sizes) outcome.features_left_out += size - std::min(size, cap);
  return outcome;
}

}  // namespace proclens
