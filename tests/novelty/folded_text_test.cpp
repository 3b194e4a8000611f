#include "novelty/folded_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace proclens {
namespace {

TEST(FoldedText, PutsPlaceholdersWhereThingsDiffer) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"plain words", "plain words"},
      {"c:\\users\\bob\\x", "c:\\users\\<u>\\x"},
      {"d:\\users\\bob smith\\x", "d:\\users\\<u>\\x"},
      {"\"d:\\users\\bob smith\" x", "\"d:\\users\\<u>\" x"},
      {"d:\\users\\bob smith", "d:\\users\\<u> smith"},
      {"c:\\users\\", "c:\\users\\"},
      {"c:\\users\\\\x", "c:\\users\\\\x"},
      {"\\users\\bob\\x", "\\users\\bob\\x"},
      {"{0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f}", "<guid>"},
      {"x0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5fy", "x<guid>y"},
      {"0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5", "<hex>-<n>a<n>b-<n>c<n>d-<n>e<n>f-<hex>"},
      {"0x1f 0x a0x12zz", "<hex> <n>x a<hex>zz"},
      {"deadbeef deadbee deadbeefs _deadbeef", "<hex> deadbee deadbeefs _deadbeef"},
      {"1.2.3 v10. 10..2 .5", "<v> v<n>. <n>..<n> .<n>"},
      {"12345678", "<hex>"},
      {"-p 8080", "-p <n>"},
      {"déadbeef1", "déadbeef<n>"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(with_placeholders(text), expected) << text;
}

TEST(FoldedText, NoCommandDisappearsInTheNameOfAUser) {
  const std::string more = "powershell -enc x & net user y \\\\z";
  for (const std::string separator : {" & ", "&", ";", "|", " > c:\\a & ", " ^", "\"", ","}) {
    EXPECT_NE(with_placeholders("/c dir c:\\users\\bob" + separator + more).find(more), std::string::npos) << separator;
  }
  EXPECT_EQ(with_placeholders("c:\\users\\bob -enc x c:\\y"), "c:\\users\\<u> -enc x c:\\y");
  const std::string words(80, 'w');
  EXPECT_EQ(with_placeholders("c:\\users\\bob " + words + " \\y"), "c:\\users\\<u> " + words + " \\y");
}

TEST(FoldedText, ReadsLongNumbersOnce) {
  EXPECT_EQ(with_placeholders("g" + std::string(3'000'000, '1')), "g<n>") << "minutes, if quadratic";
  EXPECT_EQ(folded_folder("c:\\" + std::string(3'000'000, '1') + "g\\x.dll"), "c:\\<n>g");
}

TEST(FoldedText, FoldsWhatIsFoldedNoFurther) {
  const std::string once =
      with_placeholders("c:\\users\\bob\\{0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f} 0xff 1.2 3 deadbeef");
  EXPECT_EQ(with_placeholders(once), once);
}

TEST(FoldedText, ATemplateHasSingleSpacesAndEnds) {
  EXPECT_EQ(command_template(" \t -a \r\n  1 "), "-a <n>");
  EXPECT_EQ(command_template("  "), "");
  EXPECT_EQ(command_template(std::string(500, 'x')), std::string(200, 'x'));
  std::string wide;
  for (int i = 0; i < 300; ++i) wide += "é";
  EXPECT_EQ(command_template(wide).size(), 400U) << "200 characters of two bytes";
}

TEST(FoldedText, AnImageKeepsItsFileName) {
  EXPECT_EQ(folded_folder("c:\\users\\bob\\app-1.2\\d3d11.dll"), "c:\\users\\<u>\\app-<v>");
  EXPECT_EQ(folded_image("c:\\users\\bob\\app-1.2\\d3d11.dll"), "c:\\users\\<u>\\app-<v>\\d3d11.dll");
  EXPECT_EQ(folded_folder("c:\\users\\bob smith\\x.dll"), "c:\\users\\<u>");
  EXPECT_EQ(folded_folder("/usr/lib/libc.so.6"), "/usr/lib");
  EXPECT_EQ(folded_folder("lone.dll"), "");
  EXPECT_EQ(folded_image("lone.dll"), "lone.dll");
  EXPECT_EQ(folded_folder("\\x.dll"), "");
  EXPECT_EQ(folded_folder("c:\\winsxs\\x86_gdiplus_6595b64144ccf1df_1.1.22621.3155_none_4d1f8c1a7c2b3e90\\gdiplus.dll"),
            "c:\\winsxs\\x<n>_gdiplus_<hex>_<v>_none_<hex>");
}

TEST(FoldedText, AnImageIsTheSameOnEveryDrive) {
  const std::string folded = "<drive>\\users\\<u>\\app-<v>\\d3d11.dll";
  const std::string path = "\\users\\bob\\app-1.2\\d3d11.dll";
  for (const char* drive : {"c:", "d:", "\\\\?\\e:", "\\\\.\\e:", "\\??\\c:", "\\device\\harddiskvolume12",
                            "\\\\?\\globalroot\\device\\harddiskvolume3"}) {
    EXPECT_EQ(folded_image_on_any_drive(drive + path), folded) << drive;
  }
  for (const char* other : {"\\\\server\\share\\x.dll", "\\device\\harddiskvolume\\x.dll", "\\device\\mup\\x.dll",
                            "c:x.dll", "lone.dll", "", "\\\\?\\"}) {
    EXPECT_EQ(folded_image_on_any_drive(other), folded_image(other)) << other;
  }
}

}  // namespace
}  // namespace proclens
