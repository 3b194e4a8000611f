#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

#include "import/source/times.hpp"

namespace proclens {
namespace {

/// Reads numbers at fixed positions of a text; whether all were digits is checked once, at the end.
class Digits {
 public:
  explicit Digits(const char* text) : text_(text) {}

  unsigned at(std::size_t begin, std::size_t size) {
    unsigned value = 0;
    for (std::size_t i = begin; i < begin + size; ++i) {
      const unsigned digit = static_cast<unsigned char>(text_[i]) - unsigned{'0'};  // 10 or more for anything else
      greatest_ = std::max(greatest_, digit);
      value = 10 * value + digit;
    }
    return value;
  }
  [[nodiscard]] bool are_right() const { return greatest_ < 10; }

 private:
  const char* text_;
  unsigned greatest_ = 0;
};

/// Days since 1970 of a date written YYYY-MM-DD.
std::optional<std::int64_t> days_of(const char* text) {
  namespace chrono = std::chrono;
  Digits digits(text);
  const unsigned year = digits.at(0, 4);
  const chrono::year_month_day date{chrono::year(static_cast<int>(year % 10'000)), chrono::month(digits.at(5, 2) % 100),
                                    chrono::day(digits.at(8, 2) % 100)};
  if (!digits.are_right() || text[4] != '-' || text[7] != '-' || year < 1600 || !date.ok()) return std::nullopt;
  return chrono::sys_days(date).time_since_epoch().count();
}

/// The same with a cache: consecutive times are often of the same day.
std::optional<std::int64_t> days_of_again(const char* text) {
  struct Last {
    std::array<char, 10> text{};
    std::int64_t days = 0;
  };
  thread_local Last last;
  if (std::memcmp(last.text.data(), text, last.text.size()) == 0) return last.days;
  const std::optional<std::int64_t> days = days_of(text);
  if (!days) return std::nullopt;
  std::copy_n(text, last.text.size(), last.text.begin());
  last.days = *days;
  return days;
}

/// The microseconds of the digits after the point, of which there must be at least one.
std::optional<unsigned> microseconds_of(std::string_view fraction) {
  constexpr std::size_t kKept = 6;
  if (fraction.empty()) return std::nullopt;
  Digits digits(fraction.data());
  unsigned value = digits.at(0, std::min(fraction.size(), kKept));
  for (std::size_t i = fraction.size(); i < kKept; ++i) value *= 10;
  if (fraction.size() > kKept) digits.at(kKept, fraction.size() - kKept);
  return digits.are_right() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> plain_time(std::string_view text) {
  constexpr std::size_t kSeconds = 19;  // YYYY-MM-DD HH:MM:SS
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() < kSeconds || (text[10] != ' ' && text[10] != 'T') || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  Digits digits(text.data());
  const unsigned hour = digits.at(11, 2);
  const unsigned minute = digits.at(14, 2);
  const unsigned second = digits.at(17, 2);
  if (!digits.are_right() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const std::optional<std::int64_t> days = days_of_again(text.data());
  if (!days) return std::nullopt;
  unsigned microseconds = 0;
  if (text.size() > kSeconds) {
    const std::optional<unsigned> fraction = microseconds_of(text.substr(kSeconds + 1));
    if (text[kSeconds] != '.' || !fraction) return std::nullopt;
    microseconds = *fraction;
  }
  return ((*days * 24 + hour) * 60 + minute) * 60'000'000 + second * 1'000'000LL + microseconds;
}

}  // namespace proclens
