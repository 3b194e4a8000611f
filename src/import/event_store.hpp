// The events of an import: kept records become rows of the table `event` (sql/import/event.sql), which go to disk in
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
  /// @param folder where pieces go; exists
  /// @param mappings borrowed
  /// @param piece_rows records that are held before they go to disk
  EventStore(std::filesystem::path folder, std::span<const Mapping> mappings, std::uint64_t piece_rows = 50'000);
  EventStore(const EventStore&) = delete;
  EventStore& operator=(const EventStore&) = delete;
  ~EventStore();

  /// Takes the kept records of the parts of a file, in their order; the parts of one file come one after the other.
  /// `sorted` holds one row table per mapping.
  void add(std::int32_t file, std::vector<SortedRecords>&& sorted);

  /// Writes what is held. Nothing can be added any more.
  void finish();

  /// Makes the macros of sql/import and the view `event`, everything that was added, in `database`.
  void open_in(Database& database) const;

 private:
  struct Held;
  void write_piece();

  Database database_;  ///< of one thread: there is no work for more, and those would wait noisily
  std::filesystem::path folder_;
  std::span<const Mapping> mappings_;
  std::uint64_t piece_rows_;
  std::unique_ptr<Held> held_;  ///< what the tables that DuckDB reads look into
  std::int64_t next_number_ = 0;
  std::uint64_t pieces_ = 0;
};

}  // namespace proclens
