#include "serve/http/access_check.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr const char* kRemedy = "Open the complete address that proclens printed.";

/// The first segment of an absolute path.
std::string first_part(const std::string& path) {
  if (path.empty() || path.front() != '/') return {};
  return path.substr(1, path.find('/', 1) - 1);
}

/// Whether the browser says that the request comes from a page of this very server, or from the user: a typed address
/// or a followed link.
bool asked_from_here(const HttpHead& head) {
  if (head.fetch_site.empty() || head.fetch_site == "same-origin" || head.fetch_site == "none") return true;
  return head.method == "GET" && head.fetch_mode == "navigate";
}

}  // namespace

std::string random_token() {
  std::array<std::uint8_t, kTokenBytes> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw Error(Fault::machine, "the system provides no random numbers");
  }
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string token;
  std::uint32_t bits = 0;
  int held = 0;
  for (const std::uint8_t byte : bytes) {
    bits = bits << 8 | byte;
    for (held += 8; held >= 6; held -= 6) token += kDigits[bits >> (held - 6) & 63];
  }
  token += kDigits[bits << (6 - held) & 63];
  return token;
}

bool equal_secrets(const std::string& one, const std::string& other) {
  std::size_t different = one.size() ^ other.size();
  for (std::size_t i = 0; i < other.size(); ++i) {
    different |= static_cast<unsigned char>(other[i]) ^ static_cast<unsigned char>(i < one.size() ? one[i] : 0);
  }
  return different == 0;
}

AccessCheck::AccessCheck(std::string token, const std::vector<std::string>& hosts, int port)
    : token_(std::move(token)) {
  for (const std::string& host : hosts) {
    const std::string name = ascii_lower(host.find(':') == std::string::npos ? host : "[" + host + "]");
    hosts_.push_back(name + ":" + std::to_string(port));
    origins_.push_back("http://" + hosts_.back());
  }
}

std::optional<HttpAnswer> AccessCheck::denial(const HttpHead& head) const {
  const auto knows = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), ascii_lower(name)) != names.end();
  };
  if (head.host.size() != 1 || !knows(hosts_, head.host.front())) {
    return refusal(421, "this server does not have that host name", kRemedy);
  }
  if (!equal_secrets(first_part(head.path), token_)) return refusal(403, "the address has no valid token", kRemedy);
  if (!head.origin.empty() && !knows(origins_, head.origin))
    return refusal(403, "the request comes from another site", kRemedy);
  if (!asked_from_here(head)) return refusal(403, "the request comes from another site", kRemedy);
  return std::nullopt;
}

std::string AccessCheck::inner_path(const HttpHead& head) const {
  const std::size_t from = 1 + token_.size();
  return head.path.size() > from ? head.path.substr(from + 1) : std::string();
}

}  // namespace proclens
