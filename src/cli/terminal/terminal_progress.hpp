// Shows stages to the user: one bar per stage on a terminal, one line per stage elsewhere, nothing if quiet.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "proclens/context.hpp"

namespace proclens {

/// Writes to stderr, so that stdout contains only results.
class TerminalProgress : public Progress {
 public:
  enum class Style { bars, lines, quiet };

  /// Bars if stderr is a terminal that can move its cursor, otherwise lines; `quiet` overrides both.
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
