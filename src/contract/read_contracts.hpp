// Contracts become one again: one as it is, several as if their processes had been counted together.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "atlas/manifest.hpp"
#include "contract/bags_contract.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// Reads contracts of one lens whose processes, and objects where these are not processes, are disjoint, and adds them:
/// the result is the contract of the dataset that they are parts of, provided that all that concerns a process (its
/// record, its lineage, its rows) is in one part. Makes the table `selected` of all their processes, by pid_hash;
/// features are numbered by their names without regard to case, shown as the least of their spellings, bags by their
/// lowest object. The title is the first part's.
///
/// Memory: features and distinct bags of all parts, twice, and 12 bytes for each process; the processes' records are
/// DuckDB's. Throws Error (data) for what `read_contract_part` refuses, parts of different lenses, members that do not
/// fit their bags, and a process or an object in two parts, which it names.
/// @param folders at least one
/// @param known the lenses that there are
[[nodiscard]] BagsContract read_contracts(const Context& context, Database& database,
                                          std::span<const std::filesystem::path> folders,
                                          std::span<const Lens> known = lenses());

/// The files of contracts, for a map's manifest.
[[nodiscard]] std::vector<InputFile> contract_files(std::span<const std::filesystem::path> folders);

}  // namespace proclens
