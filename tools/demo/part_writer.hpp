// Generates one part of a demo dataset and writes its Parquet files.
#pragma once

#include "demo/demo_truth.hpp"
#include "proclens/context.hpp"
#include "storage/file_system.hpp"

namespace proclens {

/// A run of whole blocks, and the files that its tables go to.
struct DemoPart {
  std::size_t first_block = 0;
  std::size_t blocks = 0;
  OutputPath process;
  OutputPath process_path;
  OutputPath process_image_load;
  OutputPath truth_processes;
  OutputPath sysmon_json;  ///< empty: not written
};

/// Writes the part's files with a DuckDB of its own on one thread, so that its bytes depend on nothing else. Uses about
/// 200 MB for 50,000 processes. Parts may be written concurrently from different threads. Throws Error (machine) if a
/// file cannot be written, Cancelled.
DemoTruth write_part(const Context& context, const DemoWorld& world, const DemoPart& part, Stage& stage);

}  // namespace proclens
