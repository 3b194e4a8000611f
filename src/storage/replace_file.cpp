#include "storage/replace_file.hpp"

#include <string>

#include "storage/output_file.hpp"
#include "storage/put_in_place.hpp"
#include "storage/work_folder.hpp"

namespace proclens {
namespace {
constexpr unsigned kOwnerOnly = 0700;
}  // namespace

void replace_file(const OutputPath& file, std::string_view content) {
  const std::string name = file.path.filename().string();
  const WorkFolder work({file.path.parent_path(), *file.files}, name, kOwnerOnly);
  const OutputPath written = work.path() / name;
  write_file(written, content);
  put_in_place(written, file.path);
}

}  // namespace proclens
