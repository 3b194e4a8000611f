#include "table/parquet/thrift_value.hpp"

#include <algorithm>
#include <utility>

#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr int kMaxDepth = 32;  // of structures and lists; a footer has six
constexpr std::uint64_t kLongList = 15;
constexpr std::size_t kDoubleBytes = 8;

[[noreturn]] void refuse_thrift(const char* why) { throw Error(Fault::data, std::string("its footer ") + why); }

class ThriftReader {
 public:
  explicit ThriftReader(std::string_view bytes) : rest_(bytes) {}

  ThriftValue whole() {
    ThriftValue value = read(ThriftType::structure, 0);
    if (!rest_.empty()) refuse_thrift("is followed by other bytes");
    return value;
  }

 private:
  std::string_view take(std::uint64_t count) {
    if (count > rest_.size()) refuse_thrift("ends early");
    const std::string_view bytes = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return bytes;
  }

  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1).front()); }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint8_t next = byte();
      value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
      if (next < 0x80U) return value;
    }
    refuse_thrift("has a number that is too long");
  }

  std::int64_t zigzag() {
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
  }

  ThriftValue read(ThriftType type, int depth) {
    if (depth > kMaxDepth) refuse_thrift("nests too deeply");
    ThriftValue value;
    value.type = type;
    switch (type) {
      case ThriftType::yes:
      case ThriftType::no:
        return value;
      case ThriftType::int8:
        value.number = static_cast<std::int8_t>(byte());
        return value;
      case ThriftType::int16:
      case ThriftType::int32:
      case ThriftType::int64:
        value.number = zigzag();
        return value;
      case ThriftType::float64:
        value.bytes = take(kDoubleBytes);
        return value;
      case ThriftType::binary:
        value.bytes = take(varint());
        return value;
      case ThriftType::list:
      case ThriftType::set:
        read_elements(value, depth);
        return value;
      case ThriftType::structure:
        read_fields(value, depth);
        return value;
    }
    refuse_thrift("has a value of unknown type");
  }

  void read_elements(ThriftValue& list, int depth) {
    const std::uint8_t header = byte();
    const std::uint64_t size = header >> 4U == kLongList ? varint() : header >> 4U;
    list.element_type = static_cast<ThriftType>(header & 0x0FU);
    const bool booleans = list.element_type == ThriftType::yes || list.element_type == ThriftType::no;
    // Every element takes a byte, so a list cannot have more than there are.
    if (size > rest_.size()) refuse_thrift("ends early");
    list.elements.reserve(size);
    for (std::uint64_t i = 0; i < size; ++i) {
      list.elements.push_back(read(booleans ? static_cast<ThriftType>(byte()) : list.element_type, depth + 1));
    }
  }

  void read_fields(ThriftValue& structure, int depth) {
    std::int64_t id = 0;
    for (std::uint8_t header = byte(); header != 0; header = byte()) {
      id = header >> 4U != 0 ? id + (header >> 4U) : zigzag();
      if (id < INT16_MIN || id > INT16_MAX) refuse_thrift("has a field that cannot be");
      structure.fields.push_back(
          {static_cast<std::int16_t>(id), read(static_cast<ThriftType>(header & 0x0FU), depth + 1)});
    }
  }

  std::string_view rest_;
};

class ThriftWriter {
 public:
  std::string whole(const ThriftValue& structure) {
    write(structure);
    return std::move(out_);
  }

 private:
  void byte(std::uint64_t value) { out_.push_back(static_cast<char>(value)); }

  void varint(std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) byte((value & 0x7FU) | 0x80U);
    byte(value);
  }

  void zigzag(std::int64_t value) {
    varint((static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U));
  }

  void write(const ThriftValue& value) {
    switch (value.type) {
      case ThriftType::yes:
      case ThriftType::no:
        return;  // the type is the value
      case ThriftType::int8:
        byte(static_cast<std::uint8_t>(value.number));
        return;
      case ThriftType::int16:
      case ThriftType::int32:
      case ThriftType::int64:
        zigzag(value.number);
        return;
      case ThriftType::float64:
        out_ += value.bytes;
        return;
      case ThriftType::binary:
        varint(value.bytes.size());
        out_ += value.bytes;
        return;
      case ThriftType::list:
      case ThriftType::set:
        write_elements(value);
        return;
      case ThriftType::structure:
        write_fields(value);
        return;
    }
  }

  void write_elements(const ThriftValue& list) {
    const std::uint64_t size = list.elements.size();
    byte(std::min(size, kLongList) << 4U | static_cast<std::uint8_t>(list.element_type));
    if (size >= kLongList) varint(size);
    for (const ThriftValue& element : list.elements) {
      if (element.type == ThriftType::yes || element.type == ThriftType::no) {
        byte(static_cast<std::uint8_t>(element.type));
      }
      write(element);
    }
  }

  void write_fields(const ThriftValue& structure) {
    std::int16_t before = 0;
    for (const auto& [id, value] : structure.fields) {
      const auto type = static_cast<std::uint8_t>(value.type);
      const int step = id - before;
      if (step > 0 && step < 16) {
        byte(static_cast<std::uint64_t>(step) << 4U | type);
      } else {
        byte(type);
        zigzag(id);
      }
      before = id;
      write(value);
    }
    byte(0);
  }

  std::string out_;
};

}  // namespace

const ThriftValue* ThriftValue::find(std::int16_t id) const {
  const auto field = std::ranges::find(fields, id, &ThriftField::id);
  return field == fields.end() ? nullptr : &field->value;
}

ThriftValue* ThriftValue::find(std::int16_t id) { return const_cast<ThriftValue*>(std::as_const(*this).find(id)); }

ThriftValue parse_thrift(std::string_view bytes) { return ThriftReader(bytes).whole(); }

std::string thrift_bytes(const ThriftValue& structure) { return ThriftWriter().whole(structure); }

}  // namespace proclens
