// HDBSCAN in the slowest and plainest way: every rule of docs/clusters.md spelt out over sets of positions, nothing
// shared with the code under test. Cost O(p²) to O(p³).
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

class ObviousClustering {
 public:
  struct Edge {
    double reach;  ///< squared
    std::size_t from;
    std::size_t to;
  };

  /// A cluster of the condensed tree with its positions.
  struct Cluster {
    std::size_t parent;
    double birth;
    std::vector<std::size_t> children;
    std::set<std::size_t> members;  ///< its own and those of the clusters inside it
  };

  ObviousClustering(const Matrix<float>& points, std::span<const std::uint32_t> multiplicity,
                    std::size_t min_cluster_size, std::size_t min_samples)
      : min_cluster_size_(min_cluster_size) {
    collapse(points, multiplicity);
    find_cores(min_samples);
    span();
    condense();
    select();
    find_nearest();
  }

  // All per point of the input.
  std::vector<std::int32_t> label, nearest;
  std::vector<double> strength;
  // Inner workings, per position.
  std::vector<std::size_t> position_of;
  std::vector<double> core;
  std::vector<Edge> edges;
  std::vector<Cluster> clusters;
  std::vector<std::size_t> chosen;  ///< per label, the cluster
  std::vector<std::uint64_t> objects;

  [[nodiscard]] std::size_t positions() const { return x_.size(); }

  [[nodiscard]] double squared_distance(std::size_t a, std::size_t b) const {
    // Rounded as in the code under test.
    return std::fma(x_[a] - x_[b], x_[a] - x_[b], (y_[a] - y_[b]) * (y_[a] - y_[b]));
  }

  [[nodiscard]] double reach(std::size_t a, std::size_t b) const {
    return std::max({squared_distance(a, b), core[a], core[b]});
  }

  [[nodiscard]] std::uint64_t objects_in(const std::set<std::size_t>& positions) const {
    std::uint64_t sum = 0;
    for (const std::size_t position : positions) sum += objects[position];
    return sum;
  }

 private:
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  static double density(double squared) { return squared > 0 ? 1 / std::sqrt(squared) : kInfinity; }

  void collapse(const Matrix<float>& points, std::span<const std::uint32_t> multiplicity) {
    std::map<std::pair<double, double>, std::size_t> number;
    for (std::size_t i = 0; i < points.rows(); ++i) {
      const auto [found, is_new] = number.emplace(std::pair(points(i, 0), points(i, 1)), x_.size());
      if (is_new) {
        x_.push_back(points(i, 0));
        y_.push_back(points(i, 1));
        objects.push_back(0);
      }
      position_of.push_back(found->second);
      objects[found->second] += multiplicity[i];
    }
  }

  void find_cores(std::size_t min_samples) {
    for (std::size_t a = 0; a < positions(); ++a) {
      std::vector<double> distances;
      for (std::size_t b = 0; b < positions(); ++b) {
        distances.insert(distances.end(), objects[b], squared_distance(a, b));
      }
      std::ranges::sort(distances);
      core.push_back(distances[std::min(min_samples, distances.size() - 1)]);
    }
  }

  void span() {
    std::vector<std::size_t> component(positions());
    for (std::size_t i = 0; i < positions(); ++i) component[i] = i;
    while (edges.size() + 1 < positions()) {
      const std::vector<std::size_t> before = component;
      std::vector<std::size_t> done;
      for (std::size_t first = 0; first < positions(); ++first) {
        if (std::ranges::find(done, before[first]) != done.end()) continue;
        done.push_back(before[first]);
        std::tuple best(kInfinity, positions(), kInfinity, positions());
        for (std::size_t from = 0; from < positions(); ++from) {
          for (std::size_t to = 0; to < positions(); ++to) {
            if (before[from] != before[first] || before[to] == before[first]) continue;
            best = std::min(best, std::tuple(reach(from, to), from, squared_distance(from, to), to));
          }
        }
        const auto [shortest, from, distance, to] = best;
        if (component[from] == component[to]) continue;
        edges.push_back({shortest, from, to});
        const std::size_t joined = component[to];
        std::ranges::replace(component, joined, std::size_t{component[from]});
      }
    }
    std::ranges::sort(edges, {}, [](const Edge& e) { return std::tuple(e.reach, e.from, e.to); });
  }

