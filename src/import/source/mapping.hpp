// What a source's fields mean: the files of sql/import/source/, one a source.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "import/source/record_fields.hpp"

namespace proclens {

/// A field that forms name differently; the first name that is there counts.
using FieldNames = std::vector<FieldPath>;

/// One shape in which a source's records are written.
struct RecordForm {
  std::string name;    ///< for people: "Winlogbeat"
  FieldNames channel;  ///< the log that the record belongs to; empty when the source has no such thing
  FieldNames event;    ///< what kind of event it is
  FieldNames host;     ///< where it happened
  FieldNames time;     ///< when, if its own fields do not say
  FieldNames fields;   ///< where this form has Mapping::fields, one each
};

/// A source: how its records are recognised, what is taken from them, and the SELECT that makes events of them.
struct Mapping {
  std::string name;  ///< of its file: "sysmon"
  int rank = 1;      ///< of two mappings that would keep a record, the one with the lower rank does
  std::vector<RecordForm> forms;
  std::set<std::string, std::less<>> channels;  ///< lower case; empty: any
  std::set<std::string, std::less<>> events;    ///< lower case
  std::vector<std::string> fields;              ///< the names in double quotes in `select`
  std::string select;                           ///< reads the table `record`: event, host, time and `fields`, all text

  /// The columns of `record`.
  [[nodiscard]] std::vector<std::string> columns() const;
};

/// Reads a mapping from its file's text; docs/import.md says how it is written. Throws std::logic_error when it is not.
[[nodiscard]] Mapping parse_mapping(std::string name, const std::string& text);

/// Every mapping of the program, by rank and name.
[[nodiscard]] const std::vector<Mapping>& import_mappings();

}  // namespace proclens
