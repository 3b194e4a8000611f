// A baseline on disk: what is normal, counted from one or more datasets.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"
#include "telemetry/selection.hpp"

namespace proclens {

/// The file that every baseline holds, and the version of the format that this program reads and writes.
inline constexpr const char* kBaselineJson = "baseline.json";
inline constexpr std::uint64_t kBaselineVersion = 3;

/// A dataset that was counted into a baseline.
struct BaselineSource {
  std::string name;    ///< of its folder
  std::string digest;  ///< of the hashes of its selected processes, so that none is counted twice
  std::uint64_t processes = 0;
};

struct BaselineSummary {
  std::vector<BaselineSource> sources;  ///< by digest
  std::uint64_t processes = 0;
  std::uint64_t hosts = 0;
  std::string first_day, last_day;  ///< YYYY-MM-DD; empty when no start is recorded
};

struct BaselineOptions {
  SelectionOptions selection;  ///< of each dataset's processes

  /// How many processes are counted at a time: more need more memory, fewer more passes over the loads. The baseline
  /// is the same. At least 1.
  std::uint64_t block_processes = 3U << 19U;
};

/// Everything that the folder of a baseline holds.
[[nodiscard]] std::vector<std::string> baseline_files();

/// Counts datasets, one after the other and each in blocks of processes, and writes the sum of their counts and of an
/// earlier baseline's to `output`. Sums do not depend on what was added when: the same datasets give the same bytes.
/// @param earlier the folder of a baseline to add to
/// @param database has the folding functions (telemetry/folding_functions.hpp)
/// Throws Error (data) when a dataset is counted twice, or the earlier baseline cannot be read.
BaselineSummary write_baseline(const Context& context, Database& database, const std::vector<Dataset>& datasets,
                               const BaselineOptions& options, const std::optional<std::filesystem::path>& earlier,
                               const OutputFolder& output);

/// Reads a baseline's summary and makes views of its tables, named as baseline_tables.hpp says, and counted_sample of
/// its sample.
/// Throws Error (data) when the folder holds no baseline, one of another version, or a damaged one.
BaselineSummary open_baseline(Database& database, const std::filesystem::path& folder);

/// The summary as baseline.json has it.
[[nodiscard]] std::string baseline_json(const BaselineSummary& summary);

}  // namespace proclens
