// Columns computed from distinct values equal those of one SELECT over all records.
#include "import/source/mapped_records.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "import/source/sql_functions.hpp"
#include "proclens/context.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

/// Texts that fields may contain, good and bad.
const std::vector<std::optional<std::string>>& some_texts() {
  static const std::vector<std::optional<std::string>> texts{std::nullopt,
                                                             "",
                                                             "-",
                                                             "WS1.corp.example",
                                                             "{ABCDEF01-0000-0000-0000-000000000001}",
                                                             "abcdef01-0000-0000-0000-000000000001",
                                                             "2024-05-01 08:00:00.123",
                                                             "2024-05-01T08:00:00.1234567Z",
                                                             "2024-05-01T08:00:00+02:00",
                                                             "yesterday",
                                                             "0x1F4",
                                                             "4711",
                                                             "C:\\Windows\\System32\\NTDLL.dll",
                                                             "\"C:\\a b\\x.exe\" -k  y",
                                                             "MD5=0123456789ABCDEF0123456789ABCDEF,SHA256=00",
                                                             "0123456789abcdef0123456789abcdef",
                                                             "CORP",
                                                             "<unknown process>"};
  return texts;
}

/// Rows with fields drawn from some_texts, and events from those that the mapping keeps. If `do_not_repeat`, every row
/// has a different time.
RecordRows some_rows(const Mapping& mapping, std::size_t rows, bool do_not_repeat) {
  const std::vector<std::string> events(mapping.events.begin(), mapping.events.end());
  RecordRows result;
  std::uint64_t state = 12345;
  const auto draw = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33U) % below;
  };
  for (std::size_t row = 0; row < rows; ++row) {
    result.add(0, events[draw(events.size())]);
    for (std::size_t column = 1; column < mapping.record_columns().size(); ++column) {
      const bool is_time =
          mapping.record_columns()[column] == "time" || mapping.record_columns()[column].ends_with("Time");
      if (is_time && do_not_repeat) {
        result.add(column, "2024-05-01 00:00:00." + std::to_string(row));
      } else {
        result.add(column, some_texts()[draw(some_texts().size())]);
      }
    }
  }
  return result;
}

void fill_record_table(Database& database, const Mapping& mapping, const RecordRows& rows) {
  std::string columns = "number BIGINT";
  for (const std::string& column : mapping.record_columns()) columns += ", " + sql_identifier(column) + " VARCHAR";
  database.run("CREATE TABLE record (" + columns + ")");
  TableAppender appender = database.append_to("record");
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    appender.int64(static_cast<std::int64_t>(row));
    for (const DistinctColumn& column : rows.columns()) {
      const auto cell = column.cell(row);
      cell ? appender.text(*cell) : appender.null();
    }
    appender.end_row();
  }
  appender.close();
}

std::string shown(const MappedRecords& records, const MappedColumnName& column, std::size_t row) {
  if (is_number(column.type)) {
    const auto number = records.number(column.column, row);
    return number ? std::to_string(*number) : "NULL";
  }
  const auto text = records.text(column.column, row);
  return text ? '=' + std::string(*text) : "NULL";
}

/// The same by one SELECT over all records.
std::string oracle_query(const Mapping& mapping, const MappedColumnName& column) {
  const std::string name = column.name;
  const std::string value = column.type == MappedType::path ? "'=' || lower(" + name + "::VARCHAR)"
                            : column.type == MappedType::hash
                                ? "'=' || hash_text(try_cast(" + name + "::VARCHAR AS UUID))"
                            : column.type == MappedType::arguments ? "'=' || arguments(" + name + "::VARCHAR)"
                            : column.type == MappedType::time      ? "epoch_us(" + name + "::TIMESTAMP)::VARCHAR"
                            : column.type == MappedType::text      ? "'=' || " + name + "::VARCHAR"
                                                                   : name + "::BIGINT::VARCHAR";
  const auto known = std::ranges::find(mapping.columns, column.name, &MappingColumn::name);
  const std::string expression = known == mapping.columns.end() ? "NULL" : known->expression;
  return "SELECT coalesce(" + value + ", 'NULL') FROM (SELECT number, " + expression + " AS " + name +
         " FROM record) ORDER BY number";
}

void check_against_select(bool do_not_repeat) {
  for (const Mapping& mapping : import_mappings()) {
    Database database;
    add_import_functions(database);
    const RecordRows rows = some_rows(mapping, 2500, do_not_repeat);
    fill_record_table(database, mapping, rows);
    RecordMapper mapper(database, mapping);
    const MappedRecords records = mapper.map(Context(), rows);
    ASSERT_EQ(records.rows(), rows.rows());
    for (const MappedColumnName& column : mapped_column_names()) {
      Rows expected = database.query(oracle_query(mapping, column));
      std::size_t row = 0;
      while (const Chunk* chunk = expected.next()) {
        for (std::size_t i = 0; i < chunk->rows(); ++i, ++row) {
          ASSERT_EQ(shown(records, column, row), chunk->text(0, i)) << mapping.name << ' ' << column.name << ' ' << row;
        }
      }
      EXPECT_EQ(row, rows.rows());
    }
  }
}

TEST(MappedRecords, AreWhatTheWholeSelectYields) {
  ASSERT_GE(import_mappings().size(), 5U);
  check_against_select(false);
}

TEST(MappedRecords, AreWhatTheWholeSelectYieldsWhereTimesDoNotRepeat) { check_against_select(true); }

TEST(MappedRecords, EqualTextsHaveOneNumber) {
  const Mapping& sysmon = *std::find_if(import_mappings().begin(), import_mappings().end(),
                                        [](const Mapping& mapping) { return mapping.name == "sysmon"; });
  Database database;
  add_import_functions(database);
  const std::size_t guid = static_cast<std::size_t>(
      4 + (std::find(sysmon.fields.begin(), sysmon.fields.end(), "ProcessGuid") - sysmon.fields.begin()));
  RecordRows rows;
  for (const char* spelling : {"{AB}", "{ab}", "ab"}) {
    for (std::size_t column = 0; column < sysmon.record_columns().size(); ++column) {
      rows.add(column, column == guid ? std::optional<std::string_view>(spelling) : std::nullopt);
    }
  }
  RecordMapper mapper(database, sysmon);
  const MappedRecords records = mapper.map(Context(), rows);
  EXPECT_EQ(records.text(MappedColumn::process_key, 0), std::optional<std::string_view>("{ab}"));
  EXPECT_EQ(records.text_id(MappedColumn::process_key, 0), records.text_id(MappedColumn::process_key, 1));
  EXPECT_EQ(records.text_id(MappedColumn::process_key, 0), records.text_id(MappedColumn::process_key, 2));
}

TEST(MappedRecords, AColumnThatEventsDoNotHaveIsAMistake) {
  const std::string form = "-- form: f; event = e; host = h\n-- event: 1\n";
  Database database;
  add_import_functions(database);
  EXPECT_NO_THROW(RecordMapper(database, parse_mapping("good", form + "-- column: host from host\nhost\n")));
  EXPECT_THROW(RecordMapper(database, parse_mapping("bad", form + "-- column: hots from host\nhost\n")),
               std::logic_error);
}

TEST(MappedRecords, AnInputThatAColumnDoesNotNameIsAMistake) {
  Database database;
  add_import_functions(database);
  const Mapping mapping = parse_mapping("bad",
                                        "-- form: f; event = e; host = h\n-- event: 1\n"
                                        "-- column: kind from event\nevent\n-- column: host from host\nevent\n");
  EXPECT_ANY_THROW(RecordMapper(database, mapping));
}

}  // namespace
}  // namespace proclens
