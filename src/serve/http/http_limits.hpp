// What a client may cost the server.
#pragma once

#include <chrono>
#include <cstddef>

namespace proclens {

struct HttpLimits {
  std::size_t connections = 2000;                ///< at once; more are turned away with 503
  std::size_t head_bytes = 65'536;               ///< request line and headers
  std::size_t body_bytes = 16'777'216;           ///< beyond it: 413
  std::chrono::milliseconds idle{5'000};         ///< until a request begins
  std::chrono::milliseconds head_time{10'000};   ///< from its first byte to the last of its head
  std::chrono::milliseconds body_time{20'000};   ///< from there to the end of the body
  std::chrono::milliseconds write_time{20'000};  ///< for an answer, and beside that
  std::size_t write_bytes_per_second = 16'384;   ///< as much more time as this many bytes a second take
};

}  // namespace proclens
