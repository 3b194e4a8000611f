#include "lens/memory_forecast.hpp"

#include <algorithm>

namespace proclens {
namespace {

// What a dataset has, as long as it has not been counted: the shares of the published ACME3 map.
constexpr std::uint64_t kProcessesPerBag = 9;
constexpr std::uint64_t kRowsPerProcess = 37;
constexpr std::uint64_t kLikelyFeatures = 8000;

constexpr std::uint64_t kProgram = 110'000'000;        // the program, DuckDB and its buffers
constexpr std::uint64_t kPerRow = 24;                  // three numbers, its grouped copy, its entry in a bag
constexpr std::uint64_t kPerTextByte = 4;              // compressed on disk, plain and partly doubled in memory
constexpr std::uint64_t kPerProcess = 350;             // its row of points.parquet, while all are sorted to be written
constexpr std::uint64_t kPerFeature = 4ULL * 512 * 8;  // vectors, and the copies that the SVD works on
constexpr std::uint64_t kPerBag = 16ULL * 40;          // transport plan to the reference
constexpr std::uint64_t kPerBagComponent = 6ULL * 4;   // embedding, a copy for the neighbours, and while it is written
constexpr std::uint64_t kPerEntry = 60;                // of a distinct bag: count, weight, plan
constexpr std::uint64_t kModel = 65'000'000;           // what embedding needs besides

}  // namespace

std::uint64_t forecast_bytes(const MapSize& size) {
  const std::uint64_t bags = size.distinct_bags > 0 ? size.distinct_bags : size.processes / kProcessesPerBag + 1;
  const std::uint64_t entries = size.bag_entries > 0 ? size.bag_entries : bags * kRowsPerProcess;
  const std::uint64_t features = size.features > 0 ? size.features : std::min(kLikelyFeatures, size.rows);
  const std::uint64_t counting = kPerRow * size.rows;
  const std::uint64_t computing =
      kPerFeature * features + (kPerBag + kPerBagComponent * size.components) * bags + kPerEntry * entries + kModel;
  return kProgram + kPerTextByte * size.text_bytes + kPerProcess * size.processes + std::max(counting, computing);
}

}  // namespace proclens
