// A sample of the processes in a baseline, which tells how many of other processes it holds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "table/database.hpp"

namespace proclens {

/// The file in a baseline's folder: `hash`, ascending.
inline constexpr std::string_view kBaselineSampleFile = "sample.parquet";

/// How many hashes it holds at most. 512 KB; of processes a hundredth as many as the baseline's, 650 are sampled.
inline constexpr std::uint64_t kBaselineSample = 65'536;

/// SELECT of the smallest hashes of pid_hashes (the lower half of their MD5). The sample of a union is that of the
/// samples' union, so samples add up as counts do, in any order.
/// @param source what to read FROM, with the column `pid_hash`
[[nodiscard]] std::string sampled_hashes(const std::string& source);
/// The same of samples.
/// @param source what to read FROM, with the column `hash`
[[nodiscard]] std::string added_samples(const std::string& source);

/// How many of some processes are in a baseline, by those whose hashes its sample would hold.
struct SharedProcesses {
  std::uint64_t sampled = 0;
  std::uint64_t in_baseline = 0;  ///< of those sampled
};

/// Of the table `selected`, by the view `counted_sample` of an open baseline.
[[nodiscard]] SharedProcesses shared_with_baseline(Database& database);

}  // namespace proclens
