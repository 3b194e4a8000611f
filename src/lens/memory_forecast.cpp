#include "lens/memory_forecast.hpp"

#include <algorithm>

namespace proclens {
namespace {

// The proportions of a dataset until it has been counted: those of the published ACME3 map.
constexpr std::uint64_t kProcessesPerBag = 9;
constexpr std::uint64_t kRowsPerProcess = 37;
constexpr std::uint64_t kLikelyFeatures = 8000;

constexpr std::uint64_t kProgram = 110'000'000;  // the program, DuckDB and its buffers
constexpr std::uint64_t kPerRow = 24;            // three numbers, its grouped copy, its entry in a bag
// Compressed on disk, in memory uncompressed and partly duplicated.
constexpr std::uint64_t kPerTextByte = 4;
// Its row of points.parquet, while all rows are sorted for writing.
constexpr std::uint64_t kPerProcess = 350;
constexpr std::uint64_t kPerFeature = 4ULL * 512 * 8;  // vectors, and the copies that the SVD works on
// The same in order: a basis of 576 directions, its product with a matrix of twice as many columns, and that in turn.
constexpr std::uint64_t kPerOrderedFeature = 5ULL * 576 * 8;
constexpr std::uint64_t kPerBag = 16ULL * 40;  // transport plan to the reference
// Embedding, a copy for the neighbour search, and while it is written.
constexpr std::uint64_t kPerBagComponent = 6ULL * 4;
constexpr std::uint64_t kPerEntry = 60;       // of a distinct bag: count, weight, plan
constexpr std::uint64_t kModel = 65'000'000;  // what the embedding needs in addition

}  // namespace

std::uint64_t forecast_bytes(const MapSize& size) {
  const std::uint64_t bags = size.distinct_bags > 0 ? size.distinct_bags : size.processes / kProcessesPerBag + 1;
  const std::uint64_t entries = size.bag_entries > 0 ? size.bag_entries : bags * kRowsPerProcess;
  const std::uint64_t features = size.features > 0 ? size.features : std::min(kLikelyFeatures, size.rows);
  const std::uint64_t counting = kPerRow * size.rows;
  const std::uint64_t vectors = (size.ordered ? kPerOrderedFeature : kPerFeature) * features +
                                (kPerBag + kPerBagComponent * size.components) * bags + kModel;
  const std::uint64_t computing = kPerEntry * entries + (size.has_vectors ? vectors : 0);
  return kProgram + kPerTextByte * size.text_bytes + kPerProcess * size.processes + std::max(counting, computing);
}

}  // namespace proclens
