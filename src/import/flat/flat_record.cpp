#include "import/flat/flat_record.hpp"

#include <functional>

#include "import/flat/field_name.hpp"

namespace proclens {
namespace {

constexpr std::string_view kEventFields = "eventdata.";

/// A drive followed by two backslashes.
bool has_doubled_backslash(std::string_view path) { return path.size() > 4 && path.substr(1, 3) == ":\\\\"; }

}  // namespace

FlatNames::FlatNames(std::span<const Mapping> mappings) {
  for (const Mapping& mapping : mappings) {
    for (const RecordForm& form : mapping.loose_forms) {
      for (const FieldNames* names :
           {&form.channel, &form.event, &form.host, &form.time, &form.record, &form.fields, &form.needs}) {
        for (const FieldPath& path : *names) {
          if (path.number >= names_.size()) names_.resize(path.number + 1);
          names_[path.number] = folded_name(path.whole);
        }
      }
    }
  }
}

void FlatRecord::clear() {
  bytes_.clear();
  entries_.clear();
  has_event_data_ = false;
}

void FlatRecord::add(std::string_view name, std::string_view text) {
  if (this->text(name)) return;
  const std::size_t begin = bytes_.size();
  bytes_ += name;
  bytes_ += text;
  entries_.push_back({begin, begin + name.size(), bytes_.size(), std::hash<std::string_view>()(name)});
  has_event_data_ |= name.starts_with(kEventFields);
}

FieldText FlatRecord::text(std::string_view folded) const {
  const std::size_t hash = std::hash<std::string_view>()(folded);
  for (const Entry& entry : entries_) {
    if (entry.hash == hash && name_of(entry) == folded) return text_of(entry);
  }
  return FieldText();
}

void FlatRecord::undouble_backslashes() {
  bool doubled = false;
  for (const std::string_view path : {"eventdata.image", "eventdata.newprocessname", "eventdata.processname"}) {
    if (const FieldText found = text(path)) doubled |= has_doubled_backslash(*found);
  }
  if (!doubled) return;
  for (Entry& entry : entries_) {
    if (!name_of(entry).starts_with(kEventFields)) continue;
    std::size_t end = entry.text;
    for (std::size_t i = entry.text; i < entry.end; ++i) {
      if (bytes_[i] == '\\' && i + 1 < entry.end && bytes_[i + 1] == '\\') ++i;
      bytes_[end++] = bytes_[i];
    }
    entry.end = end;
  }
}

}  // namespace proclens
