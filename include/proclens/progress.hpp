// The progress of a long command: named stages, each with an amount of work and how much of it is done.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace proclens {

/// What one finished stage took; a row of the manifest's table of stages.
struct StageReport {
  std::string name;
  double wall_seconds = 0;
  double cpu_seconds = 0;        ///< of all threads
  std::uint64_t peak_bytes = 0;  ///< the process's peak resident memory up to the end of the stage
};

/// Receives the stages in turn. The base class keeps the reports and shows nothing; the terminal's version derives from
/// it. Stages do not nest. Not safe for concurrent use, except `advanced`.
class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() = default;

  [[nodiscard]] const std::vector<StageReport>& reports() const noexcept { return reports_; }

  /// A remark for the user, such as a count of rows left out. Must already be printable.
  virtual void note(const std::string& text);

 protected:
  friend class Stage;
  virtual void started(const std::string& name, std::uint64_t total);
  virtual void advanced(std::uint64_t done, std::uint64_t total);  ///< called from any thread
  virtual void finished(const StageReport& report);

 private:
  std::vector<StageReport> reports_;
};

}  // namespace proclens
