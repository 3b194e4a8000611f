#include "contract/contract_part.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <system_error>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::int64_t kMaxNumber = std::numeric_limits<std::int32_t>::max();

/// Reads one Parquet file of a contract.
class ContractFile {
 public:
  ContractFile(Database& database, const ContractPart& part, const char* file)
      : database_(database), path_(part.folder / file), shown_(part.shown(file)) {
    std::error_code code;
    if (!std::filesystem::is_regular_file(path_, code)) refuse("is missing");
  }

  /// Passes each batch of rows, in file order, to `read`, and counts them.
  template <class Read>
  void read(const std::string& columns, std::uint64_t expected, Read read_chunk) {
    std::uint64_t rows = 0;
    try {
      Rows chunks = database_.query("SELECT " + columns + " FROM read_parquet(" + sql_literal(path_.string()) +
                                    ", hive_partitioning = false)");
      while (const Chunk* chunk = chunks.next()) {
        for (std::size_t row = 0; row < chunk->rows(); ++row) read_chunk(*chunk, row, rows + row);
        rows += chunk->rows();
      }
    } catch (const Refused&) {
      throw;
    } catch (const Error& error) {
      if (error.fault() != Fault::data) throw;
      refuse(error.what());
    }
    if (rows != expected) {
      refuse("has " + counted(rows, "row") + ", but contract.json says " + with_separators(expected));
    }
  }

  [[noreturn]] void refuse(const std::string& why) const { throw Refused(shown_ + ": " + why); }

  /// @param row from 0
  void require(bool holds, std::uint64_t row, const char* what) const {
    if (!holds) refuse("row " + with_separators(row + 1) + ": " + what);
  }

 private:
  /// An error that already has its message.
  class Refused : public Error {
   public:
    explicit Refused(const std::string& what) : Error(Fault::data, what, kContractRemedy) {}
  };

  Database& database_;
  std::filesystem::path path_;
  std::string shown_;
};

bool is_number(const Chunk& chunk, std::size_t column, std::size_t row, std::uint64_t number) {
  return chunk.valid(column, row) && chunk.int64(column)[row] == static_cast<std::int64_t>(number);
}

void read_features(Database& database, ContractPart& part) {
  ContractFile file(database, part, kContractFeatures);
  const bool has_examples = part.head.lens.folds_features();
  file.read(std::string("CAST(feature AS BIGINT), CAST(name AS VARCHAR), lower(CAST(name AS VARCHAR)), "
                        "CAST(objects AS BIGINT)") +
                (has_examples ? ", CAST(example AS VARCHAR)" : ""),
            part.head.features, [&](const Chunk& chunk, std::size_t row, std::uint64_t number) {
              file.require(is_number(chunk, 0, row, number), number, "features are not numbered from 0 in order");
              file.require(chunk.valid(1, row) && !chunk.text(1, row).empty(), number, "a feature has no name");
              std::string folded(chunk.text(part.head.lens.split == nullptr ? 2 : 1, row));
              file.require(number == 0 || part.folded_features.back() < folded, number,
                           part.head.lens.split == nullptr
                               ? "features are not in order of their lower-case names, or one occurs twice"
                               : "features are not in order of their names, or one occurs twice");
              file.require(chunk.valid(3, row) && chunk.int64(3)[row] > 0, number, "'objects' is not a positive count");
              part.feature_names.push_back(valid_utf8(chunk.text(1, row)));
              part.folded_features.push_back(std::move(folded));
              if (has_examples) {
                file.require(chunk.valid(4, row) && !chunk.text(4, row).empty(), number, "a feature has no example");
                part.feature_examples.push_back(valid_utf8(chunk.text(4, row)));
              }
              part.feature_objects.push_back(static_cast<std::uint64_t>(chunk.int64(3)[row]));
            });
}

void read_bags(Database& database, ContractPart& part) {
  ContractFile file(database, part, kContractBags);
  SparseRows& counts = part.bags.counts;
  counts.columns = part.feature_names.size();
  file.read(
      "CAST(bag AS BIGINT), CAST(features AS INTEGER[]), CAST(counts AS INTEGER[]), CAST(multiplicity AS BIGINT), "
      "len(list_filter(features, lambda f: f IS NULL)) + len(list_filter(counts, lambda c: c IS NULL)) = 0",
      part.head.bags, [&](const Chunk& chunk, std::size_t row, std::uint64_t number) {
        file.require(is_number(chunk, 0, row, number), number, "bags are not numbered from 0 in order");
        file.require(chunk.valid(4, row) && chunk.boolean(4, row), number, "a feature or a count is missing");
        const auto features = chunk.int32_list(1, row);
        const auto values = chunk.int32_list(2, row);
        file.require(features.size() == values.size(), number, "the numbers of counts and features differ");
        file.require(std::ranges::adjacent_find(features, std::ranges::greater_equal()) == features.end(), number,
                     "features are not in ascending order");
        file.require(
            features.empty() || (features.front() >= 0 && static_cast<std::size_t>(features.back()) < counts.columns),
            number, "a feature is not in features.parquet");
        file.require(std::ranges::all_of(values, [](std::int32_t value) { return value > 0; }), number,
                     "a count is not positive");
        file.require(chunk.valid(3, row) && chunk.int64(3)[row] > 0 && chunk.int64(3)[row] <= kMaxNumber, number,
                     "'multiplicity' is not a positive count");
        counts.column.insert(counts.column.end(), features.begin(), features.end());
        counts.value.insert(counts.value.end(), values.begin(), values.end());
        counts.row_start.push_back(counts.column.size());
        part.bags.multiplicity.push_back(static_cast<std::uint32_t>(chunk.int64(3)[row]));
      });
}

void read_objects(Database& database, ContractPart& part) {
  ContractFile file(database, part, kContractObjects);
  file.read("CAST(object AS BIGINT), CAST(name AS VARCHAR)", part.head.objects,
            [&](const Chunk& chunk, std::size_t row, std::uint64_t number) {
              file.require(is_number(chunk, 0, row, number), number, "objects are not numbered from 0 in order");
              file.require(chunk.valid(1, row), number, "an object has no name");
              std::string name = valid_utf8(chunk.text(1, row));
              file.require(number == 0 || part.object_names.back() < name, number,
                           "objects are not in order of their names, or one occurs twice");
              part.object_names.push_back(std::move(name));
            });
}

}  // namespace

std::string ContractPart::shown(const char* file) const { return printable((folder / file).string(), 4096); }

ContractPart read_contract_part(Database& database, const std::filesystem::path& folder, std::span<const Lens> known) {
  ContractPart part;
  part.folder = folder;
  part.head = read_contract_json(folder, known);
  read_features(database, part);
  read_bags(database, part);
  if (!part.head.lens.objects_are_processes) read_objects(database, part);
  return part;
}

}  // namespace proclens
