// Counted bags (docs/bags.md) as arrays.
#pragma once

#include <nanobind/nanobind.h>

#include <cstdint>
#include <string>

namespace proclens::python {

/// @param bags bags.parquet of a contract or a map
/// @param feature_count how many features there are
/// @return (offsets int64, columns int32, values float64, multiplicities uint32) of the distinct bags as CSR rows.
/// Throws Error (data), naming the file, also for a feature that there is not or a count below 1.
[[nodiscard]] nanobind::tuple read_bags(const std::string& bags, std::int64_t feature_count);

/// The texts of a column as a list; None for NULL. Throws Error (data), naming the file.
[[nodiscard]] nanobind::list read_texts(const std::string& file, const std::string& column);

}  // namespace proclens::python
