#include "storage/output_folder.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "storage/put_in_place.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kMode = 0777;  // reduced by the umask

/// The absolute path without a trailing slash.
fs::path final_path(const fs::path& folder) {
  std::error_code code;
  fs::path path = fs::absolute(folder, code).lexically_normal();
  if (folder.empty() || code) throw Error(Fault::usage, "the output folder has no name", "Give one.");
  return path.has_filename() ? path : path.parent_path();
}

/// The first file in a folder, by name, that `files` does not list; empty if it lists all.
std::string other_than(const std::vector<std::string>& files, const fs::path& folder, std::error_code& code) {
  std::string first;
  for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code)) {
    const std::string name = entry->path().filename().string();
    if (std::ranges::find(files, name) == files.end() && (first.empty() || name < first)) first = name;
  }
  return first;
}

/// Throws if the path holds something other than such a result.
void require_replaceable(const fs::path& folder, const std::string& marker, const std::vector<std::string>& files) {
  const std::string shown = printable(folder.string(), 4096);
  std::error_code code;
  const fs::file_status status = fs::status(folder, code);
  if (!fs::status_known(status)) throw_cannot_write(folder, code);
  if (!fs::exists(status)) return;
  if (!fs::is_directory(status)) {
    throw Error(Fault::usage, shown + " is a file, but the results need a folder", "Choose another folder.");
  }
  const bool is_empty = fs::is_empty(folder, code);
  if (code) throw_cannot_write(folder, code);
  if (!is_empty && !fs::exists(folder / marker, code)) {
    throw Error(Fault::usage,
                "the folder " + shown + " is not empty and was not written by proclens, so it is left alone",
                "Choose another folder.");
  }
  if (is_empty || files.empty()) return;
  const std::string other = other_than(files, folder, code);
  if (code) throw_cannot_write(folder, code);
  if (other.empty()) return;
  throw Error(Fault::usage,
              "the folder " + shown + " also holds '" + printable(other) +
                  "', which is not part of such a result and would be lost, so it is left alone",
              "Move that elsewhere, or choose another folder.");
}

/// The topmost missing parent of `path`.
fs::path topmost_missing(const fs::path& path) {
  fs::path missing;
  std::error_code ignored;
  for (fs::path at = path; !at.empty() && !fs::exists(at, ignored); at = at.parent_path()) missing = at;
  return missing;
}

}  // namespace

void require_result_file(const fs::path& result, const std::string& name) {
  std::error_code code;
  if (fs::exists(result / name, code)) return;
  throw Error(Fault::data, "the result " + printable(result.string(), 4096) + " is incomplete: it has no " + name,
              "Copy the whole folder again, or make it again.");
}

OutputFolder::OutputFolder(const OutputPath& final_folder, const std::string& marker, std::vector<std::string> files)
    : final_(final_path(final_folder.path)), files_(std::move(files)) {
  const OutputPath parent(final_.parent_path(), *final_folder.files);
  restore_replaced({final_, *final_folder.files});
  require_replaceable(final_, marker, files_);
  topmost_created_ = topmost_missing(parent.path);
  try {
    make_folders(parent);
    hidden_ = std::make_unique<WorkFolder>(parent, final_.filename().string(), kMode);
  } catch (...) {
    remove_created_parents();
    throw;
  }
}

OutputFolder::~OutputFolder() {
  hidden_.reset();
  remove_created_parents();
}

/// Removes only empty folders: others may have put something there in the meantime.
void OutputFolder::remove_created_parents() noexcept {
  if (topmost_created_.empty()) return;
  std::error_code code;
  for (fs::path at = final_.parent_path(); fs::remove(at, code) && at != topmost_created_; at = at.parent_path()) {
  }
}

void OutputFolder::publish() {
  // Otherwise the next run would refuse to replace this result.
  std::error_code ignored;
  const std::string other = files_.empty() ? std::string() : other_than(files_, hidden_->path().path, ignored);
  if (!other.empty()) throw std::logic_error("results of this kind are not said to hold " + other);
  put_in_place(hidden_->path(), final_, topmost_created_);
  topmost_created_.clear();
  hidden_.reset();  // together with the earlier result, if there was one
}

}  // namespace proclens
