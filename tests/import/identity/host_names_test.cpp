#include "import/identity/host_names.hpp"

#include <gtest/gtest.h>

#include "import/identity/running_processes.hpp"

namespace proclens {
namespace {

TEST(HostNames, AreKnownByTheirFirstSpelling) {
  HostNames names;
  EXPECT_EQ(names.first_spelling("WS-07.corp.example"), "WS-07.corp.example");
  EXPECT_EQ(names.first_spelling("ws-07.CORP.example"), "WS-07.corp.example");
  EXPECT_EQ(names.first_spelling("ws-07"), "WS-07.corp.example");
  EXPECT_EQ(names.first_spelling("WS-07.corp.example.com"), "WS-07.corp.example");
  EXPECT_EQ(names.first_spelling("ws-07.other.example"), "ws-07.other.example");
  EXPECT_EQ(names.first_spelling("ws-070.corp.example"), "ws-070.corp.example");
  EXPECT_EQ(names.first_spelling("ws"), "ws");
  EXPECT_EQ(names.first_spelling("Ws"), "ws");
  EXPECT_EQ(names.first_spelling(""), "");
}

TEST(HostNames, InJsonAreTheName) {
  HostNames names;
  EXPECT_EQ(names.first_spelling(R"({"name":"wecserver"})"), "wecserver");
  EXPECT_EQ(names.first_spelling(R"({"os": 1, "name" : "WECSERVER.corp"})"), "wecserver");
  EXPECT_EQ(names.first_spelling("{\"name"), "{\"name");
}

TEST(RunningProcesses, AreThoseThatHadStarted) {
  RunningProcesses running;
  running.add("h", 5, "c:\\a.exe", 100, {1, 1});
  running.add("h", 5, "c:\\a.exe", 300, {2, 2});
  running.add("h", 5, "c:\\b.exe", 200, {3, 3});
  EXPECT_EQ(running.find("h", 5, "c:\\a.exe", 99), std::nullopt);
  EXPECT_EQ(running.find("h", 5, "c:\\a.exe", 100), (HashBytes{1, 1}));
  EXPECT_EQ(running.find("h", 5, "c:\\a.exe", 299), (HashBytes{1, 1}));
  EXPECT_EQ(running.find("h", 5, "c:\\a.exe", 400), (HashBytes{2, 2}));
  EXPECT_EQ(running.find("h", 5, "c:\\b.exe", 400), (HashBytes{3, 3}));
  EXPECT_EQ(running.find("h", 6, "c:\\a.exe", 400), std::nullopt);
  EXPECT_EQ(running.find("g", 5, "c:\\a.exe", 400), std::nullopt);
}

TEST(RunningProcesses, StartsRecordedTwiceAreOne) {
  RunningProcesses running;
  running.add("h", 5, "c:\\a.exe", 50, {1, 1});
  for (int times = 0; times < 1000; ++times) running.add("h", 5, "c:\\a.exe", 100, {2, 2});
  EXPECT_EQ(running.find("h", 5, "c:\\a.exe", 60), (HashBytes{1, 1}));
  EXPECT_EQ(running.find("h", 5, "c:\\a.exe", 100), (HashBytes{2, 2}));
}

}  // namespace
}  // namespace proclens
