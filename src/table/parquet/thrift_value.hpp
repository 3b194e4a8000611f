// Values of Apache Thrift's compact protocol, in which Parquet's footers are written
// (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

/// The protocol's numbers of types.
enum class ThriftType : std::uint8_t {
  yes = 1,  ///< the boolean true
  no = 2,   ///< false
  int8 = 3,
  int16 = 4,
  int32 = 5,
  int64 = 6,
  float64 = 7,
  binary = 8,
  list = 9,
  set = 10,
  structure = 12
};

struct ThriftField;

/// A value with everything in it, known and unknown fields alike, so that it can be written again.
struct ThriftValue {
  ThriftType type = ThriftType::structure;
  std::int64_t number = 0;                          ///< of the integers
  std::string bytes = {};                           ///< of `binary`, and the eight of `float64`
  ThriftType element_type = ThriftType::structure;  ///< of `list` and `set`; `yes` for booleans
  std::vector<ThriftValue> elements = {};           ///< of `list` and `set`
  std::vector<ThriftField> fields = {};             ///< of `structure`, as they were read

  /// A field of a structure; nullptr if it is missing.
  [[nodiscard]] const ThriftValue* find(std::int16_t id) const;
  [[nodiscard]] ThriftValue* find(std::int16_t id);

  [[nodiscard]] bool operator==(const ThriftValue& other) const = default;
};

struct ThriftField {
  std::int16_t id = 0;
  ThriftValue value;
  [[nodiscard]] bool operator==(const ThriftField& other) const = default;
};

/// Reads a structure that fills `bytes`. Takes hostile bytes: throws Error (data) if they end early or late, nest
/// deeply, or contain a map, which Parquet does not use.
[[nodiscard]] ThriftValue parse_thrift(std::string_view bytes);

/// The bytes of a structure whose fields are in ascending order of their ids.
[[nodiscard]] std::string thrift_bytes(const ThriftValue& structure);

}  // namespace proclens
