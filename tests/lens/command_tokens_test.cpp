#include "lens/tokens/command_tokens.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace proclens {
namespace {

using Tokens = std::vector<std::string_view>;

TEST(CommandTokens, AreThoseOfPythonsShlex) {
  std::ifstream golden(std::string(PROCLENS_TESTS) + "/lens/golden/command_tokens.json");
  std::string row;
  std::size_t lines = 0;
  for (; std::getline(golden, row); ++lines) {
    const auto expected = nlohmann::json::parse(row);
    const auto line = expected["line"].get<std::string>();
    const CommandTokens result = command_tokens(line);
    const std::vector<std::string> tokens(result.tokens.begin(), result.tokens.end());
    EXPECT_EQ(tokens, expected["tokens"].get<std::vector<std::string>>()) << row;
    EXPECT_EQ(result.open_quote, expected["open"].get<bool>()) << row;
  }
  EXPECT_GT(lines, 300U);
}

TEST(CommandTokens, AreShownAsWritten) {
  EXPECT_EQ(command_tokens(R"("C:\a b\x.exe" -k C:\temp\ "")").tokens,
            (Tokens{R"("C:\a b\x.exe")", "-k", "C:\\temp\\", R"("")"}));
}

TEST(CommandTokens, BytesThatAreNotTextAreOrdinary) {
  EXPECT_EQ(command_tokens("\xff\x80 a\xc3 \"\xe2 \x80\"").tokens, (Tokens{"\xff\x80", "a\xc3", "\"\xe2 \x80\""}));
}

TEST(CommandTokens, ALineOfAMegabyte) {
  const std::string word(1'000'000, 'x');
  EXPECT_EQ(command_tokens(word + " \"" + word).tokens, (Tokens{word, "\"" + word}));
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "'' ";
  EXPECT_EQ(command_tokens(many).tokens.size(), 100'000U);
}

}  // namespace
}  // namespace proclens
