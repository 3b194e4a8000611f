// Writes a contract as files.
#pragma once

#include <string>

#include "contract/bags_contract.hpp"
#include "storage/output_folder.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes every file of a contract to `output`. Needs the table `selected`. The bytes depend only on the data.
/// @param version of proclens, for users
void write_contract(Database& database, const BagsContract& contract, const std::string& version,
                    const OutputFolder& output);

}  // namespace proclens
