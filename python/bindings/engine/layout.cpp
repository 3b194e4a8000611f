#include "proclens/layout.hpp"

#include "bindings/engine/arrays.hpp"
#include "bindings/engine/run_interruptibly.hpp"
#include "bindings/engine/stages.hpp"
#include "layout/mean_positions.hpp"

namespace proclens::python {
namespace {

nb::object lay_out_of(const Array2<std::uint32_t>& index, const Array2<float>& distance, std::size_t neighbours,
                      double min_dist, double spread, int epochs, double negative_sample_rate, double learning_rate,
                      std::uint64_t seed, int threads) {
  const NeighboursView nearest(view(index), view(distance));
  const LayoutOptions options{neighbours, min_dist, spread, epochs, negative_sample_rate, learning_rate, seed};
  return array(run_interruptibly(threads, [&](const Context& context) { return lay_out(context, nearest, options); }));
}

nb::object mean_positions_of(const Array2<std::uint32_t>& index, const Array2<float>& distance,
                             const Array2<float>& positions, std::size_t neighbourhood, int threads) {
  const NeighboursView nearest(view(index), view(distance));
  const MatrixView<float> view_of_positions = view(positions);
  return array(run_interruptibly(threads, [&](const Context& context) {
    return mean_positions(context, nearest, view_of_positions, neighbourhood);
  }));
}

}  // namespace

void add_layout(nb::module_& module) {
  using namespace nb::literals;
  module.def("lay_out", &lay_out_of, "index"_a, "distance"_a, "neighbours"_a, "min_dist"_a, "spread"_a, "epochs"_a,
             "negative_sample_rate"_a, "learning_rate"_a, "seed"_a, "threads"_a = 0);
  module.def("mean_positions", &mean_positions_of, "index"_a, "distance"_a, "positions"_a, "neighbourhood"_a,
             "threads"_a = 0);
}

}  // namespace proclens::python
