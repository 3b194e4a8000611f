#include "serve/map/spill_folder.hpp"

#include <filesystem>
#include <system_error>

#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr unsigned kPrivate = 0700;

}  // namespace

SpillFolder::SpillFolder() {
  std::error_code missing;
  const std::filesystem::path temporary = std::filesystem::temp_directory_path(missing);
  if (missing) return;
  try {
    folder_.emplace(OutputPath(temporary), "proclens-serve", kPrivate);
  } catch (const Error&) {
    // Without a folder DuckDB has only its memory.
  }
}

}  // namespace proclens
