#include "novelty/encoded_command.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace proclens {
namespace {

constexpr std::size_t kShortestPayload = 8;  // Base64 of two characters
constexpr std::string_view kOption = "encodedcommand";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_quote(char c) { return c == '"' || c == '\''; }

/// -e, -en, …, -encodedcommand, -ec, with - or /.
bool is_encoded_option(std::string_view word) {
  if (word.size() < 2 || (word[0] != '-' && word[0] != '/')) return false;
  std::string name(word.substr(1));
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name == "ec" || kOption.starts_with(name);
}

/// The value of a Base64 digit; nullopt for any other character.
std::optional<std::uint32_t> digit_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return std::nullopt;
}

/// nullopt for what is not Base64; padding may be missing.
std::optional<std::string> base64_bytes(std::string_view digits) {
  while (!digits.empty() && digits.back() == '=') digits.remove_suffix(1);
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : digits) {
    const auto value = digit_value(c);
    if (!value) return std::nullopt;
    bits = (bits << 6U | *value) & 0xFFFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFFU);
  }
  return bytes;
}

void append_utf8(std::string& text, std::uint32_t point) {
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xC0U | point >> 6U);
    text += static_cast<char>(0x80U | (point & 0x3FU));
  } else {
    text += static_cast<char>(0xE0U | point >> 12U);
    text += static_cast<char>(0x80U | (point >> 6U & 0x3FU));
    text += static_cast<char>(0x80U | (point & 0x3FU));
  }
}

/// nullopt for what is no text, or is mostly not ASCII, as bytes of anything else would be. Surrogates become '?'.
std::optional<std::string> utf16_text(std::string_view bytes) {
  if (bytes.empty() || bytes.size() % 2 != 0) return std::nullopt;
  std::string text;
  std::size_t ascii = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    const auto unit = static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]) |
                                                 static_cast<unsigned char>(bytes[i + 1]) << 8U);
    if (unit == 0) return std::nullopt;
    ascii += unit < 0x80 ? 1 : 0;
    append_utf8(text, unit >= 0xD800 && unit < 0xE000 ? '?' : unit);
  }
  return ascii * 4 >= bytes.size() ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<std::string> decoded_payload(std::string_view word) {
  while (!word.empty() && is_quote(word.front())) word.remove_prefix(1);
  while (!word.empty() && is_quote(word.back())) word.remove_suffix(1);
  if (word.size() < kShortestPayload) return std::nullopt;
  const auto bytes = base64_bytes(word);
  return bytes ? utf16_text(*bytes) : std::nullopt;
}

}  // namespace

std::string with_decoded_command(std::string_view arguments) {
  std::string text;
  bool follows_option = false;
  for (std::size_t at = 0; at < arguments.size();) {
    const bool blank = is_blank(arguments[at]);
    std::size_t end = at;
    while (end < arguments.size() && is_blank(arguments[end]) == blank) ++end;
    const std::string_view run = arguments.substr(at, end - at);
    at = end;
    if (blank) {
      text += run;
      continue;
    }
    const auto decoded = follows_option ? decoded_payload(run) : std::nullopt;
    text += decoded ? "{" + *decoded + "}" : std::string(run);
    follows_option = is_encoded_option(run);
  }
  return text;
}

}  // namespace proclens
