#include "table/parquet/parquet_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <fstream>
#include <functional>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "proclens/error.hpp"
#include "storage/output_file.hpp"

namespace proclens {
namespace {

constexpr std::string_view kMagic = "PAR1";
constexpr std::uint64_t kLengthBytes = 4;

// Ids of fields, from parquet.thrift.
constexpr std::int16_t kFileSchema = 2;
constexpr std::int16_t kFileRows = 3;
constexpr std::int16_t kFileRowGroups = 4;
constexpr std::int16_t kGroupColumns = 1;
constexpr std::int16_t kGroupBytes = 2;
constexpr std::int16_t kGroupRows = 3;
constexpr std::int16_t kGroupOffset = 5;
constexpr std::int16_t kGroupCompressedBytes = 6;
constexpr std::int16_t kGroupOrdinal = 7;
constexpr std::int16_t kChunkPath = 1;
constexpr std::int16_t kChunkMetadata = 3;
constexpr std::array<std::int16_t, 3> kChunkOffsets = {2, 4, 6};           // the chunk, its two page indexes
constexpr std::array<std::int16_t, 4> kMetadataOffsets = {9, 10, 11, 14};  // data, index, dictionary, Bloom filter

template <class Value>
Value& field_of(Value& structure, std::int16_t id, ThriftType type) {
  Value* field = structure.find(id);
  if (field == nullptr || field->type != type) throw Error(Fault::data, "its footer lacks a field");
  return *field;
}

template <class Value>
auto& structures_of(Value& structure, std::int16_t id) {
  Value& list = field_of(structure, id, ThriftType::list);
  if (list.element_type != ThriftType::structure) throw Error(Fault::data, "its footer has a list of another type");
  return list.elements;
}

/// Moves offsets, where they are given: 0 stands for none.
void move(ThriftValue& structure, std::span<const std::int16_t> offsets, std::int64_t by) {
  for (const std::int16_t id : offsets) {
    if (ThriftValue* offset = structure.find(id); offset != nullptr && offset->number != 0) offset->number += by;
  }
}

void move_group(ThriftValue& group, std::int64_t by) {
  move(group, std::array{kGroupOffset}, by);
  std::erase_if(group.fields, [](const ThriftField& field) { return field.id == kGroupOrdinal; });
  for (ThriftValue& chunk : structures_of(group, kGroupColumns)) {
    if (chunk.find(kChunkPath) != nullptr) throw Error(Fault::data, "its data is in other files");
    move(chunk, kChunkOffsets, by);
    move(field_of(chunk, kChunkMetadata, ThriftType::structure), kMetadataOffsets, by);
  }
}

/// The footer's bytes, and where they begin.
std::pair<std::string, std::uint64_t> footer_bytes(const std::filesystem::path& path) {
  constexpr std::uint64_t tail_bytes = kLengthBytes + kMagic.size();
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(0, file.tellg()));
  const auto read = [&](std::uint64_t position, std::uint64_t count) {
    std::string bytes(count, '\0');
    file.seekg(static_cast<std::streamoff>(position));
    file.read(bytes.data(), static_cast<std::streamsize>(count));
    if (!file) throw Error(Fault::data, "it cannot be read");
    return bytes;
  };
  if (size < kMagic.size() + tail_bytes) throw Error(Fault::data, "it is too short");
  const std::string tail = read(size - tail_bytes, tail_bytes);
  if (!tail.ends_with(kMagic)) throw Error(Fault::data, "it does not end as a Parquet file does");
  std::array<char, kLengthBytes> length_bytes{};
  std::ranges::copy(tail.substr(0, kLengthBytes), length_bytes.begin());
  static_assert(std::endian::native == std::endian::little);
  const auto length = std::bit_cast<std::uint32_t>(length_bytes);
  if (length > size - kMagic.size() - tail_bytes) throw Error(Fault::data, "its footer is longer than the file");
  const std::uint64_t begin = size - tail_bytes - length;
  return {read(begin, length), begin};
}

}  // namespace

const std::vector<ThriftValue>& ParquetFile::schema() const { return structures_of(footer, kFileSchema); }
const std::vector<ThriftValue>& ParquetFile::row_groups() const { return structures_of(footer, kFileRowGroups); }

ParquetFile read_parquet_file(const std::filesystem::path& path) {
  ParquetFile file{path, 0, {}};
  std::string bytes;
  std::tie(bytes, file.data_end) = footer_bytes(path);
  file.footer = parse_thrift(bytes);
  if (file.schema().empty()) throw Error(Fault::data, "its footer names no columns");
  for (const ThriftValue& group : file.row_groups()) static_cast<void>(rows_of_group(group));
  return file;
}

std::uint64_t rows_of_group(const ThriftValue& row_group) {
  return static_cast<std::uint64_t>(field_of(row_group, kGroupRows, ThriftType::int64).number);
}

std::vector<ThriftValue> ParquetAssembly::add_data(const ParquetFile& file) {
  const auto by = static_cast<std::int64_t>(end_ - kMagic.size());
  std::vector<ThriftValue> groups = file.row_groups();
  for (ThriftValue& group : groups) move_group(group, by);
  parts_.push_back({file.path, file.data_end});
  end_ += file.data_end - kMagic.size();
  return groups;
}

void ParquetAssembly::append(ThriftValue row_group) { row_groups_.push_back(std::move(row_group)); }

void ParquetAssembly::append(ThriftValue left, const ThriftValue& right) {
  std::vector<ThriftValue>& columns = structures_of(left, kGroupColumns);
  const std::vector<ThriftValue>& more = structures_of(right, kGroupColumns);
  columns.insert(columns.end(), more.begin(), more.end());
  for (const std::int16_t id : {kGroupBytes, kGroupCompressedBytes}) {
    ThriftValue* bytes = left.find(id);
    const ThriftValue* more_bytes = right.find(id);
    if (bytes != nullptr && more_bytes != nullptr) bytes->number += more_bytes->number;
  }
  append(std::move(left));
}

void ParquetAssembly::write(const ParquetFile& columns, const OutputPath& to) const {
  ThriftValue footer = columns.footer;
  structures_of(footer, kFileRowGroups) = row_groups_;
  field_of(footer, kFileRows, ThriftType::int64).number =
      std::transform_reduce(row_groups_.begin(), row_groups_.end(), std::int64_t{0}, std::plus{},
                            [](const ThriftValue& group) { return static_cast<std::int64_t>(rows_of_group(group)); });
  const std::string bytes = thrift_bytes(footer);
  OutputFile file(to);
  const auto append_text = [&](std::string_view text) { file.append(std::as_bytes(std::span(text))); };
  append_text(kMagic);
  for (const Part& part : parts_) append_bytes_of(part.path, kMagic.size(), part.end, file);
  append_text(bytes);
  const auto length = std::bit_cast<std::array<char, kLengthBytes>>(static_cast<std::uint32_t>(bytes.size()));
  append_text({length.data(), length.size()});
  append_text(kMagic);
  file.close();
}

}  // namespace proclens
