#include "import/json/json_tokens.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace proclens {
namespace {

constexpr std::size_t kSmallest = 1 << 14;    // memory is had at least for this, so that it seldom has to grow
constexpr std::size_t kLarge = 1 << 20;       // memory for a larger text is not kept
constexpr std::size_t kMostOpen = 1023;       // arrays and objects within each other, as simdjson has it
constexpr std::size_t kMostPlainDigits = 18;  // of which every number fits into 64 bits

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <class Whole>
bool fits(std::string_view digits) {
  Whole whole;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
  return error == std::errc() && end == digits.data() + digits.size();
}

/// Whether a number is whole, fits into 64 bits and is written as it would be written again.
bool is_plain(std::string_view number) {
  const std::string_view digits = number.substr(number.front() == '-' ? 1 : 0);
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  if (digits.front() == '0') return number.size() == 1;
  if (digits.size() <= kMostPlainDigits) return true;
  return number.front() == '-' ? fits<std::int64_t>(number) : fits<std::uint64_t>(number);
}

template <class Byte>
auto* as(auto* bytes) {
  return reinterpret_cast<Byte*>(bytes);
}

}  // namespace

void JsonTokens::reserve(std::size_t bytes) {
  if (pass_ != nullptr && pass_->capacity() >= bytes && (pass_->capacity() <= kLarge || bytes > kLarge)) return;
  const std::size_t capacity = bytes > kLarge ? bytes : std::bit_ceil(std::max(bytes, kSmallest));
  pass_.reset();
  unescaped_.reset();
  // Depth is for simdjson's second pass.
  if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, pass_))
    throw std::bad_alloc();
  unescaped_ = std::make_unique_for_overwrite<char[]>(capacity + simdjson::SIMDJSON_PADDING);
}

JsonFault JsonTokens::find(std::string_view text) {
  size_ = 0;
  if (text.empty()) return JsonFault::form;
  reserve(text.size());
  const auto error = pass_->stage1(as<const std::uint8_t>(text.data()), text.size(), simdjson::stage1_mode::regular);
  if (error) return error == simdjson::UTF8_ERROR ? JsonFault::text : JsonFault::form;
  text_ = text.data();
  end_ = text_ + text.size();
  starts_ = pass_->structural_indexes.get();
  size_ = pass_->n_structural_indexes;
  next_escape_ = nullptr;
  unescaped_end_ = unescaped_.get();
  fault_ = JsonFault::form;
  return JsonFault::none;
}

void JsonTokens::find_escape(const char* from) {
  const void* found = std::memchr(from, '\\', static_cast<std::size_t>(end_ - from));
  next_escape_ = found != nullptr ? static_cast<const char*>(found) : end_;
}

bool JsonTokens::unescape(std::string_view& text) {
  std::uint8_t* end = pass_->parse_string(as<const std::uint8_t>(text.data()), as<std::uint8_t>(unescaped_end_));
  if (end == nullptr) {
    fault_ = JsonFault::text;
    return false;
  }
  text = {unescaped_end_, static_cast<std::size_t>(as<char>(end) - unescaped_end_)};
  unescaped_end_ = as<char>(end);
  return true;
}

JsonTokens::Word JsonTokens::word(std::size_t token) {
  using Kind = Word::Kind;
  const std::string_view word = written(token);
  if (word == "true" || word == "false") return {Kind::text, word};
  if (word == "null") return {Kind::nothing, {}};
  if (word.front() != '-' && !is_digit(word.front())) return {Kind::unsound, {}};
  if (is_plain(word)) return {Kind::text, word};
  std::string unused;
  return {number_text(token, unused) ? Kind::number : Kind::unsound, {}};
}

bool JsonTokens::is_sound(std::size_t token) {
  std::string_view text;
  return first(token) == '"' ? string(token, text) : word(token).kind != Word::Kind::unsound;
}

std::size_t JsonTokens::skip(std::size_t token, std::size_t depth) {
  open_.clear();
  while (true) {
    // At a value; behind it there is what closes the array and what closes the whole.
    if (token + 2 >= size_) return 0;
    const char c = first(token);
    const bool opens = c == '[' || c == '{';
    const char closing = c == '[' ? ']' : '}';
    if (opens && first(token + 1) != closing) {
      if (depth + open_.size() == kMostOpen) return 0;
      open_ += closing;
      token += 1;
    } else {
      if (!opens && !is_sound(token)) return 0;
      token += opens ? 2 : 1;
      while (!open_.empty() && token < size_ && first(token) == open_.back()) {
        open_.pop_back();
        ++token;
      }
      if (open_.empty()) return token;
      if (token == size_ || first(token) != ',') return 0;
      ++token;
    }
    if (open_.back() == '}') {
      std::string_view key;
      if (token + 2 >= size_ || first(token) != '"' || !string(token, key) || first(token + 1) != ':') return 0;
      token += 2;
    }
  }
}

bool JsonTokens::string_text(std::size_t token, std::string& text) const {
  const std::string_view quoted = written(token);
  text.resize(quoted.size() + simdjson::SIMDJSON_PADDING);
  const auto* end = pass_->parse_string(as<const std::uint8_t>(quoted.data()) + 1, as<std::uint8_t>(text.data()));
  if (end == nullptr) return false;
  text.resize(static_cast<std::size_t>(as<const char>(end) - text.data()));
  return true;
}

bool JsonTokens::number_text(std::size_t token, std::string& text) {
  simdjson::dom::element number;
  const std::string_view word = written(token);
  if (numbers_.parse(word.data(), word.size()).get(number)) return false;
  text = simdjson::to_string(number);
  return true;
}

}  // namespace proclens
