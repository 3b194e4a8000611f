// The contents of a folder, for comparison.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace proclens {

/// Every file and folder below a folder, including hidden ones, with the content of files; empty if there is no folder.
inline std::map<std::string, std::string> folder_content(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::map<std::string, std::string> content;
  if (!fs::exists(folder)) return content;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    std::ostringstream text;
    if (entry.is_regular_file()) text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    content[fs::relative(entry.path(), folder).string()] = text.str();
  }
  return content;
}

}  // namespace proclens
