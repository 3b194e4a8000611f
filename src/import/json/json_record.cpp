#include "import/json/json_record.hpp"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "import/flat/json_repair.hpp"

namespace proclens {

namespace ondemand = simdjson::ondemand;

static_assert(JsonRecord::kPadding >= simdjson::SIMDJSON_PADDING);

namespace {

constexpr std::size_t kUsualRecord = 1 << 14;  // minimum memory, so that it rarely has to grow
constexpr std::size_t kLargeRecord = 1 << 20;  // memory for larger records is not kept
constexpr std::string_view kWrapper = "_source";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// A text followed by padding.
std::string_view padded(std::string& text) {
  const std::size_t size = text.size();
  text.append(JsonRecord::kPadding, ' ');
  return std::string_view(text).substr(0, size);
}

template <class Whole>
bool fits(std::string_view number) {
  Whole whole;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), whole);
  return error == std::errc() && end == number.data() + number.size();
}

/// Whether a number is an integer, fits into 64 bits and is written canonically.
bool is_plain(std::string_view number) {
  const std::string_view digits = number.substr(number.starts_with('-') ? 1 : 0);
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  if (digits.front() == '0') return number.size() == 1;
  return number.front() == '-' ? fits<std::int64_t>(number) : fits<std::uint64_t>(number);
}

}  // namespace

/// One walk over a record stores the values of wanted fields by their node in the tree.
struct JsonRecord::State {
  struct Value {
    FieldText text;
    std::uint64_t walk = 0;  ///< that stored it
  };

  const FieldTree& fields;
  std::vector<Value> values;  // by node
  std::uint64_t walk = 0;     // of the last record
  ondemand::parser parser;
  simdjson::dom::parser numbers;
  std::deque<std::string> texts;  // created for this record and earlier ones
  std::size_t texts_in_use = 0;
  std::string copy;      // of the record, if another byte follows it than simdjson needs
  std::string repaired;  // the record, if it had repairable damage

  explicit State(const FieldTree& tree) : fields(tree), values(tree.size()) {}

  void reserve(std::size_t bytes) {
    if (parser.capacity() > kLargeRecord && bytes <= kLargeRecord) parser = ondemand::parser();
    if (parser.capacity() >= std::max(bytes, kUsualRecord)) return;
    if (parser.allocate(std::max(bytes, kUsualRecord)) != simdjson::SUCCESS) throw std::bad_alloc();
  }

  simdjson::error_code read(std::string_view text) {
    ++walk;
    texts_in_use = 0;
    reserve(text.size());
    ondemand::document document;
    ondemand::object record;
    if (const auto error = parser.iterate(text.data(), text.size(), text.size() + kPadding).get(document)) return error;
    if (const auto error = document.get_object().get(record)) return error;
    if (const auto error = take_record(record)) return error;
    const bool is_all = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    return is_all ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
  }

  /// Reads the outermost object; an object in the first wrapper replaces it.
  simdjson::error_code take_record(ondemand::object& record) {
    bool has_wrapper = false;
    bool is_wrapped = false;
    return for_each_member(record, [&](std::string_view key, ondemand::value& value) -> simdjson::error_code {
      if (is_wrapped) return simdjson::SUCCESS;
      const bool may_wrap = key == kWrapper && !std::exchange(has_wrapper, true);
      if (!may_wrap || !is_object(value)) return take_member(FieldTree::kRoot, key, value);
      ondemand::object source;
      if (const auto error = value.get_object().get(source)) return error;
      is_wrapped = true;
      ++walk;  // discards the values of the outer object
      return take_members(source, FieldTree::kRoot);
    });
  }

  static bool is_object(ondemand::value& value) {
    ondemand::json_type type;
    return !value.type().get(type) && type == ondemand::json_type::object;
  }

  /// Recurses into objects in which something is wanted: only as deep as the paths have parts.
  simdjson::error_code take_members(ondemand::object& object, std::uint32_t node) {
    return for_each_member(object,
                           [&](std::string_view key, ondemand::value& value) { return take_member(node, key, value); });
  }

