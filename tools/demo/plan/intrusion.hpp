// The intrusion that is planted in a demo dataset, parsed from data/intrusion.jsonc: what happens on which machines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demo/plan/jobs.hpp"
#include "demo/vocabulary/catalogue.hpp"

namespace proclens {

struct IntrusionStep {
  std::uint32_t program = 0;
  int parent = -1;                ///< an earlier step of the stage; −1: `boot_parent`
  std::uint32_t boot_parent = 0;  ///< a program of the boot
  std::int64_t delay = 0;         ///< µs after the stage begins
  std::string arguments;
  const std::vector<TemplateIndex>* images = nullptr;  ///< loaded besides the program's own; null: none
  std::string tactic, label;
};

/// What happens on one machine.
struct IntrusionStage {
  Role role = Role::workstation;
  std::int64_t delay = 0;  ///< µs after the intrusion begins
  std::vector<IntrusionStep> steps;

  /// From the beginning to the last step, in µs.
  [[nodiscard]] std::int64_t length() const;
};

struct Intrusion {
  std::vector<IntrusionStage> stages;

  [[nodiscard]] std::size_t size() const;  ///< processes
};

/// @param catalogue outlives the result. Throws std::logic_error on a mistake in the data.
[[nodiscard]] Intrusion parse_intrusion(const Catalogue& catalogue, const IntrusionData& data = demo_data().intrusion);

}  // namespace proclens
