#include "import/json_record.hpp"

#include <simdjson.h>

#include <charconv>
#include <string>

#include "core/text.hpp"

namespace proclens {

namespace dom = simdjson::dom;

static_assert(JsonRecord::kPadding >= simdjson::SIMDJSON_PADDING);

namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// The code unit of the escape \u and four digits at `i`, or -1.
int code_unit(std::string_view text, std::size_t i) {
  if (i + 6 > text.size() || text[i] != '\\' || text[i + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t digit = i + 2; digit < i + 6; ++digit) {
    if (!is_hex(text[digit])) return -1;
  }
  std::from_chars(text.data() + i + 2, text.data() + i + 6, unit, 16);
  return unit;
}

bool is_high(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// `text` with escapes that are half a surrogate pair replaced.
std::string with_whole_surrogates(std::string_view text) {
  std::string whole;
  whole.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const int unit = code_unit(text, i);
    if (is_high(unit) && is_low(code_unit(text, i + 6))) {
      whole.append(text, i, 12);
      i += 12;
    } else if (is_high(unit) || is_low(unit)) {
      whole += "\\uFFFD";
      i += 6;
    } else {
      const std::size_t taken = text[i] == '\\' && i + 1 < text.size() ? 2 : 1;
      whole.append(text, i, taken);
      i += taken;
    }
  }
  return whole;
}

}  // namespace

struct JsonRecord::State {
  dom::parser parser;
  std::string repaired;
  std::string scratch;  // of numbers
  dom::object object;

  simdjson::error_code parse(std::string_view text, bool copy) {
    dom::element root;
    if (const auto error = parser.parse(text.data(), text.size(), copy).get(root)) return error;
    if (const auto error = root.get(object)) return error;
    dom::object source;
    if (!object["_source"].get(source)) object = source;
    return simdjson::SUCCESS;
  }

  std::optional<std::string_view> text_of(dom::element value) {
    switch (value.type()) {
      case dom::element_type::STRING:
        return std::string_view(value);
      case dom::element_type::BOOL:
        return bool(value) ? "true" : "false";
      case dom::element_type::INT64:
        return scratch = std::to_string(std::int64_t(value));
      case dom::element_type::UINT64:
        return scratch = std::to_string(std::uint64_t(value));
      case dom::element_type::DOUBLE:
        return scratch = simdjson::to_string(value);
      default:
        return std::nullopt;
    }
  }

  std::optional<std::string_view> first_text_of(dom::element value) {
    dom::array list;
    if (value.get(list)) return text_of(value);
    return list.size() == 0 ? std::nullopt : text_of(list.at(0).value_unsafe());
  }
};

JsonRecord::JsonRecord() : state_(std::make_unique<State>()) {}
JsonRecord::~JsonRecord() = default;

bool JsonRecord::read(std::string_view text) {
  auto error = state_->parse(text, false);
  if (error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR) {
    state_->repaired = with_whole_surrogates(valid_utf8(text));
    error = state_->parse(state_->repaired, true);
  }
  return error == simdjson::SUCCESS;
}

std::optional<std::string_view> JsonRecord::find(const FieldPath& path) {
  dom::object object = state_->object;
  dom::element value;
  if (path.parts.size() > 1 && !object.at_key(path.whole).get(value)) return state_->first_text_of(value);
  for (std::size_t part = 0; part < path.parts.size(); ++part) {
    if (object.at_key(path.parts[part]).get(value)) return std::nullopt;
    if (part + 1 < path.parts.size() && value.get(object)) return std::nullopt;
  }
  return state_->first_text_of(value);
}

}  // namespace proclens
