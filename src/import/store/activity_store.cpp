#include "import/store/activity_store.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/hash/distinct_keys.hpp"
#include "core/hash/distinct_texts.hpp"
#include "import/store/spilled_parts.hpp"

namespace proclens {
namespace {

/// An activity as stored on disk, followed by the bytes of its target if that has no number.
struct StoredActivity {
  HashBytes process;
  HashBytes md5;
  std::int64_t time;
  std::uint32_t target;
  std::uint32_t text_bytes : 31;
  std::uint32_t has_md5 : 1;
  std::uint32_t details;
  std::uint32_t unused;
};
static_assert(sizeof(StoredActivity) == 56);

/// The numbers of all texts, sorted bytewise.
std::vector<std::uint32_t> sorted_numbers(const DistinctTexts& texts) {
  std::vector<std::uint32_t> numbers(texts.size() - 1);
  std::iota(numbers.begin(), numbers.end(), 1U);
  std::sort(numbers.begin(), numbers.end(),
            [&](std::uint32_t a, std::uint32_t b) { return texts.text(a) < texts.text(b); });
  return numbers;
}

/// Texts numbered from 1, and their order.
struct SortedTexts {
  DistinctTexts texts;
  std::vector<std::uint32_t> sorted;  ///< their numbers, sorted bytewise; computed when nothing more is added
  std::vector<std::uint32_t> ranks;   ///< of texts in `sorted`

  void sort() {
    if (!ranks.empty()) return;
    sorted = sorted_numbers(texts);
    ranks.resize(texts.size());
    for (std::uint32_t i = 0; i < sorted.size(); ++i) ranks[sorted[i]] = i;
  }
};

}  // namespace

struct ActivityStore::State {
  ActivityStoreLimits limits;
  SpilledParts activities;
  bool has_more_targets = false;
  SortedTexts targets;
  SortedTexts details;
  DistinctKeys<HashBytes> md5s;
  bool has_more_md5s = false;

  State(const OutputPath& file, const ActivityStoreLimits& store_limits)
      : limits(store_limits), activities(file, store_limits.block) {}

  void number_md5(const HashBytes& md5) {
    if (md5s.size() < limits.md5s) {
      md5s.add(md5);
    } else if (!has_more_md5s) {
      has_more_md5s = md5s.find(md5) == DistinctKeys<HashBytes>::kNone;
    }
  }

  void sort_texts() {
    targets.sort();
    details.sort();
  }

  [[nodiscard]] std::string_view target_text(std::uint32_t target) const {
    return targets.texts.text(targets.sorted[target]);
  }
};

ActivityStore::ActivityStore(const OutputPath& file, const ActivityStoreLimits& limits)
    : state_(std::make_unique<State>(file, limits)) {}
ActivityStore::~ActivityStore() = default;

std::uint32_t ActivityStore::target(std::string_view text) {
  DistinctTexts& texts = state_->targets.texts;
  return texts.bytes() < state_->limits.text_bytes ? texts.add(text) : texts.find(text);
}

std::uint32_t ActivityStore::details(std::string_view text) {
  DistinctTexts& texts = state_->details.texts;
  return texts.bytes() < state_->limits.detail_bytes ? texts.add(text) : texts.find(text);
}

void ActivityStore::add(const HashBytes& process, const Target& target, std::int64_t time,
                        const std::optional<HashBytes>& md5, std::uint32_t details) {
  if (md5) state_->number_md5(*md5);
  const std::string_view text = target.number == DistinctTexts::kNull ? target.text : std::string_view();
  state_->has_more_targets |= target.number == DistinctTexts::kNull;
  const StoredActivity activity{process,
                                md5.value_or(HashBytes{}),
                                time,
                                target.number,
                                static_cast<std::uint32_t>(text.size()) & 0x7FFFFFFFU,
                                md5.has_value(),
                                details,
                                0};
  state_->activities.add(SpilledParts::part_of(process),
                         {std::as_bytes(std::span(&activity, 1)), std::as_bytes(std::span(text))});
}

bool ActivityStore::empty() const { return state_->activities.empty(); }

std::size_t ActivityStore::targets() {
  state_->sort_texts();
  return state_->targets.sorted.size();
}

std::string_view ActivityStore::target_text(std::uint32_t target) const { return state_->target_text(target); }
bool ActivityStore::holds_all_targets() const { return !state_->has_more_targets; }
const DistinctKeys<HashBytes>& ActivityStore::md5s() const { return state_->md5s; }
std::size_t ActivityStore::distinct_details() {
  state_->sort_texts();
  return state_->details.sorted.size();
}

std::string_view ActivityStore::details_text(std::uint32_t details) const {
  return state_->details.texts.text(state_->details.sorted[details]);
}

bool ActivityStore::numbers_all_md5s() const { return !state_->has_more_md5s; }

struct ActivityStore::Walk::State {
  ActivityStore::State& store;
  std::size_t part = 0;
  ActivityGroups groups = {};          ///< of the last part read
  DistinctTexts texts = {};            ///< its other targets, numbered after those in memory
  std::vector<std::byte> memory = {};  ///< of a block
  std::size_t next = 0;

