#include "import/file_digest.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <vector>

#include "core/cancel.hpp"
#include "core/digest.hpp"

namespace proclens {
namespace {

constexpr std::size_t kPiece = 1 << 20;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

LogFile digest_file(const std::filesystem::path& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) throw std::system_error(errno, std::generic_category());
  Sha256 digest;
  LogFile result{path, 0, ""};
  std::vector<std::byte> piece(kPiece);
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), file.get())) {
    check_cancelled();
    digest.add(std::span(piece).first(got));
    result.bytes += got;
  }
  if (std::ferror(file.get())) throw std::system_error(errno, std::generic_category());
  result.sha256 = digest.hex();
  return result;
}

}  // namespace proclens
