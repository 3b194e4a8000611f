#include "telemetry/folding_functions.hpp"

#include <span>
#include <string>
#include <string_view>

#include "novelty/encoded_command.hpp"
#include "novelty/folded_text.hpp"

namespace proclens {
namespace {

ScalarFunction of_text(std::string name, std::string (*folded)(std::string_view)) {
  return {std::move(name),
          {{"text", SourceType::text}},
          [folded](std::span<const std::string_view> texts, RowWriter& rows) {
            for (const std::string_view text : texts) {
              rows.text(folded(text));
              rows.end_row();
            }
          }};
}

}  // namespace

void add_folding_functions(Database& database) {
  if (database.number("SELECT count(*) FROM duckdb_functions() WHERE function_name = 'folded_path'") > 0) return;
  database.add_scalar_function(of_text("command_template", command_template));
  database.add_scalar_function(of_text("decoded_command", with_decoded_command));
  database.add_scalar_function(of_text("folded_image_on_any_drive", folded_image_on_any_drive));
  database.add_scalar_function({"folded_path",
                                {{"path", SourceType::text}, {"image", SourceType::text}, {"folder", SourceType::text}},
                                [](std::span<const std::string_view> texts, RowWriter& rows) {
                                  for (const std::string_view text : texts) {
                                    rows.text(folded_path(text));
                                    rows.text(folded_image(text));
                                    rows.text(folded_folder(text));
                                    rows.end_row();
                                  }
                                }});
}

}  // namespace proclens
