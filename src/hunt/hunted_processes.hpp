// The processes of a dataset by the numbers of what is compared, and the reference that they are compared with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "novelty/image_counts.hpp"
#include "novelty/image_novelty.hpp"
#include "novelty/novelty.hpp"
#include "proclens/context.hpp"
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

/// Names and commands by their numbers, texts in lower case and folded.
struct HuntedProcesses {
  Compared compared = Compared::with_baseline;
  ProcessKeys keys;
  std::vector<std::uint32_t> host;  ///< by number, of each process
  WordColumn original;              ///< the file name that each program was built with, if it is another than its name
  LoadedFiles files;                ///< of each process
  TextColumn names;
  TextColumn commands;
  TextColumn hosts;
  TextColumn file_paths;  ///< a path of each file
  TextColumn images;      ///< the folded path of each image
  ReferenceCounts reference;
  ImageCounts image_reference;
  std::vector<std::uint32_t> unit_host;  ///< the host of each unit, numbered as it may be; equal for equal hosts
};

/// Compares with a baseline whose views are open. Reads what describe_processes made.
[[nodiscard]] HuntedProcesses compare_with_baseline(const Context& context, Database& database);

/// Compares each process with the rest of its dataset. Reads what describe_processes made.
[[nodiscard]] HuntedProcesses compare_with_rest(const Context& context, Database& database);

}  // namespace proclens
