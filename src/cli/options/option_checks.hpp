// Validators for the values of options.
#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <string>

namespace proclens {

/// Rejects "", which as a folder would mean the current one.
inline CLI::Validator not_empty() {
  return {[](const std::string& text) { return std::string(text.empty() ? "is empty; give a folder" : ""); }, ""};
}

/// Rejects anything but integers of 64 bits: the parser would read -1, and larger numbers, as the largest one.
inline CLI::Validator whole_number() {
  const auto check = [](const std::string& text) -> std::string {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = error == std::errc() && end == text.data() + text.size();
    return is_whole ? "" : "'" + text + "' is not a whole number from 0 to 18446744073709551615";
  };
  return {check, ""};
}

}  // namespace proclens
