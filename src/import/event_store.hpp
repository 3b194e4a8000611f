// The events of an import. Kept records become rows of the table `event` (sql/import/event.sql), in which the loads of
// a process are folded, and loads; both go to disk in pieces, so that memory does not grow with what is read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "import/load_store.hpp"
#include "import/mapping.hpp"
#include "import/sorted_records.hpp"
#include "table/database.hpp"

namespace proclens {

struct EventStoreLimits {
  std::size_t records = 30'000;  ///< that are held before they are mapped
  std::size_t events = 18'000;   ///< rows of `event` that are held before they go to disk
};

/// What was stored.
struct EventCounts {
  std::uint64_t events = 0;       ///< rows of `event`
  std::uint64_t of_security = 0;  ///< of them from the Security log
  std::uint64_t loads = 0;        ///< records
};

class EventStore {
 public:
  /// @param database gets the macros and tables of sql/import; must not be queried for `event` before `finish`
  /// @param folder where pieces go; exists
  /// @param mappings borrowed
  EventStore(Database& database, std::filesystem::path folder, std::span<const Mapping> mappings,
             const EventStoreLimits& limits = {});
  EventStore(const EventStore&) = delete;
  EventStore& operator=(const EventStore&) = delete;
  ~EventStore();

  /// Takes the kept records of the parts of a file, in their order; the parts of one file come one after the other.
  /// `sorted` holds one row table per mapping.
  void add(std::int32_t file, std::vector<SortedRecords>&& sorted);

  /// Makes `event` everything that was added: a view of the pieces, or the table, if it never grew large. Nothing can
  /// be added any more.
  void finish();

  /// Of everything, once it is finished.
  [[nodiscard]] const EventCounts& counts() const { return counts_; }

  /// The loads of the events that name a process.
  [[nodiscard]] LoadStore& loads() { return loads_; }

 private:
  struct Batch;
  void write_batches();
  void write_batch(Batch& batch);
  void write_piece();
  void close_rows();

  Database& database_;
  std::filesystem::path folder_;
  std::span<const Mapping> mappings_;
  EventStoreLimits limits_;
  LoadStore loads_;
  std::vector<Batch> batches_;         ///< one per mapping
  std::optional<TableAppender> rows_;  ///< of the table event
  bool has_mapped_ = false;
  std::int64_t next_number_ = 0;
  EventCounts counts_;
  std::size_t events_held_ = 0;
  std::uint64_t pieces_ = 0;
};

}  // namespace proclens
