#include "atlas/page/tables/object_table.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "atlas/page/tables/point_tables.hpp"
#include "table/arrow_stream.hpp"

namespace proclens {

ObjectTable::ObjectTable(std::span<const PageObject> objects, TextBudget budget) : row_of_(objects.size()) {
  std::vector<std::uint32_t> order(objects.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t object) { return objects[object].bag; });
  for (const std::uint32_t object : order) {
    row_of_[object] = static_cast<std::int32_t>(point_.size());
    point_.push_back(static_cast<std::int32_t>(objects[object].bag));
    name_.push_back(static_cast<std::int32_t>(names_.number(objects[object].name, budget)));
  }
}

void ObjectTable::number_by_row(std::vector<std::int32_t>& objects) const {
  for (std::int32_t& object : objects) {
    if (static_cast<std::size_t>(object) >= row_of_.size()) {
      throw std::logic_error("map page: a process names an object that does not exist");
    }
    object = row_of_[static_cast<std::size_t>(object)];
  }
}

std::string ObjectTable::stream() const {
  const TextDictionary::Sorted sorted = names_.sorted();
  std::vector<std::int32_t> name;
  for (const std::int32_t number : name_) {
    name.push_back(static_cast<std::int32_t>(sorted.rank_of[static_cast<std::size_t>(number)]));
  }
  const std::vector<NamedValues> columns = {{"point", point_}, {"name", name}};
  return arrow_stream(columns);
}

std::string ObjectTable::names_stream() const { return texts_stream(names_.sorted()); }

}  // namespace proclens
