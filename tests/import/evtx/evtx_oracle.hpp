// An independent reader: evtxexport of libevtx-utils, and its XML as fields.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace proclens {

using EvtxFields = std::vector<std::pair<std::string, std::string>>;

/// The output of `evtxexport -f xml` for a file.
[[nodiscard]] std::string evtxexport_xml(const std::string& path);

/// The events in its output, each as the fields specified by EvtxRecord.
[[nodiscard]] std::vector<EvtxFields> fields_of_xml(const std::string& xml);

}  // namespace proclens
