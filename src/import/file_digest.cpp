#include "import/file_digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "core/cancel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kPiece = 1 << 20;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

void require(int ok) {
  if (ok != 1) throw std::runtime_error("SHA-256 is not available");
}

std::string hexadecimal(std::span<const unsigned char> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace

LogFile digest_file(const std::filesystem::path& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) throw std::system_error(errno, std::generic_category());
  const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  require(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr));
  LogFile result{path, 0, ""};
  std::vector<char> piece(kPiece);
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), file.get())) {
    check_cancelled();
    require(EVP_DigestUpdate(context.get(), piece.data(), got));
    result.bytes += got;
  }
  if (std::ferror(file.get())) throw std::system_error(errno, std::generic_category());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  require(EVP_DigestFinal_ex(context.get(), digest.data(), &length));
  result.sha256 = hexadecimal({digest.data(), length});
  return result;
}

}  // namespace proclens
