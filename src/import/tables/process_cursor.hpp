// Finds processes that are asked for in the order of their hashes.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <vector>

#include "import/tables/process_names.hpp"

namespace proclens {

class ProcessCursor {
 public:
  /// @param names borrowed
  explicit ProcessCursor(const ProcessNames& names) : processes_(&names.processes.keys()) {}

  /// The number of a process whose hash is not below the last one asked for. Throws std::logic_error if no process has
  /// it.
  [[nodiscard]] std::size_t number_of(const HashBytes& hash) {
    while (next_ < processes_->size() && (*processes_)[next_] < hash) ++next_;
    if (next_ == processes_->size() || (*processes_)[next_] != hash) {
      throw std::logic_error("an activity is of a process that there is no record of");
    }
    return next_;
  }

 private:
  const std::vector<HashBytes>* processes_;
  std::size_t next_ = 0;
};

}  // namespace proclens
