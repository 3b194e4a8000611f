#include "import/xml/xml_event.hpp"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <deque>
#include <new>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "core/text.hpp"

namespace proclens {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxFields = 4096;
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

/// Whether there may be something in `xml` that is not allowed there.
bool may_need_repair(std::string_view xml) {
  std::uint8_t is_control = 0;
  for (const char character : xml) {  // without branches, so that the compiler vectorises it
    const auto c = static_cast<std::uint8_t>(character);
    is_control |= static_cast<std::uint8_t>(c < 0x20) & static_cast<std::uint8_t>(c != '\t') &
                  static_cast<std::uint8_t>(c != '\n') & static_cast<std::uint8_t>(c != '\r');
  }
  return is_control != 0 || xml.find("&#") != std::string_view::npos || !simdjson::validate_utf8(xml);
}

constexpr unsigned kParsing = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single |
                              pugi::parse_embed_pcdata |
                              pugi::parse_fragment;  // a fragment keeps text outside of elements, so that it is seen

bool is_text(const pugi::xml_node& node) { return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata; }

/// The only element of a document; none if anything but blanks is next to it.
pugi::xml_node only_element(const pugi::xml_document& document) {
  pugi::xml_node element;
  for (const pugi::xml_node& node : document) {
    const bool is_blank =
        is_text(node) && std::string_view(node.value()).find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (is_blank) continue;
    if (node.type() != pugi::node_element || element) return {};
    element = node;
  }
  return element;
}

}  // namespace

struct XmlEventReader::State {
  /// A path in `paths`, and its text.
  struct Entry {
    std::size_t begin;
    std::size_t size;
    std::string_view text;
  };

  std::string buffer;  // the element, which is parsed in place
  pugi::xml_document document;
  std::string paths;  // of all fields, one after the other
  std::vector<Entry> entries;
  std::deque<std::string> joined;  // texts of several pieces
  std::vector<Field> fields;
  std::string path;                // of the current element
  std::vector<std::size_t> outer;  // lengths of the paths of the elements around it

  bool read(std::string_view xml) {
    clear();
    buffer.assign(xml).push_back('\n');  // pugixml does not see text that is the last byte alone
    const pugi::xml_parse_result parsed =
        document.load_buffer_inplace(buffer.data(), buffer.size(), kParsing, pugi::encoding_utf8);
    if (parsed.status == pugi::status_out_of_memory) throw std::bad_alloc();
    const pugi::xml_node event = only_element(document);
    if (!parsed || !event || !add_fields(event)) {
      clear();
      return false;
    }
    fields.reserve(entries.size());
    for (const Entry& entry : entries)
      fields.emplace_back(std::string_view(paths).substr(entry.begin, entry.size), entry.text);
    return true;
  }

  void clear() {
    fields.clear();
    entries.clear();
    joined.clear();
    paths.clear();
    path.clear();
    outer.clear();
  }

  /// Walks the elements without recursion: attackers determine their depth. False if there are too many or too deep.
  bool add_fields(const pugi::xml_node& event) {
    pugi::xml_node element = event;
    while (true) {
      if (outer.size() == kMaxDepth || !enter(element)) return false;
      const pugi::xml_node first = element.first_child();
      if (const pugi::xml_node inner = next_element(first)) {
        element = inner;
        continue;
      }
      if (!add_field("", "", first ? joined_text(element) : element.value())) return false;
      leave();
      while (element != event) {
        if (const pugi::xml_node next = next_element(element.next_sibling())) {
          element = next;
          break;
        }
        element = element.parent();
        leave();
      }
      if (outer.empty()) return true;
    }
  }

  bool enter(const pugi::xml_node& element) {
    outer.push_back(path.size());
    std::string_view own = element.name();
    const pugi::xml_attribute name_of_data = own == "Data" ? element.attribute("Name") : pugi::xml_attribute();
    if (name_of_data) own = name_of_data.value();
    if (!path.empty()) path += '.';
    path += own;
    if (name_of_data) return true;
    for (pugi::xml_attribute attribute = element.first_attribute(); attribute; attribute = attribute.next_attribute()) {
      const std::string_view name = attribute.name();
      if (name != "xmlns" && !add_field(".#attributes.", name, attribute.value())) return false;
    }
    return true;
  }

  void leave() {
    path.resize(outer.back());
    outer.pop_back();
  }

  static pugi::xml_node next_element(pugi::xml_node node) {
    while (node && node.type() != pugi::node_element) node = node.next_sibling();
    return node;
  }

  /// Of an element that holds pieces of text besides its first, which is its own value.
  std::string_view joined_text(const pugi::xml_node& element) {
    std::string& text = joined.emplace_back(element.value());
    for (const pugi::xml_node& piece : element) text += piece.value();
    return text;
  }

  /// @param below, name appended to the path
  bool add_field(std::string_view below, std::string_view name, std::string_view text) {
    if (entries.size() == kMaxFields) return false;
    entries.push_back({paths.size(), path.size() + below.size() + name.size(), text});
    paths.append(path).append(below).append(name);
    return true;
  }
};

XmlEventReader::XmlEventReader() : state_(std::make_unique<State>()) {}
XmlEventReader::~XmlEventReader() = default;

bool XmlEventReader::read(std::string_view xml) {
  if (xml.starts_with("<?xml")) xml.remove_prefix(std::min(xml.find('>') + 1, xml.size()));
  return may_need_repair(xml) ? state_->read(repaired(xml)) : state_->read(xml);
}

std::span<const XmlEventReader::Field> XmlEventReader::fields() const { return state_->fields; }

}  // namespace proclens
