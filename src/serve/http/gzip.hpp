// Compresses whole answers, for clients that accept gzip: all current browsers.
#pragma once

#include <string>
#include <string_view>

namespace proclens {

/// RFC 1952 at the fastest level: answers usually go to a browser on the same machine, rarely over a slow connection.
[[nodiscard]] std::string gzip(std::string_view bytes);

/// Decompresses the output of `gzip`.
[[nodiscard]] std::string gunzip(std::string_view compressed);

}  // namespace proclens
