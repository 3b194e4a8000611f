// Logs in XML as classified records.
#pragma once

#include <memory>
#include <span>

#include "import/files/read_bytes.hpp"
#include "import/source/mapping.hpp"
#include "import/text/record_reader.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Reads the `Event` elements of a text; what is around and between them (an element that contains them, XML
/// declarations, syslog headers, evtx_dump's headings) does not matter. Document types and entities are never read.
/// @param mappings must outlive the reader
[[nodiscard]] std::unique_ptr<RecordReader> xml_reader(const Context& context, ReadBytes read,
                                                       std::span<const Mapping> mappings);

}  // namespace proclens
