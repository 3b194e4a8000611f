// Text in Parquet files that is not UTF-8, which the reader reports without saying where it is.
#pragma once

#include <span>
#include <vector>

#include "proclens/error.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

/// If `error` is about such text, throws Error (data) with the name of its column and file, which are searched for;
/// otherwise returns.
void name_damaged_text(std::span<const Dataset> datasets, const Error& error);

/// The result of `read`, which reads these datasets.
template <class Read>
auto with_damaged_text_named(const std::vector<Dataset>& datasets, Read read) {
  try {
    return read();
  } catch (const Error& error) {
    name_damaged_text(datasets, error);
    throw;
  }
}

}  // namespace proclens
