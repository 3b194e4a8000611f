// An evaluation as JSON.
#pragma once

#include <string>
#include <vector>

#include "hunt/evaluation/evaluation.hpp"

namespace proclens {

/// The layout is described in docs/evaluate.md. What does not exist is null. Ends in a line feed.
[[nodiscard]] std::string evaluation_json(const LabelledProcesses& processes, const EvaluationOptions& options,
                                          const std::vector<ScoreEvaluation>& evaluations);

}  // namespace proclens
