// What commands have left in OUT: the maps, audits and files that `serve` shows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace proclens {

struct ResultFile {
  std::string path;  ///< below OUT, parts set apart by slashes; any bytes
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> rows;  ///< of a Parquet file that can be read
};

/// Looked at once; files that appear later are not served.
struct ResultFolder {
  std::filesystem::path folder;
  std::vector<std::string> maps;  ///< names of folders in OUT that are maps, one for each lens; sorted
  bool has_audit = false;         ///< OUT/audit is an audit
  std::vector<ResultFile> files;  ///< regular files by path; nothing hidden, no links, and nothing that a link leads to

  [[nodiscard]] const ResultFile* find(const std::string& path) const;
};

/// Throws Error (usage) when there is no such folder or neither a map nor an audit in it.
[[nodiscard]] ResultFolder look_at_results(const std::filesystem::path& folder);

}  // namespace proclens
