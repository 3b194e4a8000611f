// Links between the pages of one OUT. Each page contains the same list, so that it leads to all others.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "storage/file_system.hpp"

namespace proclens {

/// The folders in OUT that `proclens map` wrote, by name.
[[nodiscard]] std::vector<std::string> map_folders(const std::filesystem::path& out);

/// The pages in OUT, maps by name first, then comparisons, audit and hunt: a JSON list of {kind, name, href}, where
/// kind is "map", "compare", "audit" or "hunt", name that of the folder, and href relative to any of these pages.
/// @param written the page in OUT that is about to be written, such as hunt/hunt.html: it counts as there; may be empty
[[nodiscard]] std::string page_links_json(const std::filesystem::path& out, const std::filesystem::path& written);

/// Percent-encodes any bytes as one or several segments of a URL path.
[[nodiscard]] std::string escaped_path(const std::string& path);

/// The inert element with these links that every page contains.
[[nodiscard]] std::string page_links_element(std::string_view links_json);

/// Brings the links of every page in OUT up to date. A page whose links are right is left alone; otherwise it is
/// replaced as a whole, in one step. Throws Error (machine) if that fails.
void update_page_links(const OutputPath& out);

}  // namespace proclens
