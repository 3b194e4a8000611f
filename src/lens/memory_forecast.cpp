#include "lens/memory_forecast.hpp"

namespace proclens {

std::uint64_t forecast_bytes(const MapSize& size) { return 100'000'000 + size.loads * 20; }

}  // namespace proclens
