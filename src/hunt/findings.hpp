// Processes with the same reasons are one finding, which a person judges once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/hash/hash_bytes.hpp"
#include "hunt/reasons.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct Finding {
  HashBytes id;                               ///< of its reasons without their counts
  double novelty = 0;                         ///< the highest among its processes
  std::uint32_t example = 0;                  ///< the process that has it, the first of several
  std::vector<std::uint32_t> processes = {};  ///< ascending
  std::vector<std::uint32_t> hosts = {};      ///< ascending numbers
};

struct Findings {
  std::vector<Finding> findings;          ///< the highest novelty first, ties by id
  std::vector<std::uint32_t> finding_of;  ///< of each process; kNoNumber where there is no reason
};

/// Groups all processes that have a reason. O(n log n).
[[nodiscard]] Findings group_findings(const Context& context, const HuntedProcesses& hunted, const Reasons& reasons,
                                      const NoveltyTerms& terms);

/// An id as people write it, 16 hexadecimal digits in lower case: the same from day to day, whatever labels there are.
[[nodiscard]] std::string id_text(const HashBytes& id);

}  // namespace proclens
