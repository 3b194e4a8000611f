#include "import/text/utf16_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace proclens {
namespace {

class Utf16Text {
 public:
  Utf16Text(ReadBytes read, bool is_big_endian) : read_(std::move(read)), is_big_endian_(is_big_endian) {}

  std::size_t read(std::span<std::byte> into) {
    while (at_ == text_.size() && !at_end_) convert_more();
    const std::size_t taken = std::min(into.size(), text_.size() - at_);
    std::transform(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                   text_.begin() + static_cast<std::ptrdiff_t>(at_ + taken), into.begin(),
                   [](char c) { return static_cast<std::byte>(c); });
    at_ += taken;
    return taken;
  }

 private:
  static constexpr std::uint32_t kReplacement = 0xFFFD;

  void convert_more() {
    text_.clear();
    at_ = 0;
    std::array<std::byte, 1 << 16> bytes;
    const std::size_t got = read_(bytes);
    if (got == 0) {
      at_end_ = true;
      if (high_ != 0) append(kReplacement);
      if (has_byte_) append(kReplacement);
      return;
    }
    for (std::size_t i = 0; i < got; ++i) {
      const auto byte = static_cast<std::uint32_t>(bytes[i]);
      if (!std::exchange(has_byte_, !has_byte_)) {
        byte_ = byte;
      } else {
        take(is_big_endian_ ? byte_ << 8U | byte : byte << 8U | byte_);
      }
    }
  }

  void take(std::uint32_t unit) {
    const bool is_high = unit >= 0xD800 && unit < 0xDC00;
    const bool is_low = unit >= 0xDC00 && unit < 0xE000;
    const std::uint32_t high = std::exchange(high_, is_high ? unit : 0);
    if (high != 0 && is_low) {
      append(0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00));
      return;
    }
    if (high != 0) append(kReplacement);
    if (!is_high) append(is_low ? kReplacement : unit);
  }

  void append(std::uint32_t point) {
    const auto add = [this](std::uint32_t byte) { text_ += static_cast<char>(byte); };
    if (point < 0x80) {
      add(point);
    } else if (point < 0x800) {
      add(0xC0 | point >> 6U);
      add(0x80 | (point & 0x3FU));
    } else if (point < 0x10000) {
      add(0xE0 | point >> 12U);
      add(0x80 | (point >> 6U & 0x3FU));
      add(0x80 | (point & 0x3FU));
    } else {
      add(0xF0 | point >> 18U);
      add(0x80 | (point >> 12U & 0x3FU));
      add(0x80 | (point >> 6U & 0x3FU));
      add(0x80 | (point & 0x3FU));
    }
  }

  ReadBytes read_;
  bool is_big_endian_;
  bool at_end_ = false;
  bool has_byte_ = false;
  std::uint32_t byte_ = 0;
  std::uint32_t high_ = 0;  ///< surrogate that waits for a low one
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace

ReadBytes utf16_as_utf8(ReadBytes read, bool is_big_endian) {
  return [text = std::make_shared<Utf16Text>(std::move(read), is_big_endian)](std::span<std::byte> into) {
    return text->read(into);
  };
}

}  // namespace proclens
