// Turns invalid arguments of a stage into std::invalid_argument.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

/// Throws with the stage's name and everything wrong with its options, if anything is.
inline void require_valid(std::string_view stage, const std::vector<std::string>& problems) {
  if (problems.empty()) return;
  std::string text = std::string(stage) + ": " + problems.front();
  for (std::size_t i = 1; i < problems.size(); ++i) text += "; " + problems[i];
  throw std::invalid_argument(text);
}

/// The same for the contents of an input.
inline void require_valid(std::string_view stage, const std::string& problem) {
  if (!problem.empty()) throw std::invalid_argument(std::string(stage) + ": " + problem);
}

/// Adds the sentence "NAME is VALUE, must be RANGE" unless the option is in its range.
template <class T>
void check_option(bool is_in_range, std::string_view name, T value, std::string_view range,
                  std::vector<std::string>& problems) {
  if (is_in_range) return;
  problems.push_back(std::string(name) + " is " + std::to_string(value) + ", must be " + std::string(range));
}

}  // namespace proclens
