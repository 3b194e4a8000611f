#include "serve/map/recorded_processes.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

enum Column : std::size_t {
  kRow,
  kBag,
  kObject,
  kHost,
  kName,
  kArgs,
  kUser,
  kLineage,
  kStarted,
  kEnded,
  kExitCode,
  kOsPid,
  kState,
  kFlags,
  kPidHash,
  kParentHash,
  kNovelty,
  kFinding,
  kReasons,
  kLabels
};

[[noreturn]] void damaged_processes(const char* what) { throw Error(Fault::data, what); }

void check_types(const Rows& rows) {
  using enum ColumnType;
  const std::vector<ColumnType> expected = {int64, int32,     int32,     int32, int32, int32, int32,
                                            int32, timestamp, timestamp, int64, int64, int32, int32,
                                            text,  text,      int32,     int32, int32, int32};
  if (rows.types() != expected) damaged_processes("its columns have unexpected types");
}

/// The value of a 64-bit column.
std::optional<std::int64_t> number(const Chunk& chunk, std::size_t column, std::size_t row) {
  return chunk.valid(column, row) ? std::optional(chunk.int64(column)[row]) : std::nullopt;
}

/// Checks that a row refers to one of `count` things.
void check_named(const Chunk& chunk, std::size_t column, std::size_t row, std::size_t count, const char* otherwise) {
  const std::int32_t named = chunk.valid(column, row) ? chunk.int32(column)[row] : -1;
  if (named < 0 || static_cast<std::size_t>(named) >= count) damaged_processes(otherwise);
}

using HashTexts = std::vector<std::pair<std::size_t, std::string>>;  ///< process, hash

/// Copies a chunk to rows by their position in the file.
void take(const Chunk& chunk, RowColumns with, UnorderedProcesses& processes, HashTexts& hash_texts) {
  ProcessRows& to = processes.rows;
  std::vector<std::pair<Column, std::vector<std::int32_t>*>> numbers = {
      {kBag, &to.point}, {kHost, &to.host},       {kName, &to.name},   {kArgs, &to.args},
      {kUser, &to.user}, {kLineage, &to.lineage}, {kState, &to.state}, {kFlags, &to.flags}};
  if (with.objects) numbers.emplace_back(kObject, &to.object);
  if (with.novelty) {
    numbers.insert(numbers.end(),
                   {{kNovelty, &to.novelty}, {kFinding, &to.finding}, {kReasons, &to.reasons}, {kLabels, &to.labels}});
  }
  const auto positions = chunk.int64(kRow);
  for (const auto& [column, values] : numbers) {
    const auto from = chunk.int32(column);
    for (std::size_t row = 0; row < chunk.rows(); ++row)
      (*values)[static_cast<std::size_t>(positions[row])] = from[row];
  }
  for (std::size_t row = 0; row < chunk.rows(); ++row) {
    const auto process = static_cast<std::size_t>(positions[row]);
    processes.set_times(process, number(chunk, kStarted, row), number(chunk, kEnded, row));
    processes.set_numbers(process, number(chunk, kExitCode, row), number(chunk, kOsPid, row));
    const std::string_view pid_hash = chunk.text(kPidHash, row);
    if (!processes.set_hashes(process, pid_hash, chunk.text(kParentHash, row))) {
      hash_texts.emplace_back(process, pid_hash);
    }
  }
}

/// Numbers the hashes that are texts, from 1 in byte order; returns these texts.
std::vector<std::string> number_hash_texts(const HashTexts& of_processes, std::vector<std::int32_t>& numbers) {
  std::vector<std::string> texts;
  for (const auto& [process, text] : of_processes) texts.push_back(text);
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  for (const auto& [process, text] : of_processes) {
    const auto found = std::lower_bound(texts.begin(), texts.end(), text);
    numbers[process] = static_cast<std::int32_t>(found - texts.begin()) + 1;
  }
  return texts;
}

}  // namespace

std::string RecordedProcesses::pid_hash(std::size_t row) const {
  if (auto hex = rows.hex_hash(row)) return *std::move(hex);
  return hash_texts[static_cast<std::size_t>(rows.hash_text[row] - 1)];
}

RecordedProcesses read_recorded_processes(const Context& context, Database& database, std::size_t points,
                                          std::size_t objects, bool with_novelty) {
  const auto size = static_cast<std::size_t>(database.number("SELECT count(*) FROM point_file"));
  const RowColumns with = {.objects = objects > 0, .novelty = with_novelty};
  UnorderedProcesses processes(size, with);
  HashTexts hash_texts;
  std::size_t taken = 0;
  Rows rows = database.query(sql("serve/recorded"));
  check_types(rows);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      check_named(*chunk, kBag, row, points, "a process names a bag that does not exist");
      if (with.objects) check_named(*chunk, kObject, row, objects, "a process names an object that does not exist");
    }
    take(*chunk, with, processes, hash_texts);
    taken += chunk->rows();
  }
  if (taken != size) damaged_processes("a process has several states or texts");
  RecordedProcesses result;
  result.hash_texts = number_hash_texts(hash_texts, processes.rows.hash_text);
  result.rows = std::move(processes).ordered(context, points);
  return result;
}

}  // namespace proclens
