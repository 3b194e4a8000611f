// Reads contracts: one as it is, several as if their processes had been counted together.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "atlas/manifest.hpp"
#include "contract/bags_contract.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// Reads contracts of one lens whose processes, and objects if these are not processes, are disjoint, and merges them:
/// the result is the contract of the dataset that they are parts of, provided that everything about a process (its
/// record, its lineage, its rows) is in one part. Creates the table `selected` of all their processes, by pid_hash;
/// features are numbered by name ignoring case, each in the spelling that sorts first, bags by their lowest object. The
/// title is that of the first part.
///
/// Memory: features and distinct bags of all parts, twice, and 12 bytes per process; the processes' records are in
/// DuckDB. Throws Error (data) for what `read_contract_part` rejects, parts of different lenses, members that do not
/// match their bags, and, naming it, a process or an object in two parts.
/// @param folders at least one
/// @param known the existing lenses
[[nodiscard]] BagsContract read_contracts(const Context& context, Database& database,
                                          std::span<const std::filesystem::path> folders,
                                          std::span<const Lens> known = lenses());

/// The files of contracts, for a map's manifest.
[[nodiscard]] std::vector<InputFile> contract_files(std::span<const std::filesystem::path> folders);

}  // namespace proclens
