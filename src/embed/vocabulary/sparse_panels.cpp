#include "embed/vocabulary/sparse_panels.hpp"

namespace proclens {

void multiply_panel(const SparseRows& a, const Panel& from, Panel& to) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    double sum[kPanel] = {};
    for (std::size_t e = a.row_start[i]; e < a.row_start[i + 1]; ++e) {
      const double factor = a.value[e];
      const double* row = from.data() + a.column[e] * kPanel;
      for (std::size_t k = 0; k < kPanel; ++k) sum[k] = std::fma(factor, row[k], sum[k]);
    }
    std::copy_n(sum, kPanel, to.data() + i * kPanel);
  }
}

}  // namespace proclens
