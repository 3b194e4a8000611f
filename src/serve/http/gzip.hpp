// Whole answers compressed, for browsers that take gzip: all of today's.
#pragma once

#include <string>
#include <string_view>

namespace proclens {

/// RFC 1952, at the fastest level: answers go to a browser on the same machine more often than over a slow line.
[[nodiscard]] std::string gzip(std::string_view bytes);

/// The other way round, for what `gzip` made.
[[nodiscard]] std::string gunzip(std::string_view compressed);

}  // namespace proclens
