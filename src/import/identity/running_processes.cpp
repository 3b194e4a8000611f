#include "import/identity/running_processes.hpp"

#include <algorithm>

#include "core/hash/keyed_hash.hpp"

namespace proclens {
namespace {

constexpr std::size_t kLooked = 64;  // runs, so that a log of nothing but starts of one program stays cheap

}  // namespace

/// A hash under the secret key of the process: nobody can choose names that collide.
std::uint64_t RunningProcesses::key(std::string_view host, std::int64_t pid, std::string_view image) {
  const HashKey& secret = HashKey::of_process();
  return keyed_hash(keyed_hash(host, secret) ^ static_cast<std::uint64_t>(pid), keyed_hash(image, secret), secret);
}

void RunningProcesses::add(std::string_view host, std::int64_t pid, std::string_view image, std::int64_t started,
                           const HashBytes& process) {
  const std::uint32_t number = keys_.add(key(host, pid, image));
  if (number == last_.size()) last_.push_back(kNone);
  if (last_[number] != kNone && runs_[last_[number]].process == process) {  // its start was recorded twice
    runs_[last_[number]].started = std::min(runs_[last_[number]].started, started);
    return;
  }
  runs_.push_back({started, process, last_[number]});
  last_[number] = static_cast<std::uint32_t>(runs_.size() - 1);
}

std::optional<HashBytes> RunningProcesses::find(std::string_view host, std::int64_t pid, std::string_view image,
                                                std::int64_t time) const {
  const std::uint32_t number = keys_.find(key(host, pid, image));
  if (number == DistinctKeys<std::uint64_t>::kNone) return std::nullopt;
  const Run* best = nullptr;
  std::size_t looked = 0;
  for (std::uint32_t run = last_[number]; run != kNone && looked < kLooked; run = runs_[run].before, ++looked) {
    if (runs_[run].started <= time && (best == nullptr || runs_[run].started > best->started)) best = &runs_[run];
  }
  return best != nullptr ? std::optional(best->process) : std::nullopt;
}

}  // namespace proclens
