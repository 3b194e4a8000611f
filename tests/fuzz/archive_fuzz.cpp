// Any bytes as a packed file: nothing crashes or hangs, and no more is unpacked than allowed.
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "import/files/file_content.hpp"
#include "proclens/context.hpp"
#include "require.hpp"

using namespace proclens;

namespace {

/// An in-memory file, always the same one.
LogFile file_of(const std::uint8_t* bytes, std::size_t size) {
  static const int file = memfd_create("archive", 0);
  require(ftruncate(file, 0) == 0, "the file can be emptied");
  require(pwrite(file, bytes, size, 0) == static_cast<ssize_t>(size), "the file can be written");
  return {"/proc/self/fd/" + std::to_string(file), size, ""};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  ContentOptions limits;
  limits.free_bytes = 1 << 20;
  limits.members = 50;
  std::uint64_t unpacked = 0;
  std::uint64_t members = 0;
  const MemberVisitor visitor{[&](Member& member) {
                                ++members;
                                std::vector<std::byte> piece(4096);
                                try {
                                  while (const std::size_t got = member.read(piece)) unpacked += got;
                                } catch (const UnreadableFile&) {
                                }
                              },
                              [](const SkippedFile&) {}};
  try {
    visit_members(Context(), file_of(bytes, size), visitor, limits);
  } catch (const UnreadableFile& error) {
    require(*error.what() != 0, "a failure says why");
  }
  require(members <= limits.members, "no more members than allowed");
  require(unpacked <= std::max<std::uint64_t>(limits.free_bytes, limits.expansion * size) + 4096,
          "no more comes out than allowed");
  return 0;
}
