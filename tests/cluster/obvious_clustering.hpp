// HDBSCAN in the slowest and plainest way: every rule of docs/clusters.md spelt out over sets of places, nothing shared
// with the code under test. Cost O(p²) to O(p³).
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

  /// A cluster of the condensed tree with its places.
  struct Cluster {
    std::size_t parent;
    double birth;
    std::vector<std::size_t> children;
    std::set<std::size_t> members;  ///< of itself and the clusters inside it
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
  std::vector<double> strength, outlier_score;
  // Inner workings, per place.
  std::vector<std::size_t> place_of;
  std::vector<double> core;
  std::vector<Edge> edges;
  std::vector<Cluster> clusters;
  std::vector<std::size_t> chosen;  ///< per label, the cluster
  std::vector<std::uint64_t> objects;

  [[nodiscard]] std::size_t places() const { return x_.size(); }

  [[nodiscard]] double squared_distance(std::size_t a, std::size_t b) const {
    return std::fma(x_[a] - x_[b], x_[a] - x_[b], (y_[a] - y_[b]) * (y_[a] - y_[b]));  // rounded as in the code tested
  }

  [[nodiscard]] double reach(std::size_t a, std::size_t b) const {
    return std::max({squared_distance(a, b), core[a], core[b]});
  }

  [[nodiscard]] std::uint64_t objects_in(const std::set<std::size_t>& places) const {
    std::uint64_t sum = 0;
    for (const std::size_t place : places) sum += objects[place];
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
      place_of.push_back(found->second);
      objects[found->second] += multiplicity[i];
    }
  }

  void find_cores(std::size_t min_samples) {
    for (std::size_t a = 0; a < places(); ++a) {
      std::vector<double> distances;
      for (std::size_t b = 0; b < places(); ++b) {
        distances.insert(distances.end(), objects[b], squared_distance(a, b));
      }
      std::ranges::sort(distances);
      core.push_back(distances[std::min(min_samples, distances.size() - 1)]);
    }
  }

  void span() {
    std::vector<std::size_t> component(places());
    for (std::size_t i = 0; i < places(); ++i) component[i] = i;
    while (edges.size() + 1 < places()) {
      const std::vector<std::size_t> before = component;
      std::vector<std::size_t> done;
      for (std::size_t first = 0; first < places(); ++first) {
        if (std::ranges::find(done, before[first]) != done.end()) continue;
        done.push_back(before[first]);
        std::tuple best(kInfinity, places(), kInfinity, places());
        for (std::size_t from = 0; from < places(); ++from) {
          for (std::size_t to = 0; to < places(); ++to) {
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

  /// The places connected to `start` by the first `count` edges.
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

  [[nodiscard]] std::uint64_t size_at(const std::set<std::size_t>& places, double squared_reach) const {
    std::uint64_t size = 0;
    for (const std::size_t place : places) {
      if (core[place] < squared_reach || objects[place] < 3) size += objects[place];
    }
    return size;
  }

  void condense() {
    std::set<std::size_t> all;
    for (std::size_t i = 0; i < places(); ++i) all.insert(i);
    clusters.push_back({0, 0, {}, all});
    cluster_of_.assign(places(), 0);
    departure_.resize(places());
    for (std::size_t i = 0; i < places(); ++i) departure_[i] = density(core[i]);
    descend(all, edges.size(), 0);
    stay_out_of_parts();
  }

  void leave(const std::set<std::size_t>& places, double lambda) {
    for (const std::size_t place : places) departure_[place] = lambda;
  }

  /// `places` make up what is left of `cluster` when only the first `count` edges are there.
  void descend(const std::set<std::size_t>& places, std::size_t count, std::size_t cluster) {
    if (places.size() == 1) return;
    while (!(places.contains(edges[count - 1].from) && places.contains(edges[count - 1].to))) --count;
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
        for (const std::size_t place : sides[side]) cluster_of_[place] = child;
        descend(sides[side], count - 1, child);
      }
    }
  }

  /// Three or more objects that are connected only where a cluster splits off are not in it.
  void stay_out_of_parts() {
    for (std::size_t place = 0; place < places(); ++place) {
      std::size_t& cluster = cluster_of_[place];
      while (objects[place] >= 3 && cluster != 0 && departure_[place] == density(core[place]) &&
             departure_[place] == clusters[cluster].birth) {
        clusters[cluster].members.erase(place);
        cluster = clusters[cluster].parent;
      }
    }
  }

  [[nodiscard]] double excess(std::size_t cluster) const {
    double sum = 0;
    for (const std::size_t place : clusters[cluster].members) {
      double until = departure_[place];
      for (const std::size_t child : clusters[cluster].children) {
        if (clusters[child].members.contains(place)) until = clusters[child].birth;
      }
      sum += (until - clusters[cluster].birth) * static_cast<double>(objects[place]);
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
    for (std::size_t place = 0; place < places(); ++place) {
      if (cluster_of_[place] == cluster && std::isfinite(departure_[place])) peak = std::max(peak, departure_[place]);
    }
    return peak;
  }

  [[nodiscard]] double highest_peak(std::size_t cluster) const {
    double peak = own_peak(cluster);
    for (const std::size_t child : clusters[cluster].children) peak = std::max(peak, highest_peak(child));
    return peak;
  }

  void select() {
    chosen = best_within(0).second;
    std::ranges::sort(chosen, {}, [&](std::size_t cluster) {
      return std::tuple(~objects_in(clusters[cluster].members), *clusters[cluster].members.begin());
    });
    place_label_.assign(places(), -1);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      for (const std::size_t place : clusters[chosen[i]].members) place_label_[place] = static_cast<std::int32_t>(i);
    }
    for (const std::size_t place : place_of) {
      label.push_back(place_label_[place]);
      const double peak = highest_peak(cluster_of_[place]);
      outlier_score.push_back(departure_[place] >= peak ? 0 : 1 - departure_[place] / peak);
    }
  }

  /// Grows from the place over the first edge in their order that leads out, until a cluster is met.
  [[nodiscard]] std::int32_t first_met(std::size_t place) const {
    std::set<std::size_t> reached{place};
    while (place_label_[place] < 0) {
      for (const Edge& edge : edges) {
        if (reached.contains(edge.from) == reached.contains(edge.to)) continue;
        place = reached.contains(edge.from) ? edge.to : edge.from;
        reached.insert(place);
        break;
      }
    }
    return place_label_[place];
  }

  void find_nearest() {
    for (const std::size_t place : place_of) {
      nearest.push_back(chosen.empty() ? -1 : first_met(place));
      const double peak = chosen.empty() ? kInfinity : own_peak(chosen[static_cast<std::size_t>(nearest.back())]);
      strength.push_back(chosen.empty() ? 0 : std::min(1.0, departure_[place] / peak));
    }
  }

  std::uint64_t min_cluster_size_;
  std::vector<double> x_, y_;
  std::vector<std::size_t> cluster_of_;
  std::vector<double> departure_;
  std::vector<std::int32_t> place_label_;
};

}  // namespace proclens
