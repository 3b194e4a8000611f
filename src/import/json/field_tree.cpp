#include "import/json/field_tree.hpp"

namespace proclens {

FieldTree::FieldTree(std::span<const FieldPath> paths) {
  for (const FieldPath& path : paths) add(path);
}

FieldTree::FieldTree(std::span<const Mapping> mappings) {
  for (const Mapping& mapping : mappings) {
    for (const RecordForm& form : mapping.forms) {
      for (const FieldNames* names :
           {&form.channel, &form.event, &form.host, &form.time, &form.record, &form.fields, &form.needs}) {
        for (const FieldPath& path : *names) add(path);
      }
    }
  }
}

void FieldTree::add(const FieldPath& path) {
  Nodes nodes{add_child(kRoot, path.whole), kRoot};
  for (const std::string& part : path.parts) nodes.nested = add_child(nodes.nested, part);
  if (path.number >= nodes_of_path_.size()) nodes_of_path_.resize(path.number + 1);
  nodes_of_path_[path.number] = nodes;
}

std::uint32_t FieldTree::add_child(std::uint32_t parent, std::string_view key) {
  const std::uint32_t number = nodes_[parent].keys.add(key);
  if (number == nodes_[parent].children.size()) {
    nodes_[parent].children.push_back(static_cast<std::uint32_t>(nodes_.size()));
    nodes_.emplace_back();
  }
  return nodes_[parent].children[number];
}

}  // namespace proclens
