// Who may ask: the checks that every request passes before anything else looks at it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "serve/http/http_message.hpp"

namespace proclens {

/// 32 bytes of the system's randomness in base64url, 43 characters. Throws Error (machine) when it gives none.
[[nodiscard]] std::string random_token();

/// Whether two texts are equal, in a time that does not tell where they differ.
[[nodiscard]] bool equal_secrets(const std::string& one, const std::string& other);

/// Lets those in who know the token, from the site's own pages or by a link that a person follows.
///
/// The token is the first part of every path: it is in no cookie that another local server would be sent, and pages
/// reach everything by relative addresses. The Host header must name this server, or another site's name could be made
/// to resolve to it (DNS rebinding); pages of other origins, also of other ports of this machine, get nothing.
class AccessCheck {
 public:
  /// @param hosts names and addresses that this server goes by, without port
  AccessCheck(std::string token, const std::vector<std::string>& hosts, int port);

  /// Why a request is turned away; nothing when it may pass.
  [[nodiscard]] std::optional<HttpAnswer> refuse(const HttpHead& head) const;

  /// The path behind the token, without a leading slash; for requests that may pass.
  [[nodiscard]] std::string inner_path(const HttpHead& head) const;

 private:
  std::string token_;
  std::vector<std::string> hosts_;  ///< with port, lower case
  std::vector<std::string> origins_;
};

}  // namespace proclens
