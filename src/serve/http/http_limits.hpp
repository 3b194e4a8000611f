// Limits on what a client may cost the server.
#pragma once

#include <chrono>
#include <cstddef>

namespace proclens {

struct HttpLimits {
  std::size_t connections = 2000;                ///< at once; further ones are rejected with 503
  std::size_t head_bytes = 65'536;               ///< request line and headers
  std::size_t body_bytes = 16'777'216;           ///< larger bodies are rejected with 413
  std::chrono::milliseconds idle{5'000};         ///< until a request starts
  std::chrono::milliseconds head_time{10'000};   ///< from the first byte of the request to the end of its head
  std::chrono::milliseconds body_time{20'000};   ///< from the end of the head to the end of the body
  std::chrono::milliseconds write_time{20'000};  ///< for an answer, plus
  std::size_t write_bytes_per_second = 16'384;   ///< the time that its bytes take at this rate
};

}  // namespace proclens
