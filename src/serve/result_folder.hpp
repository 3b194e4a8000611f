// What commands have left in OUT: the maps, audit, hunt and files shown by `serve`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace proclens {

struct ResultFile {
  std::string path;  ///< below OUT, parts separated by slashes; any bytes
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> rows;  ///< of a readable Parquet file
};

/// A snapshot: files that appear later are not served.
struct ResultFolder {
  std::filesystem::path folder;
  std::vector<std::string> maps;         ///< folders in OUT that are maps, one per lens; sorted
  std::vector<std::string> comparisons;  ///< folders in OUT that compare two maps; sorted
  bool has_audit = false;                ///< OUT/audit is an audit
  bool has_hunt = false;                 ///< OUT/hunt is a hunt with its page
  std::vector<ResultFile> files;         ///< regular files by path, without hidden files, links and what links lead to

  [[nodiscard]] const ResultFile* find(const std::string& path) const;
};

/// Throws Error (usage) if there is no such folder, or no map, comparison, audit or hunt in it.
[[nodiscard]] ResultFolder find_results(const std::filesystem::path& folder);

}  // namespace proclens
