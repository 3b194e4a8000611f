#include "import/event_store.hpp"

#include <array>
#include <cstdio>
#include <string>

#include "table/row_source.hpp"
#include "table/sql.hpp"

namespace proclens {

/// The parts being added. DuckDB reads them through one table function per mapping.
struct EventStore::Batch {
  std::span<const SortedRecords> sorted;
  std::int64_t first_number = 0;  ///< of the mapping's first record
};

namespace {

std::string source_name(const Mapping& mapping) { return mapping.name + "_record"; }

std::vector<SourceColumn> source_columns(const Mapping& mapping) {
  std::vector<SourceColumn> columns{{"number", SourceType::int64}};
  for (const std::string& name : mapping.columns()) columns.push_back({name, SourceType::text});
  return columns;
}

/// Walks the rows of one mapping through all parts.
class RowWalk {
 public:
  RowWalk(std::span<const SortedRecords> sorted, std::size_t mapping, std::size_t columns, std::int64_t number)
      : sorted_(sorted), mapping_(mapping), columns_(columns), number_(number) {}

  void operator()(RowWriter& writer) {
    while (part_ < sorted_.size() && writer.room() > 0) {
      const RecordRows& rows = sorted_[part_].rows[mapping_];
      if (cell_ == rows.cells()) {
        ++part_;
        cell_ = 0;
        continue;
      }
      writer.int64(number_++);
      for (std::size_t column = 0; column < columns_; ++column) {
        const auto text = rows.cell(cell_++);
        text ? writer.borrowed_text(*text) : writer.null();
      }
      writer.end_row();
    }
  }

 private:
  std::span<const SortedRecords> sorted_;
  std::size_t mapping_;
  std::size_t columns_;
  std::int64_t number_;
  std::size_t part_ = 0;
  std::size_t cell_ = 0;
};

std::uint64_t rows_of(std::span<const SortedRecords> sorted, std::size_t mapping, std::size_t columns) {
  std::uint64_t rows = 0;
  for (const SortedRecords& part : sorted) rows += part.rows[mapping].cells() / columns;
  return rows;
}

}  // namespace

EventStore::EventStore(Database& database, std::filesystem::path folder, std::span<const Mapping> mappings,
                       std::uint64_t piece_rows)
    : database_(database),
      folder_(std::move(folder)),
      mappings_(mappings),
      piece_rows_(piece_rows),
      batch_(std::make_unique<Batch>()) {
  database_.run(sql("import/macros"));
  database_.run(sql("import/event"));
  for (std::size_t i = 0; i < mappings_.size(); ++i) {
    const std::size_t columns = mappings_[i].columns().size();
    database_.add_source(
        {source_name(mappings_[i]), source_columns(mappings_[i]), [batch = batch_.get(), i, columns]() -> FillRows {
           return RowWalk(batch->sorted, i, columns, batch->first_number);
         }});
  }
}

EventStore::~EventStore() = default;

void EventStore::add(std::int32_t file, std::span<const SortedRecords> sorted) {
  batch_->sorted = sorted;
  for (std::size_t i = 0; i < mappings_.size(); ++i) {
    const Mapping& mapping = mappings_[i];
    const std::uint64_t rows = rows_of(sorted, i, mapping.columns().size());
    if (rows == 0) continue;
    batch_->first_number = static_cast<std::int64_t>(events_);
    const std::array<SqlValue, 2> parameters{std::int64_t{file}, mapping.name};
    static_cast<void>(database_.query("INSERT INTO event WITH record AS (FROM " + source_name(mapping) +
                                          "()), mapped AS (" + mapping.select + ") " + sql("import/new_event"),
                                      parameters));
    events_ += rows;
    held_ += rows;
  }
  batch_->sorted = {};
  if (held_ >= piece_rows_) write_piece();
}

void EventStore::write_piece() {
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "%09llu.parquet", static_cast<unsigned long long>(pieces_++));
  database_.run("COPY event TO " + sql_literal((folder_ / name.data()).string()) +
                " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)");
  database_.run(sql("import/event"));
  held_ = 0;
}

void EventStore::finish() {
  if (held_ > 0 || pieces_ == 0) write_piece();
  database_.run("DROP TABLE event");
  database_.run("CREATE VIEW event AS FROM read_parquet(" + sql_literal((folder_ / "*.parquet").string()) + ")");
}

}  // namespace proclens
