#include "hunt/evaluation/evaluation_json.hpp"

#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "hunt/evaluation/measure_names.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json measures_json(const Estimates& estimates) {
  Json json = Json::object();
  for (const MeasureName& name : kMeasureNames) {
    const Estimate& estimate = estimates[static_cast<std::size_t>(name.measure)];
    json[name.key] = {{"value", number(estimate.value)}, {"error", number(estimate.error)}};
  }
  return json;
}

Json groups_json(const std::vector<GroupEvaluation>& groups) {
  Json json = Json::array();
  for (const GroupEvaluation& group : groups) {
    json.push_back({{"group", valid_utf8(group.name)},
                    {"processes", group.processes},
                    {"attacks", group.attacks},
                    {"takes_part", group.takes_part},
                    {"auc", number(group.auc)},
                    {"first_rank", number(group.first_rank)}});
  }
  return json;
}

Json score_json(const ScoreEvaluation& evaluation, bool is_first) {
  Json json = {{"score", valid_utf8(evaluation.score)},
               {"without_number", evaluation.missing},
               {"measures", measures_json(evaluation.estimates)}};
  if (!is_first) json["gains"] = measures_json(evaluation.gains);
  json["alerts"] = {{"attacks", evaluation.alerts.attacks},
                    {"benign", evaluation.alerts.benign},
                    {"host_days", evaluation.alerts.host_days},
                    {"threshold", number(evaluation.alerts.threshold)}};
  json["groups"] = groups_json(evaluation.groups);
  return json;
}

}  // namespace

std::string evaluation_json(const LabelledProcesses& processes, const EvaluationOptions& options,
                            const std::vector<ScoreEvaluation>& evaluations) {
  const LabelCounts& counts = processes.counts;
  Json json = {{"by", name_of(processes.grouping)},
               {"recall", options.recall},
               {"samples", options.samples},
               {"seed", options.seed},
               {"min_benign", options.min_benign},
               {"processes",
                {{"attacks", counts.attacks},
                 {"benign", counts.benign},
                 {"unsure", counts.unsure},
                 {"conflicting", counts.conflicting},
                 {"not_scored", counts.not_scored},
                 {"not_labelled", counts.not_labelled},
                 {"scored_again", counts.scored_again}}},
               {"scores", Json::array()}};
  for (const ScoreEvaluation& evaluation : evaluations) {
    json["scores"].push_back(score_json(evaluation, &evaluation == &evaluations.front()));
  }
  return json.dump(2) + "\n";
}

}  // namespace proclens
