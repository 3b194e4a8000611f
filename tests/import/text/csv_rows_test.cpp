#include "import/text/csv_rows.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace proclens {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST(CsvRows, ReadsTheSameRowsHoweverTheTextIsCut) {
  const std::string text = "a,\"b \"\"c\"\"\",\n\"1\n2\",,3\r\n\xff,x,\"\"";
  const Rows expected = {{"a", "b \"c\"", ""}, {"1\n2", "", "3"}, {"\xEF\xBF\xBD", "x", ""}};
  for (std::size_t step = 1; step <= text.size(); ++step) {
    Rows rows;
    CsvRows csv([&](std::vector<std::string>& cells) { rows.push_back(cells); });
    for (std::size_t at = 0; at < text.size(); at += step) csv.parse(std::string_view(text).substr(at, step));
    csv.finish();
    EXPECT_EQ(rows, expected) << "in steps of " << step;
  }
}

TEST(CsvRows, ThrowsWhatARowThrewAndGoesOnWithTheNextPiece) {
  Rows rows;
  CsvRows csv([&](std::vector<std::string>& cells) {
    if (cells.front() == "bad") throw std::runtime_error("row " + cells.back());
    rows.push_back(cells);
  });
  const auto parse = [&](std::string_view piece) { csv.parse(piece); };
  parse("a,1\n");
  try {
    parse("bad,2\nskipped,3\nbad,4\nb");
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "row 2");
  }
  parse("c,5\nd,6\nbad,7");
  EXPECT_EQ(rows, (Rows{{"a", "1"}, {"bc", "5"}, {"d", "6"}}));
  EXPECT_THROW(csv.finish(), std::runtime_error);
}

}  // namespace
}  // namespace proclens
