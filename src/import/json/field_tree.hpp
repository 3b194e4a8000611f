// The wanted fields of JSON records, as a tree of keys.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/hash/distinct_texts.hpp"
#include "import/source/mapping.hpp"
#include "import/source/record_fields.hpp"

namespace proclens {

/// A node is a key in the object of its parent node; the root is the record. A path of several parts has two nodes: one
/// reached part by part, and one under the root with the whole path as its key. Immutable; any number of threads may
/// read it. Records add nothing, so the tree stays small whatever keys they have.
class FieldTree {
 public:
  static constexpr std::uint32_t kRoot = 0;
  static constexpr std::uint32_t kNone = 0;  ///< the root is not a child

  explicit FieldTree(std::span<const FieldPath> paths);
  /// The tree of all fields that the mappings use.
  explicit FieldTree(std::span<const Mapping> mappings);

  /// The node of a key in the object of node `parent`, or kNone if nothing in it is wanted.
  [[nodiscard]] std::uint32_t child(std::uint32_t parent, std::string_view key) const {
    return nodes_[parent].children[nodes_[parent].keys.find(key)];
  }
  /// Whether anything inside a node's object is wanted.
  [[nodiscard]] bool has_children(std::uint32_t node) const { return nodes_[node].children.size() > 1; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  /// The nodes where a path's value may be.
  struct Nodes {
    std::uint32_t whole = kNone;  ///< under the whole path as one key, which takes precedence
    std::uint32_t nested = kNone;
  };
  /// @param path one of those given to the constructor, or a copy
  [[nodiscard]] const Nodes& nodes(const FieldPath& path) const { return nodes_of_path_[path.number]; }

 private:
  struct Node {
    DistinctTexts keys;
    std::vector<std::uint32_t> children{kNone};  ///< by the number of their key
  };
  void add(const FieldPath& path);
  std::uint32_t add_child(std::uint32_t parent, std::string_view key);

  std::vector<Node> nodes_{1};
  std::vector<Nodes> nodes_of_path_;  ///< by path number
};

}  // namespace proclens
