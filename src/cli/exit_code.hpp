// Exit codes beyond those of errors (proclens/error.hpp).
#pragma once

namespace proclens {

inline constexpr int kInterrupted = 130;  ///< 128 + SIGINT, as in shells

}  // namespace proclens
