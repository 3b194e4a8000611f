#include "contract/write_contract.hpp"

#include <vector>

#include "contract/contract_json.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

std::vector<std::int32_t> as_int32(std::span<const std::uint32_t> values) { return {values.begin(), values.end()}; }
std::vector<std::int32_t> as_int32(std::span<const double> values) { return {values.begin(), values.end()}; }

/// Row groups have this number of rows and are written in order by one thread: the same bytes every time.
constexpr std::string_view kParquet = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880";

void write_features(Database& database, const LensBags& bags, const OutputFolder& output) {
  database.run("CREATE TABLE contract_feature (feature INTEGER, name VARCHAR, objects BIGINT, example VARCHAR)");
  TableAppender rows = database.append_to("contract_feature");
  for (std::size_t feature = 0; feature < bags.features(); ++feature) {
    rows.int32(static_cast<std::int32_t>(feature));
    rows.text(bags.feature_names[feature]);
    rows.int64(static_cast<std::int64_t>(bags.feature_objects[feature]));
    if (bags.feature_examples.empty()) {
      rows.null();
    } else {
      rows.text(bags.feature_examples[feature]);
    }
    rows.end_row();
  }
  rows.close();
  copy_to_file(database,
               std::string("SELECT * ") + (bags.feature_examples.empty() ? "EXCLUDE (example) " : "") +
                   "FROM contract_feature ORDER BY feature",
               output.file(kContractFeatures), kParquet);
  database.run("DROP TABLE contract_feature");
}

void write_bags(Database& database, const Bags& bags, const OutputFolder& output) {
  database.run("CREATE TABLE contract_bag (bag INTEGER, features INTEGER[], counts INTEGER[], multiplicity INTEGER)");
  TableAppender rows = database.append_to("contract_bag");
  for (std::size_t bag = 0; bag < bags.distinct(); ++bag) {
    rows.int32(static_cast<std::int32_t>(bag));
    rows.int32_list(as_int32(bags.counts.row_columns(bag)));
    rows.int32_list(as_int32(bags.counts.row_values(bag)));
    rows.int32(static_cast<std::int32_t>(bags.multiplicity[bag]));
    rows.end_row();
  }
  rows.close();
  copy_to_file(database, "FROM contract_bag ORDER BY bag", output.file(kContractBags), kParquet);
  database.run("DROP TABLE contract_bag");
}

void write_objects(Database& database, const LensBags& bags, const OutputFolder& output) {
  database.run("CREATE TABLE contract_object (object INTEGER, name VARCHAR)");
  TableAppender rows = database.append_to("contract_object");
  for (std::size_t object = 0; object < bags.objects(); ++object) {
    rows.int32(static_cast<std::int32_t>(object));
    rows.text(bags.object_names[object]);
    rows.end_row();
  }
  rows.close();
  copy_to_file(database, "FROM contract_object ORDER BY object", output.file(kContractObjects), kParquet);
  database.run("DROP TABLE contract_object");
}

void write_members(Database& database, const LensBags& bags, const OutputFolder& output) {
  database.run("CREATE TABLE contract_member (process INTEGER, object INTEGER, bag INTEGER)");
  TableAppender rows = database.append_to("contract_member");
  for (std::size_t process = 0; process < bags.object_of.size(); ++process) {
    const std::uint32_t object = bags.object_of[process];
    rows.int32(static_cast<std::int32_t>(process));
    if (object == LensBags::kNoObject) {
      rows.null();
      rows.null();
    } else {
      rows.int32(static_cast<std::int32_t>(object));
      rows.int32(static_cast<std::int32_t>(bags.distinct.bag_of[object]));
    }
    rows.end_row();
  }
  rows.close();
  copy_to_file(database, sql("contract/members"), output.file(kContractMembers), kParquet);
  database.run("DROP TABLE contract_member");
}

}  // namespace

void write_contract(Database& database, const BagsContract& contract, const std::string& version,
                    const OutputFolder& output) {
  write_features(database, contract.bags, output);
  write_bags(database, contract.bags.distinct.bags, output);
  if (!contract.bags.lens.objects_are_processes) write_objects(database, contract.bags, output);
  write_members(database, contract.bags, output);
  write_file(output.file(kContractJson), contract_json(contract, version));
}

}  // namespace proclens
