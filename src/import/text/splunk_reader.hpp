// Splunk's text of Windows events as classified records.
#pragma once

#include <memory>
#include <span>

#include "import/files/read_bytes.hpp"
#include "import/source/mapping.hpp"
#include "import/text/record_reader.hpp"

namespace proclens {

/// Reads events as Splunk's WinEventLog input writes them: a line with the time, lines NAME=VALUE that begin with
/// LogName, and the message.
/// @param mappings must outlive the reader
[[nodiscard]] std::unique_ptr<RecordReader> splunk_reader(ReadBytes read, std::span<const Mapping> mappings);

}  // namespace proclens
