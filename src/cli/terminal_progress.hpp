// Stages as a person sees them: a bar a stage on a terminal, a line a stage elsewhere, nothing when quiet.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "proclens/context.hpp"

namespace proclens {

/// Writes to stderr, so that stdout holds results alone.
class TerminalProgress : public Progress {
 public:
  enum class Style { bars, lines, quiet };

  /// Bars if stderr is a terminal that can move its cursor, lines otherwise; `quiet` wins.
  [[nodiscard]] static Style style_for(bool quiet);

  explicit TerminalProgress(Style style) : style_(style) {}

  void note(const std::string& text) override;

 protected:
  void started(const std::string& name, std::uint64_t total) override;
  void advanced(std::uint64_t done, std::uint64_t total) override;
  void finished(const StageReport& report) override;

 private:
  void draw(double share);

  Style style_;
  std::mutex mutex_;
  std::string name_;
  std::chrono::steady_clock::time_point last_drawn_;
};

}  // namespace proclens
