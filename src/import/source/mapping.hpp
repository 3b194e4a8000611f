// The meaning of a source's fields: the files of sql/import/source/, one per source.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "import/source/record_fields.hpp"

namespace proclens {

/// A field that forms name differently; the first name present counts.
using FieldNames = std::vector<FieldPath>;

/// One form in which a source's records are written.
struct RecordForm {
  std::string name;    ///< for users: "Winlogbeat"
  FieldNames channel;  ///< the log that the record belongs to; empty if the source has none
  FieldNames event;    ///< the kind of event
  FieldNames host;     ///< where it happened
  FieldNames time;     ///< when, unless its own fields say so
  FieldNames record;   ///< its number in the log; empty if the source does not number its records
  FieldNames fields;   ///< this form's names of Mapping::fields, one each
  FieldNames needs;    ///< one of these must have a text; empty: none must
  bool needs_time = false;
};

/// A column of the events that a source's records become.
struct MappingColumn {
  std::string name;
  std::vector<std::string> inputs;  ///< columns of `record` that it depends on, in the order of record_columns()
  std::string expression;           ///< SQL over the inputs, all of which are text
};

/// A source: how its records are recognised, what is taken from them, and what it means.
struct Mapping {
  std::string name;                     ///< of its file: "sysmon"
  int rank = 1;                         ///< of two mappings that would keep a record, the one with the lower rank does
  std::vector<RecordForm> forms;        ///< read as written
  std::vector<RecordForm> loose_forms;  ///< tried next, on flat records (import/flat/flat_record.hpp)
  std::set<std::string, std::less<>> channels;  ///< lower case; empty: any
  std::set<std::string, std::less<>> events;    ///< lower case; of channels that are not in `channel_events`
  std::map<std::string, std::set<std::string, std::less<>>> channel_events;  ///< of channels with events of their own
  std::vector<std::string> fields;  ///< what `columns` depend on besides event, host, time and record
  std::vector<MappingColumn> columns;

  /// What is kept of a record: event, host, time, record and `fields`.
  [[nodiscard]] std::vector<std::string> record_columns() const;
};

/// Reads a mapping from the text of its file; docs/import.md describes the syntax. Throws std::logic_error for invalid
/// syntax; expressions are checked when they are run.
[[nodiscard]] Mapping parse_mapping(std::string name, const std::string& text);

/// All mappings of the program, by rank and name.
[[nodiscard]] const std::vector<Mapping>& import_mappings();

}  // namespace proclens
