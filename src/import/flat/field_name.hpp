// Names of fields as products spell them, in one spelling.
#pragma once

#include <string>
#include <string_view>

namespace proclens {

/// A path of names that grows and shrinks while a record is walked. Its text joins the names with dots, in lower case
/// and without blanks, hyphens, underscores, a leading @ or #, and a unit in brackets ("Timestamp [UTC]"): Wazuh's
/// `data.win.eventdata.processGuid`, Graylog's `winlogbeat_winlog_event_data_ProcessGuid` and Windows's
/// `Event.EventData.ProcessGuid` are all `eventdata.processguid`. Names that only wrap, as Elasticsearch's `_source`
/// and Splunk's `result` do, are left out.
class FieldName {
 public:
  [[nodiscard]] const std::string& text() const { return text_; }

  /// What `restore` needs.
  [[nodiscard]] std::string save() const { return text_; }
  void restore(std::string saved) { text_ = std::move(saved); }

  /// Appends a name; one with dots counts as several.
  /// @param is_object whether the name is of an object, which may only wrap the record
  void append(std::string_view name, bool is_object = false);
  /// The name of values that are named one by one: for `eventdata.data` that is `eventdata`.
  void drop_data();

 private:
  void append_part(std::string_view part, bool is_object);
  std::string text_;
};

/// The text of a path of names that has been written with dots.
[[nodiscard]] std::string folded_name(std::string_view dotted);

}  // namespace proclens
