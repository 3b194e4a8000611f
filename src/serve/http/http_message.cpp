#include "serve/http/http_message.hpp"

#include <nlohmann/json.hpp>

namespace proclens {

HttpAnswer text_answer(std::string text, const std::string& type) {
  HttpAnswer answer;
  answer.type = type;
  answer.body = std::make_shared<const std::string>(std::move(text));
  return answer;
}

HttpAnswer refusal(int status, const std::string& what, const std::string& remedy) {
  const nlohmann::ordered_json json{{"error", what}, {"remedy", remedy}};
  HttpAnswer answer =
      text_answer(json.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace), "application/json");
  answer.status = status;
  return answer;
}

}  // namespace proclens
