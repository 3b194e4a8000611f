// The lenses `network`, `files` and `registry`, counted by hand.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "lens/lens_bags.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

class ActivityLensesTest : public testing::Test {
 protected:
  ActivityLensesTest() {
    database.run(
        "CREATE TABLE selected AS SELECT i::INTEGER AS process, 'P' || i AS pid_hash FROM range(3) t(i);"
        "CREATE TABLE process AS SELECT 'P' || i AS pid_hash FROM range(4) t(i);"
        "CREATE TABLE process_net_conn (pid_hash VARCHAR, protocol VARCHAR, remote_ip_addr VARCHAR, remote_port "
        "BIGINT, total_events BIGINT, local_port BIGINT DEFAULT NULL);"
        "CREATE TABLE process_file (pid_hash VARCHAR, filename VARCHAR, activity_type VARCHAR, event_count BIGINT);"
        "CREATE TABLE process_registry (pid_hash VARCHAR, reg_path VARCHAR, activity_type VARCHAR, event_count "
        "BIGINT)");
  }

  LensBags bags(const char* lens) { return lens_bags(Context(), database, find_lens(lens), 3); }

  /// The counts of a process by feature.
  static std::map<std::string, double> of(const LensBags& bags, std::size_t process) {
    const SparseRows rows = expanded(Context(), bags.distinct);
    std::map<std::string, double> counts;
    for (std::size_t at = rows.row_start[process]; at < rows.row_start[process + 1]; ++at) {
      counts[bags.feature_names[rows.column[at]]] = rows.value[at];
    }
    return counts;
  }

  static std::string left_out(const LensBags& bags) {
    std::string all;
    for (const RowsLeftOut& rows : bags.left_out) all += rows.reason + ' ' + std::to_string(rows.count) + ' ';
    return all;
  }

  using Counts = std::map<std::string, double>;
  Database database;
};

TEST_F(ActivityLensesTest, NetworkCountsAddressesAndThePortsOfPrivateOnes) {
  database.run(
      "INSERT INTO process_net_conn (pid_hash, protocol, remote_ip_addr, remote_port, total_events) VALUES ('p0', "
      "'TCP', '8.8.8.8', 443, 3), ('P0', 'tcp', '8.8.8.8', 443, NULL), "
      "('P0', 'udp', '2001:db8::1', 53, 1), ('P0', NULL, '9.9.9.9', NULL, -5), ('P0', 'dns', 'example.org', NULL, 2), "
      "('P0', 'DNS', 'Example.ORG', NULL, 1), ('P0', 'tcp', '10.evil.com', 443, 9223372036854775807), "
      "('P0', 'tcp', '8.8.4.4', 99999, 1), "
      "('P1', 'tcp', '10.1.2.3', 445, 2), ('P1', 'tcp', '172.31.0.1', 445, 1), ('P1', 'tcp', '172.32.0.1', 445, 1), "
      "('P1', 'tcp', 'FE80::1', 445, 1), ('P1', 'tcp', '::1', 445, 1)");
  const LensBags result = bags("network");
  EXPECT_EQ(of(result, 0), (Counts{{"tcp 8.8.8.8:443", 4},
                                   {"udp [2001:db8::1]:53", 1},
                                   {"9.9.9.9", 1},
                                   {"dns example.org", 3},
                                   {"tcp 10.evil.com:443", 1'000'000},
                                   {"tcp 8.8.4.4", 1}}));
  EXPECT_EQ(of(result, 1), (Counts{{"tcp 10.1.2.3:445", 2},
                                   {"tcp 172.31.0.1:445", 1},
                                   {"tcp 172.32.0.1:445", 1},
                                   {"tcp [fe80::1]:445", 1},
                                   {"tcp [::1]:445", 1},
                                   {"tcp port 445 of a private address", 5}}));
  EXPECT_EQ(of(result, 2), Counts());
  EXPECT_TRUE(result.left_out.empty());
}