  [[nodiscard]] std::string_view target_text(std::uint32_t target) const {
    const std::size_t held = store.targets.sorted.size();
    return target < held ? store.target_text(target) : texts.text(target - static_cast<std::uint32_t>(held) + 1);
  }

  std::uint32_t number_of(std::uint32_t target, std::string_view text) {
    if (target != DistinctTexts::kNull) return store.targets.ranks[target];
    return static_cast<std::uint32_t>(store.targets.sorted.size()) + texts.add(text) - 1;
  }

  void group(std::span<const std::byte> activities) {
    for (StoredActivity activity; !activities.empty();
         activities = activities.subspan(sizeof activity + activity.text_bytes)) {
      std::memcpy(&activity, activities.data(), sizeof activity);
      const std::string_view text(reinterpret_cast<const char*>(activities.data()) + sizeof activity,
                                  activity.text_bytes);
      const std::optional<HashBytes> md5 = activity.has_md5 != 0 ? std::optional(activity.md5) : std::nullopt;
      const std::uint32_t details =
          activity.details == DistinctTexts::kNull ? kNoDetails : store.details.ranks[activity.details];
      groups.add(activity.process, number_of(activity.target, text), activity.time, md5, details);
    }
  }

  /// The ranks of the targets among all texts, including those not in memory; empty if all are in memory.
  [[nodiscard]] std::vector<std::uint32_t> ranks_of_targets() const {
    if (texts.size() == 1) return {};
    const std::vector<std::uint32_t> more = sorted_numbers(texts);
    const std::size_t held = store.targets.sorted.size();
    std::vector<std::uint32_t> ranks(held + more.size());
    std::uint32_t rank = 0;
    std::size_t target = 0;
    for (const std::uint32_t text : more) {
      const auto next_held = std::partition_point(
          store.targets.sorted.begin() + static_cast<std::ptrdiff_t>(target), store.targets.sorted.end(),
          [&](std::uint32_t held_text) { return store.targets.texts.text(held_text) < texts.text(text); });
      for (; target < static_cast<std::size_t>(next_held - store.targets.sorted.begin()); ++target)
        ranks[target] = rank++;
      ranks[held + text - 1] = rank++;
    }
    for (; target < held; ++target) ranks[target] = rank++;
    return ranks;
  }

  void read(std::size_t number) {
    groups.clear();
    if (texts.size() > 1) texts = {};
    for (std::size_t i = 0; i < store.activities.blocks(number); ++i) {
      group(store.activities.block(number, i, memory));
    }
    groups.sort(ranks_of_targets(), store.targets.sorted.size() + texts.size() - 1);
    next = 0;
  }
};

ActivityStore::Walk::Walk(std::unique_ptr<State> state) : state_(std::move(state)) {}
ActivityStore::Walk::Walk(Walk&&) noexcept = default;
ActivityStore::Walk& ActivityStore::Walk::operator=(Walk&&) noexcept = default;
ActivityStore::Walk::~Walk() = default;

ActivityStore::Walk ActivityStore::walk() {
  state_->sort_texts();
  return Walk(std::make_unique<Walk::State>(Walk::State{*state_}));
}

const ActivityGroup* ActivityStore::Walk::next() {
  State& walk = *state_;
  while (walk.next == walk.groups.size()) {
    if (walk.part == SpilledParts::kParts) return nullptr;
    walk.read(walk.part++);
  }
  return &walk.groups[walk.next++];
}

std::string_view ActivityStore::Walk::target_text(std::uint32_t target) const { return state_->target_text(target); }

}  // namespace proclens
