#include "demo/plan/intrusion.hpp"

#include <algorithm>
#include <stdexcept>

#include "demo/plan/fleet.hpp"

namespace proclens {
namespace {

[[noreturn]] void refuse_intrusion(const std::string& what) { throw std::logic_error("demo intrusion: " + what); }

Role named_role(const std::string& name) {
  if (name == "workstation") return Role::workstation;
  if (name == "developer") return Role::developer;
  if (name == "server") return Role::server;
  refuse_intrusion("no such role: " + name);
}

IntrusionStep parse_intrusion_step(const Catalogue& catalogue, const IntrusionStepData& data,
                                   const std::vector<IntrusionStep>& before) {
  IntrusionStep step;
  step.program = catalogue.find(data.program);
  const std::uint32_t parent = catalogue.find(data.parent);
  step.boot_parent = parent;
  for (std::size_t i = before.size(); i-- > 0 && step.parent < 0;) {
    if (before[i].program == parent) step.parent = static_cast<int>(i);
  }
  step.delay = static_cast<std::int64_t>(data.seconds) * kSecond;
  if (step.parent >= 0 && before[static_cast<std::size_t>(step.parent)].delay >= step.delay) {
    refuse_intrusion(data.program + " does not start after " + data.parent);
  }
  if (data.label != "attack" && data.label != "unsure") refuse_intrusion("no such label: " + data.label);
  step.arguments = data.arguments;
  step.images = data.set.empty() ? nullptr : &catalogue.set(data.set);
  step.tactic = data.tactic;
  step.label = data.label;
  return step;
}

}  // namespace

std::int64_t IntrusionStage::length() const {
  std::int64_t length = 0;
  for (const IntrusionStep& step : steps) length = std::max(length, step.delay);
  return length;
}

std::size_t Intrusion::size() const {
  std::size_t size = 0;
  for (const IntrusionStage& stage : stages) size += stage.steps.size();
  return size;
}

Intrusion parse_intrusion(const Catalogue& catalogue, const IntrusionData& data) {
  Intrusion intrusion;
  for (const IntrusionStageData& entry : data.stages) {
    IntrusionStage stage{named_role(entry.role), static_cast<std::int64_t>(entry.minutes) * 60 * kSecond, {}};
    for (const IntrusionStage& other : intrusion.stages) {
      if (other.role == stage.role) refuse_intrusion("two stages on machines of one role");
    }
    for (const IntrusionStepData& step : entry.steps)
      stage.steps.push_back(parse_intrusion_step(catalogue, step, stage.steps));
    intrusion.stages.push_back(std::move(stage));
  }
  return intrusion;
}

}  // namespace proclens
