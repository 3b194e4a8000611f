// The lenses: ways to turn telemetry into bags of features. A lens is a value; this table is the only list of them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "telemetry/dataset.hpp"

namespace proclens {

/// What something is called: one of it, and several. ASCII, lower case.
struct Noun {
  std::string_view one;
  std::string_view many;
};

/// How topics and pages show a feature.
enum class FeatureLabel {
  whole,           ///< as it is
  last_path_part,  ///< what follows its last slash or backslash
};

/// "whole" or "last_path_part", as results on disk have it.
[[nodiscard]] std::string_view label_name(FeatureLabel label);

/// A table that a lens reads, and the columns that it cannot do without.
struct LensTable {
  StdviewTable table;
  std::vector<std::string> columns;
};

/// One way to turn telemetry into bags. Its script, sql/lens/NAME.sql, reads the views of the dataset's tables and the
/// table `selected` (telemetry/selection.hpp) and makes these views:
///
/// - `lens_row(object, feature VARCHAR, count)`: `count` of a feature in the bag of an object; pairs may repeat, their
///   counts are added. Where objects are processes, `object` is `selected.process`, otherwise a text. Rows whose
///   feature is NULL or empty are in no bag.
/// - `lens_member(object VARCHAR, process)`, only where objects are not processes: the object that a selected process
/// is
///   a member of. A process is a member of one object at most; of none where `object` is NULL or there is no row.
/// - `lens_recorded(rows)`: how many rows the dataset holds for this lens, selected or not.
/// - `lens_left_out(reason, why, count)`: the recorded rows that are in no bag; `reason` is a word for programs, `why`
/// a
///   few for people. Read only when rows are missing.
struct Lens {
  std::string_view name;     ///< of --lens and of the folder OUT/NAME
  std::string_view summary;  ///< for --help: what an object is and what its bag holds
  Noun object;               ///< what a bag describes
  Noun feature;              ///< what a bag holds
  Noun row;                  ///< what is counted: the rows of the telemetry that bags are made of
  FeatureLabel feature_label = FeatureLabel::whole;
  bool objects_are_processes = true;
  std::vector<LensTable> tables;  ///< what the selection does not open anyway
  std::string_view script;        ///< SQL
  std::string_view remedy;        ///< what records the rows, for datasets that have none
};

/// All lenses, in the order of --help.
[[nodiscard]] std::span<const Lens> lenses();

/// Throws Error (usage) for a name that no lens has.
[[nodiscard]] const Lens& find_lens(std::string_view name);

/// Features as topics and pages show them.
[[nodiscard]] std::vector<std::string> feature_labels(const Lens& lens, std::span<const std::string> feature_names);

}  // namespace proclens
