#include "placement/placed_objects.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "model/place_bags.hpp"
#include "placement/stacked.hpp"
#include "proclens/distinct_bags.hpp"
#include "proclens/error.hpp"
#include "proclens/outlier_scores.hpp"

namespace proclens {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

void add_feature_names(Database& database, const std::string& table, const std::vector<std::string>& names) {
  database.run("CREATE OR REPLACE TABLE " + table + " (feature INTEGER, name VARCHAR)");
  TableAppender rows = database.append_to(table);
  for (std::size_t feature = 0; feature < names.size(); ++feature) {
    rows.int32(static_cast<std::int32_t>(feature));
    rows.text(names[feature]);
    rows.end_row();
  }
  rows.close();
}

/// Per new feature the map's feature of that name, or kNone. Ascending, since both are in the order of their names.
std::vector<std::uint32_t> known_features(Database& database, const Lens& lens, const std::vector<std::string>& of_map,
                                          const std::vector<std::string>& of_new) {
  add_feature_names(database, "known_feature", of_map);
  add_feature_names(database, "seen_feature", of_new);
  std::vector<std::uint32_t> known(of_new.size(), kNone);
  Rows rows = database.query(std::string("SELECT s.feature, k.feature FROM seen_feature s JOIN known_feature k ON ") +
                             (lens.split == nullptr ? "lower(k.name) = lower(s.name)" : "k.name = s.name"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      known[static_cast<std::size_t>(chunk->int32(0)[row])] = static_cast<std::uint32_t>(chunk->int32(1)[row]);
    }
  }
  database.run("DROP TABLE known_feature; DROP TABLE seen_feature");
  return known;
}

/// The rows over the map's features alone.
SparseRows over_known_features(const SparseRows& counts, const std::vector<std::uint32_t>& known,
                               std::size_t features) {
  SparseRows rows;
  rows.columns = features;
  std::vector<std::pair<std::uint32_t, double>> entries;
  for (std::size_t i = 0; i < counts.rows(); ++i) {
    entries.clear();
    for (std::size_t k = 0; k < counts.row_columns(i).size(); ++k) {
      const std::uint32_t feature = known[counts.row_columns(i)[k]];
      if (feature != kNone) entries.emplace_back(feature, counts.row_values(i)[k]);
    }
    std::ranges::sort(entries);
    for (const auto& [feature, count] : entries) {
      rows.column.push_back(feature);
      rows.value.push_back(count);
    }
    rows.row_start.push_back(rows.column.size());
  }
  return rows;
}

void append_row(const SparseRows& from, std::size_t row, SparseRows& to) {
  to.column.insert(to.column.end(), from.row_columns(row).begin(), from.row_columns(row).end());
  to.value.insert(to.value.end(), from.row_values(row).begin(), from.row_values(row).end());
  to.row_start.push_back(to.column.size());
}

/// A distinct bag of new objects.
struct NewBag {
  std::size_t row = 0;           ///< the first with these counts
  std::uint32_t of_map = kNone;  ///< the map's bag with the same counts
};

struct NewBags {
  std::vector<NewBag> bags;
  std::vector<std::uint32_t> bag_of_row;
};

/// Merges equal rows and recognises those that the map has.
NewBags distinct_new_bags(const Context& context, const SparseRows& of_map, const SparseRows& rows) {
  const DistinctBags distinct = distinct_bags(context, stacked_rows(of_map, rows));
  const std::size_t u = of_map.rows();
  if (u > 0 && distinct.bag_of[u - 1] != u - 1) {
    throw Error(Fault::data, "two bags of the map are equal", "Make the map again with this version of proclens.");
  }
  NewBags result;
  std::vector<std::uint32_t> number(distinct.bags.distinct(), kNone);
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const std::uint32_t bag = distinct.bag_of[u + row];
    if (number[bag] == kNone) {
      number[bag] = static_cast<std::uint32_t>(result.bags.size());
      result.bags.push_back({row, bag < u ? bag : kNone});
    }
    result.bag_of_row.push_back(number[bag]);
  }
  return result;
}

