// What is inside a file: itself, or what its compression or archive holds. The only place that knows libarchive.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "import/files/log_files.hpp"
#include "import/files/read_bytes.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Thrown by ReadBytes and `visit_members` when the rest of a file cannot be read: damaged compression, a member that
/// unpacks to far too much. `what()` is for people and printable.
class UnreadableFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ContentLimits {
  std::uint64_t free_bytes = 256'000'000;  ///< a file may unpack to this much, however small it is
  std::uint64_t expansion = 200;           ///< beyond that, to this many times its own size; logs reach 60
  std::uint64_t members = 100'000;         ///< files in one archive
};

struct Member {
  std::string name;  ///< as the archive has it, untrusted; empty for the file itself
  ReadBytes read;    ///< valid during the call that it is handed to
};

struct MemberVisitor {
  std::function<void(Member&)> member;
  std::function<void(const SkippedFile&)> skipped;         ///< names have the member's name only
  std::function<void(std::uint64_t bytes)> progress = {};  ///< bytes of the file on disk that were read since the last
  /// What was read of the file on disk, and where; not always in order, and not always all of it.
  std::function<void(std::uint64_t position, std::span<const std::byte> bytes)> content = {};
};

/// Calls `visitor.member` for what the file holds: the file itself when it is not packed; what is packed in gzip or
/// zstd; every regular file in a zip or a (compressed) tar, in the archive's order. Nothing is ever written to disk.
/// Members whose path leads outside the archive, debris, links and encrypted members are skipped. Reads at most
/// `file.bytes` of the file. A visitor may catch the UnreadableFile of one member and return: the next one follows, if
/// the archive can still be read. Throws UnreadableFile when it cannot, or when it unpacks to too much.
void visit_members(const Context& context, const LogFile& file, const MemberVisitor& visitor,
                   const ContentLimits& limits = {});

}  // namespace proclens
