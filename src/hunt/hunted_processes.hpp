// The processes of a dataset by the numbers of what is compared, and the reference that they are compared with.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "novelty/novelty.hpp"
#include "table/database.hpp"
#include "telemetry/columns.hpp"

namespace proclens {

/// What is left out of the reference for each process.
enum class Compared {
  with_baseline,     ///< nothing: the reference is a baseline
  with_other_hosts,  ///< the process's own host
  with_other_days,   ///< its own day, since there is one host
  with_others        ///< itself, since there is one host and one day
};

inline constexpr std::size_t kImageExamples = 3;

/// Names and commands by their numbers, texts in lower case and folded.
struct HuntedProcesses {
  Compared compared = Compared::with_baseline;
  ProcessKeys keys;
  std::vector<std::uint32_t> host;  ///< by number, of each process
  /// New images of each process, those from the rarest folders first; kNoNumber where there are fewer.
  std::vector<std::array<std::uint32_t, kImageExamples>> image_examples;
  TextColumn names;
  TextColumn commands;
  TextColumn hosts;
  TextColumn images;  ///< a path of each image
  ReferenceCounts reference;
  std::vector<std::uint32_t> unit_host;  ///< the host of each unit, numbered as it may be; equal for equal hosts
};

/// Compares with a baseline whose views are open. Reads what describe_processes made.
[[nodiscard]] HuntedProcesses compare_with_baseline(Database& database);

/// Compares each process with the rest of its dataset. Reads what describe_processes made, and the view
/// process_image_load.
[[nodiscard]] HuntedProcesses compare_with_rest(Database& database);

}  // namespace proclens
