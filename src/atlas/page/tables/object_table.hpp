// The objects of a map that are not processes, in the rows by which the page numbers them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "atlas/page/tables/page_data.hpp"
#include "atlas/page/tables/page_texts.hpp"

namespace proclens {

/// Rows by point, then by object number.
class ObjectTable {
 public:
  /// Names are cut according to the budget. Borrows nothing.
  ObjectTable(std::span<const PageObject> objects, TextBudget budget);

  /// Converts object numbers to rows. Throws std::logic_error for one that does not exist.
  void number_by_row(std::vector<std::int32_t>& objects) const;

  /// The tables `objects` and `texts/object` (docs/map-page.md) as Arrow streams.
  [[nodiscard]] std::string stream() const;
  [[nodiscard]] std::string names_stream() const;

 private:
  std::vector<std::int32_t> point_;
  std::vector<std::int32_t> name_;  ///< in the order in which names first occurred
  std::vector<std::int32_t> row_of_;
  TextDictionary names_;
};

}  // namespace proclens
