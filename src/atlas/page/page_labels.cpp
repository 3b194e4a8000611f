#include "atlas/page/page_labels.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include "core/text.hpp"

namespace proclens {
namespace {

constexpr std::size_t kMaxLabel = 200;  // bytes

using Members = std::vector<std::vector<std::uint32_t>>;

Members members_of(const ClusterLayer& layer) {
  Members members(static_cast<std::size_t>(layer.clusters));
  for (std::size_t i = 0; i < layer.label.size(); ++i) {
    if (layer.label[i] >= 0)
      members.at(static_cast<std::size_t>(layer.label[i])).push_back(static_cast<std::uint32_t>(i));
  }
  return members;
}

/// The smallest value such that the values up to it have at least `share` of the total weight.
float weighted_quantile(std::vector<std::pair<float, std::uint32_t>>& values, double share) {
  std::sort(values.begin(), values.end());
  double total = 0;
  for (const auto& [value, weight] : values) total += weight;
  double below = 0;
  for (const auto& [value, weight] : values) {
    below += weight;
    if (below >= share * total) return value;
  }
  return values.back().first;
}

float distance(const Matrix<float>& points, std::size_t i, float x, float y) {
  const float dx = points(i, 0) - x;
  const float dy = points(i, 1) - y;
  return std::sqrt(dx * dx + dy * dy);
}

/// For each group of each layer except the last, the group of the next finer layer with the same members, or −1.
std::vector<std::vector<std::int32_t>> finer_selves(std::span<const ClusterLayer> layers,
                                                    const std::vector<Members>& members) {
  std::vector<std::vector<std::int32_t>> same(layers.size());
  for (std::size_t l = 0; l + 1 < layers.size(); ++l) {
    for (const std::vector<std::uint32_t>& group : members[l]) {
      const std::int32_t candidate = group.empty() ? -1 : layers[l + 1].label[group.front()];
      const bool equal = candidate >= 0 && members[l + 1][static_cast<std::size_t>(candidate)] == group;
      same[l].push_back(equal ? candidate : -1);
    }
  }
  return same;
}

/// The group of the last layer that is the same as a group of layer `l`, or −1.
std::int32_t cluster_of(const std::vector<std::vector<std::int32_t>>& finer, std::size_t l, std::size_t group) {
  auto current = static_cast<std::int32_t>(group);
  for (; l + 1 < finer.size() && current >= 0; ++l) current = finer[l][static_cast<std::size_t>(current)];
  return current;
}

/// Whether a text is the path of a program, perhaps in quotes, that ends with this name.
bool is_path_of(std::string_view text, std::string_view name) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return ascii_lower(last_path_part(text)) == ascii_lower(name);
}

std::string shortened(const std::string& label) {
  if (label.size() <= kMaxLabel) return label;
  std::size_t end = kMaxLabel;
  while (end > 0 && (static_cast<unsigned char>(label[end]) & 0xC0) == 0x80) --end;  // not within a character
  return label.substr(0, end) + "…";
}

}  // namespace

PageTopic page_topic(const std::vector<TopicFeature>& topic, std::span<const std::string> feature_labels,
                     std::string_view lead) {
  PageTopic parts;
  if (!lead.empty()) parts.push_back({true, std::string(lead)});
  for (const TopicFeature& feature : topic) {
    const std::string& label = feature_labels[feature.feature];
    const bool more = feature.difference > 0;
    if (lead.empty() || !more || !is_path_of(label, lead)) parts.push_back({more, shortened(label)});
  }
  return parts;
}

std::string text_of_topic(const PageTopic& topic) {
  std::string text;
  for (const auto& [more, name] : topic) {
    if (!text.empty()) text += ' ';
    text += (more ? "> " : "< ") + name;
  }
  return text;
}

LabelPlace label_place(const Matrix<float>& points, std::span<const std::uint32_t> multiplicity,
                       std::span<const std::uint32_t> members) {
  LabelPlace place;
  std::vector<std::pair<float, std::uint32_t>> values(members.size());
  const auto median = [&](std::size_t axis) {
    for (std::size_t k = 0; k < members.size(); ++k) values[k] = {points(members[k], axis), multiplicity[members[k]]};
    return weighted_quantile(values, 0.5);
  };
  const float x = median(0);
  const float y = median(1);
  const auto middle = *std::min_element(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
    return distance(points, a, x, y) < distance(points, b, x, y);
  });
  place.x = points(middle, 0);
  place.y = points(middle, 1);
  for (std::size_t k = 0; k < members.size(); ++k) {
    values[k] = {distance(points, members[k], place.x, place.y), multiplicity[members[k]]};
  }
  place.radius = weighted_quantile(values, 0.9);
  return place;
}

std::vector<PageLayer> page_layers(const Matrix<float>& points, std::span<const std::uint32_t> multiplicity,
                                   std::span<const ClusterLayer> layers,
                                   std::span<const std::vector<std::vector<TopicFeature>>> topics,
                                   std::span<const std::string> feature_labels,
                                   std::span<const std::vector<std::string>> leads) {
  if (layers.size() != topics.size()) throw std::logic_error("page_layers: one list of topics for each layer");
  std::vector<Members> members;
  for (const ClusterLayer& layer : layers) members.push_back(members_of(layer));

  const std::vector<std::vector<std::int32_t>> finer = finer_selves(layers, members);
  std::vector<PageLayer> result(layers.size());
  std::vector<std::vector<std::int32_t>> label_of(layers.size());  // per group, the label number across all layers
  std::int32_t labels = 0;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    const bool first = l == 0;
    label_of[l].assign(members[l].size(), -1);
    for (std::size_t group = 0; group < members[l].size(); ++group) {
      if (members[l][group].empty()) continue;
      const std::int32_t above = first ? -1 : layers[l - 1].label[members[l][group].front()];
      const std::int32_t above_label = above < 0 ? -1 : label_of[l - 1][static_cast<std::size_t>(above)];
      if (above >= 0 && finer[l - 1][static_cast<std::size_t>(above)] == static_cast<std::int32_t>(group)) {
        label_of[l][group] = above_label;  // the coarser group already has the name
        continue;
      }
      PageLabel label;
      label.topic =
          page_topic(topics[l].at(group), feature_labels, leads.empty() ? std::string_view() : leads[l].at(group));
      label.cluster = cluster_of(finer, l, group);
      label.parent = above_label;
      const LabelPlace place = label_place(points, multiplicity, members[l][group]);
      label.x = place.x;
      label.y = place.y;
      label.radius = place.radius;
      for (const std::uint32_t point : members[l][group]) label.objects += multiplicity[point];
      result[l].push_back(std::move(label));
      label_of[l][group] = labels++;
    }
  }
  return result;
}

}  // namespace proclens
