#include "core/digest.hpp"

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

std::array<std::uint8_t, 16> md5(std::string_view text) {
  // Found once: a look among libcrypto's providers takes longer than a short text.
  static const std::unique_ptr<EVP_MD, FreeDigest> algorithm(EVP_MD_fetch(nullptr, "MD5", nullptr));
  thread_local const Context context(EVP_MD_CTX_new());
  require(algorithm != nullptr);
  std::array<std::uint8_t, 16> digest{};
  require(EVP_DigestInit_ex(context.get(), algorithm.get(), nullptr) == 1);
  require(EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1);
  require(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1);
  return digest;
}

struct Sha256::State {
  Context context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  require(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

std::string Sha256::hex() {
  std::array<std::uint8_t, 32> digest{};
  require(EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr) == 1);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace proclens
