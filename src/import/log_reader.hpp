// The reader for a log, by its content.
#pragma once

#include <memory>
#include <string>

#include "import/files/read_bytes.hpp"
#include "import/text/record_reader.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct LogReader {
  std::unique_ptr<RecordReader> reader;  ///< null for files of no use
  LogFormat format;                      ///< of the text itself if it is UTF-16
  std::string reason;                    ///< why it is null, for users
};

/// Recognises the format of a log by its first bytes. Reads it with all mappings of the program.
/// @param context borrowed by the reader
[[nodiscard]] LogReader open_log(const Context& context, ReadBytes read);

/// "JSON", "XML", …
[[nodiscard]] const char* format_name(LogFormat format);

}  // namespace proclens
