// Times as sources write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace proclens {

/// Microseconds since 1970 of `YYYY-MM-DD hh:mm:ss`, or with a T in between; a fraction may follow, truncated to
/// microseconds, and a Z. nullopt for any other text, which may still be a time.
[[nodiscard]] std::optional<std::int64_t> plain_time(std::string_view text);

/// The same of other ways in which products write times: "Mar 5, 2024 @ 08:00:01.123" (Kibana), "3/5/2024 8:00:01 AM"
/// (month first, unless it exceeds 12), "05.03.2024 08:00:01" (day first), fractions after a comma, offsets from UTC,
/// "/Date(1709625601123)/", and numbers since an epoch, whose magnitude tells seconds, milliseconds, microseconds,
/// Windows file times, .NET ticks and nanoseconds apart. A time without a zone is UTC.
[[nodiscard]] std::optional<std::int64_t> other_time(std::string_view text);

}  // namespace proclens
