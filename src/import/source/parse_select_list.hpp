// The SELECT of a mapping, item by item, so that each item can be computed for the distinct values of its inputs alone.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace proclens {

/// `expression AS name`, or a column as it is.
struct SelectItem {
  std::string name;
  std::string expression;
  std::vector<std::string> inputs;  ///< the columns that it reads, each once, in the order of `columns`
};

/// Reads `SELECT item, … FROM record`, in which comments, texts and brackets may stand; nothing follows `record`. A
/// word or a name in double quotes that is one of `columns` counts as an input. Throws std::logic_error for anything
/// else.
[[nodiscard]] std::vector<SelectItem> parse_select_list(const std::string& select,
                                                        std::span<const std::string> columns);

}  // namespace proclens
