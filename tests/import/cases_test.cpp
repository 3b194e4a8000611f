// One small log per form that people have (tests/import/cases/README.md): each gives the result in expected.json.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <tuple>

#include "import/import_fixture.hpp"

namespace proclens {
namespace {

using Json = nlohmann::json;

const std::filesystem::path& folder() {
  static const std::filesystem::path path = std::filesystem::path(PROCLENS_TESTS) / "import" / "cases";
  return path;
}

const Json& expected() {
  static const Json json = Json::parse(std::ifstream(folder() / "expected.json"));
  return json;
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& [name, result] : expected().items()) names.push_back(name);
  return names;
}

class ImportCase : public ImportTest, public testing::WithParamInterface<std::string> {
 protected:
  [[nodiscard]] std::string value(const std::string& query) const {
    const auto file = [&](const char* name) { return sql_literal((scratch.path() / "data" / name).string()); };
    Database database;
    return database
        .text("WITH p AS (FROM read_parquet(" + file("process.parquet") + ")), l AS (FROM read_parquet(" +
              file("process_image_load.parquet") + ")) SELECT (" + query + ")::VARCHAR")
        .value_or("NULL");
  }
};

TEST_P(ImportCase, GivesTheExpectedTables) {
  const Json& result = expected()[GetParam()];
  import({folder() / GetParam()}, "data", "", Context(), "infected");
  EXPECT_EQ(value("SELECT count(*) FROM p"), result["processes"].dump());
  EXPECT_EQ(value("SELECT coalesce(sum(num_load), 0)::BIGINT FROM l"), result["loads"].dump());
  EXPECT_EQ(value("SELECT count(*) FROM p JOIN p q ON q.pid_hash = p.parent_pid_hash"), result["with_parent"].dump());
  EXPECT_EQ(value("SELECT count(process_term) FROM p"), result["ends"].dump());
  EXPECT_EQ(value("SELECT strftime(min(process_started) AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S.%g') FROM p"),
            result["first"].get<std::string>());
  EXPECT_EQ(value("SELECT count(*) FROM p WHERE os_pid IS NULL"), "0");
  if (!result.contains("parents")) return;
  Json parents =
      Json::parse(value("SELECT to_json(list([p.process_name, q.process_name] ORDER BY p.first_seen, "
                        "p.record_number)) FROM p JOIN p q ON q.pid_hash = p.parent_pid_hash"));
  EXPECT_EQ(parents, result["parents"]);
}

INSTANTIATE_TEST_SUITE_P(All, ImportCase, testing::ValuesIn(case_names()), [](const auto& test) {
  std::string name = test.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace proclens
