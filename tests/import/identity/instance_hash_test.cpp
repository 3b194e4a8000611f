#include "import/identity/instance_hash.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "import/source/sql_functions.hpp"

namespace proclens {
namespace {

std::string shown(const std::optional<HashBytes>& hash) {
  if (!hash) return "NULL";
  return digits_of(*hash, true);
}

TEST(InstanceHash, IsAnMd5OfHostAndKey) {
  // printf 'WS1|{a}' | md5sum
  EXPECT_EQ(shown(instance_hash("WS1", "{a}", 4, std::nullopt)), "1F8BD51328CD9CA651EB864E187A66F2");
  // printf 'WS1|4|2024-05-01 08:00:00.000007' | md5sum
  EXPECT_EQ(shown(instance_hash("WS1", std::nullopt, 4, 1714550400000007)), "1EC4471D34A7B468AF26810A04D2718F");
}

TEST(InstanceHash, IsWhatTheMacroMakes) {
  Database database;
  add_import_functions(database);
  Statement macro = database.prepare(
      "SELECT coalesce(hash_text(instance_hash($1::VARCHAR, $2::VARCHAR, $3::BIGINT, make_timestamp($4::BIGINT))), "
      "'NULL')");
  constexpr std::int64_t kYear = 31'556'952'000'000;
  const std::vector<std::optional<std::int64_t>> times{std::nullopt,
                                                       0,
                                                       -1,
                                                       1714550400123456,
                                                       -1234567890,
                                                       -400 * kYear,
                                                       -1900 * kYear,
                                                       -2100 * kYear,
                                                       8029 * kYear,
                                                       8031 * kYear,
                                                       100'000 * kYear,
                                                       -62'000 * kYear};
  const std::vector<std::optional<std::string>> texts{std::nullopt, "",      "WS1",
                                                      "{a|b}",      "Größe", std::string("a\0b", 3)};
  const std::vector<std::optional<std::int64_t>> pids{std::nullopt, 0, 4711, -1,
                                                      std::numeric_limits<std::int64_t>::max()};
  const CounterRandom random(11, 0);
  const auto value = [](const auto& of) { return of ? SqlValue(*of) : SqlValue(nullptr); };
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const auto& host = texts[random.below(4 * i, texts.size())];
    const auto& key = texts[random.below(4 * i + 1, 2 * texts.size()) % (texts.size() + 1) == 0 ? 0 : i % texts.size()];
    const auto& pid = pids[random.below(4 * i + 2, pids.size())];
    const auto& started = times[random.below(4 * i + 3, times.size())];
    const std::vector<SqlValue> parameters{value(host), value(key), value(pid), value(started)};
    std::string expected;
    Rows rows = macro.run(parameters);
    while (const Chunk* chunk = rows.next()) expected = chunk->text(0, 0);
    ASSERT_EQ(shown(instance_hash(host, key, pid, started)), expected)
        << host.value_or("NULL") << ' ' << key.value_or("NULL") << ' ' << pid.value_or(-7) << ' '
        << started.value_or(-7);
  }
}

}  // namespace
}  // namespace proclens
