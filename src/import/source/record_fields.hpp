// One event as its source wrote it: named fields, whatever the format of the file.
#pragma once

#include <cstdint>
#include <span>
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
  bool operator==(const FieldText& other) const { return bool(*this) == bool(other) && text_ == other.text_; }

 private:
  std::string_view text_;  ///< without data: none
};

/// What whoever sorts records has noted of those that have their fields in the same places.
struct ShapeNote {
  const void* about = nullptr;  ///< what it was noted for; nothing yet
  std::uint64_t bits = 0;
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
  /// Of each path what `find` finds; `texts` has at least as many.
  virtual void find_all(std::span<const FieldPath> paths, std::span<FieldText> texts) {
    for (std::size_t i = 0; i < paths.size(); ++i) texts[i] = find(paths[i]);
  }

  /// The note of the records that this one is alike, or none. For those `may_have` says the same for every path.
  [[nodiscard]] virtual ShapeNote* shape_note() { return nullptr; }
  /// False when neither this record nor one that is alike has the field.
  [[nodiscard]] virtual bool may_have(const FieldPath& path) { return static_cast<bool>(find(path)); }
};

}  // namespace proclens
