#include "hunt/baseline/loaded_files.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "core/parallel.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::int64_t kSliceProcesses = 3 << 19;  // read at a time
constexpr std::size_t kSortBlock = 4096;

/// A process, from the first of its slice, and a file that it loaded.
using Load = std::pair<std::uint32_t, std::uint32_t>;

std::vector<Load> read_slice(Database& database, std::int64_t first) {
  std::vector<Load> loads;
  Rows rows = database.query(sql("hunt/loads"), std::array<SqlValue, 2>{first, first + kSliceProcesses});
  while (const Chunk* chunk = rows.next()) {
    const auto process = chunk->int32(0);
    const auto file = chunk->int32(1);
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      loads.emplace_back(static_cast<std::uint32_t>(process[row] - first), static_cast<std::uint32_t>(file[row]));
    }
  }
  return loads;
}

/// Adds the set of each process of a slice: a counting sort by process, then a sort within each.
void add_sets(const Context& context, const std::vector<Load>& loads, std::size_t processes, DistinctSets& sets,
              std::vector<std::uint32_t>& set_of) {
  std::vector<std::size_t> start(processes + 1, 0);
  for (const Load& load : loads) ++start[load.first + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<std::uint32_t> files(loads.size());
  std::vector<std::size_t> end(start.begin(), start.end() - 1);
  for (const auto& [process, file] : loads) files[end[process]++] = file;
  parallel_blocks(context, processes, kSortBlock, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      const auto own = std::span(files).subspan(start[i], end[i] - start[i]);
      std::ranges::sort(own);
      end[i] -= std::ranges::unique(own).size();
    }
  });
  for (std::size_t i = 0; i < processes; ++i) {
    set_of.push_back(sets.add(std::span(files).subspan(start[i], end[i] - start[i])));
  }
}

}  // namespace

LoadedFiles read_loaded_files(const Context& context, Database& database) {
  database.run(sql("hunt/numbered_path"));
  database.run(sql("hunt/numbered_file"));
  LoadedFiles files;
  Rows numbers = database.query(sql("hunt/numbers_of_files"));
  while (const Chunk* chunk = numbers.next()) {
    std::size_t column = 0;
    for (auto* of_file : {&files.image, &files.folder, &files.signer}) {
      for (const std::int32_t number : chunk->int32(column++)) of_file->push_back(static_cast<std::uint32_t>(number));
    }
  }
  const std::int64_t processes = database.number("SELECT count(*) FROM selected");
  DistinctSets sets;
  for (std::int64_t first = 0; first < processes; first += kSliceProcesses) {
    context.check_cancelled();
    add_sets(context, read_slice(database, first),
             static_cast<std::size_t>(std::min(kSliceProcesses, processes - first)), sets, files.set_of);
  }
  files.sets = std::move(sets).taken();
  database.run("DROP TABLE numbered_path");
  return files;
}

ImageNumbers image_numbers(Database& database, std::size_t names) {
  const auto count = [&](const char* table) {
    return static_cast<std::size_t>(database.number(std::string("SELECT count(*) FROM ") + table));
  };
  return {names, count("numbered_image"), count("numbered_folder"), count("numbered_signer")};
}

}  // namespace proclens
