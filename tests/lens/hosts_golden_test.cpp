// The lens `hosts` against an independent count in Python (make_hosts_golden.py): bins in time zones, bags, tokens and
// information weights.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "lens/host_lens.hpp"
#include "lens/lens_bags.hpp"
#include "lens/token_bags.hpp"
#include "lens/tokens/command_tokens.hpp"
#include "proclens/context.hpp"
#include "proclens/distinct_bags.hpp"
#include "proclens/information_weights.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

class HostsGoldenTest : public testing::Test {
 protected:
  HostsGoldenTest() {
    golden = nlohmann::json::parse(std::ifstream(std::string(PROCLENS_TESTS) + "/lens/golden/hosts.json"));
    database.run(
        "CREATE TABLE selected (process INTEGER, pid_hash VARCHAR, hostname VARCHAR, process_path VARCHAR, "
        "process_name VARCHAR, args VARCHAR, process_started TIMESTAMP)");
    for (const auto& process : golden["processes"]) {
      const std::string number = std::to_string(processes++);
      const auto text = [&](const char* member) { return sql_literal(process[member].get<std::string>()); };
      database.run("INSERT INTO selected VALUES (" + number + ", 'P" + number + "', " + text("host") + ", NULL, " +
                   text("program") + ", " + text("args") + ", " + text("started") + ")");
    }
    database.run("CREATE TABLE process AS SELECT pid_hash, args FROM selected");
  }

  nlohmann::json golden;
  Database database;
  std::uint64_t processes = 0;
};

void expect_weights(const std::vector<std::string>& names, const Bags& bags, const nlohmann::json& expected) {
  const std::vector<double> weights = information_weights(Context(), bags);
  ASSERT_EQ(names.size(), expected.size());
  for (std::size_t feature = 0; feature < names.size(); ++feature) {
    const double weight = expected.at(names[feature]).get<double>();
    EXPECT_NEAR(weights[feature], weight, 1e-9 * (1 + weight)) << names[feature];
  }
}

TEST_F(HostsGoldenTest, BinsBagsAndWeightsAreThoseOfPython) {
  ASSERT_EQ(golden["cases"].size(), 5U);
  for (const auto& expected : golden["cases"]) {
    const std::string zone = expected["zone"];
    SCOPED_TRACE(zone);
    const LensBags result =
        lens_bags(Context(), database, host_lens({.bin = expected["bin"], .bin_zone = zone}), processes);
    std::vector<std::string> names;
    for (const std::string& name : result.feature_names) names.push_back(lower(name));
    const SparseRows rows = expanded(Context(), result.distinct);
    ASSERT_EQ(rows.rows(), expected["objects"].size());
    for (std::size_t object = 0; object < rows.rows(); ++object) {
      const auto& bag = expected["objects"].at(result.object_names[object]);
      ASSERT_EQ(rows.row_columns(object).size(), bag.size()) << result.object_names[object];
      for (std::size_t entry = 0; entry < bag.size(); ++entry) {
        const std::string& feature = names[rows.row_columns(object)[entry]];
        EXPECT_EQ(rows.row_values(object)[entry], bag.at(feature).get<double>()) << feature;
      }
    }
    expect_weights(names, result.distinct.bags, expected["weights"]);
  }
}

TEST_F(HostsGoldenTest, TheTokensOfItsLinesAndTheirWeightsAreThoseOfPython) {
  std::vector<std::string> lines;
  for (const auto& [line, tokens] : golden["tokens"].items()) {
    const std::vector<std::string_view> split = command_tokens(line).tokens;
    EXPECT_EQ(std::vector<std::string>(split.begin(), split.end()), tokens.get<std::vector<std::string>>()) << line;
    lines.push_back(line);
  }
  ASSERT_GT(lines.size(), 30U);
  const TokenBags tokens = token_bags(Context(), lines, command_tokens);
  expect_weights(tokens.names, tokens.distinct.bags, golden["token_weights"]);
}

}  // namespace
}  // namespace proclens
