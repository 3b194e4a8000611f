// proclens._engine: the engine's stages on NumPy arrays. python/proclens/_engine.pyi describes every function.
#include <nanobind/nanobind.h>

#include "bindings/engine/stages.hpp"
#include "proclens/cancel.hpp"
#include "proclens/error.hpp"

NB_MODULE(_engine, module) {
  namespace python = proclens::python;
  nanobind::register_exception_translator([](const std::exception_ptr& thrown, void*) {
    try {
      std::rethrow_exception(thrown);
    } catch (const proclens::Error& error) {
      const std::string remedy = error.remedy().empty() ? std::string() : " " + error.remedy();
      PyErr_SetString(PyExc_ValueError, (std::string(error.what()) + "." + remedy).c_str());
    }
  });
  python::add_bags(module);
  python::add_vectors(module);
  python::add_embedding(module);
  python::add_neighbours(module);
  python::add_layout(module);
  python::add_clusters(module);
}
