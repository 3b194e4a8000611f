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

/// A column of the events that a source's records become.
struct MappingColumn {
  std::string name;
  std::vector<std::string> inputs;  ///< columns of `record` that it follows from, in the order of record_columns()
  std::string expression;           ///< SQL over the inputs, all of them text
};

/// A source: how its records are recognised, what is taken from them, and what that means.
struct Mapping {
  std::string name;  ///< of its file: "sysmon"
  int rank = 1;      ///< of two mappings that would keep a record, the one with the lower rank does
  std::vector<RecordForm> forms;
  std::set<std::string, std::less<>> channels;  ///< lower case; empty: any
  std::set<std::string, std::less<>> events;    ///< lower case
  std::vector<std::string> fields;              ///< what `columns` follow from besides event, host and time
  std::vector<MappingColumn> columns;

  /// What is kept of a record: event, host, time and `fields`.
  [[nodiscard]] std::vector<std::string> record_columns() const;
};

/// Reads a mapping from its file's text; docs/import.md says how it is written. Throws std::logic_error when it is
/// written otherwise; expressions are checked when they are run.
[[nodiscard]] Mapping parse_mapping(std::string name, const std::string& text);

/// Every mapping of the program, by rank and name.
[[nodiscard]] const std::vector<Mapping>& import_mappings();

}  // namespace proclens
