// contract.json: what the bags are, how many there are, and what was left out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "contract/bags_contract.hpp"

namespace proclens {

/// The contents of contract.json. The sizes reveal truncated files.
struct ContractHead {
  std::string title;
  Lens lens;
  std::vector<SelectionOptions> selections;
  SelectionCounts selection;
  std::uint64_t recorded_rows = 0;  ///< these three as in LensBags
  std::uint64_t counted_rows = 0;
  std::vector<RowsLeftOut> left_out;
  std::uint64_t features = 0;
  std::uint64_t bags = 0;
  std::uint64_t objects = 0;
};

/// The text of contract.json.
/// @param version of proclens
[[nodiscard]] std::string contract_json(const BagsContract& contract, const std::string& version);

/// Reads contract.json of a folder. Throws Error (data) if it is missing or not a contract, if its version or lens is
/// unknown, or if something in it is missing or of the wrong type.
/// @param known the existing lenses
[[nodiscard]] ContractHead read_contract_json(const std::filesystem::path& folder, std::span<const Lens> known);

}  // namespace proclens
