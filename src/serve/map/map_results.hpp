// A map's result files, read once, as answers: what the page of `proclens serve` asks for, below HTTP.
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

/// The results in a folder that `proclens map` wrote. Everything is read by the constructor, so that a map that is
/// replaced later changes nothing; afterwards DuckDB reaches no file. All numbers of points, rows of processes,
/// features and texts are those of docs/serve.md, rows of processes those of map.html, too.
///
/// All functions may be called from any number of threads at once: each call has a connection of its own, and of what
/// DuckDB answers eight are worked on at a time. None keeps what it answers; an answer belongs to the caller. Memory:
/// docs/serve.md.
class MapResults {
 public:
  /// Throws Error (data) when the folder holds no map of this version, or a damaged one. What does not fit into 1.2 GB
  /// while it is read goes to a temporary folder, which is gone with this object.
  MapResults(const Context& context, const std::filesystem::path& folder);
  MapResults(MapResults&&) noexcept;
  MapResults& operator=(MapResults&&) noexcept;
  ~MapResults();

  [[nodiscard]] const MapCounts& counts() const;

  /// page.json, with `outcome.features_left_out` for the limit on `table("bags")`.
  [[nodiscard]] const std::string& page_json() const;

  /// A table as Arrow stream: "points", "processes", "bags", "features", "neighbours", or "texts/FIELD" for FIELD of
  /// host, name, args, user, lineage, hash_text. Throws Error (usage) for any other name, TimedOut after a minute.
  [[nodiscard]] std::string table(std::string_view name) const;

  /// An Arrow stream with one column `id` (int32, ascending): what holds `text` in any case of letters, or, with
  /// `pattern`, what matches that RE2 pattern somewhere, in any case of letters. FIELD of `table`: numbers of texts,
  /// from 1, of which the whole is searched; "feature": ranks in "features", from 0; "pid": rows of "processes", from
  /// 0. Throws Error (usage) for another field, a pattern that RE2 does not understand and more than 1,024 bytes of
  /// text; TimedOut after 4 seconds.
  [[nodiscard]] std::string find(std::string_view field, std::string_view text, bool pattern) const;

  /// The whole text with that number, as `find` numbers them, of a field or of "feature"; nothing when there is none.
  /// Throws Error (usage) for another field.
  [[nodiscard]] std::optional<std::string> text(std::string_view field, std::int64_t id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
