#include "import/evtx/evtx_oracle.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string_view>

namespace proclens {
namespace {

std::string unescaped(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> entities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string plain;
  while (!text.empty()) {
    bool found = false;
    for (const auto& [entity, letter] : entities) {
      if (!text.starts_with(entity)) continue;
      plain += letter;
      text.remove_prefix(entity.size());
      found = true;
      break;
    }
    if (found) continue;
    plain += text.front();
    text.remove_prefix(1);
  }
  return plain;
}

struct Tag {
  std::string name;
  EvtxFields attributes;
  bool closes_itself = false;
};

/// The text between < and >.
Tag parsed_tag(std::string_view tag) {
  Tag parsed;
  if (tag.ends_with('/')) {
    parsed.closes_itself = true;
    tag.remove_suffix(1);
  }
  const std::size_t name = tag.find(' ');
  parsed.name = tag.substr(0, name);
  tag.remove_prefix(name == std::string_view::npos ? tag.size() : name);
  while (tag.starts_with(' ')) {
    tag.remove_prefix(1);
    const std::size_t equals = tag.find("=\"");
    if (equals == std::string_view::npos) break;
    const std::size_t end = tag.find('"', equals + 2);
    parsed.attributes.emplace_back(tag.substr(0, equals), unescaped(tag.substr(equals + 2, end - equals - 2)));
    tag.remove_prefix(end + 1);
  }
  return parsed;
}

struct Open {
  std::size_t path;
  bool has_attributes;
  bool has_children = false;
};

}  // namespace

std::string evtxexport_xml(const std::string& path) {
  FILE* pipe = popen(("evtxexport -f xml '" + path + "' 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("evtxexport could not be started");
  std::string output;
  std::array<char, 65536> buffer;
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), count);
  if (pclose(pipe) == 127 << 8) throw std::runtime_error("evtxexport is not installed: scripts/setup.sh");
  return output;
}

std::vector<EvtxFields> fields_of_xml(const std::string& xml) {
  std::vector<EvtxFields> events;
  std::vector<Open> open;
  std::string path;
  std::string text;
  std::size_t at = xml.find("<Event");
  const auto close = [&] {
    const Open element = open.back();
    open.pop_back();
    if (!element.has_children && (!text.empty() || !element.has_attributes)) {
      events.back().emplace_back(path, unescaped(text));
    }
    path.resize(element.path);
    text.clear();
  };
  while (at < xml.size()) {
    if (xml[at] != '<') {
      const std::size_t end = xml.find('<', at);
      if (!open.empty()) text += xml.substr(at, end - at);
      at = end;
      continue;
    }
    const std::size_t end = xml.find('>', at);
    const std::string_view inside = std::string_view(xml).substr(at + 1, end - at - 1);
    at = end + 1;
    if (inside.starts_with('/')) {
      close();
      continue;
    }
    const Tag tag = parsed_tag(inside);
    if (open.empty()) events.emplace_back();
    if (!open.empty()) open.back().has_children = true;
    text.clear();
    std::string name = tag.name;
    bool has_attributes = false;
    for (const auto& [key, value] : tag.attributes) {
      if (tag.name == "Data" && key == "Name" && !value.empty()) name = value;
    }
    open.push_back({path.size(), false});
    path += (path.empty() ? "" : ".") + name;
    for (const auto& [key, value] : tag.attributes) {
      if (key == "xmlns" || (tag.name == "Data" && key == "Name" && !value.empty())) continue;
      has_attributes = true;
      events.back().emplace_back(path + ".#attributes." + key, value);
    }
    open.back().has_attributes = has_attributes;
    if (tag.closes_itself) close();
  }
  return events;
}

}  // namespace proclens
