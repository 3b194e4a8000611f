#include "import/load_store.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/cancel.hpp"
#include "import/distinct_texts.hpp"
#include "import/spill_file.hpp"

namespace proclens {
namespace {

constexpr std::size_t kParts = 64;  // by the first bits of the process's hash
constexpr unsigned kPartShift = 64 - 6;
constexpr std::uint64_t kOnDisk = 1ULL << 63U;  // of an image: its text lies at this position of the file of texts
constexpr std::uint64_t kHasMd5 = 1ULL << 62U;  // of a load

/// As it lies on disk.
struct StoredLoad {
  HashBytes process;
  HashBytes md5;
  std::int64_t time;
  std::uint64_t image;
};

/// Some loads of one part.
struct Block {
  std::uint64_t position;
  std::size_t loads;
};

struct Part {
  std::vector<StoredLoad> held;
  std::vector<Block> blocks;
};

/// A group whose image is a number yet.
struct NumberedGroup {
  HashBytes process;
  std::uint32_t image;
  bool has_md5;
  HashBytes md5;
  std::int64_t first_seen;
  std::int64_t last_seen;
  std::int64_t loads;
};

/// Finds the group of a process and an image.
class GroupTable {
 public:
  explicit GroupTable(std::vector<NumberedGroup>& groups) : groups_(groups), slots_(1024, kFree) {}

  NumberedGroup& group(const StoredLoad& load, std::uint32_t image) {
    if (2 * groups_.size() >= slots_.size()) grow();
    std::uint32_t& slot = slots_[slot_of(load.process, image)];
    if (slot == kFree) {
      slot = static_cast<std::uint32_t>(groups_.size());
      groups_.push_back({load.process, image, false, {}, load.time, load.time, 0});
    }
    return groups_[slot];
  }

 private:
  static constexpr std::uint32_t kFree = ~0U;

  [[nodiscard]] std::size_t slot_of(const HashBytes& process, std::uint32_t image) const {
    const std::uint64_t mixed = (process.low ^ image) * 0x9E3779B97F4A7C15ULL;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = (mixed ^ (mixed >> 32U)) & mask;; i = (i + 1) & mask) {
      if (slots_[i] == kFree) return i;
      const NumberedGroup& group = groups_[slots_[i]];
      if (group.image == image && group.process == process) return i;
    }
  }

  void grow() {
    slots_.assign(2 * slots_.size(), kFree);
    for (std::uint32_t i = 0; i < groups_.size(); ++i) slots_[slot_of(groups_[i].process, groups_[i].image)] = i;
  }

  std::vector<NumberedGroup>& groups_;
  std::vector<std::uint32_t> slots_;
};

/// -1 for what is no hexadecimal digit.
int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<HashBytes> hash_of_digits(std::string_view digits) {
  if (digits.size() != 32) return std::nullopt;
  std::array<std::uint64_t, 2> halves{};
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int value = digit_value(digits[i]);
    if (value < 0) return std::nullopt;
    halves[i / 16] = (halves[i / 16] << 4U) | static_cast<std::uint64_t>(value);
  }
  return HashBytes{halves[0], halves[1]};
}

std::array<char, 32> digits_of(const HashBytes& hash, bool upper) {
  const char* const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::array<char, 32> text{};
  for (unsigned i = 0; i < 16; ++i) {
    text[i] = digits[(hash.high >> (60U - 4U * i)) & 15U];
    text[16 + i] = digits[(hash.low >> (60U - 4U * i)) & 15U];
  }
  return text;
}

struct LoadStore::State {
  LoadStoreLimits limits;
  SpillFile loads_file;
  SpillFile texts_file;
  DistinctTexts images;
  std::vector<std::uint32_t> rank;  ///< of the images, bytewise; made by the first walk
  std::array<Part, kParts> parts;

  State(const std::filesystem::path& folder, const LoadStoreLimits& store_limits)
      : limits(store_limits), loads_file(folder / "loads"), texts_file(folder / "texts") {}

  void spill(Part& part) {
    part.blocks.push_back({loads_file.append(std::as_bytes(std::span(part.held))), part.held.size()});
    part.held.clear();
  }

  void rank_images() {
    if (!rank.empty()) return;
    std::vector<std::uint32_t> order(images.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return images.text(a) < images.text(b); });
    rank.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  }

  [[nodiscard]] std::string text_on_disk(std::uint64_t position) const {
    std::uint32_t length = 0;
    texts_file.read(position, std::as_writable_bytes(std::span(&length, 1)));
    std::string text(length, '\0');
    texts_file.read(position + sizeof length, std::as_writable_bytes(std::span(text)));
    return text;
  }
};