  /// The positions connected to `start` by the first `count` edges.
  [[nodiscard]] std::set<std::size_t> group(std::size_t start, std::size_t count) const {
    std::set<std::size_t> reached{start};
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t e = 0; e < count; ++e) {
        if (reached.contains(edges[e].from) == reached.contains(edges[e].to)) continue;
        reached.insert(edges[e].from);
        reached.insert(edges[e].to);
        grown = true;
      }
    }
    return reached;
  }

  [[nodiscard]] std::uint64_t size_at(const std::set<std::size_t>& positions, double squared_reach) const {
    std::uint64_t size = 0;
    for (const std::size_t position : positions) {
      if (core[position] < squared_reach || objects[position] < 3) size += objects[position];
    }
    return size;
  }

  void condense() {
    std::set<std::size_t> all;
    for (std::size_t i = 0; i < positions(); ++i) all.insert(i);
    clusters.push_back({0, 0, {}, all});
    cluster_of_.assign(positions(), 0);
    departure_.resize(positions());
    for (std::size_t i = 0; i < positions(); ++i) departure_[i] = density(core[i]);
    descend(all, edges.size(), 0);
    stay_out_of_parts();
  }

  void leave(const std::set<std::size_t>& positions, double lambda) {
    for (const std::size_t position : positions) departure_[position] = lambda;
  }

  /// `positions` make up what is left of `cluster` when only the first `count` edges are there.
  void descend(const std::set<std::size_t>& positions, std::size_t count, std::size_t cluster) {
    if (positions.size() == 1) return;
    while (!(positions.contains(edges[count - 1].from) && positions.contains(edges[count - 1].to))) --count;
    const Edge& cut = edges[count - 1];
    const double lambda = density(cut.reach);
    const std::set<std::size_t> sides[] = {group(cut.from, count - 1), group(cut.to, count - 1)};
    const bool stays[] = {size_at(sides[0], cut.reach) >= min_cluster_size_,
                          size_at(sides[1], cut.reach) >= min_cluster_size_};
    for (int side : {0, 1}) {
      if (!stays[side]) {
        leave(sides[side], lambda);
      } else if (!stays[1 - side]) {
        descend(sides[side], count - 1, cluster);
      } else {
        const std::size_t child = clusters.size();
        clusters.push_back({cluster, lambda, {}, sides[side]});
        clusters[cluster].children.push_back(child);
        for (const std::size_t position : sides[side]) cluster_of_[position] = child;
        descend(sides[side], count - 1, child);
      }
    }
  }

  /// Three or more coincident objects that are connected only where a cluster splits off do not belong to it.
  void stay_out_of_parts() {
    for (std::size_t position = 0; position < positions(); ++position) {
      std::size_t& cluster = cluster_of_[position];
      while (objects[position] >= 3 && cluster != 0 && departure_[position] == density(core[position]) &&
             departure_[position] == clusters[cluster].birth) {
        clusters[cluster].members.erase(position);
        cluster = clusters[cluster].parent;
      }
    }
  }

  [[nodiscard]] double excess(std::size_t cluster) const {
    double sum = 0;
    for (const std::size_t position : clusters[cluster].members) {
      double until = departure_[position];
      for (const std::size_t child : clusters[cluster].children) {
        if (clusters[child].members.contains(position)) until = clusters[child].birth;
      }
      sum += (until - clusters[cluster].birth) * static_cast<double>(objects[position]);
    }
    return sum;
  }

  /// The best sum within `cluster`, with the clusters that make it up.
  [[nodiscard]] std::pair<double, std::vector<std::size_t>> best_within(std::size_t cluster) const {
    double sum = 0;
    std::vector<std::size_t> parts;
    for (const std::size_t child : clusters[cluster].children) {
      const auto [value, selected] = best_within(child);
      sum += value;
      parts.insert(parts.end(), selected.begin(), selected.end());
    }
    if (cluster == 0 || sum > excess(cluster)) return {sum, parts};
    return {excess(cluster), {cluster}};
  }

  [[nodiscard]] double own_peak(std::size_t cluster) const {
    double peak = clusters[cluster].birth;
    for (std::size_t position = 0; position < positions(); ++position) {
      if (cluster_of_[position] == cluster && std::isfinite(departure_[position]))
        peak = std::max(peak, departure_[position]);
    }
    return peak;
  }

  void select() {
    chosen = best_within(0).second;
    std::ranges::sort(chosen, {}, [&](std::size_t cluster) {
      return std::tuple(~objects_in(clusters[cluster].members), *clusters[cluster].members.begin());
    });
    position_label_.assign(positions(), -1);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      for (const std::size_t position : clusters[chosen[i]].members)
        position_label_[position] = static_cast<std::int32_t>(i);
    }
    for (const std::size_t position : position_of) label.push_back(position_label_[position]);
  }

  /// Grows from the position over the first edge in their order that leads out, until a cluster is met.
  [[nodiscard]] std::int32_t first_met(std::size_t position) const {
    std::set<std::size_t> reached{position};
    while (position_label_[position] < 0) {
      for (const Edge& edge : edges) {
        if (reached.contains(edge.from) == reached.contains(edge.to)) continue;
        position = reached.contains(edge.from) ? edge.to : edge.from;
        reached.insert(position);
        break;
      }
    }
    return position_label_[position];
  }

  void find_nearest() {
    for (const std::size_t position : position_of) {
      nearest.push_back(chosen.empty() ? -1 : first_met(position));
      const double peak = chosen.empty() ? kInfinity : own_peak(chosen[static_cast<std::size_t>(nearest.back())]);
      strength.push_back(chosen.empty() ? 0 : std::min(1.0, departure_[position] / peak));
    }
  }

  std::uint64_t min_cluster_size_;
  std::vector<double> x_, y_;
  std::vector<std::size_t> cluster_of_;
  std::vector<double> departure_;
  std::vector<std::int32_t> position_label_;
};

}  // namespace proclens
