// Jobs: the trees of programs that machines start, parsed from data/jobs.jsonc.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "demo/vocabulary/catalogue.hpp"

namespace proclens {

enum class Role : std::uint8_t { workstation, developer, server };
inline constexpr std::size_t kRoles = 3;

/// One program of a tree, started `min` to `max` times.
struct Step {
  std::uint32_t program;
  int parent;  ///< an earlier step of the tree; −1: whatever starts the tree
  std::uint32_t min;
  std::uint32_t max;
};

struct Job {
  std::uint32_t parent;  ///< the program, one of the boot's, that starts the tree
  std::array<double, kRoles> weight;
  bool office_hours;
  std::vector<Step> steps;
};

struct Jobs {
  std::vector<Job> all;
  /// By role, the processes of a boot; the first is System, and parents come first. The same number for every role.
  std::array<std::vector<Step>, kRoles> boot;

  /// The number of processes of a boot besides System.
  [[nodiscard]] std::size_t core_size() const noexcept { return boot[0].size() - 1; }
};

/// Throws std::logic_error for a mistake in the data.
[[nodiscard]] Jobs parse_jobs(const Catalogue& catalogue, const JobsData& data = demo_data().jobs);

/// The sum of the weights of a role's jobs that follow office hours, or of those that do not.
[[nodiscard]] double total_weight(const Jobs& jobs, Role role, bool office_hours);

/// A job of the role, drawn by weight from those that follow office hours, or from those that do not.
[[nodiscard]] const Job& draw_job(const Jobs& jobs, Role role, bool office_hours, Draws& draws);

}  // namespace proclens
