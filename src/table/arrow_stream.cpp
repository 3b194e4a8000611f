#include "table/arrow_stream.hpp"

#include <nanoarrow/nanoarrow.h>
#include <nanoarrow/nanoarrow_ipc.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <new>
#include <stdexcept>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

/// This much text ends a record batch, far below the limit of its 32-bit offsets.
constexpr std::size_t kBatchTextBytes = 64'000'000;

/// One of nanoarrow's structs, which `Release` frees.
template <class T, void (*Release)(T*)>
class Owned {
 public:
  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() { Release(&value_); }
  [[nodiscard]] T* get() noexcept { return &value_; }
  T* operator->() noexcept { return &value_; }

 private:
  T value_{};
};

using Schema = Owned<ArrowSchema, [](ArrowSchema* schema) {
  if (schema->release != nullptr) ArrowSchemaRelease(schema);
}>;
using Array = Owned<ArrowArray, [](ArrowArray* array) {
  if (array->release != nullptr) ArrowArrayRelease(array);
}>;
using ArrayView = Owned<ArrowArrayView, [](ArrowArrayView* view) { ArrowArrayViewReset(view); }>;
using Writer = Owned<ArrowIpcWriter, [](ArrowIpcWriter* writer) {
  if (writer->private_data != nullptr) ArrowIpcWriterReset(writer);
}>;

/// The destination of nanoarrow's writer.
struct Output {
  std::string bytes;
  std::size_t max_bytes = 0;
  bool too_long = false;
};

ArrowErrorCode write_output(ArrowIpcOutputStream* stream, const void* bytes, std::int64_t size, std::int64_t* written,
                            ArrowError* /*error*/) noexcept {
  auto* output = static_cast<Output*>(stream->private_data);
  output->too_long = output->bytes.size() + static_cast<std::size_t>(size) > output->max_bytes;
  if (output->too_long) return EFBIG;
  try {
    output->bytes.append(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  } catch (const std::exception&) {
    return ENOMEM;
  }
  *written = size;
  return NANOARROW_OK;
}

ArrowType arrow_type(ColumnType type) {
  switch (type) {
    case ColumnType::int32:
      return NANOARROW_TYPE_INT32;
    case ColumnType::int64:
      return NANOARROW_TYPE_INT64;
    case ColumnType::float32:
      return NANOARROW_TYPE_FLOAT;
    case ColumnType::float64:
      return NANOARROW_TYPE_DOUBLE;
    case ColumnType::text:
      return NANOARROW_TYPE_STRING;
    case ColumnType::list:
      return NANOARROW_TYPE_LIST;
    default:
      throw std::logic_error("an Arrow stream has no columns of this type");
  }
}

/// Only memory can run out while building what fits.
void check(ArrowErrorCode code) {
  if (code == ENOMEM) throw std::bad_alloc();
  if (code != NANOARROW_OK) throw std::logic_error("nanoarrow: error " + std::to_string(code));
}

void set_type(ArrowSchema* schema, const ArrowColumn& column) {
  check(ArrowSchemaSetType(schema, arrow_type(column.type)));
  check(ArrowSchemaSetName(schema, column.name.c_str()));
  schema->flags = 0;  // not nullable
  if (column.type != ColumnType::list) return;
  if (column.element_type != ColumnType::int32 && column.element_type != ColumnType::float32) {
    throw std::logic_error("an Arrow stream has no lists of this type");
  }
  check(ArrowSchemaSetType(schema->children[0], arrow_type(column.element_type)));
  schema->children[0]->flags = 0;
}

template <class T>
void append_numbers(ArrowArray* array, std::span<const T> numbers) {
  check(ArrowBufferAppend(ArrowArrayBuffer(array, 1), numbers.data(), static_cast<std::int64_t>(numbers.size_bytes())));
  array->length += static_cast<std::int64_t>(numbers.size());
}

// ---- values in memory ----------------------------------------------------------------------------------------------

ColumnType type_of(std::span<const std::int32_t> /*values*/) { return ColumnType::int32; }
ColumnType type_of(std::span<const std::int64_t> /*values*/) { return ColumnType::int64; }
ColumnType type_of(std::span<const float> /*values*/) { return ColumnType::float32; }
ColumnType type_of(std::span<const double> /*values*/) { return ColumnType::float64; }
ColumnType type_of(std::span<const std::string_view> /*values*/) { return ColumnType::text; }

template <class Values>
ArrowColumn column_of(const std::string& name, const Values& values) {
  return {name, type_of(values)};
}
ArrowColumn column_of(const std::string& name, const ArrowLists& lists) {
  return {name, ColumnType::list, type_of(lists.values)};
}
ArrowColumn column_of(const std::string& name, const ArrowValues& values) {
  return std::visit([&](const auto& of) { return column_of(name, of); }, values);
}

template <class Value>
std::size_t rows_of(std::span<const Value> values) {
  return values.size();
}
std::size_t rows_of(const ArrowLists& lists) { return lists.ends.size(); }
std::size_t rows_of(const ArrowValues& values) {
  return std::visit([](const auto& of) { return rows_of(of); }, values);
}

void append_text(ArrowArray* array, std::string_view text) {
  check(ArrowArrayAppendString(array, {text.data(), static_cast<std::int64_t>(text.size())}));
}

template <class Value>
void append_rows(ArrowArray* array, std::span<const Value> values, std::size_t begin, std::size_t end) {
  append_numbers(array, values.subspan(begin, end - begin));
}
void append_rows(ArrowArray* array, std::span<const std::string_view> texts, std::size_t begin, std::size_t end) {
  for (const std::string_view text : texts.subspan(begin, end - begin)) append_text(array, text);
}
void append_rows(ArrowArray* array, const ArrowLists& lists, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t start = i == 0 ? 0 : lists.ends[i - 1];
    append_numbers(array->children[0], lists.values.subspan(start, lists.ends[i] - start));
    check(ArrowArrayFinishElement(array));
  }
}

