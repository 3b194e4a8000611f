#include "import/json/json_record.hpp"

#include <simdjson.h>

#include <charconv>
#include <deque>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "import/json/json_tokens.hpp"
#include "import/json/key_shapes.hpp"

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

/// Values are noted while the tokens are walked; what is too much for a shape is left to simdjson's tree.
struct JsonRecord::State {
  struct Value {
    FieldText text;
    std::uint32_t token = 0;  ///< of a list, or of a number that is not text yet; 0: `text` says it
  };
  enum class Walk { sound, unsound, too_much };
  struct Place {
    std::size_t token;
    std::size_t objects;  ///< that the walk is in
    Value* next;          ///< of the next step
  };

  JsonTokens tokens;
  KeyShapes shapes{"_source"};
  std::vector<Value> values = std::vector<Value>(KeyShapes::kMostSteps);  // by step
  bool has_shape = false;
  std::deque<std::string> texts;  // that had to be made, of this record and of earlier ones
  std::size_t texts_in_use = 0;
  std::string repaired;
  std::string_view record;  // its text
  dom::parser parser;
  dom::object object;  // once it was needed
  bool has_object = false;

  JsonFault read(std::string_view text) {
    record = text;
    texts_in_use = 0;
    has_object = false;
    if (const JsonFault fault = tokens.find(text); fault != JsonFault::none) return fault;
    const Walk walked = walk();
    has_shape = walked == Walk::sound;
    return has_shape ? JsonFault::none : walked == Walk::unsound ? tokens.fault() : parse();
  }

  /// Takes the record's keys and values in order.
  Walk walk() {
    if (tokens.first(0) != '{') return Walk::unsound;
    shapes.begin();
    Place at{1, 1, values.data()};
    bool enters = true;  // an object, just now: it may be empty
    while (true) {
      if (!enters || tokens.first(at.token) != '}') {
        if (const Walk walked = take_member(at, enters); walked != Walk::sound) return walked;
        if (enters) continue;
      }
      enters = false;
      if (tokens.first(at.token) != ',') {
        if (const Walk walked = leave_objects(at); walked != Walk::sound) return walked;
        if (at.objects == 0) break;
        if (at.token >= tokens.size() || tokens.first(at.token) != ',') return Walk::unsound;
      }
      ++at.token;
    }
    shapes.end();
    return at.token == tokens.size() ? Walk::sound : Walk::unsound;
  }

  /// A key, a colon, and a value or the beginning of an object that the walk then is in.
  Walk take_member(Place& at, bool& enters) {
    // Behind the value there is at least what closes the record.
    if (at.token + 3 >= tokens.size() || tokens.first(at.token + 1) != ':') return Walk::unsound;
    const bool is_object = tokens.first(at.token + 2) == '{';
    const KeyStep step = !is_object ? KeyStep::value : at.objects <= kDeepest ? KeyStep::open : KeyStep::shut;
    if (tokens.is_key(at.token, shapes.usual_key())) {
      if (!shapes.go_usual(step)) return Walk::too_much;
    } else {
      std::string_view key;
      if (tokens.first(at.token) != '"' || !tokens.string(at.token, key)) return Walk::unsound;
      if (!shapes.go(step, key)) return Walk::too_much;
    }
    enters = step == KeyStep::open;
    if (enters) {
      *at.next++ = {};
      ++at.objects;
      at.token += 3;
      return Walk::sound;
    }
    at.token = take_value(at.token + 2, at.objects, *at.next++);
    return at.token != 0 ? Walk::sound : Walk::unsound;
  }

  /// The ends of objects that there are, up to that of the record.
  Walk leave_objects(Place& at) {
    while (at.objects > 0 && at.token < tokens.size() && tokens.first(at.token) == '}') {
      if (!shapes.go(KeyStep::close, {})) return Walk::too_much;
      *at.next++ = {};
      ++at.token;
      --at.objects;
    }
    return Walk::sound;
  }

