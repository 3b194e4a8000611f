#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>

#include "core/text.hpp"
#include "import/source/times.hpp"

namespace proclens {
namespace {

constexpr std::int64_t kSecond = 1'000'000;  // in microseconds

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\"";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number since an epoch; its magnitude tells the unit. Dates from 1973 to 5138 as seconds.
std::optional<std::int64_t> counted_time(std::string_view text) {
  const std::size_t point = text.find_first_of(".,");
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.size() < 9 || whole.size() > 19 || !std::all_of(whole.begin(), whole.end(), is_digit) ||
      !std::all_of(fraction.begin(), fraction.end(), is_digit)) {
    return std::nullopt;
  }
  std::int64_t number = 0;
  if (std::from_chars(whole.data(), whole.data() + whole.size(), number).ec != std::errc()) return std::nullopt;
  if (number < 100'000'000'000) {  // seconds
    std::int64_t micros = 0;
    for (std::size_t i = 0; i < 6; ++i) micros = 10 * micros + (i < fraction.size() ? fraction[i] - '0' : 0);
    return number * kSecond + micros;
  }
  if (number < 100'000'000'000'000) return number * 1000;  // milliseconds
  if (number < 100'000'000'000'000'000) return number;     // microseconds
  constexpr std::int64_t kFileTimeEpoch = 11'644'473'600;  // seconds from 1601
  constexpr std::int64_t kTicksEpoch = 62'135'596'800;     // seconds from the year 1
  if (number < 500'000'000'000'000'000) return number / 10 - kFileTimeEpoch * kSecond;
  if (number < 1'000'000'000'000'000'000) return number / 10 - kTicksEpoch * kSecond;
  return number / 1000;  // nanoseconds
}

/// PowerShell's and .NET's "/Date(1709625601123)/", in milliseconds; a zone does not change the instant.
std::optional<std::int64_t> dotnet_time(std::string_view text) {
  const std::size_t begin = text.find("Date(");
  if (begin == std::string_view::npos) return std::nullopt;
  text.remove_prefix(begin + 5);
  std::int64_t milliseconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  constexpr std::int64_t kMost = 253'402'300'799'999;  // the end of the year 9999
  if (error != std::errc() || milliseconds < -kMost || milliseconds > kMost) return std::nullopt;
  return milliseconds * 1000;
}

std::optional<unsigned> month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  if (word.size() < 3) return std::nullopt;
  const std::string start = ascii_lower(word.substr(0, 3));
  const auto* found = std::find(kMonths.begin(), kMonths.end(), start);
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<unsigned>(found - kMonths.begin()) + 1;
}

/// Reads dates and times with numbers in a known order.
class WrittenTime {
 public:
  static std::optional<std::int64_t> read(std::string_view text) {
    WrittenTime time;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    std::size_t hour = colon;
    while (hour > 0 && is_digit(text[hour - 1])) --hour;
    if (hour == colon) return std::nullopt;
    std::string_view clock = text.substr(hour);
    if (!time.take_clock(clock)) return std::nullopt;
    std::string date(text.substr(0, hour));
    if (!time.take_zone_and_year(clock, date) || !time.take_date(date)) return std::nullopt;
    return time.microseconds();
  }

