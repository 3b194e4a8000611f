// The process records of a dataset, numbered in its order, and how they hang together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/lineage.hpp"
#include "table/database.hpp"

namespace proclens {

/// A column of text in one piece of memory; what is missing is empty.
class TextColumn {
 public:
  void reserve(std::size_t texts, std::size_t bytes);
  void add(std::string_view text);
  [[nodiscard]] std::size_t size() const noexcept { return end_.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const noexcept {
    return {bytes_.data() + end_[i], end_[i + 1] - end_[i]};
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> end_{0};
};

/// What the lineages are rebuilt from and shown with; one entry per record.
struct Records {
  ParentLinks links;
  std::vector<std::int32_t> standing;  ///< the record that stands for this record's hash; mostly itself
  TextColumn pid_hash;
  TextColumn parent_pid_hash;  ///< only of records whose parent has no record; else empty
  TextColumn process_name;
};

/// Makes the tables record, identity, parent and flag (sql/audit/) from the view `process`.
/// Throws Error (data) when there are 2³¹ records or more.
void link_records(Database& database);

/// Reads those tables.
[[nodiscard]] Records read_records(Database& database);

}  // namespace proclens
