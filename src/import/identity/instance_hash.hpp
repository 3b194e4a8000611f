// The hash that identifies a process instance.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/hash/hash_bytes.hpp"

namespace proclens {

/// The MD5 of `host|key`, where `key` is the source's unique id of the process; without one, of `host|pid|start`, with
/// the start written as 2024-05-01 08:00:00.123456. nullopt if neither is known. The macro instance_hash
/// (sql/import/macros.sql) is the same in SQL.
/// @param started microseconds since 1970
[[nodiscard]] std::optional<HashBytes> instance_hash(std::optional<std::string_view> host,
                                                     std::optional<std::string_view> key,
                                                     std::optional<std::int64_t> pid,
                                                     std::optional<std::int64_t> started);

}  // namespace proclens
