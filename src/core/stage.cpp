#include <ctime>
#include <exception>
#include <utility>

#include "core/memory.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

void Progress::note(const std::string&) {}
void Progress::started(const std::string&, std::uint64_t) {}
void Progress::advanced(std::uint64_t, std::uint64_t) {}
void Progress::finished(const StageReport&) {}

Stage::Stage(const Context& context, std::string name, std::uint64_t total)
    : progress_(context.progress()),
      name_(std::move(name)),
      total_(total),
      wall_start_(seconds(CLOCK_MONOTONIC)),
      cpu_start_(seconds(CLOCK_PROCESS_CPUTIME_ID)) {
  progress_.started(name_, total_);
}

Stage::~Stage() {
  StageReport report{name_, seconds(CLOCK_MONOTONIC) - wall_start_, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_start_,
                     peak_resident_bytes()};
  progress_.reports_.push_back(report);
  if (std::uncaught_exceptions() == 0) progress_.finished(report);
}

void Stage::advance(std::uint64_t units) {
  const std::uint64_t done = done_.fetch_add(units, std::memory_order_relaxed) + units;
  progress_.advanced(done, total_);
}

}  // namespace proclens
