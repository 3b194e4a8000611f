// Logs in CSV as classified records.
#pragma once

#include <memory>
#include <span>

#include "import/files/read_bytes.hpp"
#include "import/source/mapping.hpp"
#include "import/text/record_reader.hpp"

namespace proclens {

/// Reads separated values with a header, in any dialect of csv_dialect.hpp.
/// @param mappings must outlive the reader
[[nodiscard]] std::unique_ptr<RecordReader> csv_reader(ReadBytes read, std::span<const Mapping> mappings);

}  // namespace proclens
