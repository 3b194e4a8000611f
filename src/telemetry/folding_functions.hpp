// What SQL calls to fold paths and command lines.
#pragma once

#include "table/database.hpp"

namespace proclens {

/// Gives queries these functions, unless the database has them already: folded_path(text).path, .image and .folder,
/// folded_image_on_any_drive(text).text, and command_template(text).text (novelty/folded_text.hpp), which expect lower
/// case; decoded_command(text).text (novelty/encoded_command.hpp).
void add_folding_functions(Database& database);

}  // namespace proclens
