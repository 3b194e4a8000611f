// A person's own names for parts of a map: kept in OUT/labels.parquet, given and taken as the page's file of labels.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "storage/file_system.hpp"

namespace proclens {

/// The labels of a map. The JSON is that of the files which the page saves (web/src/labels/labels.ts):
///   {"format": "proclens labels", "version": 1,
///    "labels": [{"name", "note", "colour": "#rrggbb", "cluster": number or left out, "processes": [pid_hash, …]}]}
/// and in the file one row a label: label (its place, from 0), name, note, colour, cluster (NULL: none), processes.
///
/// All functions may be called from any number of threads at once; a change is in the file, whole, before it is seen.
class LabelStore {
 public:
  /// Reads the file; none means no labels. Throws Error (data) when it is there but holds no labels.
  LabelStore(OutputPath file, bool read_only);
  LabelStore(LabelStore&&) noexcept;
  LabelStore& operator=(LabelStore&&) noexcept;
  ~LabelStore();

  /// All labels, and "read_only": true or false.
  [[nodiscard]] std::string json() const;

  /// Puts these labels in place of all. Throws Error (usage) when the store is read-only, or with what is wrong when
  /// they are none: the names and limits of the page hold (1,000 labels; 120 characters of a name, not all blank; 4,000
  /// of a note, as JavaScript counts them; the page's colours), and at most 64 KiB of a pid_hash. Throws Error
  /// (machine) when the file cannot be written; the labels then stay as they were.
  void replace(std::string_view json);

  [[nodiscard]] std::size_t count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
