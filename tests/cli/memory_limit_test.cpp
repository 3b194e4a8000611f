// --max-memory applies to every database that a command opens. DuckDB's functions are intercepted: the program under
// test calls the ones defined here, which forward the calls.
#include <dlfcn.h>
#include <duckdb.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "telemetry/scratch_folder.hpp"

namespace {

struct Opened {
  std::mutex mutex;
  std::map<duckdb_config, std::string> limits;  ///< set in configurations, such as "12MB"
  std::vector<std::string> databases;           ///< the limit of each that was opened, empty for none
};

Opened& opened() {
  static Opened all;
  return all;
}

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" duckdb_state duckdb_set_config(duckdb_config config, const char* name, const char* option) {
  if (std::strcmp(name, "memory_limit") == 0) {
    const std::lock_guard lock(opened().mutex);
    opened().limits[config] = option;
  }
  return real<decltype(&duckdb_set_config)>("duckdb_set_config")(config, name, option);
}

extern "C" duckdb_state duckdb_open_ext(const char* path, duckdb_database* database, duckdb_config config,
                                        char** error) {
  {
    const std::lock_guard lock(opened().mutex);
    const auto limit = opened().limits.extract(config);
    opened().databases.push_back(limit ? limit.mapped() : "");
  }
  return real<decltype(&duckdb_open_ext)>("duckdb_open_ext")(path, database, config, error);
}

namespace proclens {
namespace {

class MemoryLimit : public testing::Test {
 protected:
  void SetUp() override {
    scratch.write("data/process.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, NULL::VARCHAR AS parent_pid_hash, 'p' || i % 3 AS "
                  "process_name FROM range(1, 41) t(i)");
    scratch.write("data/process_path.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, '=p.exe' AS ptree FROM range(1, 41) t(i)");
    scratch.write("data/process_image_load.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, 'c:\\i' || (i * 7 % 11) || '-' || k || '.dll' AS filename "
                  "FROM range(1, 41) t(i), range(3) u(k) WHERE (i + k) % 5 > 0");
    std::ofstream(scratch.path() / "sysmon.json")
        << "{\"EventID\":1,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Hostname\":\"pc\",\"UtcTime\":"
           "\"2024-05-01 08:00:00.000\",\"ProcessGuid\":\"{g}\",\"ProcessId\":1,\"Image\":\"C:\\\\p.exe\"}\n";
  }

  void expect_limits(const std::string& command, const std::string& source) const {
    opened().databases.clear();
    const std::string folder = (scratch.path() / source).string();
    const std::string out = (scratch.path() / "out" / command).string();
    const std::vector<const char*> words = {"proclens",  command.c_str(), folder.c_str(), "-o",
                                            out.c_str(), "--max-memory",  "1GB",          "--quiet"};
    ASSERT_EQ(run_command_line(static_cast<int>(words.size()), words.data()), 0) << command;
    EXPECT_FALSE(opened().databases.empty()) << command;
    for (const std::string& limit : opened().databases) {
      EXPECT_TRUE(limit.ends_with("MB")) << command << " opened a database without a limit";
      EXPECT_LE(std::atoi(limit.c_str()), 501) << command << ": no more than half may be the database's";
    }
  }

  ScratchFolder scratch;
};

TEST_F(MemoryLimit, EveryDatabaseHasOne) {
  expect_limits("map", "data");
  expect_limits("count", "data");
  expect_limits("audit", "data");
  expect_limits("import", "sysmon.json");
}

}  // namespace
}  // namespace proclens