/// The end of a record batch that starts with row `begin`, at most `end`: long texts end it earlier.
std::size_t batch_end(std::span<const ArrowValues> columns, std::size_t begin, std::size_t end) {
  std::size_t bytes = 0;
  for (std::size_t row = begin; row < end; ++row) {
    for (const ArrowValues& column : columns) {
      if (const auto* texts = std::get_if<std::span<const std::string_view>>(&column)) bytes += (*texts)[row].size();
    }
    if (bytes >= kBatchTextBytes) return row + 1;
  }
  return end;
}

}  // namespace

struct ArrowWriter::State {
  std::vector<ArrowColumn> columns;
  ArrowOptions options;
  Output output;
  Schema schema;
  Writer writer;
  Array batch;
  std::size_t rows = 0;  // in the batch
  std::size_t text_bytes = 0;
  std::size_t batches = 0;

  void open();
  void write(ArrowErrorCode code);
  void start_batch();
  void end_batch();
  void append_column(ArrowArray* array, const Chunk& chunk, std::size_t column);
  void append_texts(ArrowArray* array, const Chunk& chunk, std::size_t column);
};

void ArrowWriter::State::open() {
  ArrowSchemaInit(schema.get());
  check(ArrowSchemaSetTypeStruct(schema.get(), static_cast<std::int64_t>(columns.size())));
  for (std::size_t i = 0; i < columns.size(); ++i) set_type(schema->children[i], columns[i]);
  output.max_bytes = options.max_bytes;
  ArrowIpcOutputStream stream{write_output, [](ArrowIpcOutputStream* s) { s->release = nullptr; }, &output};
  check(ArrowIpcWriterInit(writer.get(), &stream));
  write(ArrowIpcWriterWriteSchema(writer.get(), schema.get(), nullptr));
  start_batch();
}

void ArrowWriter::State::write(ArrowErrorCode code) {
  if (output.too_long) {
    throw Error(Fault::data, "the response would be longer than " + human_bytes(options.max_bytes), "Ask for less.");
  }
  check(code);
}

void ArrowWriter::State::start_batch() {
  if (batch->release != nullptr) ArrowArrayRelease(batch.get());
  check(ArrowArrayInitFromSchema(batch.get(), schema.get(), nullptr));
  check(ArrowArrayStartAppending(batch.get()));
  rows = 0;
  text_bytes = 0;
}

void ArrowWriter::State::end_batch() {
  batch->length = static_cast<std::int64_t>(rows);
  check(ArrowArrayFinishBuildingDefault(batch.get(), nullptr));
  ArrayView view;
  check(ArrowArrayViewInitFromSchema(view.get(), schema.get(), nullptr));
  check(ArrowArrayViewSetArray(view.get(), batch.get(), nullptr));
  write(ArrowIpcWriterWriteArrayView(writer.get(), view.get(), nullptr));
  ++batches;
  start_batch();
}