  /// The value at a token. @returns the token behind it; 0 when it is not sound.
  std::size_t take_value(std::size_t token, std::size_t depth, Value& value) {
    if (tokens.first(token) != '"') return take_other(token, depth, value);
    std::string_view text;
    if (!tokens.string(token, text)) return 0;
    value = {text};
    return token + 1;
  }

  // What is rarer is kept out of the way of what is done for every field.
  [[gnu::noinline]] std::size_t take_other(std::size_t token, std::size_t depth, Value& value) {
    using Kind = JsonTokens::Word::Kind;
    const char c = tokens.first(token);
    if (c == '[' || c == '{') {
      value = {{}, c == '[' ? static_cast<std::uint32_t>(token) : 0};
      return tokens.skip(token, depth);
    }
    const auto [kind, text] = tokens.word(token);
    if (kind == Kind::unsound) return 0;
    value = kind == Kind::text ? Value{text} : Value{{}, kind == Kind::number ? static_cast<std::uint32_t>(token) : 0};
    return token + 1;
  }

  /// Makes the tree that is searched key by key.
  JsonFault parse() {
    dom::element root;
    if (parser.capacity() > kLargeRecord && record.size() <= kLargeRecord) parser = dom::parser();
    if (const auto error = parser.parse(record.data(), record.size(), false).get(root)) {
      return error == simdjson::STRING_ERROR ? JsonFault::text : JsonFault::form;
    }
    if (root.get(object)) return JsonFault::form;
    dom::object source;
    if (!object[shapes.wrapper()].get(source)) object = source;
    has_object = true;
    return JsonFault::none;
  }

  /// A place for a text until the next record.
  std::string& made_text() {
    if (texts_in_use == texts.size()) texts.emplace_back();
    return texts[texts_in_use++];
  }

  FieldText text_of(const Value& value) { return value.token == 0 ? value.text : text_of_token(value.token); }

  /// Of a list its first element.
  [[gnu::noinline]] FieldText text_of_token(std::size_t token) {
    if (tokens.first(token) == '[') ++token;
    switch (tokens.first(token)) {
      case '"':
        return tokens.string_text(token, made_text()) ? FieldText(texts[texts_in_use - 1]) : FieldText();
      case 't':
      case 'f':
        return tokens.written(token);
      case '[':
      case ']':
      case '{':
      case 'n':
        return {};
      default:
        return tokens.number_text(token, made_text()) ? FieldText(texts[texts_in_use - 1]) : FieldText();
    }
  }

  FieldText text_of(dom::element value) {
    dom::array list;
    if (!value.get(list)) {
      if (list.begin() == list.end()) return {};
      value = *list.begin();
    }
    if (value.is_string()) return value.get_string().value_unsafe();
    if (value.is_null() || value.is_array() || value.is_object()) return {};
    return std::string_view(made_text() = simdjson::to_string(value));
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
    if (!has_object && parse() != JsonFault::none) return {};
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
  JsonFault fault = state_->read(text);
  if (fault == JsonFault::text) {
    std::string& repaired = state_->repaired = with_whole_surrogates(valid_utf8(text));
    const std::size_t size = repaired.size();
    fault = state_->read(std::string_view(repaired.append(kPadding, ' ')).substr(0, size));
  }
  return fault == JsonFault::none;
}

FieldText JsonRecord::find(const FieldPath& path) { return state_->find(path); }

void JsonRecord::find_all(std::span<const FieldPath> paths, std::span<FieldText> texts) {
  State& state = *state_;
  for (std::size_t i = 0; i < paths.size(); ++i) texts[i] = state.find(paths[i]);
}

ShapeNote* JsonRecord::shape_note() { return state_->has_shape ? state_->shapes.note() : nullptr; }

bool JsonRecord::may_have(const FieldPath& path) {
  return !state_->has_shape || state_->shapes.find(path) != KeyShapes::kMissing;
}

}  // namespace proclens
