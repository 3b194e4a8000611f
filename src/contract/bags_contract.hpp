// The bags contract: a lens's bags and the processes behind them as files. `proclens count` writes it, Spark or
// anything else may, and `proclens map --bags` makes the same map from it as from the dataset itself (docs/bags.md).
#pragma once

#include <string>
#include <vector>

#include "lens/lens_bags.hpp"
#include "telemetry/selection.hpp"

namespace proclens {

constexpr int kContractVersion = 1;

/// The files of a contract. The first one identifies the folder.
constexpr const char* kContractJson = "contract.json";
constexpr const char* kContractFeatures = "features.parquet";
constexpr const char* kContractBags = "bags.parquet";
constexpr const char* kContractObjects = "objects.parquet";  ///< only if objects are not processes
constexpr const char* kContractMembers = "members.parquet";

/// What to do about a contract that is wrong.
constexpr const char* kContractRemedy = "Write it again with 'proclens count'; docs/bags.md describes the format.";

/// The contents of a contract, except the processes' own records, which are in the table `selected`
/// (telemetry/selection.hpp).
struct BagsContract {
  std::string title;  ///< of the dataset; valid UTF-8
  /// The selection of its processes: one, or, after merging parts that were counted with different selections, each of
  /// these once, in the order of the parts.
  std::vector<SelectionOptions> selections;
  SelectionCounts selection;
  LensBags bags;
};

}  // namespace proclens
