#include "novelty/encoded_command.hpp"

#include <gtest/gtest.h>

#include <string>

namespace proclens {
namespace {

// "whoami /all" as PowerShell encodes it: [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes('whoami /all'))
constexpr const char* kWhoami = "dwBoAG8AYQBtAGkAIAAvAGEAbABsAA==";

TEST(EncodedCommand, IsShownInPlainText) {
  for (const std::string option : {"-e", "-en", "-enc", "-EncodedCommand", "/ec", "-eC", "-encodedcom"}) {
    EXPECT_EQ(with_decoded_command("-nop " + option + "  " + kWhoami + " -w 1"),
              "-nop " + option + "  {whoami /all} -w 1");
  }
  EXPECT_EQ(with_decoded_command(std::string("-enc \"") + kWhoami + "\""), "-enc {whoami /all}");
  EXPECT_EQ(with_decoded_command("-enc ZAD8AGYA"),
            "-enc {d\xC3\xBC"
            "f}");
}

TEST(EncodedCommand, AnythingElseStaysAsItIs) {
  for (const std::string& arguments :
       {std::string(), std::string("  "), std::string("-enc"), std::string("-enc QQ=="),
        std::string("-ep bypass ") + kWhoami, std::string("-exec ") + kWhoami, std::string("-enc not*base64*at*all"),
        std::string("-enc QUJDREVGR0hJSktMTU5PUA=="), std::string("-enc AAAAAAAAAAA="),
        std::string("-enc \"\"\"\"\"\"\"\"\"")}) {
    EXPECT_EQ(with_decoded_command(arguments), arguments);
  }
}

}  // namespace
}  // namespace proclens
