// Text that attackers may have written, made safe to show and to store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proclens {

/// `text` as valid UTF-8: every byte that is not part of a valid sequence becomes U+FFFD. Embedded NULs stay.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// `text` fit for a terminal or a log line: valid UTF-8 with control characters (C0, DEL, C1, line and paragraph
/// separators) and bidirectional overrides written as \xNN or \u{NNNN}, cut to `most` bytes with an ellipsis.
[[nodiscard]] std::string printable(std::string_view text, std::size_t most = 200);

/// How many columns of a terminal UTF-8 text takes: East Asian wide characters two, combining marks none. Text that has
/// not gone through printable() may do anything.
[[nodiscard]] std::size_t terminal_columns(std::string_view text);

/// `text` with blanks behind it, or before it, up to a width in columns of a terminal.
[[nodiscard]] std::string pad_end(std::string text, std::size_t columns);
[[nodiscard]] std::string pad_start(const std::string& text, std::size_t columns);

/// ASCII letters in lower case, every other byte as it is.
[[nodiscard]] std::string ascii_lower(std::string_view text);

/// The part after the last slash or backslash; the whole text when that part would be empty.
[[nodiscard]] std::string_view last_path_part(std::string_view path);

/// A number with its thousands set apart by commas: 1,526,088.
[[nodiscard]] std::string with_separators(unsigned long long number);

/// A size in bytes as people write it: "5.2 MB" (powers of 1000).
[[nodiscard]] std::string human_bytes(unsigned long long bytes);

/// The other way round: "1.5GB", "512 MiB", "4g", "1500000000". A unit is a letter of k, m, g, t, p, e for powers of
/// 1000, with an i for powers of 1024, and a B that may be left out, in either case. Rounded up to whole bytes. Nothing
/// for any other text, negative numbers and what 64 bits do not hold.
[[nodiscard]] std::optional<std::uint64_t> parse_bytes(std::string_view text);

}  // namespace proclens
