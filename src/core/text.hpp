// Makes text that attackers may have written safe to display and to store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace proclens {

/// `text` as valid UTF-8: every byte that is not part of a valid sequence becomes U+FFFD. Embedded NULs are kept.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// `text` made safe for a terminal or a log line: valid UTF-8 with control characters (C0, DEL, C1, line and paragraph
/// separators) and bidirectional overrides written as \xNN or \u{NNNN}, truncated to `max_bytes` bytes with an
/// ellipsis.
[[nodiscard]] std::string printable(std::string_view text, std::size_t max_bytes = 200);

/// The width of UTF-8 text in terminal columns: East Asian wide characters count two, combining marks none. Only
/// meaningful for text that has been through printable().
[[nodiscard]] std::size_t terminal_columns(std::string_view text);

/// `text` padded with spaces at the end, or at the start, to a width in terminal columns.
[[nodiscard]] std::string pad_end(std::string text, std::size_t columns);
[[nodiscard]] std::string pad_start(const std::string& text, std::size_t columns);

/// ASCII letters in lower case; all other bytes unchanged.
[[nodiscard]] std::string ascii_lower(std::string_view text);

/// The part after the last slash or backslash; the whole text if that part would be empty.
[[nodiscard]] std::string_view last_path_part(std::string_view path);

/// A number with commas between thousands: 1,526,088.
[[nodiscard]] std::string with_separators(unsigned long long number);

/// A number and its noun: "1 host", "1,526,088 hosts".
/// @param many the plural; by default `one` followed by an s
[[nodiscard]] std::string counted(unsigned long long number, std::string_view one, std::string_view many = {});

/// A size in bytes for display: "5.2 MB" (powers of 1000).
[[nodiscard]] std::string human_bytes(unsigned long long bytes);

/// Parses such sizes: "1.5GB", "512 MiB", "4g", "1500000000". A unit is one of k, m, g, t, p, e for powers of 1000,
/// followed by an i for powers of 1024, and an optional B, in either case. Rounded up to whole bytes. nullopt for any
/// other text, negative numbers, and values that do not fit 64 bits.
[[nodiscard]] std::optional<std::uint64_t> parse_bytes(std::string_view text);

}  // namespace proclens
