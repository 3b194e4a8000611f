#include "import/flat/flat_reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "import/flat/field_name.hpp"
#include "import/flat/json_repair.hpp"
#include "import/flat/message_text.hpp"
#include "import/flat/object_scanner.hpp"
#include "import/flat/words.hpp"
#include "import/xml/xml_event.hpp"

namespace proclens {

namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kMaxDepth = 24;     // of objects in a record
constexpr std::size_t kMaxWrappers = 6;   // of objects around records
constexpr std::size_t kMaxEncodings = 3;  // of JSON within texts
constexpr std::size_t kMaxFields = 2000;  // of a record

/// Members whose arrays hold records, or whose objects hold such members; in lower case.
bool may_hold_records(std::string_view key) {
  constexpr std::array<std::string_view, 26> kKeys = {
      "hits",  "results", "result", "records",      "events",    "value",      "values", "tables",   "data",
      "items", "logs",    "rows",   "entries",      "messages",  "documents",  "docs",   "response", "responses",
      "d",     "matches", "alerts", "resourcelogs", "scopelogs", "logrecords", "event",  "body"};
  return is_one_of(kKeys, ascii_lower(key));
}

/// Fields that hold a whole record as text.
bool holds_record(std::string_view name) {
  constexpr std::array<std::string_view, 10> kNames = {
      "", "raw", "message", "log", "msg", "event.original", "original", "line", "rawdata", "rawevent"};
  return is_one_of(kNames, name);
}

bool is_json_object(std::string_view text) { return text.size() > 2 && text.front() == '{' && text.back() == '}'; }

/// The member whose key is one of `names` when folded.
template <std::size_t n>
std::optional<dom::element> member_named(const dom::object& object, const std::array<std::string_view, n>& names) {
  for (const auto [key, value] : object) {
    if (is_one_of(names, ascii_lower(key))) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> text_of(const dom::element& element) {
  std::string_view text;
  return element.get_string().get(text) ? std::nullopt : std::optional(text);
}

/// The value in `{"@Name": "Image", "#text": …}` and its other spellings.
std::optional<dom::element> value_in(const dom::object& object) {
  constexpr std::array<std::string_view, 5> kValues = {"#text", "text", "value", "_text", "content"};
  return member_named(object, kValues);
}

/// The name there, if the object is of this kind. One without a value is only known by the spellings of XML.
std::optional<std::string_view> name_in(const dom::object& object) {
  constexpr std::array<std::string_view, 4> kNames = {"@name", "name", "key", "columnname"};
  constexpr std::array<std::string_view, 2> kAttributes = {"#attributes", "$"};
  if (object.size() > 3) return std::nullopt;
  if (const auto attributes = member_named(object, kAttributes)) {
    dom::object inner;
    if (attributes->get_object().get(inner)) return std::nullopt;
    const auto name = member_named(inner, kNames);
    return name ? text_of(*name) : std::nullopt;
  }
  const auto name = member_named(object, kNames);
  const bool is_of_xml = object.size() == 1 && (*object.begin()).key == "@Name";
  return name && (is_of_xml || value_in(object)) ? text_of(*name) : std::nullopt;
}

/// Whether an array's elements are named one by one and so belong to one record.
bool is_named(const dom::array& array) {
  for (const dom::element element : array) {
    dom::object object;
    if (element.get_object().get(object)) return false;
    if (name_in(object)) return true;
    const dom::element only = (*object.begin()).value;
    return object.size() == 1 && !only.is_object() && !only.is_array();
  }
  return false;
}

bool holds_objects(const dom::array& array) {
  for (const dom::element element : array) return element.is_object();
  return false;
}

}  // namespace

struct FlatReader::State {
  std::span<const Mapping> mappings;
  FlatRecord record;
  FieldName name;
  XmlEventReader xml;
  std::array<dom::parser, kMaxEncodings> parsers;  // of texts within texts
  std::size_t encodings = 0;
  std::size_t explained = 0;
  ClassifiedRecords* classified = nullptr;

  State(std::span<const Mapping> all, const FlatNames& names) : mappings(all), record(names) {}

  /// Parses JSON; the result is valid until the next text of the same encoding depth.
  std::optional<dom::element> parse(std::string_view text) {
    dom::parser& parser = parsers[encodings];
    dom::element root;
    simdjson::error_code error = parser.parse(text.data(), text.size()).get(root);
    if (error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR) {
      error = parser.parse(with_valid_characters(text)).get(root);
    }
    return error ? std::nullopt : std::optional(root);
  }

  // Records ---------------------------------------------------------------------------------------------------------

  void start_record() {
    record.clear();
    name.restore("");
  }

  void classify() {
    record.undouble_backslashes();
    if (classify_flat(record, mappings, *classified, Unfit::is_left)) return;
    const bool has_message = add_message();
    if (classify_flat(record, mappings, *classified, Unfit::is_left)) return;
    constexpr std::size_t kExplained = 100;  // of a part of a file
    if (explained++ < kExplained) {
      const bool is_foreign = has_message && !record.has_event_data();
      classified->lacks.add(lack_of(record, mappings) +
                            (is_foreign ? ", and with a message that is not known English" : ""));
    }
    static_cast<void>(classify_flat(record, mappings, *classified, Unfit::is_counted));
  }

  /// Adds the fields that the record's message states; returns whether it has a message.
  bool add_message() {
    bool has_message = false;
    for (const std::string_view field : {"message", "renderinginfo.message", "rendereddescription", "description",
                                         "msg", "fullmessage", "eventdata.message"}) {
      const FieldText text = record.text(field);
      has_message = has_message || bool(text);
      if (text && add_message_fields(std::string(*text), record)) break;
    }
    return has_message;
  }

  /// Classifies the records in an element. An object without records in it is a record.
  void classify_all(const dom::element& element, std::size_t depth) {
    dom::array array;
    if (!element.get_array().get(array)) {
      for (const dom::element item : array) {
        if (item.is_object() && depth < kMaxWrappers) classify_all(item, depth + 1);
      }
      return;
    }
    dom::object object;
    if (element.get_object().get(object)) return;
    if (depth < kMaxWrappers && (classify_table(object) || classify_members(object, depth))) return;
    start_record();
    add_members(object, 0);
    classify();
  }

  /// Whether records were found in the members of an object.
  bool classify_members(const dom::object& object, std::size_t depth) {
    bool found = false;
    for (const auto [key, value] : object) {
      if (!may_hold_records(key)) continue;
      dom::array array;
      dom::object inner;
      if (!value.get_array().get(array)) {
        if (!holds_objects(array) || is_named(array)) continue;
        classify_all(value, depth + 1);
        found = true;
      } else if (depth + 1 < kMaxWrappers && !value.get_object().get(inner)) {
        found |= classify_table(inner) || classify_members(inner, depth + 1);
      }
    }
    return found;
  }

  /// A table of columns and rows, as Log Analytics and Kusto answer. A row may also name its values itself.
  bool classify_table(const dom::object& object) {
    constexpr std::array<std::string_view, 1> kColumns = {"columns"};
    constexpr std::array<std::string_view, 1> kRows = {"rows"};
    const auto columns = member_named(object, kColumns);
    const auto rows = member_named(object, kRows);
    dom::array column_list;
    dom::array row_list;
    if (!columns || !rows || columns->get_array().get(column_list) || rows->get_array().get(row_list)) return false;
    std::vector<std::string> names;
    for (const dom::element column : column_list) {
      dom::object described;
      std::optional<std::string_view> title = text_of(column);
      if (!column.get_object().get(described)) title = name_of_column(described);
      names.emplace_back(title.value_or(""));
    }
    for (const dom::element row : row_list) {
      dom::array cells;
      start_record();
      if (dom::object named; !row.get_object().get(named)) {
        add_members(named, 0);
        classify();
        continue;
      }
      if (row.get_array().get(cells)) {
        ++classified->counts.unreadable;
        continue;
      }
      std::size_t column = 0;
      for (const dom::element cell : cells) {
        if (column < names.size()) add_named(names[column++], cell, 0);
      }
      classify();
    }
    return true;
  }

  static std::optional<std::string_view> name_of_column(const dom::object& column) {
    constexpr std::array<std::string_view, 2> kNames = {"name", "columnname"};
    const auto name = member_named(column, kNames);
    return name ? text_of(*name) : std::nullopt;
  }

  // Fields ----------------------------------------------------------------------------------------------------------

  void add_members(const dom::object& object, std::size_t depth) {
    for (const auto [key, value] : object) add_named(key, value, depth);
  }

  void add_named(std::string_view key, const dom::element& value, std::size_t depth) {
    if (depth == kMaxDepth || record.size() >= kMaxFields) return;
    std::string saved = name.save();
    name.append(key, value.is_object());
    add_value(value, depth);
    name.restore(std::move(saved));
  }

  void add_value(const dom::element& value, std::size_t depth) {
    switch (value.type()) {
      case dom::element_type::OBJECT:
        add_object(value.get_object().value_unsafe(), depth);
        break;
      case dom::element_type::ARRAY:
        add_array(value.get_array().value_unsafe(), depth);
        break;
      case dom::element_type::STRING:
        add_text(value.get_string().value_unsafe());
        break;
      case dom::element_type::DOUBLE:
        add_number(value.get_double().value_unsafe());
        break;
      case dom::element_type::NULL_VALUE:
        break;
      default:
        record.add(name.text(), simdjson::to_string(value));
    }
  }

  void add_number(double number) {
    std::array<char, 64> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc()) record.add(name.text(), {digits.data(), end});
  }

  void add_object(const dom::object& object, std::size_t depth) {
    if (const auto own = name_in(object); own && name.text() == "eventdata.data")
      return add_one_named(object, *own, depth);
    add_members(object, depth + 1);
  }

  void add_one_named(const dom::object& object, std::string_view own, std::size_t depth) {
    const auto value = value_in(object);
    if (!value) return;
    std::string saved = name.save();
    name.drop_data();
    add_named(own, *value, depth + 1);
    name.restore(std::move(saved));
  }

  /// Of plain values the first counts.
  void add_array(const dom::array& array, std::size_t depth) {
    for (const dom::element element : array) {
      dom::object object;
      if (element.get_object().get(object)) {
        if (!element.is_array()) return add_value(element, depth);
        continue;
      }
      if (const auto own = name_in(object)) {
        add_one_named(object, *own, depth);
      } else {
        std::string saved = name.save();
        name.drop_data();
        add_members(object, depth + 1);
        name.restore(std::move(saved));
      }
    }
  }

  /// Takes JSON and XML in a text apart.
  void add_text(std::string_view text) {
    const std::string_view body = without_blanks(text);
    const bool is_whole = holds_record(name.text());
    std::string saved = name.save();
    if (is_json_object(body) && encodings + 1 < kMaxEncodings) {
      if (is_whole) name.restore("");
      ++encodings;
      dom::object object;
      const auto root = parse(body);
      if (root && !root->get_object().get(object)) add_members(object, 0);
      --encodings;
    } else if (body.starts_with('<') && body.find("EventData") != std::string_view::npos && xml.read(body)) {
      name.restore("");
      for (const auto& [path, value] : xml.fields()) {
        FieldName field;
        field.append(path);
        field.drop_data();
        record.add(field.text(), value);
      }
    } else if (is_whole && add_splunk_event(body, record)) {
      name.restore("");
    }
    name.restore(std::move(saved));
    record.add(name.text(), text);
  }
};

FlatReader::FlatReader(std::span<const Mapping> mappings, const FlatNames& names)
    : state_(std::make_unique<State>(mappings, names)) {}
FlatReader::~FlatReader() = default;

void FlatReader::classify_text(std::string_view text, ClassifiedRecords& classified) {
  state_->classified = &classified;
  bool found = false;
  for (std::size_t begin = text.find('{'); begin != std::string_view::npos; begin = text.find('{', begin)) {
    const std::size_t end = ObjectScanner().scan(text.substr(begin));
    if (end == std::string_view::npos) break;
    const auto root = state_->parse(text.substr(begin, end));
    if (root) state_->classify_all(*root, 0);
    if (!root) ++classified.counts.unreadable;
    found = true;
    begin += end;
  }
  if (!found) ++classified.counts.unreadable;
}

void FlatReader::clear() { state_->start_record(); }

void FlatReader::add_field(std::string_view name, std::string_view text) {
  state_->name.restore("");
  state_->name.append(name);
  state_->add_text(text);
}

void FlatReader::classify(ClassifiedRecords& classified) {
  state_->classified = &classified;
  state_->classify();
}

}  // namespace proclens
