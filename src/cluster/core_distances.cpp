#include "cluster/core_distances.hpp"

#include <limits>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockCores = 256;

/// The nearest positions seen so far, nearest first, only as many as are needed to hold the requested number of
/// objects.
class NearestObjects {
 public:
  explicit NearestObjects(std::uint64_t wanted) : wanted_(wanted) {}

  void clear() noexcept {
    seen_.clear();
    held_ = 0;
  }

  /// Positions at this squared distance or beyond no longer matter.
  [[nodiscard]] double reach() const noexcept {
    return held_ >= wanted_ ? seen_.back().distance : std::numeric_limits<double>::infinity();
  }

  /// The squared distance of the farthest position held.
  [[nodiscard]] double farthest() const noexcept { return seen_.back().distance; }

  void add(double distance, std::uint64_t objects) {
    const auto at = std::ranges::upper_bound(seen_, distance, {}, &Seen::distance);
    seen_.insert(at, {distance, objects});
    held_ += objects;
    while (held_ - seen_.back().objects >= wanted_) {
      held_ -= seen_.back().objects;
      seen_.pop_back();
    }
  }

 private:
  struct Seen {
    double distance;
    std::uint64_t objects;
  };
  std::uint64_t wanted_;
  std::uint64_t held_ = 0;
  std::vector<Seen> seen_;
};

}  // namespace

std::vector<double> squared_core_distances(const Context& context, const PointTree& tree, std::size_t min_samples) {
  std::vector<double> core(tree.positions());
  const std::uint64_t wanted = std::uint64_t{min_samples} + 1;  // the object itself is among those found
  parallel_blocks(context, tree.positions(), kBlockCores, [&](std::size_t begin, std::size_t end) {
    NearestObjects nearest(wanted);
    for (std::size_t position = begin; position < end; ++position) {
      nearest.clear();
      visit_near(
          tree, static_cast<std::uint32_t>(position),
          [&](std::uint32_t, double distance) { return distance < nearest.reach(); },
          [&](std::uint32_t other, double distance) {
            if (distance < nearest.reach()) nearest.add(distance, tree.objects[other]);
          });
      core[position] = nearest.farthest();
    }
  });
  return core;
}

}  // namespace proclens
