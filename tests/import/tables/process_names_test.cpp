// Names are read in order, and parents are found by their hashes.
#include "import/tables/process_names.hpp"

#include <gtest/gtest.h>

#include <string>

#include "telemetry/records.hpp"

namespace proclens {
namespace {

std::string digits(int number) { return std::string(31, '0') + std::to_string(number); }

ProcessNames names_of(const std::string& rows) {
  Database database;
  database.run("CREATE TABLE named_process AS FROM (VALUES " + rows +
               ") t(pid_hash, parent_pid_hash, hostname, process_name)");
  return read_process_names(database);
}

TEST(ProcessNames, KnowTheirParents) {
  const ProcessNames names =
      names_of("('" + digits(1) + "', '" + digits(3) + "', 'h', 'a.exe'), ('" + digits(2) + "', '" + digits(9) +
               "', 'h', ''), ('" + digits(3) + "', NULL, NULL, NULL), ('" + digits(4) + "', '" + digits(4) +
               "', 'g', 'a.exe'), ('" + digits(5) + "', 'no hash', 'g', 'a.exe')");
  EXPECT_EQ(names.parent, (std::vector<std::int32_t>{2, kUnknownParent, kNoParentHash, 3, kUnknownParent}));
  ASSERT_EQ(names.size(), 5U);
  EXPECT_EQ(names.processes.keys()[4], (HashBytes{0, 5}));
  EXPECT_EQ(names.hosts.text(names.host[0]), "h");
  EXPECT_EQ(names.hosts.cell(names.host[2]), std::nullopt);
  EXPECT_EQ(names.names.cell(names.name[1]), "");
  EXPECT_EQ(names.names.cell(names.name[2]), std::nullopt);
  EXPECT_EQ(names.name[0], names.name[3]);
}

TEST(ProcessNames, OutOfOrderAreAMistake) {
  EXPECT_THROW(names_of("('" + digits(2) + "', NULL, 'h', 'a'), ('" + digits(1) + "', NULL, 'h', 'a')"),
               std::logic_error);
  EXPECT_THROW(names_of("('" + digits(2) + "', NULL, 'h', 'a'), ('" + digits(2) + "', NULL, 'h', 'a')"),
               std::logic_error);
  EXPECT_THROW(names_of("('12', NULL, 'h', 'a')"), std::logic_error);
}

}  // namespace
}  // namespace proclens
