#include "import/identity/instance_hash.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <ratio>
#include <string>

#include "storage/digest.hpp"

namespace proclens {
namespace {

/// In the format of DuckDB's strftime: years have four digits if that is enough.
std::string time_text(std::int64_t microseconds) {
  namespace chrono = std::chrono;
  const chrono::sys_time<chrono::microseconds> time{chrono::microseconds(microseconds)};
  const auto day = chrono::floor<chrono::days>(time);
  // The calendar repeats every 400 years, and the library's years have only 16 bits.
  const auto era = chrono::floor<chrono::duration<int, std::ratio<146'097 * 86'400LL>>>(day.time_since_epoch());
  const chrono::year_month_day date(day - chrono::duration_cast<chrono::days>(era));
  const chrono::hh_mm_ss clock(time - day);
  const int year = static_cast<int>(date.year()) + 400 * era.count();
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(),
                year < 0 ? "%d-%02u-%02u %02d:%02d:%02d.%06d" : "%04d-%02u-%02u %02d:%02d:%02d.%06d", year,
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text.data();
}

}  // namespace

std::optional<HashBytes> instance_hash(std::optional<std::string_view> host, std::optional<std::string_view> key,
                                       std::optional<std::int64_t> pid, std::optional<std::int64_t> started) {
  if (!host || (!key && (!pid || !started))) return std::nullopt;
  std::string name(*host);
  name += '|';
  if (key) {
    name += *key;
  } else {
    name += std::to_string(*pid) + '|' + time_text(*started);
  }
  return md5(name);
}

}  // namespace proclens
