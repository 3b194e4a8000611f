// A record in any known form as a flat list of names and texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "import/source/mapping.hpp"
#include "import/source/record_fields.hpp"

namespace proclens {

/// The names that mappings look for in flat records, folded (field_name.hpp). Immutable; any number of threads may read
/// it.
class FlatNames {
 public:
  explicit FlatNames(std::span<const Mapping> mappings);
  /// @param path one of a mapping's loose forms
  [[nodiscard]] const std::string& folded(const FieldPath& path) const { return names_[path.number]; }

 private:
  std::vector<std::string> names_;  ///< by path number
};

class FlatRecord final : public RecordFields {
 public:
  /// @param names borrowed
  explicit FlatRecord(const FlatNames& names) : names_(names) {}

  void clear();
  /// @param name folded; of equal names the first counts
  void add(std::string_view name, std::string_view text);
  /// The text of a folded name.
  [[nodiscard]] FieldText text(std::string_view folded) const;
  [[nodiscard]] FieldText find(const FieldPath& path) override { return text(names_.folded(path)); }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  /// Whether there are fields of the event itself, below `eventdata`.
  [[nodiscard]] bool has_event_data() const { return has_event_data_; }
  /// Replaces doubled backslashes in the fields of the event, which Wazuh writes, if its paths have them.
  void undouble_backslashes();

  /// Calls `use(name, text)` for every field.
  template <class Use>
  void for_each(Use use) const {
    for (const Entry& entry : entries_) use(name_of(entry), text_of(entry));
  }

 private:
  struct Entry {
    std::size_t name, text, end;  ///< positions in bytes_
    std::size_t hash;
  };
  [[nodiscard]] std::string_view name_of(const Entry& entry) const {
    return std::string_view(bytes_).substr(entry.name, entry.text - entry.name);
  }
  [[nodiscard]] std::string_view text_of(const Entry& entry) const {
    return std::string_view(bytes_).substr(entry.text, entry.end - entry.text);
  }

  const FlatNames& names_;
  std::string bytes_;
  std::vector<Entry> entries_;
  bool has_event_data_ = false;
};

}  // namespace proclens
