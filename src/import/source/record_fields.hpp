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
  std::uint32_t number;  ///< from 0, in the order in which paths were made; copies have the same
};

/// A field's text, or none: std::optional<std::string_view> in two registers instead of in memory, which in the
/// millions of calls that reading makes is most of what a call takes.
class FieldText {
 public:
  FieldText() = default;
  FieldText(std::string_view text) : text_(text.data() == nullptr ? "" : text) {}

  explicit operator bool() const { return text_.data() != nullptr; }
  std::string_view operator*() const { return text_; }
  operator std::optional<std::string_view>() const { return *this ? std::optional(text_) : std::nullopt; }
  bool operator==(const FieldText& other) const { return bool(*this) == bool(other) && text_ == other.text_; }

 private:
  std::string_view text_;  ///< without data: none
};

/// Looks fields up by name. Numbers and booleans come as text; of a list its first element; objects, null and what is
/// missing are nothing.
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
