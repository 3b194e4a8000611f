// The rows of loads are the same whether their columns are choices or text.
#include "import/tables/load_rows.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "table/sql.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kProcesses = 300;
constexpr std::uint64_t kImages = 500;
constexpr std::uint64_t kLoads = 20'000;

std::uint64_t drawn(std::uint64_t i) { return i * 6364136223846793005ULL >> 33U; }
HashBytes process_number(std::uint64_t i) { return {(i + 1) * 0x9E3779B97F4A7C15ULL, i}; }

std::string upper_digits(const HashBytes& hash) { return digits_of(hash, true); }

class LoadRowsTest : public testing::Test {
 protected:
  /// Some hosts and names are NULL, one is empty.
  LoadRowsTest() {
    database.run(
        "CREATE TABLE unordered (pid_hash VARCHAR, parent_pid_hash VARCHAR, hostname VARCHAR, process_name VARCHAR)");
    TableAppender appender = database.append_to("unordered");
    for (std::uint64_t i = 0; i < kProcesses; ++i) {
      appender.text(upper_digits(process_number(i)));
      appender.null();
      i % 11 == 0 ? appender.null() : appender.text("host-" + std::to_string(i % 5));
      i % 13 == 0 ? appender.null() : appender.text(i % 7 == 0 ? "" : "program-" + std::to_string(i % 70) + ".exe");
      appender.end_row();
    }
    appender.close();
    database.run("CREATE TABLE named_process AS FROM unordered ORDER BY pid_hash");
  }

  static void fill(ActivityStore& store, const std::string& folder_of_images = "c:\\windows\\") {
    for (std::uint64_t i = 0; i < kLoads; ++i) {
      const std::uint64_t image = drawn(i) % kImages;
      const std::string path = image == 0 ? "" : folder_of_images + std::to_string(image) + ".dll";
      std::optional<HashBytes> md5;
      if (image % 9 != 0) md5 = HashBytes{image, drawn(i + 1) % 2};
      store.add(process_number(drawn(3 * i) % kProcesses), {store.target(path), path},
                static_cast<std::int64_t>(drawn(7 * i)), md5,
                image % 4 == 0 ? DistinctTexts::kNull
                               : store.details("true\x1fValid\x1fsigner " + std::to_string(image % 50) + "\x1f" +
                                               std::to_string(image) + "\x1f\x1foriginal" + std::to_string(image % 3)));
    }
  }

  /// All rows in order, as text, through the SELECT that writes the table; and whether all names are choices.
  std::pair<std::string, bool> rows_of(ActivityStore& store, const LoadRowLimits& limits) {
    const ProcessNames names = read_process_names(database);
    Database fresh;
    const bool all_choices = add_load_source(fresh, names, store, limits);
    const auto text = fresh.text(
        "SELECT string_agg(concat_ws('|', pid_hash, coalesce('=' || filename, 'NULL'), coalesce('=' || hostname, "
        "'NULL'), coalesce('=' || process_name, 'NULL'), epoch_us(first_seen), epoch_us(last_seen), num_load, "
        "coalesce(file_md5, 'NULL'), signed, signature, signature_status, file_sha2, original_file_name), chr(10)) "
        "FROM (" +
        sql("import/process_image_load") + ")");
    return {text.value_or(""), all_choices};
  }

  ScratchFolder scratch;
  Database database;
};

TEST_F(LoadRowsTest, AreTheSameWithChoicesAndWithout) {
  ActivityStore store(scratch.path() / "loads");
  fill(store);
  const auto [choices, are_choices] = rows_of(store, {});
  EXPECT_TRUE(are_choices);
  EXPECT_GT(choices.size(), 300'000);
  EXPECT_NE(choices.find("|=|"), std::string::npos);
  for (const LoadRowLimits limits : {LoadRowLimits{0, 1 << 20}, LoadRowLimits{1 << 20, 0}, LoadRowLimits{100, 1 << 20},
                                     LoadRowLimits{kImages - 1, 1 << 20}}) {
    const auto [texts, are_all_choices] = rows_of(store, limits);
    EXPECT_FALSE(are_all_choices);
    EXPECT_EQ(texts, choices) << limits.choices << " " << limits.choice_bytes;
  }
}

TEST_F(LoadRowsTest, AreTheSameWhenNotAllIsHeldOrNumbered) {
  ActivityStore all(scratch.path() / "loads");
  fill(all);
  const std::string expected = rows_of(all, {}).first;
  for (const ActivityStoreLimits limits :
       {ActivityStoreLimits{64, 1 << 20, 1 << 20}, ActivityStoreLimits{1 << 14, 1000, 1 << 20},
        ActivityStoreLimits{1 << 14, 1 << 20, 10}, ActivityStoreLimits{1, 0, 0}}) {
    ActivityStore store(scratch.path() / "loads", limits);
    fill(store);
    EXPECT_EQ(rows_of(store, {}).first, expected);
  }
}

TEST_F(LoadRowsTest, HoldTextThatNoChoiceCanBe) {
  const std::string folder("c:\\nul\0byte\\", 12);
  ActivityStore store(scratch.path() / "loads");
  fill(store, folder);
  const auto [rows, are_choices] = rows_of(store, {});
  EXPECT_FALSE(are_choices);
  EXPECT_NE(rows.find("=" + folder + "1.dll"), std::string::npos);
}

TEST_F(LoadRowsTest, NoMd5AtAllIsNull) {
  ActivityStore store(scratch.path() / "loads");
  store.add(process_number(1), {store.target("a.dll"), "a.dll"}, 5, std::nullopt);
  EXPECT_EQ(rows_of(store, {}).first, upper_digits(process_number(1)) + "|=a.dll|=host-1|=program-1.exe|5|5|1|NULL");
}

TEST_F(LoadRowsTest, MayBeNone) {
  ActivityStore store(scratch.path() / "loads");
  EXPECT_EQ(rows_of(store, {}).first, "");
}

TEST_F(LoadRowsTest, OfAProcessWithoutARecordIsAMistake) {
  ActivityStore store(scratch.path() / "loads");
  store.add({1, 2}, {store.target("a.dll"), "a.dll"}, 5, std::nullopt);
  EXPECT_ANY_THROW((void)rows_of(store, {}));
}

}  // namespace
}  // namespace proclens
