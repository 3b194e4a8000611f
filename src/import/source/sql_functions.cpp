#include "import/source/sql_functions.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "import/source/separated_number.hpp"
#include "import/source/times.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

using ReadNumber = std::optional<std::int64_t> (*)(std::string_view text);

void add_number_function(Database& database, const char* name, const char* result, ReadNumber read) {
  database.add_scalar_function(
      {name, {{result, SourceType::int64}}, [read](std::span<const std::string_view> texts, RowWriter& writer) {
         for (const std::string_view text : texts) {
           const std::optional<std::int64_t> number = read(text);
           number ? writer.int64(*number) : writer.null();
           writer.end_row();
         }
       }});
}

}  // namespace

void add_import_functions(Database& database) {
  add_number_function(database, "plain_time", "microseconds", plain_time);
  add_number_function(database, "other_time", "microseconds", other_time);
  add_number_function(database, "separated_number", "number", separated_number);
  database.run(sql("import/macros"));
}

}  // namespace proclens