LoadStore::LoadStore(const std::filesystem::path& folder, const LoadStoreLimits& limits)
    : state_(std::make_unique<State>(folder, limits)) {}
LoadStore::~LoadStore() = default;

std::uint64_t LoadStore::image(std::string_view path) {
  if (state_->images.bytes() < state_->limits.text_bytes) return state_->images.add(path);
  if (const std::uint32_t known = state_->images.find(path); known != DistinctTexts::kNull) return known;
  const auto length = static_cast<std::uint32_t>(path.size());
  const std::uint64_t position = state_->texts_file.append(std::as_bytes(std::span(&length, 1)));
  state_->texts_file.append(std::as_bytes(std::span(path)));
  return position | kOnDisk;
}

void LoadStore::add(const HashBytes& process, std::uint64_t image, std::int64_t time,
                    const std::optional<HashBytes>& md5) {
  Part& part = state_->parts[process.high >> kPartShift];
  part.held.push_back({process, md5.value_or(HashBytes{}), time, image | (md5 ? kHasMd5 : 0)});
  if (part.held.size() * sizeof(StoredLoad) >= state_->limits.block) state_->spill(part);
}

struct LoadStore::Walk::State {
  LoadStore::State& store;
  std::size_t part = 0;
  std::vector<NumberedGroup> groups;  ///< of the part
  std::size_t next = 0;
  DistinctTexts texts;  ///< that were on disk, numbered behind those in memory
  LoadGroup shown;

  [[nodiscard]] std::string_view text(std::uint32_t image) const {
    const std::size_t in_memory = store.images.size();
    return image < in_memory ? store.images.text(image) : texts.text(image - static_cast<std::uint32_t>(in_memory) + 1);
  }

  std::uint32_t number_of(std::uint64_t image) {
    const std::uint64_t place = image & ~(kOnDisk | kHasMd5);
    if ((image & kOnDisk) == 0) return static_cast<std::uint32_t>(place);
    return static_cast<std::uint32_t>(store.images.size()) + texts.add(store.text_on_disk(place)) - 1;
  }

  void group(std::span<const StoredLoad> loads, GroupTable& table) {
    for (const StoredLoad& load : loads) {
      NumberedGroup& group = table.group(load, number_of(load.image));
      group.first_seen = std::min(group.first_seen, load.time);
      group.last_seen = std::max(group.last_seen, load.time);
      ++group.loads;
      if ((load.image & kHasMd5) == 0) continue;
      group.md5 = group.has_md5 ? std::min(group.md5, load.md5) : load.md5;
      group.has_md5 = true;
    }
  }

  void read(const Part& loads) {
    groups.clear();
    texts = DistinctTexts();
    next = 0;
    GroupTable table(groups);
    std::vector<StoredLoad> block;
    for (const Block& stored : loads.blocks) {
      check_cancelled();
      block.resize(stored.loads);
      store.loads_file.read(stored.position, std::as_writable_bytes(std::span(block)));
      group(block, table);
    }
    group(loads.held, table);
    sort();
  }

  void sort() {
    const bool all_ranked = texts.size() == 1;
    std::sort(groups.begin(), groups.end(), [&](const NumberedGroup& a, const NumberedGroup& b) {
      if (a.process != b.process) return a.process < b.process;
      return all_ranked ? store.rank[a.image] < store.rank[b.image] : text(a.image) < text(b.image);
    });
  }
};

LoadStore::Walk::Walk(std::unique_ptr<State> state) : state_(std::move(state)) {}
LoadStore::Walk::Walk(Walk&&) noexcept = default;
LoadStore::Walk& LoadStore::Walk::operator=(Walk&&) noexcept = default;
LoadStore::Walk::~Walk() = default;

LoadStore::Walk LoadStore::walk() {
  state_->rank_images();
  return Walk(std::make_unique<Walk::State>(Walk::State{*state_, 0, {}, 0, {}, {}}));
}

const LoadGroup* LoadStore::Walk::next() {
  State& walk = *state_;
  while (walk.next == walk.groups.size()) {
    if (walk.part == kParts) return nullptr;
    walk.read(walk.store.parts[walk.part++]);
  }
  const NumberedGroup& group = walk.groups[walk.next++];
  walk.shown = {group.process, walk.text(group.image), group.first_seen, group.last_seen, group.loads,
                group.md5,     group.has_md5};
  return &walk.shown;
}

}  // namespace proclens
