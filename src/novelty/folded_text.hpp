// Paths and command lines with what differs from machine to machine and from run to run replaced by placeholders, so
// that what is the same thing counts as one.
#pragma once

#include <string>
#include <string_view>

namespace proclens {

/// A command line or other text in lower case with placeholders, each replaced throughout before the next is looked
/// for:
///   <u>     the name that follows a drive's \users\; with spaces only if a backslash or a quote ends it within 64
///           bytes, so that no command disappears in it
///   <guid>  8-4-4-4-12 hexadecimal digits, with braces or without
///   <hex>   0x and hexadecimal digits; a word of eight or more hexadecimal digits
///   <v>     numbers joined by dots
///   <n>     any other number
/// @param text in lower case; bytes beyond ASCII are letters. O(n).
[[nodiscard]] std::string with_placeholders(std::string_view text);

/// Arguments as a template: every run of white space one space, none around them, placeholders, and no more than 200
/// characters of UTF-8. Empty arguments are a template, too.
/// @param arguments in lower case
[[nodiscard]] std::string command_template(std::string_view arguments);

/// The folder of a path, with placeholders, where an underscore ends a word; empty for a path without one. Slashes
/// count where there are no backslashes.
/// @param path in lower case
[[nodiscard]] std::string folded_folder(std::string_view path);

/// A path with its file name, or a key of the registry, with placeholders, where an underscore ends a word.
/// @param path in lower case
[[nodiscard]] std::string folded_path(std::string_view path);

/// An image as it is counted: its folded folder and its file name as it is, so that an installation for each user or
/// version counts as one, and d3d9.dll is not d3d11.dll.
/// @param path in lower case
[[nodiscard]] std::string folded_image(std::string_view path);

/// An image as it is counted where drives and devices do not matter either: folded_image(), with the drive letter or
/// device that the path begins with (c:, \\?\c:, \device\harddiskvolume3) as <drive>. A share (\\server\share) is kept.
/// @param path in lower case
[[nodiscard]] std::string folded_image_on_any_drive(std::string_view path);

}  // namespace proclens