  template <class Take>
  static simdjson::error_code for_each_member(ondemand::object& object, Take take) {
    for (simdjson::simdjson_result<ondemand::field> member : object) {
      ondemand::field field;
      std::string_view key;
      if (const auto error = std::move(member).get(field)) return error;
      if (const auto error = field.unescaped_key().get(key)) return error;
      if (const auto error = take(key, field.value())) return error;
    }
    return simdjson::SUCCESS;
  }

  /// Reads a member of the object of `parent`, if something of it is wanted; of equal keys only the first.
  simdjson::error_code take_member(std::uint32_t parent, std::string_view key, ondemand::value& value) {
    const std::uint32_t node = fields.child(parent, key);
    if (node == FieldTree::kNone || values[node].walk == walk) return simdjson::SUCCESS;
    values[node] = {{}, walk};
    ondemand::json_type type;
    if (const auto error = value.type().get(type)) return error;
    if (type == ondemand::json_type::array) return take_first(value, values[node].text);
    if (type != ondemand::json_type::object) return take_scalar(value, type, values[node].text);
    if (!fields.has_children(node)) return simdjson::SUCCESS;
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return error;
    return take_members(object, node);
  }

  simdjson::error_code take_first(ondemand::value& value, FieldText& text) {
    ondemand::array list;
    if (const auto error = value.get_array().get(list)) return error;
    for (simdjson::simdjson_result<ondemand::value> element : list) {
      ondemand::value first;
      ondemand::json_type type;
      if (const auto error = std::move(element).get(first)) return error;
      if (const auto error = first.type().get(type)) return error;
      if (type == ondemand::json_type::array || type == ondemand::json_type::object) return simdjson::SUCCESS;
      return take_scalar(first, type, text);
    }
    return simdjson::SUCCESS;
  }

  simdjson::error_code take_scalar(ondemand::value& value, ondemand::json_type type, FieldText& text) {
    switch (type) {
      case ondemand::json_type::string: {
        std::string_view string;
        const auto error = value.get_string().get(string);
        text = string;
        return error;
      }
      case ondemand::json_type::number:
        return take_number(value.raw_json_token(), text);
      case ondemand::json_type::boolean: {
        bool is_true = false;
        const auto error = value.get_bool().get(is_true);
        text = std::string_view(is_true ? "true" : "false");
        return error;
      }
      default: {
        bool is_null = false;
        const auto error = value.is_null().get(is_null);
        return error || is_null ? error : simdjson::N_ATOM_ERROR;
      }
    }
  }

  /// @param token a number, possibly followed by blanks
  simdjson::error_code take_number(std::string_view token, FieldText& text) {
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    if (is_plain(token)) {
      text = token;
      return simdjson::SUCCESS;
    }
    simdjson::dom::element number;
    const auto error = numbers.parse(token.data(), token.size()).get(number);
    if (!error) text = std::string_view(made_text() = simdjson::to_string(number));
    return error;
  }

  /// A buffer for a text, valid until the next record.
  std::string& made_text() {
    if (texts_in_use == texts.size()) texts.emplace_back();
    return texts[texts_in_use++];
  }

  [[nodiscard]] FieldText find(const FieldPath& path) const {
    const auto [whole, nested] = fields.nodes(path);
    if (values[whole].walk == walk) return values[whole].text;
    return values[nested].walk == walk ? values[nested].text : FieldText();
  }
};

JsonRecord::JsonRecord(const FieldTree& fields) : state_(std::make_unique<State>(fields)) {}
JsonRecord::~JsonRecord() = default;

bool JsonRecord::read(std::string_view text) {
  // If an object is not closed, the walk looks at the byte after the text, which must not be one that could close it.
  if (!is_blank(text.data()[text.size()])) text = padded(state_->copy.assign(text));
  simdjson::error_code error = state_->read(text);
  if (error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR) {
    error = state_->read(padded(state_->repaired = with_valid_characters(text)));
  }
  return error == simdjson::SUCCESS;
}

FieldText JsonRecord::find(const FieldPath& path) { return state_->find(path); }

}  // namespace proclens
