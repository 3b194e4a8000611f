// HTTP requests and answers, independent of the library that implements the protocol.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace proclens {

/// The part of a request that precedes its body. Everything in it is untrusted.
struct HttpHead {
  std::string method;                                  ///< as sent: "GET"
  std::string path;                                    ///< percent-decoded, without the query
  std::multimap<std::string, std::string> parameters;  ///< of the query, percent-decoded
  std::vector<std::string> host;                       ///< every Host header
  std::string origin;                                  ///< empty if absent
  std::string fetch_site;    ///< Sec-Fetch-Site; empty if absent: not a browser, or an old one
  std::string fetch_mode;    ///< Sec-Fetch-Mode
  std::string content_type;  ///< of the body
  bool has_body = false;     ///< a body is announced
  bool takes_gzip = false;   ///< Accept-Encoding names gzip

  /// The first parameter of this name; empty if there is none.
  [[nodiscard]] std::string parameter(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
  }
};

/// A file that is sent piece by piece.
struct FileBody {
  std::filesystem::path path;
  std::uint64_t bytes = 0;
};

/// Text that several answers may share.
using TextBody = std::shared_ptr<const std::string>;

struct HttpAnswer {
  int status = 200;
  std::string type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::variant<TextBody, FileBody> body = TextBody();
};

/// {"error": what, "remedy": remedy}; both may contain anything.
[[nodiscard]] HttpAnswer refusal(int status, const std::string& what, const std::string& remedy = {});

[[nodiscard]] HttpAnswer text_answer(std::string text, const std::string& type);

/// Answers requests. Called from many threads at once.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;

  /// Called before a body is read: an answer is final; nullptr means that `with_body` is called with the body. Never
  /// nullptr for a request without a body.
  [[nodiscard]] virtual std::unique_ptr<HttpAnswer> from_head(const HttpHead& head) const = 0;

  [[nodiscard]] virtual HttpAnswer with_body(const HttpHead& head, const std::string& body) = 0;
};

}  // namespace proclens
