// What is known about core Windows processes: which ones come first, and which parents others have.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "table/database.hpp"

namespace proclens {

/// A process started by the kernel, see sql/audit/first_process.sql.
struct FirstProcess {
  bool kernel = false;         ///< created by the kernel itself
  std::int64_t os_pid;         ///< kUnknown: any
  std::int64_t parent_os_pid;  ///< kUnknown: any
};

/// The data in sql/audit/first_process.sql, placeholder_process.sql and expected_parent.sql, by folded name.
struct Expectations {
  std::map<std::string, FirstProcess, std::less<>> first;
  std::map<std::string, std::int64_t, std::less<>> placeholders;  ///< their PIDs
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> parents;
};

/// Creates the tables first_process, placeholder_process and expected_parent, and reads them.
[[nodiscard]] Expectations read_expectations(Database& database);

}  // namespace proclens
