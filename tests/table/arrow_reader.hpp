// Reads a stream of table/arrow_stream.hpp back, with nanoarrow's decoder.
#pragma once

#include <nanoarrow/nanoarrow.h>
#include <nanoarrow/nanoarrow_ipc.h>

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

/// A column as read: its values are in the vector for its format ("i", "l", "f", "g", "u", "+l").
struct ReadColumn {
  std::string format;
  std::string element_format;
  bool nullable = true;
  std::vector<std::int64_t> whole;
  std::vector<double> real;
  std::vector<std::string> text;
  std::vector<std::vector<std::int64_t>> whole_list;
  std::vector<std::vector<double>> real_list;
};

struct ReadStream {
  std::vector<std::string> names;
  std::map<std::string, ReadColumn> columns;
  std::size_t batches = 0;
  std::size_t rows = 0;

  [[nodiscard]] const ReadColumn& at(const std::string& name) const { return columns.at(name); }
};

namespace arrow_reader {

inline void require(ArrowErrorCode code, const char* what) {
  if (code != NANOARROW_OK) throw std::runtime_error(std::string("not an Arrow stream: ") + what);
}

inline bool is_whole(const std::string& format) { return format == "i" || format == "l"; }

inline void read_list(const ArrowArrayView* view, std::int64_t row, ReadColumn& column) {
  const ArrowArrayView* elements = view->children[0];
  const std::int64_t begin = ArrowArrayViewListChildOffset(view, row);
  const std::int64_t end = ArrowArrayViewListChildOffset(view, row + 1);
  std::vector<std::int64_t> whole;
  std::vector<double> real;
  for (std::int64_t i = begin; i < end; ++i) {
    if (is_whole(column.element_format)) {
      whole.push_back(ArrowArrayViewGetIntUnsafe(elements, i));
    } else {
      real.push_back(ArrowArrayViewGetDoubleUnsafe(elements, i));
    }
  }
  column.whole_list.push_back(std::move(whole));
  column.real_list.push_back(std::move(real));
}

inline void read_column(const ArrowArrayView* view, ReadColumn& column) {
  for (std::int64_t row = 0; row < view->length; ++row) {
    if (ArrowArrayViewIsNull(view, row) != 0) throw std::runtime_error("a NULL in an Arrow stream");
    if (column.format == "+l") {
      read_list(view, row, column);
    } else if (column.format == "u") {
      const ArrowStringView text = ArrowArrayViewGetStringUnsafe(view, row);
      column.text.emplace_back(text.data, static_cast<std::size_t>(text.size_bytes));
    } else if (is_whole(column.format)) {
      column.whole.push_back(ArrowArrayViewGetIntUnsafe(view, row));
    } else {
      column.real.push_back(ArrowArrayViewGetDoubleUnsafe(view, row));
    }
  }
}

}  // namespace arrow_reader

inline ReadStream read_stream(std::string_view bytes) {
  using namespace arrow_reader;
  ReadStream result;
  ArrowBuffer buffer;
  ArrowBufferInit(&buffer);
  require(ArrowBufferAppend(&buffer, bytes.data(), static_cast<std::int64_t>(bytes.size())), "memory");
  ArrowIpcInputStream input;
  require(ArrowIpcInputStreamInitBuffer(&input, &buffer), "input");
  ArrowArrayStream stream;
  require(ArrowIpcArrayStreamReaderInit(&stream, &input, nullptr), "reader");
  ArrowSchema schema;
  require(stream.get_schema(&stream, &schema), "schema");
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema* child = schema.children[i];
    result.names.emplace_back(child->name);
    ReadColumn& column = result.columns[child->name];
    column.format = child->format;
    column.nullable = (child->flags & ARROW_FLAG_NULLABLE) != 0;
    if (child->n_children == 1) column.element_format = child->children[0]->format;
  }
  while (true) {
    ArrowArray array;
    require(stream.get_next(&stream, &array), "batch");
    if (array.release == nullptr) break;
    ArrowArrayView view;
    require(ArrowArrayViewInitFromSchema(&view, &schema, nullptr), "view");
    require(ArrowArrayViewSetArray(&view, &array, nullptr), "array");
    require(ArrowArrayViewValidate(&view, NANOARROW_VALIDATION_LEVEL_FULL, nullptr), "valid arrays");
    for (std::int64_t i = 0; i < view.n_children; ++i) {
      read_column(view.children[i], result.columns[result.names[static_cast<std::size_t>(i)]]);
    }
    ++result.batches;
    result.rows += static_cast<std::size_t>(array.length);
    ArrowArrayViewReset(&view);
    ArrowArrayRelease(&array);
  }
  ArrowSchemaRelease(&schema);
  ArrowArrayStreamRelease(&stream);
  return result;
}

}  // namespace proclens
