// One event as its source wrote it: named fields, independent of the file format.
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
  std::uint32_t number;  ///< from 0, in order of construction; copies have the same number
};

/// A field's text, or none: std::optional<std::string_view> in two registers instead of in memory, which accounts for
/// most of the cost of the millions of calls made while reading.
class FieldText {
 public:
  FieldText() = default;
  FieldText(std::string_view text) : text_(text.data() == nullptr ? "" : text) {}

  explicit operator bool() const { return text_.data() != nullptr; }
  std::string_view operator*() const { return text_; }
  operator std::optional<std::string_view>() const { return *this ? std::optional(text_) : std::nullopt; }
  bool operator==(const FieldText& other) const { return bool(*this) == bool(other) && text_ == other.text_; }

 private:
  std::string_view text_;  ///< none if its data pointer is null
};

/// Looks fields up by name. Numbers and booleans are returned as text, a list as its first element; objects, null and
/// missing fields stay empty.
class RecordFields {
 public:
  RecordFields() = default;
  RecordFields(const RecordFields&) = delete;
  RecordFields& operator=(const RecordFields&) = delete;
  virtual ~RecordFields() = default;

  /// Valid until the next record.
  [[nodiscard]] virtual FieldText find(const FieldPath& path) = 0;
};

}  // namespace proclens
