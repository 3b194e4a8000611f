// Windows event logs (EVTX) as classified records.
#pragma once

#include <memory>
#include <span>

#include "import/files/read_bytes.hpp"
#include "import/source/mapping.hpp"
#include "import/text/record_reader.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Reads event logs in Windows' binary format.
/// @param mappings must outlive the reader
[[nodiscard]] std::unique_ptr<RecordReader> evtx_reader(const Context& context, ReadBytes read,
                                                        std::span<const Mapping> mappings);

}  // namespace proclens
