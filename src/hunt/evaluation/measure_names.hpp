// What the measures are called, and how their values are written.
#pragma once

#include <array>

#include "hunt/evaluation/evaluation.hpp"

namespace proclens {

struct MeasureName {
  Measure measure;
  const char* key;   ///< in JSON
  const char* text;  ///< on the terminal; %s becomes what a group is
  int decimals;
};

/// In the order in which they are shown, which is that of Measure.
inline constexpr std::array<MeasureName, kMeasures> kMeasureNames = {{
    {Measure::auc_within_group, "auc_within_group", "area under the ROC curve within a %s", 3},
    {Measure::auc_together, "auc_together", "  all processes together", 3},
    {Measure::auc_within_name, "auc_within_name", "  among processes of one name", 3},
    {Measure::average_precision, "average_precision", "average precision", 3},
    {Measure::base_rate, "base_rate", "  of a random order (base rate)", 3},
    {Measure::precision_at_10, "precision_at_10", "precision at 10", 3},
    {Measure::precision_at_50, "precision_at_50", "precision at 50", 3},
    {Measure::first_rank, "first_rank", "rank of the first attack in a %s, median", 1},
    {Measure::first_rank_share, "first_rank_share", "  as a share of its processes", 3},
    {Measure::first_in_top_3, "first_in_top_3", "%ss with an attack among the first 3", 3},
    {Measure::alerts_per_host_day, "alerts_per_host_day", "alerts per host and day", 2},
}};

}  // namespace proclens
