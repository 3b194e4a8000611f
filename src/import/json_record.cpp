#include "import/json_record.hpp"

#include <simdjson.h>

#include <charconv>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "import/distinct_texts.hpp"

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

/// The keys of one JSON object after the other, so that a field is found without walking through the fields before it.
/// Of a key that is there twice the first counts, as with simdjson's own search.
class KeyIndex {
 public:
  struct Slot {
    std::uint64_t round = 0;   ///< of `clear`; another one: free
    std::uint32_t object = 0;  ///< the number of the object that the key is in
    std::uint32_t inner = 0;   ///< the number of the object that is the value; 0: it has none yet
    std::uint64_t hash = 0;
    std::string_view key;
    dom::element value;
  };

  void clear() {
    ++round_;
    keys_ = 0;
    objects_ = 0;
  }

  /// Takes in an object and numbers it, the first one 0. False when there are too many keys: the index is of no use.
  bool add(const dom::object& object) {
    const std::uint32_t number = objects_++;
    for (const auto field : object) {
      if (++keys_ > kMostKeys) return false;
      insert(number, field);
    }
    return true;
  }

  [[nodiscard]] std::uint32_t objects() const { return objects_; }

  /// nullptr when the object has no such key.
  [[nodiscard]] Slot* find(std::uint32_t object, std::string_view key, std::uint64_t hash) {
    for (std::size_t i = first_slot(object, hash);; i = (i + 1) % kSlots) {
      Slot& slot = slots_[i];
      if (slot.round != round_) return nullptr;
      if (slot.hash == hash && slot.object == object && slot.key == key) return &slot;
    }
  }

 private:
  static constexpr std::size_t kSlots = 256;  // small enough to stay near
  static constexpr std::size_t kMostKeys = 128;

  static std::size_t first_slot(std::uint32_t object, std::uint64_t hash) { return ((hash >> 32U) + object) % kSlots; }

  void insert(std::uint32_t object, const dom::key_value_pair& field) {
    const std::uint64_t hash = text_hash(field.key);
    std::size_t i = first_slot(object, hash);
    for (; slots_[i].round == round_; i = (i + 1) % kSlots) {
      if (slots_[i].hash == hash && slots_[i].object == object && slots_[i].key == field.key) return;
    }
    slots_[i] = {round_, object, 0, hash, field.key, field.value};
  }

  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
  std::uint64_t round_ = 1;
  std::uint32_t keys_ = 0;
  std::uint32_t objects_ = 0;
};

}  // namespace

struct JsonRecord::State {
  dom::parser parser;
  std::string repaired;
  std::string scratch;  // of numbers
  dom::object object;
  KeyIndex index;
  bool is_indexed = false;

  simdjson::error_code parse(std::string_view text, bool copy) {
    dom::element root;
    if (const auto error = parser.parse(text.data(), text.size(), copy).get(root)) return error;
    if (const auto error = root.get(object)) return error;
    dom::object source;
    if (!object["_source"].get(source)) object = source;
    index.clear();
    is_indexed = index.add(object);
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

  /// The number of the object that a key's value is, indexed when it was not; nothing when it is no object, or when
  /// that makes too many keys.
  std::optional<std::uint32_t> inner_object(KeyIndex::Slot& slot) {
    dom::object inner;
    if (slot.inner == 0) {
      if (slot.value.get(inner)) return std::nullopt;
      slot.inner = index.objects();
      is_indexed = index.add(inner);
    }
    return is_indexed ? std::optional(slot.inner) : std::nullopt;
  }

  /// By the index, nullptr when it is not there; that counts only if the record is still indexed afterwards.
  const KeyIndex::Slot* find_indexed(const FieldPath& path) {
    KeyIndex::Slot* slot = nullptr;
    if (path.parts.size() > 1) {
      slot = index.find(0, path.whole, path.whole_hash);
      if (slot != nullptr) return slot;
    }
    std::optional<std::uint32_t> at = 0;
    for (std::size_t part = 0; part < path.parts.size(); ++part) {
      if (part > 0 && !(at = inner_object(*slot))) return nullptr;
      slot = index.find(*at, path.parts[part], path.part_hashes[part]);
      if (slot == nullptr) return nullptr;
    }
    return slot;
  }

  /// Key by key, for records with very many.
  std::optional<std::string_view> find_in_order(const FieldPath& path) {
    dom::object at = object;
    dom::element value;
    if (path.parts.size() > 1 && !at.at_key(path.whole).get(value)) return first_text_of(value);
    for (std::size_t part = 0; part < path.parts.size(); ++part) {
      if (at.at_key(path.parts[part]).get(value)) return std::nullopt;
      if (part + 1 < path.parts.size() && value.get(at)) return std::nullopt;
    }
    return first_text_of(value);
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
  if (state_->is_indexed) {
    const KeyIndex::Slot* found = state_->find_indexed(path);
    if (state_->is_indexed && found == nullptr) return std::nullopt;
    if (state_->is_indexed) return state_->first_text_of(found->value);
  }
  return state_->find_in_order(path);
}

}  // namespace proclens
