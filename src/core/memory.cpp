#include "core/memory.hpp"

#include <malloc.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace proclens {
namespace {

std::uint64_t status_line_bytes(const std::string& key) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != key) continue;
    std::uint64_t kibibytes = 0;
    status >> kibibytes;
    return kibibytes * 1024;
  }
  return 0;
}

}  // namespace

std::uint64_t resident_bytes() { return status_line_bytes("VmRSS:"); }
std::uint64_t peak_resident_bytes() { return status_line_bytes("VmHWM:"); }

std::uint64_t machine_bytes() {
  const auto pages = sysconf(_SC_PHYS_PAGES);
  const auto page = sysconf(_SC_PAGE_SIZE);
  auto bytes = static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page);
  std::ifstream limit("/sys/fs/cgroup/memory.max");
  std::uint64_t group = 0;
  if (limit >> group && group > 0 && group < bytes) bytes = group;  // "max" does not parse: no limit
  return bytes;
}

void release_free_memory() { malloc_trim(0); }

}  // namespace proclens
