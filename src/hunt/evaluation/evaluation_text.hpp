// An evaluation as tables on a terminal.
#pragma once

#include <string>
#include <vector>

#include "hunt/evaluation/evaluation.hpp"

namespace proclens {

/// What took part, a table of measures with a column for each score, and the groups of the first score, worst first.
[[nodiscard]] std::string evaluation_text(const LabelledProcesses& processes, const EvaluationOptions& options,
                                          const std::vector<ScoreEvaluation>& evaluations);

}  // namespace proclens
