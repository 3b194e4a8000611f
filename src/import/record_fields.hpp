// One event as its source wrote it: named fields, whatever the format of the file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

/// The name of a field, such as winlog.event_data.Image, whole and in parts.
struct FieldPath {
  explicit FieldPath(std::string whole_path);
  std::string whole;
  std::vector<std::string> parts;
  std::uint64_t whole_hash = 0;            ///< text_hash of `whole`
  std::vector<std::uint64_t> part_hashes;  ///< and of each part
};

/// Looks fields up by name. Numbers and booleans come as text; of a list its first element; objects, null and what is
/// missing are nothing.
class RecordFields {
 public:
  RecordFields() = default;
  RecordFields(const RecordFields&) = delete;
  RecordFields& operator=(const RecordFields&) = delete;
  virtual ~RecordFields() = default;

  /// Valid until the next call.
  [[nodiscard]] virtual std::optional<std::string_view> find(const FieldPath& path) = 0;
};

}  // namespace proclens