/// Fills the columns of `result` for one bag after the other.
class Placement {
 public:
  Placement(const RecordedMap& map, std::size_t bags, PlacedObjects& result) : map_(map), result_(result) {
    const std::size_t others = map.model.layout.neighbours - 1;
    result.bags.counts.columns = map.model.feature_names.size();
    result.vectors = Matrix<float>(bags, map.model.bags.vectors.columns());
    result.positions = Matrix<float>(bags, 2);
    result.neighbours = {Matrix<std::uint32_t>(bags, others, Neighbours::kNone),
                         Matrix<float>(bags, others, std::numeric_limits<float>::infinity())};
  }

  /// A bag that the map has: its nearest bag is that one, then come that one's neighbours.
  void add_known(std::uint32_t bag) {
    const std::size_t at = result_.cluster.size();
    std::ranges::copy(map_.model.bags.vectors.row(bag), result_.vectors.row(at).begin());
    std::ranges::copy(map_.model.positions.row(bag), result_.positions.row(at).begin());
    result_.neighbours.index(at, 0) = bag;
    result_.neighbours.distance(at, 0) = 0;
    for (std::size_t j = 1; j < result_.neighbours.index.columns(); ++j) {
      result_.neighbours.index(at, j) = map_.neighbours.index(bag, j - 1);
      result_.neighbours.distance(at, j) = map_.neighbours.distance(bag, j - 1);
    }
    result_.same_on_map.push_back(bag);
    add(map_.model.cluster[bag], map_.strength[bag], map_.nearest_cluster[bag], map_.outlier_score[bag]);
  }

  /// Row `i` of `placed`, which has a nearest bag.
  void add_placed(const PlacedBags& placed, std::size_t i) {
    const std::uint32_t nearest = placed.nearest[i];
    const std::size_t at = result_.cluster.size();
    std::ranges::copy(placed.vectors.row(i), result_.vectors.row(at).begin());
    std::ranges::copy(placed.positions.row(i), result_.positions.row(at).begin());
    std::ranges::copy(placed.neighbours.index.row(i), result_.neighbours.index.row(at).begin());
    std::ranges::copy(placed.neighbours.distance.row(i), result_.neighbours.distance.row(at).begin());
    result_.same_on_map.push_back(PlacedObjects::kNoPlace);
    float strength = map_.strength[nearest];
    if (const std::int32_t cluster = map_.model.cluster[nearest]; cluster >= 0 && placed.cluster[i] < 0) {
      strength *= map_.model.reach[static_cast<std::size_t>(cluster)] / placed.distance[i];
    }
    const float score = outlier_score(placed.neighbours.index.row(i), placed.neighbours.distance.row(i),
                                      map_.bags.multiplicity, 0, map_.outlier_neighbours);
    // As in make_map(): a Hellinger distance is a root already.
    const bool is_root = map_.model.distance == BagDistance::hellinger;
    add(placed.cluster[i], strength, map_.nearest_cluster[nearest], is_root ? score * score : score);
  }

 private:
  void add(std::int32_t cluster, float strength, std::int32_t nearest_cluster, float outlier_score) {
    result_.cluster.push_back(cluster);
    result_.strength.push_back(strength);
    result_.nearest_cluster.push_back(nearest_cluster);
    result_.outlier_score.push_back(outlier_score);
  }

  const RecordedMap& map_;
  PlacedObjects& result_;
};

/// Each sampled bag is compared with the whole map, so a few new bags are not worth the sample of a map's own search.
NeighbourSearchOptions with_sample_for(std::size_t bags, NeighbourSearchOptions search) {
  constexpr std::size_t kMinSampled = 128;
  constexpr std::size_t kBagsPerSampled = 64;
  search.sample = std::min(search.sample, std::max(kMinSampled, bags / kBagsPerSampled));
  return search;
}

