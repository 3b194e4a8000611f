// Random records of Sysmon's, put into an event store.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "import/event_store.hpp"
#include "import/json_record.hpp"

namespace proclens {

inline constexpr std::int32_t kFiles = 3;
inline constexpr int kPartsOfAFile = 6;

/// Numbers one after the other.
struct RandomNumbers {
  CounterRandom numbers{7, 0};
  std::uint64_t next = 0;
  std::uint64_t below(std::uint64_t n) { return numbers.below(next++, n); }
};

/// A record of Sysmon's, of one of a few processes that start, load and end.
inline std::string random_record(RandomNumbers& random) {
  const std::uint64_t process = random.below(20);
  const std::string second = std::to_string(10 + random.below(50));
  std::string json =
      R"({"Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":"h","UtcTime":"2024-05-01 00:00:)" + second +
      R"(","ProcessGuid":"{00000000-0000-0000-0000-0000000000)" + std::to_string(10 + process) + R"(}","ProcessId":)" +
      std::to_string(process) + R"(,"Image":"c:\\a.exe",)";
  switch (random.below(5)) {
    case 0:
      return json + R"("EventID":1,"CommandLine":"a.exe )" + second + R"("})";
    case 1:
      return json + R"("EventID":5})";
    default:
      return json + R"("EventID":7,"ImageLoaded":"c:\\)" + std::to_string(random.below(9)) + R"(.dll"})";
  }
}

/// Adds them, always the same, and finishes the store.
inline void fill_with_records(EventStore& store) {
  RandomNumbers random;
  for (std::int32_t file = 0; file < kFiles; ++file) {
    for (int part = 0; part < kPartsOfAFile; ++part) {
      std::vector<SortedRecords> sorted(1, SortedRecords(import_mappings().size()));
      JsonRecord record;
      for (int i = 0; i < 50; ++i) {
        const std::string json = random_record(random) + std::string(JsonRecord::kPadding, ' ');
        EXPECT_TRUE(record.read(std::string_view(json).substr(0, json.size() - JsonRecord::kPadding)));
        sort_record(record, import_mappings(), sorted.front());
      }
      store.add(file, std::move(sorted));
    }
  }
  store.finish();
}

}  // namespace proclens
