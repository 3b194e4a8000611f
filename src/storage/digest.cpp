#include "storage/digest.hpp"

#include <blake3.h>
#include <openssl/evp.h>

#include <stdexcept>

namespace proclens {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

struct FreeDigest {
  void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
};

void require(bool ok) {
  if (!ok) throw std::runtime_error("libcrypto offers no such digest");
}

}  // namespace

HashBytes md5(std::string_view text) {
  // Fetched once: looking the algorithm up among libcrypto's providers takes longer than digesting a short text.
  static const std::unique_ptr<EVP_MD, FreeDigest> algorithm(EVP_MD_fetch(nullptr, "MD5", nullptr));
  thread_local const Context context(EVP_MD_CTX_new());
  require(algorithm != nullptr);
  std::array<std::uint8_t, 16> digest{};
  require(EVP_DigestInit_ex(context.get(), algorithm.get(), nullptr) == 1);
  require(EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1);
  require(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1);
  HashBytes hash;
  for (std::size_t i = 0; i < 8; ++i) {
    hash.high = hash.high << 8U | digest[i];
    hash.low = hash.low << 8U | digest[8 + i];
  }
  return hash;
}

struct Blake3::State {
  blake3_hasher hasher;
};

Blake3::Blake3() : state_(std::make_unique<State>()) { blake3_hasher_init(&state_->hasher); }

Blake3::~Blake3() = default;

void Blake3::add(std::span<const std::byte> bytes) {
  blake3_hasher_update(&state_->hasher, bytes.data(), bytes.size());
}

std::string Blake3::hex() const {
  std::array<std::uint8_t, BLAKE3_OUT_LEN> digest{};
  blake3_hasher_finalize(&state_->hasher, digest.data(), digest.size());
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace proclens