void ArrowWriter::State::append_texts(ArrowArray* array, const Chunk& chunk, std::size_t column) {
  for (std::size_t row = 0; row < chunk.rows(); ++row) {
    text_bytes += chunk.text(column, row).size();
    append_text(array, chunk.text(column, row));
  }
}

void ArrowWriter::State::append_column(ArrowArray* array, const Chunk& chunk, std::size_t column) {
  for (std::size_t row = 0; row < chunk.rows(); ++row) {
    if (!chunk.valid(column, row)) throw std::logic_error("NULL in column " + columns[column].name + " of a stream");
  }
  switch (columns[column].type) {
    case ColumnType::int32:
      return append_numbers(array, chunk.int32(column));
    case ColumnType::int64:
      return append_numbers(array, chunk.int64(column));
    case ColumnType::float32:
      return append_numbers(array, chunk.float32(column));
    case ColumnType::float64:
      return append_numbers(array, chunk.float64(column));
    case ColumnType::text:
      return append_texts(array, chunk, column);
    default:
      break;
  }
  for (std::size_t row = 0; row < chunk.rows(); ++row) {
    if (columns[column].element_type == ColumnType::int32) {
      append_numbers(array->children[0], chunk.int32_list(column, row));
    } else {
      append_numbers(array->children[0], chunk.float32_list(column, row));
    }
    check(ArrowArrayFinishElement(array));
  }
}

ArrowWriter::ArrowWriter(const std::vector<ArrowColumn>& columns, const ArrowOptions& options)
    : state_(std::make_unique<State>()) {
  state_->columns = columns;
  state_->options = options;
  state_->open();
}

ArrowWriter::ArrowWriter(ArrowWriter&&) noexcept = default;
ArrowWriter& ArrowWriter::operator=(ArrowWriter&&) noexcept = default;
ArrowWriter::~ArrowWriter() = default;

void ArrowWriter::append(const Chunk& rows) {
  State& state = *state_;
  for (std::size_t i = 0; i < state.columns.size(); ++i) state.append_column(state.batch->children[i], rows, i);
  state.rows += rows.rows();
  if (state.rows >= state.options.batch_rows || state.text_bytes >= kBatchTextBytes) state.end_batch();
}

void ArrowWriter::append(std::span<const ArrowValues> columns) {
  State& state = *state_;
  if (columns.size() != state.columns.size()) throw std::logic_error("a stream has another number of columns");
  const std::size_t rows = columns.empty() ? 0 : rows_of(columns[0]);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ArrowColumn type = column_of("", columns[i]);
    if (type.type != state.columns[i].type || type.element_type != state.columns[i].element_type ||
        rows_of(columns[i]) != rows) {
      throw std::logic_error("column " + state.columns[i].name + " of a stream has other rows");
    }
  }
  for (std::size_t begin = 0; begin < rows;) {
    const std::size_t row_limit = begin + std::min(rows - begin, state.options.batch_rows - state.rows);
    const std::size_t end = batch_end(columns, begin, row_limit);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::visit([&](const auto& values) { append_rows(state.batch->children[i], values, begin, end); }, columns[i]);
    }
    state.rows += end - begin;
    if (state.rows >= state.options.batch_rows || end < row_limit) state.end_batch();
    begin = end;
  }
}

std::string ArrowWriter::finish() {
  if (state_->rows > 0 || state_->batches == 0) state_->end_batch();
  state_->write(ArrowIpcWriterWriteArrayView(state_->writer.get(), nullptr, nullptr));
  return std::move(state_->output.bytes);
}

std::string arrow_stream(Database& database, std::string_view statement, std::span<const SqlValue> parameters,
                         const ArrowOptions& options) {
  Rows rows = database.query(statement, parameters);
  std::vector<ArrowColumn> columns;
  for (std::size_t i = 0; i < rows.names().size(); ++i) {
    columns.push_back({rows.names()[i], rows.types()[i], rows.element_types()[i]});
  }
  ArrowWriter writer(columns, options);
  while (const Chunk* chunk = rows.next()) writer.append(*chunk);
  return writer.finish();
}

std::string arrow_stream(std::span<const NamedValues> columns, const ArrowOptions& options) {
  std::vector<ArrowColumn> types;
  std::vector<ArrowValues> values;
  for (const NamedValues& column : columns) {
    types.push_back(column_of(column.name, column.values));
    values.push_back(column.values);
  }
  ArrowWriter writer(types, options);
  writer.append(values);
  return writer.finish();
}

}  // namespace proclens
