// Texts of query results that may be NULL.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "table/database.hpp"

namespace proclens {

/// The text, or nullopt for NULL.
inline std::optional<std::string> optional_text(const Chunk& chunk, std::size_t column, std::size_t row) {
  if (!chunk.valid(column, row)) return std::nullopt;
  return std::string(chunk.text(column, row));
}

}  // namespace proclens
