#include "import/flat/field_name.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "import/flat/words.hpp"

namespace proclens {
namespace {

constexpr std::string_view kEventData = "eventdata";

/// Names that say nothing: of the text or the attributes of an XML element, and of OpenTelemetry's typed values.
bool says_nothing(std::string_view name) {
  constexpr std::array<std::string_view, 12> kNames = {"#text",       "#attributes", "$",           "$t",
                                                       "stringValue", "intValue",    "doubleValue", "boolValue",
                                                       "kvlistValue", "arrayValue",  "values",      "_attributes"};
  return is_one_of(kNames, name);
}

/// Names of objects that only contain the record.
bool wraps(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames = {"_source", "result",  "fields", "body",       "properties",
                                                      "_raw",    "message", "log",    "jsonPayload"};
  return is_one_of(kNames, name);
}

std::string folded(std::string_view name) {
  if (const std::size_t unit = name.find(" ["); unit != std::string_view::npos) name = name.substr(0, unit);
  constexpr std::string_view kAttributes = "_attributes";
  if (name.size() > kAttributes.size() && name.ends_with(kAttributes)) name.remove_suffix(kAttributes.size());
  std::string text;
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == '_' || c == '@' || c == '#') continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return text;
}

}  // namespace

void FieldName::append_part(std::string_view part, bool is_object) {
  if (says_nothing(part) || (is_object && text_.empty() && wraps(part))) return;
  constexpr std::string_view kGraylog = "winlogbeat_";
  if (text_.empty() && part.starts_with(kGraylog)) part.remove_prefix(kGraylog.size());
  constexpr std::string_view kInner = "event_data_";
  if (const std::size_t inner = ascii_lower(part).find(kInner); inner != std::string::npos) {
    text_ = kEventData;
    part.remove_prefix(inner + kInner.size());
  }
  const std::string name = folded(part);
  if (name.empty()) return;
  if (name == kEventData) {
    text_ = kEventData;
  } else if ((name == "system" && (text_.empty() || text_ == "event" || text_ == "win" || text_.ends_with(".win"))) ||
             (name == "renderinginfo" && text_ == "event")) {
    text_ = name;
  } else {
    if (!text_.empty()) text_ += '.';
    text_ += name;
  }
}

void FieldName::append(std::string_view name, bool is_object) {
  while (true) {
    const std::size_t dot = name.find('.');
    append_part(name.substr(0, dot), is_object || dot != std::string_view::npos);
    if (dot == std::string_view::npos) return;
    name.remove_prefix(dot + 1);
  }
}

void FieldName::drop_data() {
  if (text_ == "eventdata.data") text_ = kEventData;
}

std::string folded_name(std::string_view dotted) {
  FieldName name;
  name.append(dotted);
  return name.text();
}

}  // namespace proclens
