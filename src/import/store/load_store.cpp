#include "import/store/load_store.hpp"

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

/// A load as stored on disk, followed by the bytes of its path if the image has no number.
struct StoredLoad {
  HashBytes process;
  HashBytes md5;
  std::int64_t time;
  std::uint32_t image;
  std::uint32_t path_bytes : 31;
  std::uint32_t has_md5 : 1;
  std::uint32_t details;
  std::uint32_t unused;
};
static_assert(sizeof(StoredLoad) == 56);

/// Texts numbered from 1, and their order.
struct SortedTexts {
  DistinctTexts texts;
  std::vector<std::uint32_t> sorted;  ///< their numbers, sorted bytewise; computed when nothing more is added
  std::vector<std::uint32_t> ranks;   ///< of texts in `sorted`

  void sort() {
    if (!ranks.empty()) return;
    sorted.resize(texts.size() - 1);
    std::iota(sorted.begin(), sorted.end(), 1U);
    std::sort(sorted.begin(), sorted.end(),
              [&](std::uint32_t a, std::uint32_t b) { return texts.text(a) < texts.text(b); });
    ranks.resize(texts.size());
    for (std::uint32_t i = 0; i < sorted.size(); ++i) ranks[sorted[i]] = i;
  }
};

}  // namespace

struct LoadStore::State {
  LoadStoreLimits limits;
  SpilledParts loads;
  bool has_more_images = false;
  SortedTexts images;
  SortedTexts details;
  DistinctKeys<HashBytes> md5s;
  bool has_more_md5s = false;

  State(const OutputPath& folder, const LoadStoreLimits& store_limits)
      : limits(store_limits), loads(folder / "loads", store_limits.block) {}

  void number_md5(const HashBytes& md5) {
    if (md5s.size() < limits.md5s) {
      md5s.add(md5);
    } else if (!has_more_md5s) {
      has_more_md5s = md5s.find(md5) == DistinctKeys<HashBytes>::kNone;
    }
  }

  void sort_texts() {
    images.sort();
    details.sort();
  }

  [[nodiscard]] std::string_view image_text(std::uint32_t image) const {
    return images.texts.text(images.sorted[image]);
  }
};

LoadStore::LoadStore(const OutputPath& folder, const LoadStoreLimits& limits)
    : state_(std::make_unique<State>(folder, limits)) {}
LoadStore::~LoadStore() = default;

std::uint32_t LoadStore::image(std::string_view path) {
  DistinctTexts& texts = state_->images.texts;
  return texts.bytes() < state_->limits.text_bytes ? texts.add(path) : texts.find(path);
}

std::uint32_t LoadStore::details(std::string_view text) {
  DistinctTexts& texts = state_->details.texts;
  return texts.bytes() < state_->limits.detail_bytes ? texts.add(text) : texts.find(text);
}

void LoadStore::add(const HashBytes& process, const Image& image, std::int64_t time,
                    const std::optional<HashBytes>& md5, std::uint32_t details) {
  if (md5) state_->number_md5(*md5);
  const std::string_view path = image.number == DistinctTexts::kNull ? image.path : std::string_view();
  state_->has_more_images |= image.number == DistinctTexts::kNull;
  const StoredLoad load{process,
                        md5.value_or(HashBytes{}),
                        time,
                        image.number,
                        static_cast<std::uint32_t>(path.size()) & 0x7FFFFFFFU,
                        md5.has_value(),
                        details,
                        0};
  state_->loads.add(SpilledParts::part_of(process),
                    {std::as_bytes(std::span(&load, 1)), std::as_bytes(std::span(path))});
}

bool LoadStore::empty() const { return state_->loads.empty(); }

std::size_t LoadStore::images() {
  state_->sort_texts();
  return state_->images.sorted.size();
}

std::string_view LoadStore::image_text(std::uint32_t image) const { return state_->image_text(image); }
bool LoadStore::holds_all_images() const { return !state_->has_more_images; }
const DistinctKeys<HashBytes>& LoadStore::md5s() const { return state_->md5s; }
std::size_t LoadStore::distinct_details() {
  state_->sort_texts();
  return state_->details.sorted.size();
}

