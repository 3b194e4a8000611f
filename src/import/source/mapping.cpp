#include "import/source/mapping.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>

#include "core/text.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::string_view kFolder = "import/source/";

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") + 1 - first));
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(trimmed(part));
  return parts;
}

FieldNames field_names(const std::string& alternatives) {
  FieldNames names;
  for (const std::string& name : split(alternatives, '|')) names.emplace_back(name);
  return names;
}

/// A form before the data fields are known.
struct FormLine {
  RecordForm form;
  std::string prefix;
  bool is_loose = false;
};

FormLine parse_form(const std::string& text, bool is_loose) {
  FormLine line;
  line.is_loose = is_loose;
  const std::map<std::string, FieldNames RecordForm::*> members{
      {"channel", &RecordForm::channel}, {"event", &RecordForm::event},   {"host", &RecordForm::host},
      {"time", &RecordForm::time},       {"record", &RecordForm::record}, {"needs", &RecordForm::needs}};
  for (const std::string& part : split(text, ';')) {
    const std::size_t equals = part.find('=');
    if (equals == std::string::npos) {
      line.form.name = part;
      continue;
    }
    const std::string key = trimmed(part.substr(0, equals));
    const std::string value = trimmed(part.substr(equals + 1));
    if (key == "fields") {
      line.prefix = value;
    } else if (const auto member = members.find(key); member != members.end()) {
      line.form.*member->second = field_names(value);
    } else {
      throw std::logic_error("a form has no '" + key + "'");
    }
  }
  if (line.form.event.empty() || line.form.host.empty()) throw std::logic_error("a form needs event and host");
  return line;
}

/// "NAME from INPUT, INPUT": a column whose expression follows in the next lines.
MappingColumn parse_column(const std::string& text) {
  constexpr std::string_view kFrom = " from ";
  const std::size_t from = text.find(kFrom);
  if (from == std::string::npos) throw std::logic_error("a column does not say from what it follows: " + text);
  return {trimmed(text.substr(0, from)), split(text.substr(from + kFrom.size()), ','), ""};
}

/// Inputs in the order of the record's columns; unknown ones become fields.
void name_fields(Mapping& mapping) {
  std::vector<std::string> known = mapping.record_columns();
  const auto position = [&](const std::string& name) { return std::find(known.begin(), known.end(), name); };
  for (MappingColumn& column : mapping.columns) {
    for (const std::string& input : column.inputs) {
      if (position(input) == known.end()) {
        known.push_back(input);
        mapping.fields.push_back(input);
      }
    }
    std::ranges::sort(column.inputs, {}, position);
  }
}

std::set<std::string, std::less<>> lower_set(const std::string& list) {
  std::set<std::string, std::less<>> result;
  for (const std::string& value : split(list, ',')) result.insert(ascii_lower(value));
  return result;
}

/// "CHANNEL: EVENT, EVENT"
void add_channel_events(const std::string& text, Mapping& mapping) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) throw std::logic_error("the events of a channel do not name it: " + text);
  mapping.channel_events[ascii_lower(trimmed(text.substr(0, colon)))] = lower_set(text.substr(colon + 1));
}

std::vector<Mapping> embedded_mappings() {
  std::vector<Mapping> mappings;
  for (const auto& [name, text] : sql_files()) {
    if (name.starts_with(kFolder)) mappings.push_back(parse_mapping(name.substr(kFolder.size()), text));
  }
  std::stable_sort(mappings.begin(), mappings.end(),
                   [](const Mapping& a, const Mapping& b) { return a.rank < b.rank; });
  return mappings;
}

/// Forms that several mappings share: a file of lines as they are in a mapping.
void add_shared_forms(const std::string& name, std::vector<FormLine>& forms) {
  constexpr std::string_view kLoose = "-- loose form:";
  std::istringstream lines(sql("import/" + name));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kLoose)) forms.push_back(parse_form(line.substr(kLoose.size()), true));
  }
}

void add_form(FormLine&& line, const std::vector<std::string>& needs, Mapping& mapping) {
  for (const std::string& field : mapping.fields) line.form.fields.emplace_back(line.prefix + field);
  if (line.form.needs.empty()) {
    for (const std::string& field : needs) {
      if (field == "time") {
        line.form.needs_time = true;
      } else {
        line.form.needs.emplace_back(line.prefix + field);
      }
    }
  }
  (line.is_loose ? mapping.loose_forms : mapping.forms).push_back(std::move(line.form));
}

}  // namespace

std::vector<std::string> Mapping::record_columns() const {
  std::vector<std::string> names{"event", "host", "time", "record"};
  names.insert(names.end(), fields.begin(), fields.end());
  return names;
}

Mapping parse_mapping(std::string name, const std::string& text) {
  Mapping mapping;
  mapping.name = std::move(name);
  std::vector<FormLine> forms;
  std::vector<std::string> needs;
  const std::map<std::string, std::function<void(const std::string&)>> keys{
      {"form", [&](const std::string& value) { forms.push_back(parse_form(value, false)); }},
      {"loose form", [&](const std::string& value) { forms.push_back(parse_form(value, true)); }},
      {"loose forms of", [&](const std::string& value) { add_shared_forms(value, forms); }},
      {"needs", [&](const std::string& value) { needs = split(value, ','); }},
      {"channel", [&](const std::string& value) { mapping.channels = lower_set(value); }},
      {"event", [&](const std::string& value) { mapping.events = lower_set(value); }},
      {"rank", [&](const std::string& value) { mapping.rank = std::stoi(value); }},
      {"column", [&](const std::string& value) { mapping.columns.push_back(parse_column(value)); }}};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("--")) {
      if (trimmed(line).empty()) continue;
      if (mapping.columns.empty()) throw std::logic_error(mapping.name + ".sql has an expression without a column");
      mapping.columns.back().expression += line + '\n';
      continue;
    }
    if (constexpr std::string_view kEventOf = "-- event of "; line.starts_with(kEventOf)) {
      add_channel_events(line.substr(kEventOf.size()), mapping);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    if (const auto key = keys.find(trimmed(line.substr(2, colon - 2))); key != keys.end()) {
      key->second(trimmed(line.substr(colon + 1)));
    }
  }
  if (forms.empty() || mapping.events.empty()) throw std::logic_error(mapping.name + ".sql names no form or no event");
  name_fields(mapping);
  for (FormLine& line : forms) add_form(std::move(line), needs, mapping);
  return mapping;
}

const std::vector<Mapping>& import_mappings() {
  static const std::vector<Mapping> mappings = embedded_mappings();
  return mappings;
}

}  // namespace proclens
