// The lenses: ways to turn telemetry into bags of features. A lens is a value; this table is the only list of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lens/token_bags.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

/// The singular and plural names of something. ASCII, lower case.
struct Noun {
  std::string_view one;
  std::string_view many;
};

/// How topics and pages show a feature.
enum class FeatureLabel {
  whole,           ///< unchanged
  last_path_part,  ///< the part after the last slash or backslash
};

/// "whole" or "last_path_part", as written to results.
[[nodiscard]] std::string_view label_name(FeatureLabel label);

/// A table that a lens reads, and the columns that it requires.
struct LensTable {
  StdviewTable table;
  std::vector<std::string> columns;
};

/// What a lens was told beyond its name, by the names that results record. Whatever is to be compared with a map must
/// be counted with the same parameters.
using LensParameters = std::map<std::string, std::string, std::less<>>;

/// "true" if paths are folded (--fold-paths): users, GUIDs, versions, numbers, drives and devices become placeholders.
/// Only for lenses whose features are paths.
inline constexpr std::string_view kFoldPaths = "fold_paths";

inline constexpr const char* kHosts = "hosts";  ///< the lens of lens/host_lens.hpp

/// One way to turn telemetry into bags. Its script, from sql/lens/, reads the views of the dataset's tables and the
/// table `selected` (telemetry/selection.hpp) and creates these views:
///
/// - `lens_row(object, feature VARCHAR, count)`, unless objects are split: `count` of a feature in the bag of an
/// object; the counts of repeated pairs are added. If objects are processes, `object` is `selected.process`, otherwise
/// a text. Rows whose feature is NULL or empty are in no bag.
/// - `lens_member(object VARCHAR, process)`, only if objects are not processes: the object that a selected process is a
/// member of. A process is a member of at most one object; of none if `object` is NULL or there is no row.
/// - `lens_recorded(rows)`: how many rows the dataset has for this lens, selected or not.
/// - `lens_left_out(reason, why, count)`: the recorded rows that are in no bag; `reason` is an identifier for programs,
/// `why` a short text for users. Read only if rows are missing.
struct Lens {
  std::string name;          ///< used by --lens and as the folder OUT/NAME
  std::string_view summary;  ///< for --help: what an object is and what its bag contains
  Noun object;               ///< what a bag describes
  Noun feature;              ///< what a bag contains
  Noun row;                  ///< what is counted: the telemetry rows that bags are made from
  FeatureLabel feature_label = FeatureLabel::whole;
  bool objects_are_processes = true;
  bool features_are_paths = false;  ///< so that --fold-paths applies
  bool folds_paths = false;         ///< its script calls the functions of telemetry/folding_functions.hpp
  /// Its script makes the view `activity`, of which sql/lens/activity.sql and left_out.sql make the others.
  bool counts_activity = false;
  /// How the name of an object becomes its features, which are then a sequence: their order counts, and so does their
  /// case. nullptr: features are a bag of `lens_row`s, and compare without regard to case.
  SplitText split = nullptr;
  /// How the name of a feature becomes tokens, whose order gives the features their vectors, as the lens `commands`
  /// gives its objects theirs. nullptr: vectors come from what features occur with.
  SplitText relate_by = nullptr;
  bool topics_by_program = false;     ///< topics are the programs of the features, which are command lines
  std::size_t min_cluster_size = 10;  ///< unless the command line says otherwise, as the next one
  bool clusters_are_leaves = false;   ///< the finest clusters, instead of those with the largest excess of mass
  std::string object_columns = {};    ///< SQL: further columns of objects.parquet, from `name`; may be empty
  std::vector<LensTable> tables;      ///< besides those that the selection opens
  std::string script;                 ///< SQL
  /// SQL over the views of `tables` that counts the dataset's processes with data for this lens, and a name for such
  /// data: if a tenth of the processes have any, the lens is mapped without being asked for. Empty: only on request.
  std::string_view processes_with_data = {};
  std::string_view data = {};
  std::string_view remedy;  ///< how to record the rows, for datasets that have none
  LensParameters parameters = {};

  /// Whether two names of features that fold to the same path are one feature.
  [[nodiscard]] bool folds_features() const { return parameters.contains(kFoldPaths); }
  /// Whether bags that both count can be compared: they have the same name and parameters.
  [[nodiscard]] bool counts_like(const Lens& other) const {
    return name == other.name && parameters == other.parameters;
  }
};

/// All lenses, in the order of --help.
[[nodiscard]] std::span<const Lens> lenses();

/// Throws Error (usage) for an unknown name.
[[nodiscard]] const Lens& find_lens(std::string_view name);

/// `lens` with its paths folded. Throws std::invalid_argument if its features are not paths.
[[nodiscard]] Lens with_folded_paths(Lens lens);

/// The lens that results record by its name and parameters; nullopt if it does not exist.
/// @param known the existing lenses
[[nodiscard]] std::optional<Lens> recorded_lens(std::string_view name, const LensParameters& parameters,
                                                std::span<const Lens> known);

/// The name of a lens for people, with its parameters except a query: "images, fold_paths true".
[[nodiscard]] std::string described(const Lens& lens);

/// What topics are made of, and how it is shown.
struct TopicLabels {
  std::vector<std::string> labels;   ///< per feature, or per group of features
  std::vector<std::uint32_t> group;  ///< per feature; empty if each is a topic of its own
};

/// The features as feature_labels() has them, or, with `topics_by_program`, the distinct programs, in lower case and
/// byte order.
[[nodiscard]] TopicLabels topic_labels(const Lens& lens, std::span<const std::string> feature_names);

/// Features as topics and pages show them.
[[nodiscard]] std::vector<std::string> feature_labels(const Lens& lens, std::span<const std::string> feature_names);

}  // namespace proclens
