#include "import/source/sql_functions.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "import/source/times.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

using ReadTime = std::optional<std::int64_t> (*)(std::string_view text);

void add_time_function(Database& database, const char* name, ReadTime read) {
  database.add_scalar_function(
      {name, {{"microseconds", SourceType::int64}}, [read](std::span<const std::string_view> texts, RowWriter& writer) {
         for (const std::string_view text : texts) {
           const std::optional<std::int64_t> time = read(text);
           time ? writer.int64(*time) : writer.null();
           writer.end_row();
         }
       }});
}

}  // namespace

void add_import_functions(Database& database) {
  add_time_function(database, "plain_time", plain_time);
  add_time_function(database, "other_time", other_time);
  database.run(sql("import/macros"));
}

}  // namespace proclens
