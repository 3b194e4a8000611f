#include "proclens/bags.hpp"

#include <algorithm>

namespace proclens {

std::string BagsView::validate() const {
  if (multiplicity.size() != counts.rows()) return "there must be one multiplicity for each bag";
  if (std::ranges::find(multiplicity, 0U) != multiplicity.end()) return "multiplicities must be at least 1";
  return counts.validate();
}

}  // namespace proclens
