// The errors that users see, and the exit codes they become.
#pragma once

#include <stdexcept>
#include <string>

namespace proclens {

/// Whose problem an error is. The value is the program's exit code.
enum class Fault : int {
  data = 1,     ///< the dataset: a missing table, a damaged file, nothing left to map
  usage = 2,    ///< the command line: an unknown option, a value out of range
  machine = 3,  ///< the machine: memory, disk, permissions
};

/// Thrown across a stage when the user has to act. `what()` is one line that names the file, table, row or option and
/// what is wrong; `remedy()` says what to do and may be empty. Neither may contain unescaped telemetry: pass such text
/// through `printable()` (core/text.hpp) first.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, const std::string& what, std::string remedy = {})
      : std::runtime_error(what), fault_(fault), remedy_(std::move(remedy)) {}

  [[nodiscard]] Fault fault() const noexcept { return fault_; }
  [[nodiscard]] const std::string& remedy() const noexcept { return remedy_; }

 private:
  Fault fault_;
  std::string remedy_;
};

}  // namespace proclens
