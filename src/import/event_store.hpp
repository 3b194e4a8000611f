// The events of an import: kept records become rows of the table `event` (sql/import/event.sql), which goes to disk in
// pieces, so that memory does not grow with what is read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "import/mapping.hpp"
#include "import/sorted_records.hpp"
#include "table/database.hpp"

namespace proclens {

class EventStore {
 public:
  /// @param database borrowed; gets the macros and tables of sql/import
  /// @param folder where full pieces go; exists
  /// @param mappings borrowed
  /// @param piece_rows events that are held before they go to disk
  EventStore(Database& database, std::filesystem::path folder, std::span<const Mapping> mappings,
             std::uint64_t piece_rows = 200'000);
  EventStore(const EventStore&) = delete;
  EventStore& operator=(const EventStore&) = delete;
  ~EventStore();

  /// Adds the kept records of the parts, in their order. `sorted` holds one row table per mapping.
  void add(std::int32_t file, std::span<const SortedRecords> sorted);

  /// Makes the view `event` of everything that was added; nothing can be added any more.
  void finish();

  [[nodiscard]] std::uint64_t events() const { return events_; }

 private:
  struct Batch;
  void write_piece();

  Database& database_;
  std::filesystem::path folder_;
  std::span<const Mapping> mappings_;
  std::uint64_t piece_rows_;
  std::unique_ptr<Batch> batch_;  ///< what the tables that DuckDB reads look into
  std::uint64_t events_ = 0;
  std::uint64_t held_ = 0;  ///< of them in the table `event`
  std::uint64_t pieces_ = 0;
};

}  // namespace proclens
