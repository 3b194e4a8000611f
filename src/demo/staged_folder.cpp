#include "demo/staged_folder.hpp"

#include <unistd.h>

#include <string>
#include <system_error>

#include "core/error.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

std::string shown(const fs::path& path) { return printable(path.string()); }

[[noreturn]] void refuse_machine(const std::string& what, const std::error_code& code) {
  throw Error(Fault::machine, what + ": " + code.message(), "Check free space and permissions there.");
}

/// The sibling of `target` with this ending; hidden.
fs::path sibling(const fs::path& target, const char* ending) {
  return target.parent_path() / ("." + target.filename().string() + "." + std::to_string(::getpid()) + ending);
}

void check_target(const fs::path& target, const std::function<bool(const fs::path&)>& replaceable) {
  std::error_code code;
  const fs::file_status status = fs::status(target, code);
  if (status.type() == fs::file_type::not_found) return;
  if (status.type() == fs::file_type::none) refuse_machine("cannot look at " + shown(target), code);
  if (status.type() != fs::file_type::directory) {
    throw Error(Fault::usage, shown(target) + " is not a folder", "Name a folder that does not exist yet.");
  }
  const bool empty = fs::is_empty(target, code);
  if (code) refuse_machine("cannot look into " + shown(target), code);
  if (!empty && !replaceable(target)) {
    throw Error(Fault::usage, shown(target) + " is not empty and holds more than a demo dataset",
                "Name another folder, or empty this one.");
  }
}

}  // namespace

StagedFolder::StagedFolder(fs::path target, const std::function<bool(const fs::path&)>& replaceable) {
  std::error_code code;
  target_ = fs::absolute(target, code).lexically_normal();
  if (code) refuse_machine("cannot find " + shown(target), code);
  if (!target_.has_filename()) target_ = target_.parent_path();  // "folder/"
  check_target(target_, replaceable);
  fs::create_directories(target_.parent_path(), code);
  if (code) refuse_machine("cannot make the folder " + shown(target_.parent_path()), code);
  staging_ = sibling(target_, ".partial");
  fs::remove_all(staging_, code);
  fs::create_directory(staging_, code);
  if (code) refuse_machine("cannot make a folder in " + shown(target_.parent_path()), code);
}

StagedFolder::~StagedFolder() {
  std::error_code ignored;
  if (!published_) fs::remove_all(staging_, ignored);
}

void StagedFolder::publish() {
  std::error_code code;
  const fs::path old = sibling(target_, ".old");
  const bool replaces = fs::exists(target_, code);
  if (replaces) fs::rename(target_, old, code);
  if (code) refuse_machine("cannot replace " + shown(target_), code);
  fs::rename(staging_, target_, code);
  if (code) {
    std::error_code ignored;
    if (replaces) fs::rename(old, target_, ignored);
    refuse_machine("cannot name the finished folder " + shown(target_), code);
  }
  published_ = true;
  if (replaces) fs::remove_all(old, code);
}

}  // namespace proclens
