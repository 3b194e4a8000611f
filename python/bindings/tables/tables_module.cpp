// proclens._tables: Parquet files to and from Arrow's C stream interface. python/proclens/_tables.pyi describes it.
#include <nanoarrow/nanoarrow.h>
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <memory>
#include <string>
#include <vector>

#include "bindings/tables/read_bags.hpp"
#include "proclens/error.hpp"
#include "table/arrow/arrow_exchange.hpp"

namespace nb = nanobind;

namespace {

constexpr const char* kCapsule = "arrow_array_stream";  // as Arrow's PyCapsule interface calls it

void release_stream(PyObject* capsule) noexcept {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, kCapsule));
  if (stream == nullptr) return;
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}

nb::object read_parquet(const std::string& file, const std::vector<std::string>& columns, int threads) {
  auto stream = std::make_unique<ArrowArrayStream>();
  {
    const nb::gil_scoped_release unlocked;
    proclens::read_parquet(file, columns, stream.get(), {threads});
  }
  return nb::steal(PyCapsule_New(stream.release(), kCapsule, release_stream));
}

std::vector<std::string> columns_of(const std::string& file, const std::vector<std::string>& columns) {
  ArrowArrayStream stream;
  proclens::read_parquet(file, columns, &stream, {1});
  ArrowSchema schema;
  std::vector<std::string> names;
  if (stream.get_schema(&stream, &schema) == 0) {
    for (std::int64_t i = 0; i < schema.n_children; ++i) names.emplace_back(schema.children[i]->name);
    schema.release(&schema);
  }
  stream.release(&stream);
  return names;
}

std::uint64_t write_parquet(nb::handle capsule, const std::string& file, int threads) {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), kCapsule));
  if (stream == nullptr) throw nb::python_error();
  if (stream->release == nullptr) throw nb::value_error("this Arrow stream has already been read");
  const nb::gil_scoped_release unlocked;
  return proclens::write_parquet(stream, file, {threads});
}

}  // namespace

NB_MODULE(_tables, module) {
  using namespace nb::literals;
  nb::register_exception_translator([](const std::exception_ptr& thrown, void*) {
    try {
      std::rethrow_exception(thrown);
    } catch (const proclens::Error& error) {
      PyErr_SetString(error.fault() == proclens::Fault::machine ? PyExc_OSError : PyExc_ValueError, error.what());
    }
  });
  module.def("read_parquet", &read_parquet, "file"_a, "columns"_a, "threads"_a = 0);
  module.def("read_bags", &proclens::python::read_bags, "bags"_a, "feature_count"_a);
  module.def("read_texts", &proclens::python::read_texts, "file"_a, "column"_a);
  module.def("columns_of", &columns_of, "file"_a, "columns"_a);
  module.def("write_parquet", &write_parquet, "capsule"_a, "file"_a, "threads"_a = 0);
}
