#include "bindings/engine/arrays.hpp"
#include "bindings/engine/run_interruptibly.hpp"
#include "bindings/engine/stages.hpp"
#include "proclens/ordered_vectors.hpp"
#include "proclens/vocabulary_vectors.hpp"

namespace proclens::python {
namespace {

nb::object vocabulary_vectors_of(const nb::tuple& weighted, const Array1<std::uint32_t>& multiplicity,
                                 std::size_t components, std::uint64_t seed, int threads) {
  const Csr rows(weighted);
  const SparseRowsView view_of_rows = rows.view();
  const VocabularyOptions options{components, seed};
  return array(run_interruptibly(threads, [&](const Context& context) {
    return vocabulary_vectors(context, view_of_rows, view(multiplicity), options);
  }));
}

nb::object ordered_vectors_of(const Array1<std::uint64_t>& start, const Array1<std::uint32_t>& feature,
                              const Array1<std::uint32_t>& multiplicity, std::size_t features, std::size_t window,
                              std::size_t rounds, std::size_t components, std::uint64_t seed, int threads) {
  SequencesView sequences;
  sequences.start = {start.data(), start.shape(0)};
  sequences.feature = view(feature);
  sequences.multiplicity = view(multiplicity);
  const OrderedVectorOptions options{window, rounds, components, seed};
  return array(run_interruptibly(
      threads, [&](const Context& context) { return ordered_vectors(context, sequences, features, options); }));
}

}  // namespace

void add_vectors(nb::module_& module) {
  using namespace nb::literals;
  module.def("vocabulary_vectors", &vocabulary_vectors_of, "weighted"_a, "multiplicity"_a, "components"_a, "seed"_a,
             "threads"_a = 0);
  module.def("ordered_vectors", &ordered_vectors_of, "start"_a, "feature"_a, "multiplicity"_a, "features"_a, "window"_a,
             "rounds"_a, "components"_a, "seed"_a, "threads"_a = 0);
}

}  // namespace proclens::python
