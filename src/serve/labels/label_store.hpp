// The user's labels of parts of a map: stored in OUT/labels.parquet, exchanged in the page's label file format.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "storage/file_system.hpp"

namespace proclens {

/// The labels of a map. The JSON is that of the files saved by the page (web/src/labels/labels.ts):
///   {"format": "proclens labels", "version": 1,
///    "labels": [{"name", "note", "colour": "#rrggbb", "cluster": number or omitted, "processes": [pid_hash, …]}]}
/// and the file has one row per label: label (its index, from 0), name, note, colour, cluster (NULL: none), processes.
///
/// All functions may be called from any number of threads at once; a change is completely written to the file before it
/// becomes visible.
class LabelStore {
 public:
  /// Reads the file; a missing file means no labels. Throws Error (data) if it exists but does not contain labels.
  LabelStore(OutputPath file, bool read_only);
  LabelStore(LabelStore&&) noexcept;
  LabelStore& operator=(LabelStore&&) noexcept;
  ~LabelStore();

  /// All labels, with "read_only": true or false.
  [[nodiscard]] std::string json() const;

  /// Replaces all labels or, if the JSON also has `base`, the labels that the page started from, merges what it changed
  /// with what others did (serve/labels/merge_labels.hpp). Returns all labels as json() does, with the names of
  /// `conflicts`. Throws Error (usage) if the store is read-only, or with what is wrong if they are invalid:
  /// the page's limits apply (1,000 labels; names of 120 characters, not all blank; notes of 4,000, as JavaScript
  /// counts them; the page's colours), and a pid_hash has at most 64 KiB. Throws Error (machine) if the file cannot be
  /// written; the labels are then unchanged.
  std::string change(std::string_view json);

  [[nodiscard]] std::size_t count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
