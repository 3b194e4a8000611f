#include "bindings/tables/read_bags.hpp"

#include <nanoarrow/nanoarrow.h>
#include <nanobind/ndarray.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "proclens/error.hpp"
#include "table/arrow/arrow_exchange.hpp"

namespace proclens::python {
namespace {

namespace nb = nanobind;

/// The batches of a file's columns, as nanoarrow views them.
class Batches {
 public:
  Batches(const std::string& file, const std::vector<std::string>& columns) : file_(file) {
    read_parquet(file, columns, &stream_);
    check(stream_.get_schema(&stream_, &schema_));
    check(ArrowArrayViewInitFromSchema(&view_, &schema_, nullptr));
  }
  Batches(const Batches&) = delete;
  Batches& operator=(const Batches&) = delete;
  ~Batches() {
    release_array();
    ArrowArrayViewReset(&view_);
    if (schema_.release != nullptr) schema_.release(&schema_);
    stream_.release(&stream_);
  }

  /// The next batch, a view whose children are the columns; nullptr at the end.
  const ArrowArrayView* next() {
    release_array();
    check(stream_.get_next(&stream_, &array_));
    if (array_.release == nullptr) return nullptr;
    check(ArrowArrayViewSetArray(&view_, &array_, nullptr));
    return &view_;
  }

  void require(bool holds, const char* problem) const {
    if (!holds) throw Error(Fault::data, file_ + ": " + problem);
  }

 private:
  void check(int code) {
    if (code == 0) return;
    const char* message = stream_.get_last_error(&stream_);
    throw Error(Fault::data, file_ + ": " + (message == nullptr ? "its columns are not understood" : message));
  }
  void release_array() {
    if (array_.release != nullptr) array_.release(&array_);
  }

  std::string file_;
  ArrowArrayStream stream_{};
  ArrowSchema schema_{};
  ArrowArray array_{};
  ArrowArrayView view_{};
};

template <class T>
nb::object array(std::vector<T>&& values) {
  auto* kept = new std::vector<T>(std::move(values));
  nb::capsule owner(kept, [](void* memory) noexcept { delete static_cast<std::vector<T>*>(memory); });
  return nb::cast(nb::ndarray<nb::numpy, T>(kept->data(), {kept->size()}, owner));
}

}  // namespace

nb::tuple read_bags(const std::string& bags, std::int64_t feature_count) {
  std::vector<std::int64_t> offsets{0};
  std::vector<std::int32_t> columns;
  std::vector<double> values;
  std::vector<std::uint32_t> multiplicities;
  Batches batches(bags, {"features", "counts", "multiplicity"});
  while (const ArrowArrayView* batch = batches.next()) {
    const ArrowArrayView& features = *batch->children[0];
    const ArrowArrayView& counts = *batch->children[1];
    batches.require(features.storage_type == NANOARROW_TYPE_LIST && counts.storage_type == NANOARROW_TYPE_LIST,
                    "features and counts must be lists");
    for (const ArrowArrayView* list : {&features, &counts}) {
      const ArrowType type = list->children[0]->storage_type;
      batches.require(type == NANOARROW_TYPE_INT32 || type == NANOARROW_TYPE_INT64, "their elements must be integers");
      batches.require(
          ArrowArrayViewComputeNullCount(list) == 0 && ArrowArrayViewComputeNullCount(list->children[0]) == 0,
          "a bag has a feature or count that is NULL");
    }
    for (std::int64_t row = 0; row < batch->length; ++row) {
      const std::int64_t begin = ArrowArrayViewListChildOffset(&features, row);
      const std::int64_t end = ArrowArrayViewListChildOffset(&features, row + 1);
      const std::int64_t first = ArrowArrayViewListChildOffset(&counts, row);
      batches.require(ArrowArrayViewListChildOffset(&counts, row + 1) - first == end - begin,
                      "a bag has not as many counts as features");
      for (std::int64_t i = begin; i < end; ++i) {
        const std::int64_t feature = ArrowArrayViewGetIntUnsafe(features.children[0], i);
        const std::int64_t count = ArrowArrayViewGetIntUnsafe(counts.children[0], first + i - begin);
        batches.require(feature >= 0 && feature < feature_count,
                        "a bag has a feature that is not in the list of features");
        batches.require(count > 0, "a bag has a count below 1");
        columns.push_back(static_cast<std::int32_t>(feature));
        values.push_back(static_cast<double>(count));
      }
      offsets.push_back(static_cast<std::int64_t>(columns.size()));
      multiplicities.push_back(static_cast<std::uint32_t>(ArrowArrayViewGetIntUnsafe(batch->children[2], row)));
    }
  }
  return nb::make_tuple(array(std::move(offsets)), array(std::move(columns)), array(std::move(values)),
                        array(std::move(multiplicities)));
}

nb::list read_texts(const std::string& file, const std::string& column) {
  nb::list texts;
  Batches batches(file, {column});
  while (const ArrowArrayView* batch = batches.next()) {
    const ArrowArrayView& values = *batch->children[0];
    batches.require(values.storage_type == NANOARROW_TYPE_STRING, "the column is not text");
    for (std::int64_t row = 0; row < batch->length; ++row) {
      if (ArrowArrayViewIsNull(&values, row)) {
        texts.append(nb::none());
        continue;
      }
      const ArrowStringView text = ArrowArrayViewGetStringUnsafe(&values, row);
      texts.append(nb::str(text.data, static_cast<std::size_t>(text.size_bytes)));
    }
  }
  return texts;
}

}  // namespace proclens::python
