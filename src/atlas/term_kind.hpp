// The pages' names for the kinds of lineage states and flags.
#pragma once

#include "telemetry/terms.hpp"

namespace proclens {

/// The key by which a page's style and legend refer to a kind.
[[nodiscard]] constexpr const char* kind_name(TermKind kind) {
  switch (kind) {
    case TermKind::sound:
      return "sound";
    case TermKind::gap:
      return "gap";
    case TermKind::contradiction:
      return "contradiction";
    case TermKind::suspicious:
      break;
  }
  return "suspicious";
}

}  // namespace proclens
