// Counted bags (docs/bags.md) as arrays.
#pragma once

#include <nanobind/nanobind.h>

#include <string>

namespace proclens::python {

/// @param bags bags.parquet of a contract or a map
/// @return (offsets int64, columns int32, values float64, multiplicities uint32) of the distinct bags as CSR rows.
/// Throws Error (data), naming the file.
[[nodiscard]] nanobind::tuple read_bags(const std::string& bags);

/// The texts of a column as a list; None where there is none. Throws Error (data), naming the file.
[[nodiscard]] nanobind::list read_texts(const std::string& file, const std::string& column);

}  // namespace proclens::python
