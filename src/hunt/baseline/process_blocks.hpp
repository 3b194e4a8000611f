// Blocks of a dataset's processes, so that what is needed in memory does not grow with the dataset.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "table/database.hpp"

namespace proclens {

/// Splits the processes of the dataset whose views are open into ranges of pid_hash, ignoring case. All rows of a
/// process are in one block, and the blocks' processes follow each other in the order of their hashes.
class ProcessBlocks {
 public:
  /// @param rows of `process`
  /// @param block_rows how many a block should have; about as many, since the bounds come from a sample
  ProcessBlocks(Database& database, std::uint64_t rows, std::uint64_t block_rows);

  [[nodiscard]] std::size_t size() const noexcept { return bounds_.size() + 1; }

  /// From now on the views process, process_path and process_image_load have the rows of one block, and
  /// whole_process those of all.
  void open(std::size_t block);

 private:
  Database& database_;
  std::vector<std::string> bounds_;  // the first hash of each block but the first
};

}  // namespace proclens
