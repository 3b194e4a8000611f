// The text that Windows shows for an event, which some exports have instead of its fields.
#pragma once

#include <string_view>

#include "import/flat/flat_record.hpp"

namespace proclens {

/// Adds the fields that a message of Sysmon's events 1, 5 and 7 ("UtcTime: …", which are English everywhere) or of the
/// Security log's 4688 and 4689 in English states, below `eventdata`. Returns whether there are any.
bool add_message_fields(std::string_view message, FlatRecord& record);

/// Adds the fields of an event as Splunk's WinEventLog input writes it: lines NAME=VALUE, of which the last is the
/// message. Returns whether `text` is one.
bool add_splunk_event(std::string_view text, FlatRecord& record);

}  // namespace proclens
