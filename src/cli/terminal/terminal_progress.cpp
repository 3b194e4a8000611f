#include "cli/terminal/terminal_progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace proclens {
namespace {

constexpr int kBarCells = 24;
constexpr int kNameWidth = 16;
constexpr auto kRedraw = std::chrono::milliseconds(80);
constexpr const char* kClearLine = "\r\x1B[K";

std::string bar(double share) {
  const int eighths = static_cast<int>(std::clamp(share, 0.0, 1.0) * kBarCells * 8);
  static constexpr std::string_view kPartial[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  std::string cells;
  for (int i = 0; i < eighths / 8; ++i) cells += "█";
  int drawn = eighths / 8;
  if (eighths % 8 != 0) {
    cells += kPartial[eighths % 8];
    ++drawn;
  }
  for (; drawn < kBarCells; ++drawn) cells += "·";
  return cells;
}

}  // namespace

TerminalProgress::Style TerminalProgress::style_for(bool quiet) {
  if (quiet) return Style::quiet;
  const char* terminal = std::getenv("TERM");
  const bool can_move = terminal != nullptr && std::string_view(terminal) != "dumb";
  return isatty(STDERR_FILENO) != 0 && can_move ? Style::bars : Style::lines;
}

void TerminalProgress::note(const std::string& text) {
  if (style_ != Style::quiet) std::fprintf(stderr, "  %s\n", text.c_str());
}

void TerminalProgress::started(const std::string& name, std::uint64_t) {
  const std::lock_guard lock(mutex_);
  name_ = name;
  last_drawn_ = std::chrono::steady_clock::now();
  if (style_ == Style::bars) draw(0);
}

void TerminalProgress::advanced(std::uint64_t done, std::uint64_t total) {
  if (style_ != Style::bars || total == 0) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  const auto now = std::chrono::steady_clock::now();
  if (!lock || now - last_drawn_ < kRedraw) return;
  last_drawn_ = now;
  draw(static_cast<double>(done) / static_cast<double>(total));
}

void TerminalProgress::draw(double share) {
  std::fprintf(stderr, "%s  %-*s %s", kClearLine, kNameWidth, name_.c_str(), bar(share).c_str());
  std::fflush(stderr);
}

void TerminalProgress::finished(const StageReport& report) {
  const std::lock_guard lock(mutex_);
  if (style_ == Style::quiet) return;
  if (style_ == Style::bars) std::fputs(kClearLine, stderr);
  std::fprintf(stderr, "  %-*s %7.2f s\n", kNameWidth, report.name.c_str(), report.wall_seconds);
}

}  // namespace proclens
