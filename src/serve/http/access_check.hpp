// Access control: the checks that every request must pass before anything else processes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "serve/http/http_message.hpp"

namespace proclens {

/// 32 bytes from the system's random source in base64url, 43 characters. Throws Error (machine) if it fails.
[[nodiscard]] std::string random_token();

/// Whether two texts are equal, in a time that does not reveal where they differ.
[[nodiscard]] bool equal_secrets(const std::string& one, const std::string& other);

/// Admits clients that know the token, from the site's own pages or by a link that the user follows.
///
/// The token is the first segment of every path: unlike a cookie it is not sent to other local servers, and pages reach
/// everything by relative addresses. The Host header must name this server, otherwise another site's name could be made
/// to resolve to it (DNS rebinding). Pages of other origins, including other ports of this machine, are rejected.
class AccessCheck {
 public:
  /// @param hosts names and addresses of this server, without port
  AccessCheck(std::string token, const std::vector<std::string>& hosts, int port);

  /// The answer to a request that is denied; nullopt if it is allowed.
  [[nodiscard]] std::optional<HttpAnswer> denial(const HttpHead& head) const;

  /// The path after the token, without a leading slash; for allowed requests.
  [[nodiscard]] std::string inner_path(const HttpHead& head) const;

 private:
  std::string token_;
  std::vector<std::string> hosts_;  ///< with port, in lower case
  std::vector<std::string> origins_;
};

}  // namespace proclens
