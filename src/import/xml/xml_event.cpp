#include "import/xml/xml_event.hpp"

#include <expat.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <new>
#include <string>
#include <vector>

#include "core/deferred_error.hpp"
#include "core/hash/keyed_hash.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxFields = 4096;
constexpr std::size_t kEventsOfDocument = 256;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_xml_character(std::uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

/// The length of the character reference at the start of `text` if it refers to none that XML allows; otherwise 0.
std::size_t bad_reference(std::string_view text) {
  if (!text.starts_with("&#")) return 0;
  const std::size_t end = text.substr(0, 16).find(';');
  if (end == std::string_view::npos) return 0;
  std::string_view digits = text.substr(2, end - 2);
  const bool is_hex = digits.starts_with('x');
  if (is_hex) digits.remove_prefix(1);
  std::uint32_t character = 0;
  const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), character, is_hex ? 16 : 10);
  if (digits.empty() || error != std::errc() || last != digits.data() + digits.size()) return 0;
  return is_xml_character(character) ? 0 : end + 1;
}

/// `xml` with what is not allowed in it replaced.
std::string repaired(std::string_view xml) {
  const std::string valid = valid_utf8(xml);
  std::string text;
  text.reserve(valid.size());
  for (std::size_t i = 0; i < valid.size();) {
    const auto c = static_cast<unsigned char>(valid[i]);
    if (const std::size_t reference = bad_reference(std::string_view(valid).substr(i)); reference > 0) {
      text += kReplacement;
      i += reference;
    } else if (c < 0x20 && !is_xml_character(c)) {
      text += kReplacement;
      ++i;
    } else {
      text += valid[i++];
    }
  }
  return text;
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

struct XmlEventReader::State {
  struct Element {
    std::size_t path;  ///< length of the path without it
    std::size_t text;  ///< where its text starts
    bool has_elements = false;
  };

  std::unique_ptr<XML_ParserStruct, FreeParser> parser{XML_ParserCreate("UTF-8")};
  std::vector<Field> fields;
  std::size_t fields_in_use = 0;
  std::vector<Element> elements;
  std::string path;
  std::string text;
  std::size_t depth = 0;        // open elements of the document
  std::size_t events_left = 0;  // until the document is started again
  bool has_failed = false;
  bool has_ended = false;      // the event's element
  bool is_between = false;     // after an event
  bool has_separator = false;  // was read there
  DeferredError failure;

  State() {
    if (!parser) throw std::bad_alloc();
  }

  /// Events are read as elements of one document: starting a parser costs as much as reading an event. Since a parser
  /// remembers every name, it is started again from time to time, and after whatever was not one element.
  void start_document() {
    XML_ParserReset(parser.get(), "UTF-8");
    XML_SetHashSalt(parser.get(), static_cast<unsigned long>(HashKey::of_process().last));
    XML_SetUserData(parser.get(), this);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    depth = 0;
    has_failed = is_between = false;
    parse("<events>");
    events_left = kEventsOfDocument;
  }

  bool parse(std::string_view text_of_document) {
    const auto size = static_cast<int>(text_of_document.size());
    return XML_Parse(parser.get(), text_of_document.data(), size, XML_FALSE) == XML_STATUS_OK;
  }

  bool read(std::string_view xml) {
    if (xml.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return false;
    if (events_left == 0) start_document();
    --events_left;
    fields_in_use = 0;
    elements.clear();
    path.clear();
    text.clear();
    has_failed = has_ended = has_separator = false;
    bool is_whole = parse(xml) && !has_failed && has_ended && depth == 1;
    if (is_whole) {  // unless a comment or the like is still open, which would reach into the next event
      is_between = true;
      is_whole = parse("<_/>") && has_separator;
      is_between = false;
    }
    if (!is_whole) events_left = 0;
    failure.rethrow();
    return is_whole;
  }

  void fail() {
    has_failed = true;
    XML_StopParser(parser.get(), XML_FALSE);
  }

  /// @param below, name appended to the path
  void add_field(std::string_view below, std::string_view name, std::string_view value) {
    if (fields_in_use == kMaxFields) return fail();
    if (fields_in_use == fields.size()) fields.emplace_back();
    Field& field = fields[fields_in_use++];
    field.first.assign(path).append(below).append(name);
    field.second.assign(value);
  }

  /// Text outside the event's element, or a second element, is not part of an event.
  void start(const XML_Char* name, const XML_Char** attributes) {
    has_separator = is_between && depth == 1;
    if (depth++ == 0 || is_between) return;  // the document's own element, or a separator
    if (has_ended) return fail();
    if (elements.size() == kMaxDepth) return fail();
    if (!elements.empty()) {
      elements.back().has_elements = true;
      text.resize(elements.back().text);
    }
    elements.push_back({path.size(), text.size()});
    std::string_view own = name;
    if (own == "Data") {
      for (const XML_Char** at = attributes; *at != nullptr; at += 2) {
        if (std::string_view(at[0]) == "Name") own = at[1];
      }
    }
    if (!path.empty()) path += '.';
    path += own;
    if (own.data() != name) return;
    for (const XML_Char** at = attributes; *at != nullptr; at += 2) {
      if (std::string_view(at[0]) != "xmlns") add_field(".#attributes.", at[0], at[1]);
    }
  }

  void end() {
    if (--depth == 0) return fail();  // the document must not end
    if (is_between) return;
    const Element& element = elements.back();
    if (!element.has_elements) add_field("", "", std::string_view(text).substr(element.text));
    text.resize(element.text);
    path.resize(element.path);
    elements.pop_back();
    has_ended = elements.empty();
  }

  static State& of(void* data) { return *static_cast<State*>(data); }
  /// Exceptions must not pass through expat's C code.
  template <class Step>
  void attempt(Step step) {
    if (has_failed || failure.pending()) return;
    failure.attempt(step);
    if (failure.pending()) fail();
  }
  static void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    of(data).attempt([&] { of(data).start(name, attributes); });
  }
  static void on_end(void* data, const XML_Char*) {
    of(data).attempt([&] { of(data).end(); });
  }
  static void on_text(void* data, const XML_Char* characters, int size) {
    State& state = of(data);
    if (state.elements.empty() && state.depth == 1) {
      const std::string_view outside(characters, static_cast<std::size_t>(size));
      if (outside.find_first_not_of(" \t\r\n") != std::string_view::npos) state.fail();
      return;
    }
    if (state.elements.empty() || state.elements.back().has_elements) return;
    state.attempt([&] { state.text.append(characters, static_cast<std::size_t>(size)); });
  }
  static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) { of(data).fail(); }
};

XmlEventReader::XmlEventReader() : state_(std::make_unique<State>()) {}
XmlEventReader::~XmlEventReader() = default;

bool XmlEventReader::read(std::string_view xml) {
  if (xml.starts_with("<?xml")) xml.remove_prefix(std::min(xml.find('>') + 1, xml.size()));
  if (state_->read(xml)) return true;
  return !state_->has_failed && state_->read(repaired(xml));
}

std::span<const XmlEventReader::Field> XmlEventReader::fields() const {
  return std::span<const Field>(state_->fields).first(state_->fields_in_use);
}

}  // namespace proclens
