// Lenses of users: a query over the tables of a dataset.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "lens/lens.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

/// The parameters of such a lens: the text of its query, and "processes" or "named" for what its objects are.
inline constexpr std::string_view kQuery = "query";
inline constexpr std::string_view kObjects = "objects";

/// Whether `lens` is a user's.
[[nodiscard]] bool is_users(const Lens& lens);

/// The lens of FILE.sql (docs/lenses.md#your-own-lens), called like the file without ".sql". It can count bags after
/// run_users_query(). Throws Error (usage) if the file cannot be read or its name is not allowed for a lens.
[[nodiscard]] Lens read_users_lens(const std::filesystem::path& file);

/// The same from what results record; nullopt if name or parameters are not those of such a lens.
[[nodiscard]] std::optional<Lens> recorded_users_lens(std::string_view name, const LensParameters& parameters);

/// Runs the query of `lens` and keeps its rows in `database`, where the lens's script, which this sets, finds them. The
/// query runs in a database of its own, which holds copies of the tables that it names, with all rows and the columns
/// of docs/dataset.md, and can reach neither files nor the network. Returns the number of rows.
/// @param command its name, for messages   @param memory_bytes the most that the query may use
/// Throws Error (usage), with file, line and remedy, if the query is not one SELECT, does not have the right columns or
/// fails; and like open_table.
std::uint64_t run_users_query(const Context& context, Database& database, const Dataset& dataset, Lens& lens,
                              std::string_view command, std::uint64_t memory_bytes);

}  // namespace proclens
