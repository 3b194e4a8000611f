// How much memory a command may use.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>

#include "core/memory.hpp"
#include "core/text.hpp"

namespace proclens {

inline constexpr double kShareOfMachine = 0.8;  // the default of --max-memory

/// Adds --max-memory SIZE, such as 1.5GB, which sets `bytes`; 0 means the default.
inline void add_max_memory_option(CLI::App& command, std::uint64_t& bytes) {
  const auto whole_bytes = [](std::string& text) -> std::string {
    const std::optional<std::uint64_t> parsed = parse_bytes(text);
    if (!parsed) return printable(text) + " is not a size such as 4GB or 1.5GB";
    text = std::to_string(*parsed);
    return {};
  };
  command.add_option("--max-memory", bytes, "memory limit, such as 1.5GB; default: 80% of the machine's memory")
      ->transform(CLI::Validator(whole_bytes, ""))
      ->type_name("SIZE");
}

/// DuckDB's maximum share of it; beyond that DuckDB spills.
inline constexpr double kShareOfDatabase = 0.5;

/// Bytes: the value of --max-memory, or most of the machine's memory if that is 0.
inline std::uint64_t allowed_memory(std::uint64_t max_memory) {
  return max_memory > 0 ? max_memory
                        : static_cast<std::uint64_t>(kShareOfMachine * static_cast<double>(machine_bytes()));
}

}  // namespace proclens