/// The bags that the map does not have, placed among those that it has.
PlacedBags place_unknown_bags(const Context& context, const RecordedMap& map, const SparseRows& rows,
                              const NewBags& bags, const NeighbourSearchOptions& search) {
  SparseRows unknown;
  unknown.columns = rows.columns;
  for (const NewBag& bag : bags.bags) {
    if (bag.of_map == kNone) append_row(rows, bag.row, unknown);
  }
  if (map.model.distance == BagDistance::hellinger)
    return place_bags_by_hellinger(context, map.model, map.bags.counts, unknown);
  return place_bags(context, map.model, map.bags.counts, unknown, with_sample_for(unknown.rows(), search));
}

/// Per new bag its row among the placed ones, or kNoPlace.
std::vector<std::uint32_t> place_new_bags(const Context& context, const RecordedMap& map, const SparseRows& rows,
                                          const NewBags& bags, const NeighbourSearchOptions& search,
                                          PlacedObjects& result) {
  const PlacedBags placed = place_unknown_bags(context, map, rows, bags, search);
  result.search = placed.search;
  std::vector<std::optional<std::size_t>> placed_row(bags.bags.size());
  std::vector<std::uint32_t> number(bags.bags.size(), PlacedObjects::kNoPlace);
  std::size_t unknown = 0;
  std::uint32_t places = 0;
  for (std::size_t bag = 0; bag < bags.bags.size(); ++bag) {
    const std::uint32_t of_map = bags.bags[bag].of_map;
    if (of_map == kNone) placed_row[bag] = unknown++;
    const bool has_place =
        of_map == kNone ? placed.nearest[*placed_row[bag]] != PlacedBags::kNone : has_information(map, of_map);
    if (has_place) number[bag] = places++;
  }
  Placement placement(map, places, result);
  for (std::size_t bag = 0; bag < bags.bags.size(); ++bag) {
    if (number[bag] == PlacedObjects::kNoPlace) continue;
    append_row(rows, bags.bags[bag].row, result.bags.counts);
    if (placed_row[bag]) {
      placement.add_placed(placed, *placed_row[bag]);
    } else {
      placement.add_known(bags.bags[bag].of_map);
    }
  }
  return number;
}

std::vector<NewFeature> new_features(const LensBags& bags, const std::vector<std::uint32_t>& known) {
  std::vector<NewFeature> features;
  for (std::size_t feature = 0; feature < known.size(); ++feature) {
    if (known[feature] == kNone) features.push_back({bags.feature_names[feature], bags.feature_objects[feature]});
  }
  std::ranges::stable_sort(features, std::ranges::greater{}, &NewFeature::objects);
  return features;
}

}  // namespace

PlacedObjects place_objects(const Context& context, Database& database, const RecordedMap& map, const LensBags& bags,
                            const NeighbourSearchOptions& search) {
  const SparseRows& counts = bags.distinct.bags.counts;
  const std::vector<std::uint32_t> known =
      known_features(database, map.lens, map.model.feature_names, bags.feature_names);
  const SparseRows rows = over_known_features(counts, known, map.model.feature_names.size());
  const NewBags distinct = distinct_new_bags(context, map.bags.counts, rows);
  PlacedObjects result;
  result.new_features = new_features(bags, known);
  const std::vector<std::uint32_t> number = place_new_bags(context, map, rows, distinct, search, result);
  result.bags.multiplicity.assign(result.cluster.size(), 0);
  for (const std::uint32_t row : bags.distinct.bag_of) {
    const std::uint32_t bag = number[distinct.bag_of_row[row]];
    result.bag_of.push_back(bag);
    if (bag != PlacedObjects::kNoPlace) ++result.bags.multiplicity[bag];
    result.unknown_features.push_back(
        static_cast<std::uint32_t>(counts.row_columns(row).size() - rows.row_columns(row).size()));
  }
  return result;
}

WithoutPlace why_without_place(const LensBags& bags, const PlacedObjects& placed, std::size_t object) {
  const std::size_t features = bags.distinct.bags.counts.row_columns(bags.distinct.bag_of[object]).size();
  if (features == 0) return WithoutPlace::no_features;
  return features == placed.unknown_features[object] ? WithoutPlace::no_known_features : WithoutPlace::no_information;
}

}  // namespace proclens
