#include "import/evtx/evtx_event.hpp"

#include <algorithm>

#include "import/evtx/evtx_value.hpp"

namespace proclens {
namespace {

// Far more than Windows nests; hostile data could nest without limit.
constexpr std::size_t max_sources = 16;
constexpr std::size_t max_elements = 64;
// Limits on the expansion of an event, in bytes and tokens: see read_evtx_chunk().
constexpr std::size_t base_budget = 32768;
constexpr std::size_t budget_a_byte = 16;
constexpr std::size_t max_units_a_chunk = 16 << 20;
constexpr std::size_t field_overhead = 2 * sizeof(std::string);

/// [MS-EVEN6] 2.2.12, without the bit that says that more of the same kind follows.
enum Token : std::uint8_t {
  end_of_fragment = 0x00,
  open_start_tag = 0x01,
  close_start_tag_token = 0x02,
  close_empty_tag = 0x03,
  end_tag = 0x04,
  value_text = 0x05,
  attribute = 0x06,
  character_data = 0x07,
  character_reference = 0x08,
  entity_reference = 0x09,
  instruction_target = 0x0a,
  instruction_data = 0x0b,
  template_instance = 0x0c,
  normal_substitution = 0x0d,
  optional_substitution = 0x0e,
  fragment_header = 0x0f,
};
constexpr std::uint8_t more_bit = 0x40;

constexpr std::size_t template_header_bytes = 24;  // offset of the next one, GUID, size

std::string_view entity_text(std::string_view name) {
  if (name == "amp") return "&";
  if (name == "lt") return "<";
  if (name == "gt") return ">";
  if (name == "quot") return "\"";
  if (name == "apos") return "'";
  return {};
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

EvtxEventReader::EvtxEventReader(std::span<const std::byte> chunk)
    : chunk_(chunk), names_(chunk), chunk_budget_(max_units_a_chunk) {}

EvtxEventReader::Outcome EvtxEventReader::read(std::size_t begin, std::size_t end, const EvtxWanted& wanted) {
  forget_last_event();
  wanted_ = &wanted;
  const std::size_t budget = std::min(base_budget + budget_a_byte * (end - begin), chunk_budget_);
  budget_ = budget;
  sources_.push_back({EvtxBytes(chunk_, begin, end), 0, 0, 0, true});
  while (!sources_.empty() && fault_ == nullptr && !unwanted_) next_token();
  if (fault_ == nullptr && !asked_) {
    if (fields_.empty()) {
      fail("it contains no event");
    } else {
      ask_whether_wanted();
    }
  }
  chunk_budget_ -= budget - budget_;
  if (fault_ != nullptr) return Outcome::damaged;
  return unwanted_ ? Outcome::unwanted : Outcome::whole;
}

EvtxKind EvtxEventReader::kind() const {
  return {std::string(field("Event.System.Channel")), std::string(field("Event.System.EventID"))};
}

void EvtxEventReader::forget_last_event() {
  sources_.clear();
  values_.clear();
  elements_.clear();
  path_.clear();
  text_.clear();
  in_attribute_ = false;
  fields_.clear();
  fields_.reserve(48);
  fault_ = nullptr;
  asked_ = false;
  unwanted_ = false;
}

bool EvtxEventReader::fail(const char* why) {
  if (fault_ == nullptr) fault_ = why;
  return false;
}

bool EvtxEventReader::spend(std::size_t units) {
  if (units > budget_) return fail("it expands to far more than its size");
  budget_ -= units;
  return true;
}

void EvtxEventReader::next_token() {
  if (sources_.back().bytes.left() == 0) {
    end_source();
    return;
  }
  if (!spend(1)) return;
  const std::size_t source = sources_.size() - 1;
  take_token(sources_.back().bytes.u8());
  if (source < sources_.size() && sources_[source].bytes.overrun()) fail("it is truncated");
}

void EvtxEventReader::take_token(std::uint8_t token) {
  EvtxBytes& bytes = sources_.back().bytes;
  switch (token & ~more_bit) {
    case end_of_fragment:
      return end_source();
    case open_start_tag:
      return open_element((token & more_bit) != 0);
    case close_start_tag_token:
      return close_start_tag();
    case close_empty_tag:
      close_start_tag();
      return close_element();
    case end_tag:
      return close_element();
    case value_text:
      return take_value_text();
    case attribute:
      return begin_attribute();
    case character_data:
      return take_counted_text(true);
    case character_reference:
      return take_character();
    case entity_reference:
      return take_entity();
    case instruction_target:
      take_name();
      return;
    case instruction_data:
      return take_counted_text(false);
    case template_instance:
      return begin_template();
    case normal_substitution:
      return substitute(false);
    case optional_substitution:
      return substitute(true);
    case fragment_header:
      if (bytes.u8() != 1) fail("its binary XML has an unknown version");
      bytes.u16();  // minor version, flags
      return;
    default:
      fail("it contains an unknown token");
  }
}

void EvtxEventReader::end_source() {
  const Source& ended = sources_.back();
  if (elements_.size() != ended.elements) {
    fail("an element is not closed");
    return;
  }
  values_.resize(ended.first_value);
  sources_.pop_back();
}

/// A name is stored where it is first referenced.
const EvtxName* EvtxEventReader::take_name() {
  EvtxBytes& bytes = sources_.back().bytes;
  const std::size_t offset = bytes.u32();
  const EvtxName* name = names_.at(offset);
  if (name == nullptr) {
    fail("a name is damaged");
    return nullptr;
  }
  if (offset == bytes.at()) bytes.skip(name->end - offset);
  return name;
}

void EvtxEventReader::open_element(bool with_attributes) {
  if (elements_.size() == max_elements) {
    fail("its elements are nested too deeply");
    return;
  }
  if (in_attribute_ || (!elements_.empty() && elements_.back().start_tag_open)) {
    fail("an element begins inside a tag");
    return;
  }
  Source& source = sources_.back();
  // Values that are binary XML omit the dependency, others have it; some writers do the opposite. The size that follows
  // decides: in the right interpretation it stays within the source.
  const auto size_fits = [&](std::size_t dependency_bytes) {
    EvtxBytes ahead = source.bytes;
    ahead.skip(dependency_bytes);
    const std::size_t size = ahead.u32();
    return !ahead.overrun() && size <= ahead.left();
  };
  const std::size_t expected = source.has_dependencies ? 2 : 0;
  const std::size_t dependency_bytes = !size_fits(expected) && size_fits(2 - expected) ? 2 - expected : expected;
  source.bytes.skip(dependency_bytes + 4);
  const EvtxName* name = take_name();
  if (name == nullptr) return;
  if (with_attributes) source.bytes.u32();  // size of the attributes
  if (!elements_.empty()) elements_.back().has_children = true;
  elements_.push_back({.path = path_.size(), .text = text_.size(), .is_data = name->text == "Data"});
  if (!path_.empty()) path_ += '.';
  path_ += name->text;
  spend(name->text.size());
}

void EvtxEventReader::close_start_tag() {
  if (elements_.size() <= sources_.back().elements || !elements_.back().start_tag_open) {
    fail("a tag ends without having begun");
    return;
  }
  end_attribute();
  elements_.back().start_tag_open = false;
}

void EvtxEventReader::close_element() {
  if (elements_.size() <= sources_.back().elements || elements_.back().start_tag_open) {
    fail("an element ends without having begun");
    return;
  }
  const Element element = elements_.back();
  const std::string_view text = std::string_view(text_).substr(element.text);
  const bool is_leaf = !element.has_children && !element.has_attributes && !element.is_absent && !element.has_array;
  if (is_leaf || !is_blank(text)) emit({}, text);
  text_.resize(element.text);
  if (path_ == "Event.System" && fault_ == nullptr) ask_whether_wanted();
  path_.resize(element.path);
  elements_.pop_back();
}

void EvtxEventReader::begin_attribute() {
  if (elements_.size() <= sources_.back().elements || !elements_.back().start_tag_open) {
    fail("an attribute is outside any tag");
    return;
  }
  end_attribute();
  const EvtxName* name = take_name();
  if (name == nullptr) return;
  in_attribute_ = true;
  attribute_is_absent_ = false;
  attribute_ = name->text;
  attribute_text_ = text_.size();
}

void EvtxEventReader::end_attribute() {
  if (!in_attribute_) return;
  in_attribute_ = false;
  Element& element = elements_.back();
  const std::string_view text = std::string_view(text_).substr(attribute_text_);
  if (element.is_data && attribute_ == "Name" && !text.empty()) {
    path_.resize(element.path);
    if (!path_.empty()) path_ += '.';
    path_ += text;
    spend(text.size());
  } else if (attribute_ != "xmlns" && (!attribute_is_absent_ || !text.empty())) {
    element.has_attributes = true;
    emit(attribute_, text);
  }
  text_.resize(attribute_text_);
}

void EvtxEventReader::emit(std::string_view attribute_name, std::string_view text) {
  if (!spend(path_.size() + attribute_name.size() + text.size() + field_overhead)) return;
  std::string path = path_;
  if (!attribute_name.empty()) path.append(".#attributes.").append(attribute_name);
  fields_.emplace_back(std::move(path), text);
}

bool EvtxEventReader::may_hold_text() {
  if (in_attribute_) return true;
  if (elements_.empty() || elements_.back().start_tag_open) return fail("text is outside any element");
  return true;
}

void EvtxEventReader::take_value_text() {
  if (static_cast<EvtxType>(sources_.back().bytes.u8()) != EvtxType::utf16_text) {
    fail("a value in its text is not text");
    return;
  }
  take_counted_text(true);
}

void EvtxEventReader::take_counted_text(bool is_wanted) {
  EvtxBytes& bytes = sources_.back().bytes;
  const std::size_t units = bytes.u16();
  const std::span<const std::byte> utf16 = bytes.take(2 * units);
  if (!is_wanted || !may_hold_text() || !spend(utf16.size())) return;
  append_utf16(text_, utf16);
}

void EvtxEventReader::take_character() {
  const std::span<const std::byte> unit = sources_.back().bytes.take(2);
  if (may_hold_text()) append_utf16(text_, unit);
}

void EvtxEventReader::take_entity() {
  const EvtxName* name = take_name();
  if (name == nullptr || !may_hold_text()) return;
  const std::string_view text = entity_text(name->text);
  if (text.empty()) {
    fail("it contains an unknown entity");
    return;
  }
  text_ += text;
}

/// Starts a template instance: its definition, or a reference to it, then the values to substitute.
void EvtxEventReader::begin_template() {
  EvtxBytes& bytes = sources_.back().bytes;
  bytes.u8();
  const std::uint32_t identifier = bytes.u32();
  const std::size_t offset = bytes.u32();
  EvtxBytes header(chunk_, offset, chunk_.size());
  header.u32();
  const std::uint32_t defined_identifier = header.u32();  // the identifier is the first number of the GUID
  header.skip(12);
  const std::size_t size = header.u32();
  if (header.overrun() || size > header.left() || identifier != defined_identifier) {
    fail("its template is damaged");
    return;
  }
  if (offset == bytes.at()) bytes.skip(template_header_bytes + size);
  if (sources_.size() == max_sources) {
    fail("its templates are nested too deeply");
    return;
  }
  const std::size_t first_value = values_.size();
  take_values(bytes);
  const std::size_t begin = offset + template_header_bytes;
  sources_.push_back(
      {EvtxBytes(chunk_, begin, begin + size), first_value, values_.size() - first_value, elements_.size(), true});
}

void EvtxEventReader::take_values(EvtxBytes& bytes) {
  const std::size_t count = bytes.u32();
  if (count > bytes.left() / 4 || !spend(count)) {
    fail("its values do not match the template");
    return;
  }
  std::size_t offset = bytes.at() + 4 * count;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint16_t size = bytes.u16();
    const std::uint8_t type = bytes.u8();
    bytes.u8();
    values_.push_back({type, size, static_cast<std::uint32_t>(offset)});
    offset += size;
  }
  if (offset > bytes.end()) {
    fail("its values do not match the template");
    return;
  }
  bytes.skip(offset - bytes.at());
}

void EvtxEventReader::substitute(bool optional) {
  Source& source = sources_.back();
  const std::size_t index = source.bytes.u16();
  source.bytes.u8();  // the expected type; the value has its own
  // Windows itself writes templates that refer to more values than an instance has; those are absent.
  const Value value = index < source.values ? values_[source.first_value + index] : Value{0, 0, 0};
  const auto type = static_cast<EvtxType>(value.type);
  if (type == EvtxType::null || (type == EvtxType::binary_xml && value.size == 0)) {
    if (optional && in_attribute_) attribute_is_absent_ = true;
    if (optional && !in_attribute_ && !elements_.empty()) elements_.back().is_absent = true;
    return;
  }
  if (type == EvtxType::binary_xml) {
    if (sources_.size() == max_sources) {
      fail("its templates are nested too deeply");
      return;
    }
    sources_.push_back(
        {EvtxBytes(chunk_, value.offset, value.offset + value.size), values_.size(), 0, elements_.size(), false});
    return;
  }
  if (!may_hold_text()) return;
  if ((value.type & evtx_array_bit) != 0) return substitute_array(value);
  const std::size_t before = text_.size();
  if (!append_evtx_value(text_, type, chunk_.subspan(value.offset, value.size))) {
    fail("a value does not match its type");
    return;
  }
  spend(text_.size() - before);
}

/// In an element each item becomes a field; in an attribute the items are concatenated.
void EvtxEventReader::substitute_array(const Value& value) {
  const auto type = static_cast<EvtxType>(value.type & ~evtx_array_bit);
  std::span<const std::byte> items = chunk_.subspan(value.offset, value.size);
  const std::size_t before = text_.size();
  while (!items.empty() && fault_ == nullptr) {
    const auto bytes = first_item_bytes(type, items);
    if (!bytes || !append_evtx_value(text_, type, items.first(*bytes))) {
      fail("an array does not match its type");
      return;
    }
    items = items.subspan(*bytes);
    if (in_attribute_) {
      if (!items.empty()) text_ += ' ';
    } else {
      elements_.back().has_array = true;
      emit({}, std::string_view(text_).substr(before));
      text_.resize(before);
    }
  }
  spend(text_.size() - before);
}

std::string_view EvtxEventReader::field(std::string_view path) const {
  const auto found = std::ranges::find(fields_, path, [](const auto& entry) { return std::string_view(entry.first); });
  return found == fields_.end() ? std::string_view() : std::string_view(found->second);
}

void EvtxEventReader::ask_whether_wanted() {
  if (asked_) return;
  asked_ = true;
  unwanted_ = *wanted_ && !(*wanted_)(field("Event.System.Channel"), field("Event.System.EventID"));
}

}  // namespace proclens
