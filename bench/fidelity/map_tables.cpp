#include "fidelity/map_tables.hpp"

#include <algorithm>
#include <map>

#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

std::string parquet(const std::filesystem::path& file) { return "read_parquet(" + sql_literal(file.string()) + ")"; }

/// The rows of a list column; all lists must have the same length.
Matrix<float> list_matrix(Database& database, const std::string& query) {
  std::vector<float> values;
  std::size_t rows_read = 0;
  Rows rows = database.query(query);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row, ++rows_read) {
      const std::span<const float> list = chunk->float32_list(0, row);
      values.insert(values.end(), list.begin(), list.end());
    }
  }
  Matrix<float> matrix(rows_read, rows_read == 0 ? 0 : values.size() / rows_read);
  if (matrix.rows() * matrix.columns() != values.size()) throw Error(Fault::data, "lists of different lengths");
  std::copy(values.begin(), values.end(), matrix.data());
  return matrix;
}

void read_vocabulary(Database& database, const std::string& file, MapTables& tables) {
  Rows rows = database.query("SELECT information_weight FROM " + file + " ORDER BY feature");
  while (const Chunk* chunk = rows.next()) {
    const auto weights = chunk->float64(0);
    tables.weights.insert(tables.weights.end(), weights.begin(), weights.end());
  }
  tables.vectors = list_matrix(database, "SELECT vector FROM " + file + " ORDER BY feature");
}

bool informative(std::span<const std::int32_t> features, const std::vector<double>& weights) {
  return std::any_of(features.begin(), features.end(), [&](std::int32_t feature) { return weights[feature] > 0; });
}

/// @return the file's numbers of the bags that are kept
std::vector<std::int32_t> read_bags(Database& database, const std::string& file, MapTables& tables) {
  std::vector<std::int32_t> kept;
  SparseRows& counts = tables.bags.counts;
  counts.columns = tables.weights.size();
  Rows rows = database.query("SELECT bag, multiplicity, features, counts FROM " + file + " ORDER BY bag");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto features = chunk->int32_list(2, row);
      const auto values = chunk->int32_list(3, row);
      if (!informative(features, tables.weights)) continue;
      kept.push_back(chunk->int32(0)[row]);
      tables.bags.multiplicity.push_back(static_cast<std::uint32_t>(chunk->int32(1)[row]));
      counts.column.insert(counts.column.end(), features.begin(), features.end());
      counts.value.insert(counts.value.end(), values.begin(), values.end());
      counts.row_start.push_back(counts.column.size());
    }
  }
  return kept;
}

void read_processes(Database& database, const std::string& file, const std::vector<std::int32_t>& kept,
                    MapTables& tables) {
  std::map<std::int32_t, std::size_t> row_of;
  for (std::size_t row = 0; row < kept.size(); ++row) row_of[kept[row]] = row;
  tables.process_names.resize(kept.size());
  tables.hashes.resize(kept.size());
  Rows rows = database.query(
      "SELECT bag, arg_max(name, (processes, name)), min(hash) FROM (SELECT bag, lower(coalesce(process_name, '')) AS "
      "name, count(*) AS processes, min(pid_hash) AS hash FROM " +
      file + " GROUP BY ALL) GROUP BY bag ORDER BY bag");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto found = row_of.find(chunk->int32(0)[row]);
      if (found == row_of.end()) continue;
      tables.process_names[found->second] = chunk->text(1, row);
      tables.hashes[found->second] = chunk->text(2, row);
    }
  }
}

}  // namespace

MapTables read_map_tables(const std::filesystem::path& folder) {
  Database database;
  MapTables tables;
  read_vocabulary(database, parquet(folder / "vocabulary.parquet"), tables);
  const std::vector<std::int32_t> kept = read_bags(database, parquet(folder / "bags.parquet"), tables);
  read_processes(database, parquet(folder / "points.parquet"), kept, tables);
  return tables;
}

Matrix<float> read_other_vectors(const std::filesystem::path& file, const std::vector<std::string>& hashes) {
  Database database;
  database.run("CREATE TABLE wanted (place INTEGER, hash VARCHAR)");
  TableAppender appender = database.append_to("wanted");
  for (std::size_t row = 0; row < hashes.size(); ++row) {
    appender.int32(static_cast<std::int32_t>(row));
    appender.text(hashes[row]);
    appender.end_row();
  }
  appender.close();
  Matrix<float> vectors = list_matrix(
      database, "SELECT vector FROM wanted JOIN " + parquet(file) + " ON upper(pid_hash) = upper(hash) ORDER BY place");
  if (vectors.rows() != hashes.size()) {
    throw Error(Fault::data, file.string() + " does not have exactly one row for every process asked for");
  }
  return vectors;
}

}  // namespace proclens
