#include "import/event_store.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "table/row_source.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr int kNumberBits = 40;  // of a record within its file; new_event.sql knows it, too

/// A part of a file, and the number of each mapping's first record in it.
struct HeldPart {
  SortedRecords sorted;
  std::vector<std::int64_t> first_number;
};

}  // namespace

/// The parts being held. DuckDB reads them through one table function per mapping.
struct EventStore::Held {
  std::vector<HeldPart> parts;
  std::vector<std::uint64_t> rows;  ///< of each mapping
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
  RowWalk(std::span<const HeldPart> parts, std::size_t mapping, std::size_t columns)
      : parts_(parts), mapping_(mapping), columns_(columns) {}

  void operator()(RowWriter& writer) {
    while (part_ < parts_.size() && writer.room() > 0) {
      const RecordRows& rows = parts_[part_].sorted.rows[mapping_];
      if (cell_ == rows.cells()) {
        ++part_;
        cell_ = 0;
        continue;
      }
      writer.int64(parts_[part_].first_number[mapping_] + static_cast<std::int64_t>(cell_ / columns_));
      for (std::size_t column = 0; column < columns_; ++column) {
        const auto text = rows.cell(cell_++);
        text ? writer.borrowed_text(*text) : writer.null();
      }
      writer.end_row();
    }
  }

 private:
  std::span<const HeldPart> parts_;
  std::size_t mapping_;
  std::size_t columns_;
  std::size_t part_ = 0;
  std::size_t cell_ = 0;
};

}  // namespace

EventStore::EventStore(std::filesystem::path folder, std::span<const Mapping> mappings, std::uint64_t piece_rows)
    : database_(DatabaseOptions{1, 0, ""}),
      folder_(std::move(folder)),
      mappings_(mappings),
      piece_rows_(piece_rows),
      held_(std::make_unique<Held>()) {
  database_.run(sql("import/macros"));
  held_->rows.assign(mappings_.size(), 0);
  for (std::size_t i = 0; i < mappings_.size(); ++i) {
    const std::size_t columns = mappings_[i].columns().size();
    database_.add_source({source_name(mappings_[i]), source_columns(mappings_[i]),
                          [held = held_.get(), i, columns]() -> FillRows { return RowWalk(held->parts, i, columns); }});
  }
}

EventStore::~EventStore() = default;

void EventStore::add(std::int32_t file, std::vector<SortedRecords>&& sorted) {
  next_number_ = std::max(next_number_, std::int64_t{file} << kNumberBits);
  std::uint64_t rows_held = 0;
  for (SortedRecords& part : sorted) {
    HeldPart held{std::move(part), {}};
    for (std::size_t i = 0; i < mappings_.size(); ++i) {
      const std::uint64_t rows = held.sorted.rows[i].cells() / mappings_[i].columns().size();
      held.first_number.push_back(next_number_);
      next_number_ += static_cast<std::int64_t>(rows);
      held_->rows[i] += rows;
    }
    held_->parts.push_back(std::move(held));
  }
  for (const std::uint64_t rows : held_->rows) rows_held += rows;
  if (rows_held >= piece_rows_) write_piece();
}

void EventStore::write_piece() {
  for (std::size_t i = 0; i < mappings_.size(); ++i) {
    if (held_->rows[i] == 0) continue;
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "%09llu.parquet", static_cast<unsigned long long>(pieces_++));
    database_.run("COPY (WITH record AS (FROM " + source_name(mappings_[i]) + "()), mapped AS (" + mappings_[i].select +
                  "), origin AS (SELECT " + sql_literal(mappings_[i].name) + " AS source) " + sql("import/new_event") +
                  ") TO " + sql_literal((folder_ / name.data()).string()) + " (FORMAT parquet, COMPRESSION lz4_raw)");
    held_->rows[i] = 0;
  }
  held_->parts.clear();
}

void EventStore::finish() { write_piece(); }

void EventStore::open_in(Database& database) const {
  database.run(sql("import/macros"));
  database.run(sql("import/event"));
  if (pieces_ == 0) return;
  database.run("DROP TABLE event; CREATE VIEW event AS FROM read_parquet(" +
               sql_literal((folder_ / "*.parquet").string()) + ")");
}

}  // namespace proclens
