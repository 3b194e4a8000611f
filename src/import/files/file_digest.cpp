#include "import/files/file_digest.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <limits>
#include <memory>
#include <system_error>
#include <vector>

#include "import/files/c_file.hpp"

namespace proclens {
namespace {

constexpr std::size_t kDigestPiece = 1 << 20;

CFile open_file(const std::filesystem::path& path) {
  CFile file(std::fopen(path.c_str(), "rb"));
  if (!file) throw std::system_error(errno, std::generic_category());
  return file;
}

/// Calls `use` for the next `left` bytes of the file at most.
template <class Use>
void read_on(const Context& context, std::FILE* file, std::uint64_t left, Use use) {
  std::vector<std::byte> piece(kDigestPiece);
  while (left > 0) {
    context.check_cancelled();
    const std::size_t got = std::fread(piece.data(), 1, std::min<std::uint64_t>(piece.size(), left), file);
    if (got == 0) break;
    use(std::span<const std::byte>(piece).first(got));
    left -= got;
  }
  if (std::ferror(file)) throw std::system_error(errno, std::generic_category());
}

}  // namespace

LogFile digest_file(const Context& context, const std::filesystem::path& path) {
  const CFile file = open_file(path);
  Blake3 digest;
  LogFile result{path, 0, ""};
  read_on(context, file.get(), std::numeric_limits<std::uint64_t>::max(), [&](std::span<const std::byte> piece) {
    digest.add(piece);
    result.bytes += piece.size();
  });
  result.digest = digest.hex();
  return result;
}

void RunningDigest::see(std::uint64_t position, std::span<const std::byte> bytes) {
  if (position > seen_ || position + bytes.size() <= seen_) return;
  digest_.add(bytes.subspan(seen_ - position));
  seen_ = position + bytes.size();
}

std::string RunningDigest::finish(const Context& context, const std::filesystem::path& path, std::uint64_t bytes) {
  if (seen_ < bytes) {
    const CFile file = open_file(path);
    if (::fseeko(file.get(), static_cast<off_t>(seen_), SEEK_SET) != 0) {
      throw std::system_error(errno, std::generic_category());
    }
    read_on(context, file.get(), bytes - seen_, [&](std::span<const std::byte> piece) { digest_.add(piece); });
  }
  return digest_.hex();
}

}  // namespace proclens
