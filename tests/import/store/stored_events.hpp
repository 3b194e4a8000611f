// Random records in an event store.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "import/json/json_record.hpp"
#include "import/store/event_store.hpp"

namespace proclens {

inline constexpr std::int32_t kFiles = 3;
inline constexpr int kPartsOfAFile = 6;

/// Sequential random numbers.
struct RandomNumbers {
  CounterRandom numbers{7, 0};
  std::uint64_t next = 0;
  std::uint64_t below(std::uint64_t n) { return numbers.below(next++, n); }
};

/// A Sysmon record of one of a few processes that start, load and end.
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

/// A start or an end in the Security log, with a few PIDs that are reused often; every third host has Sysmon.
inline std::string random_security_record(RandomNumbers& random) {
  const std::string host = R"("Hostname":"h)" + std::to_string(random.below(6)) + R"(",)";
  const std::string second = std::to_string(10 + random.below(50));
  const std::string pid = std::to_string(random.below(8));
  const std::string security =
      R"({"Channel":"Security",)" + host + R"("@timestamp":"2024-05-01T00:00:)" + second + R"(Z",)";
  switch (random.below(5)) {
    case 0:
      return R"({"Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":"H)" +
             std::to_string(3 * random.below(2)) + R"(","EventID":1,"UtcTime":"2024-05-01 00:00:)" + second +
             R"(","ProcessGuid":"{00000000-0000-0000-0000-00000000000)" + pid + R"(}","ProcessId":)" + pid +
             R"(,"Image":"c:\\a.exe"})";
    case 1:
    case 2:
      return security + R"("EventID":4689,"ProcessId":")" + pid + R"(","ProcessName":"c:\\b.exe","Status":"0x)" +
             std::to_string(random.below(9)) + R"("})";
    default:
      return security + R"("EventID":4688,"NewProcessId":")" + pid + R"(","ProcessId":")" +
             std::to_string(random.below(8)) + R"(","NewProcessName":"c:\\b.exe","CommandLine":"b.exe )" + second +
             R"("})";
  }
}

/// Adds the records drawn by `draw`, always the same, and finishes the store.
inline void fill_with(EventStore& store, std::string (*draw)(RandomNumbers&)) {
  RandomNumbers random;
  const FieldTree fields(import_mappings());
  for (std::int32_t file = 0; file < kFiles; ++file) {
    for (int part = 0; part < kPartsOfAFile; ++part) {
      std::vector<ClassifiedRecords> sorted(1, ClassifiedRecords(import_mappings().size()));
      JsonRecord record(fields);
      for (int i = 0; i < 50; ++i) {
        const std::string json = draw(random) + std::string(JsonRecord::kPadding, ' ');
        EXPECT_TRUE(record.read(std::string_view(json).substr(0, json.size() - JsonRecord::kPadding)));
        classify_record(record, import_mappings(), sorted.front());
      }
      EXPECT_EQ(sorted.front().counts.kept, 50U);
      store.add(file, std::move(sorted));
    }
  }
  store.finish();
}
inline void fill_with_records(EventStore& store) { fill_with(store, random_record); }
inline void fill_with_security_records(EventStore& store) { fill_with(store, random_security_record); }

}  // namespace proclens
