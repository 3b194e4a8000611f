// The functions of the module _engine, by header of the engine.
#pragma once

#include <nanobind/nanobind.h>

namespace proclens::python {

void add_bags(nanobind::module_& module);
void add_vectors(nanobind::module_& module);
void add_embedding(nanobind::module_& module);
void add_neighbours(nanobind::module_& module);
void add_layout(nanobind::module_& module);
void add_clusters(nanobind::module_& module);

}  // namespace proclens::python
