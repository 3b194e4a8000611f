#include "import/json_record.hpp"

#include <simdjson.h>

#include <array>
#include <charconv>
#include <deque>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "import/key_shapes.hpp"

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

constexpr std::size_t kLargeRecord = 1 << 20;  // memory for a larger one, 14 times its size, is not kept
constexpr std::size_t kDeepest = 8;            // objects within objects that shapes know; no path has as many parts

}  // namespace

struct JsonRecord::State {
  dom::parser parser;
  std::string repaired;
  dom::object object;
  KeyShapes shapes{"_source"};
  std::vector<dom::element> values = std::vector<dom::element>(KeyShapes::kMostSteps);  // by step
  bool has_shape = false;
  std::deque<std::string> numbers;  // as text, of this record and of earlier ones
  std::size_t numbers_in_use = 0;

  simdjson::error_code parse(std::string_view text, bool copy) {
    dom::element root;
    if (parser.capacity() > kLargeRecord && text.size() <= kLargeRecord) parser = dom::parser();
    if (const auto error = parser.parse(text.data(), text.size(), copy).get(root)) return error;
    if (const auto error = root.get(object)) return error;
    numbers_in_use = 0;
    has_shape = walk();
    dom::object source;
    if (!has_shape && !object[shapes.wrapper()].get(source)) object = source;
    return simdjson::SUCCESS;
  }

  /// Takes the record's keys and values in order. False when they are too many or too long.
  bool walk() {
    if (object.size() >= KeyShapes::kMostSteps) return false;
    struct Level {
      dom::object::iterator at, end;
    };
    std::array<Level, kDeepest> outer;
    std::size_t depth = 0;
    dom::element* next = values.data();
    Level level{object.begin(), object.end()};
    shapes.begin();
    while (true) {
      while (level.at != level.end) {
        const dom::element value = level.at.value();
        const bool is_object = value.is_object();
        const KeyStep step = !is_object ? KeyStep::value : depth < kDeepest ? KeyStep::open : KeyStep::shut;
        if (!shapes.go(step, level.at.key())) return false;
        ++level.at;
        *next++ = value;
        if (step == KeyStep::open) {
          outer[depth++] = level;
          const dom::object inner = value;
          level = {inner.begin(), inner.end()};
        }
      }
      if (!shapes.go(KeyStep::close, {})) return false;
      ++next;
      if (depth == 0) break;
      level = outer[--depth];
    }
    shapes.end();
    return true;
  }

  /// A place for a number's text until the next record.
  std::string& number_text() {
    if (numbers_in_use == numbers.size()) numbers.emplace_back();
    return numbers[numbers_in_use++];
  }

  template <class Whole>
  std::string_view text_of_whole(Whole number) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
    return number_text().assign(digits.begin(), end);
  }

  /// Of a list its first element.
  FieldText text_of(dom::element value) {
    return value.is_string() ? FieldText(value.get_string().value_unsafe()) : text_of_other(value);
  }

  // What is rarer is kept out of the way of what is done for every field.
  [[gnu::noinline]] FieldText text_of_other(dom::element value) {
    dom::array list;
    if (!value.get(list)) {
      if (list.begin() == list.end()) return {};
      value = *list.begin();
    }
    switch (value.type()) {
      case dom::element_type::STRING:
        return value.get_string().value_unsafe();
      case dom::element_type::BOOL:
        return std::string_view(bool(value) ? "true" : "false");
      case dom::element_type::INT64:
        return text_of_whole(std::int64_t(value));
      case dom::element_type::UINT64:
        return text_of_whole(std::uint64_t(value));
      case dom::element_type::DOUBLE:
        return std::string_view(number_text() = simdjson::to_string(value));
      default:
        return {};
    }
  }

  FieldText find(const FieldPath& path) {
    if (has_shape) {
      const int step = shapes.find(path);
      if (step >= 0) return text_of(values[static_cast<std::size_t>(step)]);
      if (step == KeyShapes::kMissing) return FieldText();
    }
    return find_in_order(path);
  }

  /// Key by key, for records that are too much for a shape.
  [[gnu::noinline]] FieldText find_in_order(const FieldPath& path) {
    dom::object at = object;
    dom::element value;
    if (path.parts.size() > 1 && !at.at_key(path.whole).get(value)) return text_of(value);
    for (std::size_t part = 0; part < path.parts.size(); ++part) {
      if (at.at_key(path.parts[part]).get(value)) return FieldText();
      if (part + 1 < path.parts.size() && value.get(at)) return FieldText();
    }
    return text_of(value);
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

FieldText JsonRecord::find(const FieldPath& path) { return state_->find(path); }

void JsonRecord::find_all(std::span<const FieldPath> paths, std::span<FieldText> texts) {
  for (std::size_t i = 0; i < paths.size(); ++i) texts[i] = state_->find(paths[i]);
}

}  // namespace proclens
