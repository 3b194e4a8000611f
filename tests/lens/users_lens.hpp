// A lens whose objects are not processes, for tests.
#pragma once

#include <string>

#include "lens/lens.hpp"

namespace proclens {

/// Users as bags of the names of the programs that they ran. Every process is a member of its user, processes without
/// a user of none. `count` is SQL over `selected`: how often a row counts.
inline Lens users_lens(const std::string& count) {
  Lens lens;
  lens.name = "users";
  lens.object = {"user", "users"};
  lens.feature = {"program", "programs"};
  lens.row = {"start", "starts"};
  lens.objects_are_processes = false;
  lens.script =
      "CREATE OR REPLACE VIEW lens_member AS SELECT user_name AS object, process FROM selected;"
      "CREATE OR REPLACE VIEW lens_row AS SELECT user_name AS object, process_name AS feature, " +
      count +
      " AS count FROM selected;"
      "CREATE OR REPLACE VIEW lens_recorded AS SELECT count(*) AS rows FROM selected;"
      "CREATE OR REPLACE VIEW lens_left_out AS SELECT 'without_user' AS reason, 'no user' AS why, count(*) AS count "
      "FROM selected WHERE user_name IS NULL";
  return lens;
}

}  // namespace proclens
