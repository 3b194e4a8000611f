#include "proclens/bags.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>

#include "bindings/engine/arrays.hpp"
#include "bindings/engine/run_interruptibly.hpp"
#include "bindings/engine/stages.hpp"
#include "lens/tokens/command_tokens.hpp"
#include "proclens/distinct_bags.hpp"
#include "proclens/information_weights.hpp"

namespace proclens::python {
namespace {

nb::tuple distinct_bags_of(const nb::tuple& counts, int threads) {
  const Csr rows(counts);
  const SparseRowsView view = rows.view();
  DistinctBags distinct =
      run_interruptibly(threads, [&](const Context& context) { return distinct_bags(context, view); });
  return nb::make_tuple(csr(std::move(distinct.bags.counts)), array(std::move(distinct.bags.multiplicity)),
                        array(std::move(distinct.bag_of)));
}

nb::object information_weights_of(const nb::tuple& counts, const Array1<std::uint32_t>& multiplicity,
                                  double prior_strength, double power, bool count_empty, int threads) {
  const Csr rows(counts);
  const BagsView bags(rows.view(), view(multiplicity));
  const InformationWeightOptions options{prior_strength, power, count_empty};
  return array(
      run_interruptibly(threads, [&](const Context& context) { return information_weights(context, bags, options); }));
}

nb::tuple weighted_bags_of(const nb::tuple& counts, const Array1<double>& weights) {
  const Csr rows(counts);
  const SparseRowsView view_of_rows = rows.view();
  const std::vector<std::uint32_t> ones(view_of_rows.rows(), 1);
  return csr(weighted_bags(BagsView(view_of_rows, ones), view(weights)));
}

nb::list tokens_of(std::string_view line) {
  nb::list tokens;
  for (const std::string_view token : command_tokens(line).tokens) tokens.append(nb::str(token.data(), token.size()));
  return tokens;
}

}  // namespace

void add_bags(nb::module_& module) {
  using namespace nb::literals;
  module.def("distinct_bags", &distinct_bags_of, "counts"_a, "threads"_a = 0);
  module.def("information_weights", &information_weights_of, "counts"_a, "multiplicity"_a, "prior_strength"_a,
             "power"_a, "count_empty"_a, "threads"_a = 0);
  module.def("weighted_bags", &weighted_bags_of, "counts"_a, "weights"_a);
  module.def("command_tokens", &tokens_of, "line"_a);
}

}  // namespace proclens::python
