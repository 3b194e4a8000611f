// Findings that someone has judged, so that they need not be read again the next day.
#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace proclens {

/// The ids in a text file: one at the beginning of each line, of 16 hexadecimal digits; what follows it is for people.
/// Blank lines and lines that begin with # are skipped.
/// Throws Error (data) naming the line that begins with something else, or when the file cannot be read.
[[nodiscard]] std::set<std::string> read_known_findings(const std::filesystem::path& file);

}  // namespace proclens
