// Random JSON objects as a tree, and a plain search in it, to compare JsonRecord with.
#pragma once

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace proclens {

struct JsonTree {
  enum class Kind { text, nothing, list, object } kind = Kind::text;
  std::string json;               ///< of texts, numbers and booleans, as written
  std::string text;               ///< the same as understood
  std::vector<JsonTree> items;    ///< of a list or an object
  std::vector<std::string> keys;  ///< of an object's items; may repeat
};

inline std::string written(const JsonTree& tree) {
  std::string text;
  switch (tree.kind) {
    case JsonTree::Kind::text:
      return tree.json;
    case JsonTree::Kind::nothing:
      return "null";
    case JsonTree::Kind::list:
      for (const JsonTree& item : tree.items) text += (text.empty() ? "" : ",") + written(item);
      return "[" + text + "]";
    default:
      for (std::size_t i = 0; i < tree.keys.size(); ++i) {
        text += (i == 0 ? "\"" : ",\"") + tree.keys[i] + "\":" + written(tree.items[i]);
      }
      return "{" + text + "}";
  }
}

inline const JsonTree* member(const JsonTree& object, const std::string& key) {
  const auto found = std::find(object.keys.begin(), object.keys.end(), key);
  return found == object.keys.end() ? nullptr : &object.items[static_cast<std::size_t>(found - object.keys.begin())];
}

/// The record itself: what an object in `_source` wraps.
inline const JsonTree& unwrapped(const JsonTree& tree) {
  const JsonTree* source = member(tree, "_source");
  return source != nullptr && source->kind == JsonTree::Kind::object ? *source : tree;
}

/// The meaning of a path, as documented for RecordFields and JsonRecord.
inline std::optional<std::string> searched(const JsonTree& record, const std::string& path) {
  const JsonTree* value = member(record, path);
  if (value == nullptr) {
    value = &record;
    std::string rest = path;
    while (value != nullptr && !rest.empty()) {
      const std::size_t dot = rest.find('.');
      value = value->kind == JsonTree::Kind::object ? member(*value, rest.substr(0, dot)) : nullptr;
      rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
    }
  }
  if (value == nullptr) return std::nullopt;
  if (value->kind == JsonTree::Kind::list && !value->items.empty()) value = &value->items.front();
  return value->kind == JsonTree::Kind::text ? std::optional(value->text) : std::nullopt;
}

/// Draws objects with few distinct keys, so that they repeat, and paths of the same words.
class RandomRecords {
 public:
  explicit RandomRecords(unsigned seed) : random_(seed) {}

  /// @param depth maximum nesting of objects
  JsonTree object(std::size_t members, int depth) {
    JsonTree tree{JsonTree::Kind::object, "", "", {}, {}};
    for (std::size_t i = 0; i < members; ++i) {
      tree.keys.push_back(key());
      tree.items.push_back(value(depth));
    }
    return tree;
  }

  /// Replaces texts by others of the same structure.
  void change_texts(JsonTree& tree) {
    if (tree.kind == JsonTree::Kind::text) tree = leaf();
    for (JsonTree& item : tree.items) change_texts(item);
  }

  std::string path() {
    std::string path = word();
    while (draw(2) == 0) path += "." + word();
    return path;
  }

  std::size_t draw(std::size_t below) { return random_() % below; }

 private:
  std::string word() {
    static const std::vector<std::string> kWords = {
        "a",       "b",        "cc",         "code",  "event",
        "channel", "eightkey", "event_data", "#text", "a name longer than sixteen bytes",
        "_source"};
    return kWords[draw(kWords.size())];
  }

  std::string key() { return draw(5) == 0 ? word() + "." + word() : draw(400) == 0 ? std::string(300, 'k') : word(); }

  JsonTree value(int depth) {
    const std::size_t kind = draw(10);
    if (kind < 4 && depth > 0) return object(draw(5), depth - 1);
    if (kind == 4) return {JsonTree::Kind::nothing, "", "", {}, {}};
    if (kind > 5) return leaf();
    JsonTree list{JsonTree::Kind::list, "", "", {}, {}};
    for (std::size_t items = draw(3); items > 0; --items) list.items.push_back(depth > 0 ? value(depth - 1) : leaf());
    return list;
  }

  JsonTree leaf() {
    static const std::vector<std::pair<std::string, std::string>> kOthers = {
        {"true", "true"}, {"false", "false"},  {"0.5", "0.5"}, {"18446744073709551615", "18446744073709551615"},
        {"\"\"", ""},     {"\"\\u0041\"", "A"}};
    if (draw(4) == 0) {
      const auto& [json, text] = kOthers[draw(kOthers.size())];
      return {JsonTree::Kind::text, json, text, {}, {}};
    }
    const std::string number = std::to_string(static_cast<int>(random_()));
    return {JsonTree::Kind::text, draw(2) == 0 ? number : "\"" + number + "\"", number, {}, {}};
  }

  std::mt19937 random_;
};

}  // namespace proclens
