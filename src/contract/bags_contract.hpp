// The bags contract: a lens's bags and the processes behind them as files. `proclens count` writes it, Spark or
// anything else may, and `proclens map --bags` makes of it the map that the dataset itself would give (docs/bags.md).
#pragma once

#include <string>
#include <vector>

#include "lens/lens_bags.hpp"
#include "telemetry/selection.hpp"

namespace proclens {

constexpr int kContractVersion = 1;

/// The files of a contract. The folder of a contract is known by the first.
constexpr const char* kContractJson = "contract.json";
constexpr const char* kContractFeatures = "features.parquet";
constexpr const char* kContractBags = "bags.parquet";
constexpr const char* kContractObjects = "objects.parquet";  ///< only where objects are not processes
constexpr const char* kContractMembers = "members.parquet";

/// What to do about a contract that is wrong.
constexpr const char* kContractRemedy = "Write it again with 'proclens count'; docs/bags.md says what it holds.";

/// What a contract holds but the processes' own records, which are the table `selected` (telemetry/selection.hpp).
struct BagsContract {
  std::string title;                         ///< of the dataset; valid UTF-8
  std::vector<SelectionOptions> selections;  ///< that its processes were selected by: one, or, after merging parts that
                                             ///< were counted differently, each of theirs once, in the order of parts
  SelectionCounts selection;
  LensBags bags;
};

}  // namespace proclens
