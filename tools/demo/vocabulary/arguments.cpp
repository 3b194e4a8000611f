#include "demo/vocabulary/arguments.hpp"

#include <optional>
#include <vector>

#include "core/random.hpp"
#include "demo/vocabulary/demo_data.hpp"
#include "demo/vocabulary/words.hpp"

namespace proclens {
namespace {

constexpr std::string_view kBase64 = "abcdefghijklmnopqrstuvwxyz0123456789+/";

std::string one_of(const std::vector<std::string>& list, Draws& draws) { return list[draws.below(list.size())]; }

std::string guid(Draws& draws) {
  const std::string digits = hex_digits(draws.bits(), 16) + hex_digits(draws.bits(), 16);
  return digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" + digits.substr(12, 4) + "-" + digits.substr(16, 4) +
         "-" + digits.substr(20);
}

std::string scrambled(std::size_t length, Draws& draws) {
  std::string text(length, 'a');
  for (char& c : text) c = kBase64[draws.below(kBase64.size())];
  return text;
}

/// What a browser passes to all of its processes: handle and seed of its field trials. There are not many browsers.
std::string field_trial(Draws& draws) {
  constexpr std::uint64_t kBrowsers = 300;
  const CounterRandom random(1, draws.below(kBrowsers));
  return std::to_string(1500 + random.below(0, 900)) + ",i," + std::to_string(random.bits(1)) + "," +
         std::to_string(random.bits(2));
}

/// When a machine was started, in microseconds since 1970.
std::string boot_time(Draws& draws) {
  constexpr std::uint64_t kBoots = 200;
  const CounterRandom random(2, draws.below(kBoots));
  return std::to_string(1'709'000'000'000 + random.below(0, 2'000'000'000)) + "000";
}

/// The value of a placeholder, or nullopt if `name` is not one.
std::optional<std::string> value_of(std::string_view name, std::string_view user, Draws& draws) {
  if (name == "user") return std::string(user);
  if (name == "number") return std::to_string(100 + draws.below(9900));
  if (name == "small") return std::to_string(3 + draws.below(180));
  if (name == "long") return std::to_string(1'000'000'000ULL + draws.bits() % 9'000'000'000'000'000ULL);
  if (name == "hex2") return hex_digits(draws.bits(), 2);
  if (name == "hex3") return hex_digits(draws.bits(), 3);
  if (name == "hex8") return hex_digits(draws.bits(), 8);
  if (name == "hex12") return hex_digits(draws.bits(), 12);
  if (name == "hex32") return hex_digits(draws.bits(), 16) + hex_digits(draws.bits(), 16);
  if (name == "guid") return guid(draws);
  // Windows' handles are multiples of four.
  if (name == "handle") return hex_digits(64 + 4 * draws.below(448), 3);
  if (name == "descriptor") return std::to_string(1024 + 4 * draws.below(512));
  if (name == "columns") return std::to_string(80 + 20 * draws.below(6));
  if (name == "rows") return std::to_string(25 + 5 * draws.below(6));
  if (name == "trial") return field_trial(draws);
  if (name == "epoch") return boot_time(draws);
  if (name == "cv") return scrambled(16, draws) + "." + std::to_string(draws.below(9));
  if (name == "base64") return scrambled(44, draws);
  if (name == "document") return one_of(demo_data().names.documents, draws);
  if (name == "site") return one_of(demo_data().names.sites, draws);
  if (name == "date") return "2024-03-" + std::to_string(10 + draws.below(20));
  return std::nullopt;
}

}  // namespace

std::string fill_arguments(std::string_view pattern, std::string_view user, Draws& draws) {
  std::string filled;
  while (true) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) return filled.append(pattern);
    // "{{guid}}" is a GUID in braces: the name is between the inner ones.
    const std::size_t inner = pattern.rfind('{', close);
    filled.append(pattern.substr(0, inner));
    const std::string_view name = pattern.substr(inner + 1, close - inner - 1);
    if (const auto value = value_of(name, user, draws)) {
      filled += *value;
    } else {
      filled.append(pattern.substr(inner, close - inner + 1));
    }
    pattern.remove_prefix(close + 1);
  }
}

}  // namespace proclens