std::string_view LoadStore::details_text(std::uint32_t details) const {
  return state_->details.texts.text(state_->details.sorted[details]);
}

bool LoadStore::numbers_all_md5s() const { return !state_->has_more_md5s; }

struct LoadStore::Walk::State {
  LoadStore::State& store;
  std::size_t part = 0;
  LoadGroups groups = {};              ///< of the last part read
  DistinctTexts texts = {};            ///< its other images, numbered after those in memory
  std::vector<std::byte> memory = {};  ///< of a block
  std::size_t next = 0;

  [[nodiscard]] std::string_view image_text(std::uint32_t image) const {
    const std::size_t held = store.images.sorted.size();
    return image < held ? store.image_text(image) : texts.text(image - static_cast<std::uint32_t>(held) + 1);
  }

  std::uint32_t number_of(std::uint32_t image, std::string_view path) {
    if (image != DistinctTexts::kNull) return store.images.ranks[image];
    return static_cast<std::uint32_t>(store.images.sorted.size()) + texts.add(path) - 1;
  }

  void group(std::span<const std::byte> loads) {
    for (StoredLoad load; !loads.empty(); loads = loads.subspan(sizeof load + load.path_bytes)) {
      std::memcpy(&load, loads.data(), sizeof load);
      const std::string_view path(reinterpret_cast<const char*>(loads.data()) + sizeof load, load.path_bytes);
      const std::optional<HashBytes> md5 = load.has_md5 != 0 ? std::optional(load.md5) : std::nullopt;
      const std::uint32_t details =
          load.details == DistinctTexts::kNull ? kNoDetails : store.details.ranks[load.details];
      groups.add(load.process, number_of(load.image, path), load.time, md5, details);
    }
  }

  /// The ranks of the images among all texts, including those not in memory; empty if there are no such.
  [[nodiscard]] std::vector<std::uint32_t> ranks_of_images() const {
    if (texts.size() == 1) return {};
    std::vector<std::uint32_t> more(texts.size() - 1);
    std::iota(more.begin(), more.end(), 1U);
    std::sort(more.begin(), more.end(),
              [&](std::uint32_t a, std::uint32_t b) { return texts.text(a) < texts.text(b); });
    const std::size_t held = store.images.sorted.size();
    std::vector<std::uint32_t> ranks(held + more.size());
    std::uint32_t rank = 0;
    std::size_t image = 0;
    for (const std::uint32_t text : more) {
      const auto next_held = std::partition_point(
          store.images.sorted.begin() + static_cast<std::ptrdiff_t>(image), store.images.sorted.end(),
          [&](std::uint32_t held_text) { return store.images.texts.text(held_text) < texts.text(text); });
      for (; image < static_cast<std::size_t>(next_held - store.images.sorted.begin()); ++image) ranks[image] = rank++;
      ranks[held + text - 1] = rank++;
    }
    for (; image < held; ++image) ranks[image] = rank++;
    return ranks;
  }

  void read(std::size_t part_of_loads) {
    groups.clear();
    if (texts.size() > 1) texts = {};
    for (std::size_t i = 0; i < store.loads.blocks(part_of_loads); ++i) {
      group(store.loads.block(part_of_loads, i, memory));
    }
    groups.sort(ranks_of_images(), store.images.sorted.size() + texts.size() - 1);
    next = 0;
  }
};

LoadStore::Walk::Walk(std::unique_ptr<State> state) : state_(std::move(state)) {}
LoadStore::Walk::Walk(Walk&&) noexcept = default;
LoadStore::Walk& LoadStore::Walk::operator=(Walk&&) noexcept = default;
LoadStore::Walk::~Walk() = default;

LoadStore::Walk LoadStore::walk() {
  state_->sort_texts();
  return Walk(std::make_unique<Walk::State>(Walk::State{*state_}));
}

const LoadGroup* LoadStore::Walk::next() {
  State& walk = *state_;
  while (walk.next == walk.groups.size()) {
    if (walk.part == SpilledParts::kParts) return nullptr;
    walk.read(walk.part++);
  }
  return &walk.groups[walk.next++];
}

std::string_view LoadStore::Walk::image_text(std::uint32_t image) const { return state_->image_text(image); }

}  // namespace proclens
