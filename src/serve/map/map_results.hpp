// A map's result files, read once, and the queries that the page of `proclens serve` makes, independent of HTTP.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "proclens/context.hpp"
#include "serve/map/map_counts.hpp"

namespace proclens {

/// The results in a folder written by `proclens map`. The constructor reads everything, so replacing the map later has
/// no effect; afterwards DuckDB cannot access files. Points, process rows, features and texts are numbered as in
/// docs/serve.md; process rows are also numbered as in map.html.
///
/// All functions may be called from any number of threads at once: each call has its own connection, and DuckDB handles
/// at most eight of them at a time. Results are not kept; they belong to the caller. Memory: docs/serve.md.
class MapResults {
 public:
  /// @param hunt OUT/hunt, whose results become part of the map's, if it is there
  /// Throws Error (data) if the folder contains no map of this version, or a damaged one; so may the hunt be. What does
  /// not fit into 1.2 GB while reading goes to a temporary folder, which is removed with this object.
  MapResults(const Context& context, const std::filesystem::path& folder, const std::filesystem::path& hunt = {});
  MapResults(MapResults&&) noexcept;
  MapResults& operator=(MapResults&&) noexcept;
  ~MapResults();

  [[nodiscard]] const MapCounts& counts() const;

  /// page.json, with `outcome.features_left_out` according to the limit on `table("bags")`.
  [[nodiscard]] const std::string& page_json() const;

  /// A table as an Arrow stream: "points", "processes", "bags", "features", "neighbours", or "texts/FIELD" where FIELD
  /// is host, name, args, user, lineage, hash_text or, with a hunt, reasons or labels. Throws Error (usage) for any
  /// other name, TimedOut after a minute.
  [[nodiscard]] std::string table(std::string_view name) const;

  /// An Arrow stream with one column `id` (int32, ascending): what contains `text` ignoring case or, with `pattern`,
  /// what matches that RE2 pattern somewhere, ignoring case. For a FIELD of `table`: numbers of texts, from 1, searched
  /// in full; "feature": ranks in "features", from 0; "pid": rows of "processes", from 0. Throws Error (usage) for
  /// another field, an invalid RE2 pattern, or more than 1,024 bytes of text; TimedOut after 4 seconds.
  [[nodiscard]] std::string find(std::string_view field, std::string_view text, bool pattern) const;

  /// The full text with that number, as numbered by `find`, of a field or of "feature"; nullopt if there is none.
  /// Throws Error (usage) for another field.
  [[nodiscard]] std::optional<std::string> text(std::string_view field, std::int64_t id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
