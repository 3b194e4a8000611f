// An example dataset of any size: an office of Windows machines in the stdview layout, with planted anomalies whose
// truth is known.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demo/plan/demo_plan.hpp"
#include "proclens/context.hpp"
#include "storage/file_system.hpp"

namespace proclens {

struct DemoOptions {
  std::uint64_t processes = 30000;  ///< rows of the table process; 1 to 1,000,000,000
  std::uint64_t seed = 1;           ///< each seed gives a different office
  /// Above this many processes each table is a folder of files of about this size; at least 1. Affects the bytes.
  std::uint64_t part_processes = 50000;
  bool sysmon_json = false;  ///< also writes Sysmon's events 1, 5 and 7 as JSON lines, in NXLog's format
};

/// What was written, for the summary on the terminal.
struct DemoSummary {
  LineageFigures figures;
  std::uint64_t hosts = 0;
  std::uint64_t days = 0;
  std::uint64_t boots = 0;
  std::uint64_t process_rows = 0;
  std::uint64_t path_rows = 0;
  std::uint64_t load_rows = 0;
  std::uint64_t images = 0;         ///< distinct paths in process_image_load
  std::uint64_t distinct_bags = 0;  ///< distinct image sets of recorded processes, not counting the empty one
  std::uint64_t programs = 0;
  std::uint64_t flagged = 0;    ///< processes with a rare flag: any except short_path and nameless
  std::uint64_t odd = 0;        ///< processes that load unusual images for their program
  std::uint64_t ghosts = 0;     ///< processes that occur only in process_image_load
  std::uint64_t intrusion = 0;  ///< processes of the intrusion
  std::vector<std::string> not_planted;
  std::uint64_t bytes = 0;  ///< of all files
};

/// Writes `folder`/process.parquet, process_path.parquet, process_image_load.parquet (each a file, or above
/// `part_processes` a folder of part files), truth.json, truth_processes.parquet, labels.csv and, if requested,
/// sysmon.json.
/// docs/demo.md describes their contents.
///
/// The files depend only on the options, byte for byte, for any number of threads. They are generated in parts, up to
/// four at a time, so that memory does not grow with the size. They are written next to `folder` and renamed when
/// complete: an empty folder or an earlier demo dataset is replaced, and nothing incomplete is left behind if something
/// goes wrong.
///
/// Throws Error (usage) for options out of range and for a folder with other contents, Error (machine) if it cannot be
/// written, Cancelled.
DemoSummary write_demo_dataset(const Context& context, const OutputPath& folder, const DemoOptions& options);

}  // namespace proclens