 private:
  static std::optional<unsigned> number(std::string_view& text, std::size_t max_digits) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > max_digits) return std::nullopt;
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + digits, value);
    text.remove_prefix(digits);
    return value;
  }

  /// Hours, minutes, seconds and their fraction; AM or PM.
  bool take_clock(std::string_view& text) {
    const auto hour = number(text, 2);
    if (!hour || !text.starts_with(':')) return false;
    text.remove_prefix(1);
    const auto minute = number(text, 2);
    if (!minute) return false;
    hour_ = *hour;
    minute_ = *minute;
    if (text.starts_with(':')) {
      text.remove_prefix(1);
      const auto second = number(text, 2);
      if (!second) return false;
      second_ = *second;
      if (text.size() > 1 && (text[0] == '.' || text[0] == ',') && is_digit(text[1])) take_fraction(text);
    }
    while (text.starts_with(' ') || text.starts_with("\xE2\x80\xAF")) text.remove_prefix(text[0] == ' ' ? 1 : 3);
    const std::string half = ascii_lower(text.substr(0, 2));
    if (half == "am" || half == "pm") {
      if (hour_ < 1 || hour_ > 12) return false;
      hour_ = hour_ % 12 + (half == "pm" ? 12 : 0);
      text.remove_prefix(2);
    }
    return hour_ < 24 && minute_ < 60 && second_ < 60;
  }

  void take_fraction(std::string_view& text) {
    text.remove_prefix(1);
    for (std::int64_t unit = kSecond / 10; !text.empty() && is_digit(text[0]); unit /= 10) {
      fraction_ += unit * (text[0] - '0');
      text.remove_prefix(1);
    }
  }

  /// What follows the clock: nothing, UTC, Z, an offset; or a year, as in "Tue Mar 5 08:00:01 2024".
  bool take_zone_and_year(std::string_view text, std::string& date) {
    text = without_blanks(text);
    if (text.size() == 4 && std::all_of(text.begin(), text.end(), is_digit)) {
      date.append(" ").append(text);
      return true;
    }
    if (text.empty() || text == "Z" || text == "UTC" || text == "GMT") return true;
    if (text.starts_with("UTC") || text.starts_with("GMT")) text.remove_prefix(3);
    if (text.empty() || (text[0] != '+' && text[0] != '-')) return false;
    const int sign = text[0] == '+' ? -1 : 1;
    text.remove_prefix(1);
    const std::string digits = [&] {
      std::string kept;
      std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [](char c) { return c != ':'; });
      return kept;
    }();
    if ((digits.size() != 4 && digits.size() != 2) || !std::all_of(digits.begin(), digits.end(), is_digit))
      return false;
    const int hours = (digits[0] - '0') * 10 + (digits[1] - '0');
    const int minutes = digits.size() == 4 ? (digits[2] - '0') * 10 + (digits[3] - '0') : 0;
    offset_minutes_ = sign * (hours * 60 + minutes);
    return true;
  }

  /// Year first, day first with dots, otherwise month first as in the United States; a named month wherever it is.
  bool take_date(std::string_view text) {
    std::array<unsigned, 3> numbers{};
    std::size_t count = 0;
    std::optional<unsigned> named;
    bool year_first = false;
    const bool has_dots = text.find('.') != std::string_view::npos;
    while (!text.empty()) {
      if (is_digit(text[0])) {
        const std::size_t before = text.size();
        const auto value = number(text, 4);
        if (!value || count == numbers.size()) return false;
        year_first |= count == 0 && before - text.size() == 4;
        numbers[count++] = *value;
      } else if (const bool is_letter = (text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z'; is_letter) {
        std::size_t size = 0;
        while (size < text.size() && (text[size] | 0x20) >= 'a' && (text[size] | 0x20) <= 'z') ++size;
        if (const auto month = month_named(text.substr(0, size))) named = month;
        text.remove_prefix(size);
      } else {
        text.remove_prefix(1);
      }
    }
    if (named) {
      if (count != 2) return false;
      return set_date(year_first ? numbers[0] : numbers[1], *named, year_first ? numbers[1] : numbers[0]);
    }
    if (count != 3) return false;
    if (year_first) return set_date(numbers[0], numbers[1], numbers[2]);
    const bool day_first = has_dots || numbers[0] > 12;
    return set_date(numbers[2], numbers[day_first ? 1 : 0], numbers[day_first ? 0 : 1]);
  }

  bool set_date(unsigned year, unsigned month, unsigned day) {
    if (year < 100) year += 2000;
    date_ = std::chrono::year_month_day(std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                        std::chrono::day(day));
    return year >= 1600 && date_.ok();
  }

  [[nodiscard]] std::int64_t microseconds() const {
    const std::int64_t days = std::chrono::sys_days(date_).time_since_epoch().count();
    const std::int64_t minutes = (days * 24 + hour_) * 60 + minute_ + offset_minutes_;
    return (minutes * 60 + second_) * kSecond + fraction_;
  }

  std::chrono::year_month_day date_{};
  unsigned hour_ = 0, minute_ = 0, second_ = 0;
  std::int64_t fraction_ = 0;
  int offset_minutes_ = 0;
};

}  // namespace

std::optional<std::int64_t> other_time(std::string_view text) {
  text = without_blanks(text);
  constexpr std::size_t kLongest = 64;
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  if (const auto time = counted_time(text)) return time;
  if (const auto time = dotnet_time(text)) return time;
  return WrittenTime::read(text);
}

}  // namespace proclens
