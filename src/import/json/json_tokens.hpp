// The tokens of a JSON text, found by simdjson's first pass; what one of them says and whether it is sound.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/distinct_texts.hpp"

namespace proclens {

/// What is wrong with a JSON text.
enum class JsonFault {
  none,
  text,  ///< bytes that are no UTF-8, or an escape that means no character: can be repaired
  form   ///< it is no JSON
};

/// The tokens of one JSON text after the other: brackets, colons, commas, strings, and words such as numbers, counted
/// from 0. simdjson finds them 64 bytes at a time and at the same time checks UTF-8, that strings end, and that there
/// are no control characters in them. How they follow each other is checked here or by who reads them, as strictly as
/// simdjson's own second pass does it. Memory: four bytes for one of the text and the strings with escapes. For one
/// thread.
class JsonTokens {
 public:
  /// What a number, a boolean or null says.
  struct Word {
    enum class Kind : std::uint8_t {
      unsound,
      text,    ///< as it is written
      number,  ///< `number_text` has to say it
      nothing  ///< null
    } kind;
    std::string_view text;
  };

  /// @param text with kPadding of JsonRecord readable bytes behind it; must stay while its tokens are read.
  [[nodiscard]] JsonFault find(std::string_view text);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// The token's first byte, from which follows what it is; of the token behind the last one anything.
  [[nodiscard]] char first(std::size_t token) const { return text_[starts_[token]]; }
  /// As it is written.
  [[nodiscard]] std::string_view written(std::size_t token) const {
    std::size_t end = starts_[token + 1];
    while (is_blank(text_[end - 1])) --end;
    return {text_ + starts_[token], end - starts_[token]};
  }

  /// What is between the quotes of a string.
  [[nodiscard]] std::string_view quoted(std::size_t token) const {
    const char* begin = text_ + starts_[token] + 1;
    const char* end = text_ + starts_[token + 1] - 1;
    while (*end != '"') --end;  // blanks; the first pass has seen to it that there is a quote
    return {begin, static_cast<std::size_t>(end - begin)};
  }
  /// Whether a token is a string that says `key`, which has neither quotes nor backslashes, and is followed by a token
  /// without blanks between them; false when `key` has no data.
  [[nodiscard]] bool is_key(std::size_t token, std::string_view key) const {
    const char* at = text_ + starts_[token];
    if (starts_[token + 1] - starts_[token] != key.size() + 2 || key.data() == nullptr) return false;
    return *at == '"' && at[key.size() + 1] == '"' && same_text({at + 1, key.size()}, key);
  }

  /// The tokens given to `string` and `skip` must rise from one call to the next.
  /// @param text what the string says: as it is in the JSON text or, with escapes, valid until the next `find`
  /// @returns false when an escape means no character, after which `fault` is `text`
  [[nodiscard]] bool string(std::size_t token, std::string_view& text) {
    text = quoted(token);
    if (next_escape_ < text.data()) find_escape(text.data());
    return next_escape_ >= text.data() + text.size() || unescape(text);
  }
  /// The token behind an array or an object that is `depth` deep in others; 0 when it is not sound.
  [[nodiscard]] std::size_t skip(std::size_t token, std::size_t depth);
  /// What is no string, array or object.
  [[nodiscard]] Word word(std::size_t token);
  /// Why the last call found something that is not sound.
  [[nodiscard]] JsonFault fault() const { return fault_; }

  /// The text of a string or a number, whatever was asked for before; false when it is not sound.
  [[nodiscard]] bool string_text(std::size_t token, std::string& text) const;
  [[nodiscard]] bool number_text(std::size_t token, std::string& text);

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
  void reserve(std::size_t bytes);
  void find_escape(const char* from);
  [[nodiscard]] bool unescape(std::string_view& text);
  [[nodiscard]] bool is_sound(std::size_t token);

  std::unique_ptr<simdjson::internal::dom_parser_implementation> pass_;
  simdjson::dom::parser numbers_;
  const char* text_ = nullptr;
  const char* end_ = nullptr;
  const std::uint32_t* starts_ = nullptr;  ///< and behind them the size of the text
  std::size_t size_ = 0;
  const char* next_escape_ = nullptr;  ///< the first backslash from the last string on
  std::unique_ptr<char[]> unescaped_;  ///< room for all strings of a text
  char* unescaped_end_ = nullptr;
  std::string open_;  ///< of `skip`: what closes the arrays and objects it is in
  JsonFault fault_ = JsonFault::none;
};

}  // namespace proclens
