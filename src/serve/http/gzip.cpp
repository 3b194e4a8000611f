#include "serve/http/gzip.hpp"

#include <libdeflate.h>

#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>

namespace proclens {
namespace {

constexpr int kFastest = 1;
constexpr std::size_t kTrailer = 4;  // the uncompressed size, modulo 2^32

using Compressor = std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)>;
using Decompressor = std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>;

}  // namespace

std::string gzip(std::string_view bytes) {
  const Compressor compressor(libdeflate_alloc_compressor(kFastest), &libdeflate_free_compressor);
  if (compressor == nullptr) throw std::bad_alloc();
  std::string compressed(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  compressed.resize(
      libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), compressed.data(), compressed.size()));
  compressed.shrink_to_fit();
  return compressed;
}

std::string gunzip(std::string_view compressed) {
  const Decompressor decompressor(libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  if (decompressor == nullptr) throw std::bad_alloc();
  if (compressed.size() < kTrailer) throw std::invalid_argument("not gzip");
  std::uint32_t size = 0;
  std::memcpy(&size, compressed.data() + compressed.size() - kTrailer, kTrailer);
  std::string bytes(size, '\0');
  if (libdeflate_gzip_decompress(decompressor.get(), compressed.data(), compressed.size(), bytes.data(), bytes.size(),
                                 nullptr) != LIBDEFLATE_SUCCESS) {
    throw std::invalid_argument("not gzip");
  }
  return bytes;
}

}  // namespace proclens