TEST_F(ActivityLensesTest, NetworkCountsTheOwnPortThatOthersReached) {
  database.run(
      "INSERT INTO process_net_conn VALUES ('P0', 'tcp', '8.8.8.8', NULL, 3, 445), ('P0', 'tcp', '10.1.2.3', NULL, 2, "
      "445), ('P0', 'tcp', '0:0:0:0:0:0:0:1', NULL, 1, 445), ('P1', 'tcp', '8.8.8.8', 443, 1, 50001)");
  const LensBags result = bags("network");
  EXPECT_EQ(of(result, 0), (Counts{{"tcp own port 445 from 8.8.8.8", 3},
                                   {"tcp own port 445 from 10.1.2.3", 2},
                                   {"tcp own port 445 from 0:0:0:0:0:0:0:1", 1},
                                   {"tcp own port 445 from a private address", 3}}));
  EXPECT_EQ(of(result, 1), (Counts{{"tcp 8.8.8.8:443", 1}})) << "of a record with both ports";
}

TEST_F(ActivityLensesTest, FilesAreFoldedWithTheActivityAtTheEnd) {
  database.run(
      "INSERT INTO process_file VALUES ('P0', 'C:\\Users\\ann\\AppData\\tmp17.log', 'WRITE', 2), "
      "('P0', 'c:\\users\\bob\\appdata\\TMP4.log', 'write', NULL), ('P0', 'c:\\users\\bob\\appdata\\tmp4.log', "
      "'DELETE', 1), ('P1', 'c:\\a b\\c.txt', NULL, 1), ('P1', '/var/tmp/x', 'READ', 1)");
  const LensBags result = bags("files");
  EXPECT_EQ(of(result, 0), (Counts{{"c:\\users\\<u>\\appdata\\tmp<n>.log write", 3},
                                   {"c:\\users\\<u>\\appdata\\tmp<n>.log delete", 1}}));
  EXPECT_EQ(of(result, 1), (Counts{{"c:\\a b\\c.txt", 1}, {"/var/tmp/x read", 1}}));
  EXPECT_EQ(feature_labels(result.lens, result.feature_names).back(), "tmp<n>.log write");
}

TEST_F(ActivityLensesTest, RegistryKeysOfUsersAndClassesAreOne) {
  database.run(
      "INSERT INTO process_registry VALUES "
      "('P0', 'HKU\\S-1-5-21-111-222-333-1001\\Software\\Run', 'WRITE', 1), "
      "('P0', 'hku\\s-1-5-21-444-555-666-1002\\software\\run', 'WRITE', 1), "
      "('P1', 'HKCR\\CLSID\\{0A1B2C3D-1111-2222-3333-0123456789AB}\\InprocServer32', 'CREATEKEY', 4)");
  const LensBags result = bags("registry");
  EXPECT_EQ(of(result, 0), (Counts{{"hku\\s-<n>-<n>-<n>-<n>-<n>-<n>-<n>\\software\\run write", 2}}));
  EXPECT_EQ(of(result, 1), (Counts{{"hkcr\\clsid\\<guid>\\inprocserver<n> createkey", 4}}));
}

TEST_F(ActivityLensesTest, SayWhatIsInNoBag) {
  database.run(
      "INSERT INTO process_net_conn (pid_hash, protocol, remote_ip_addr, remote_port, total_events) VALUES ('P3', "
      "'tcp', '10.0.0.1', 1, 1), ('NEW', 'tcp', '8.8.8.8', 1, 1), "
      "('P0', 'tcp', '', 1, 1), ('P0', 'tcp', NULL, NULL, 1), ('P0', 'tcp', '8.8.8.8', 1, 1);"
      "INSERT INTO process_file VALUES ('P3', 'a', 'READ', 1), ('NEW', 'a', 'READ', 1), ('P0', '', 'READ', 1), "
      "('P0', 'a', 'READ', 1)");
  const LensBags network = bags("network");
  EXPECT_EQ(network.counted_rows, 1U);
  EXPECT_EQ(left_out(network), "of_processes_left_out 2 of_unknown_processes 1 without_name 2 ")
      << "an address of the own network is two contacts";
  const LensBags files = bags("files");
  EXPECT_EQ(left_out(files), "of_processes_left_out 1 of_unknown_processes 1 without_name 1 ");
}

}  // namespace
}  // namespace proclens
