#include "import/source/parse_select_list.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace proclens {
namespace {

const std::vector<std::string> kColumns{"event", "host", "time", "Image", "b.c"};

TEST(SelectItems, AreNamedAndKnowWhatTheyRead) {
  const auto items = parse_select_list(
      "-- SELECT nothing, \"Image\"\n"
      "SELECT number,\n"
      "    CASE WHEN event IN ('1', '(') THEN f(\"Image\", time) END AS kind, -- about the host\n"
      "    host,\n"
      "    -- why\n"
      "    \"b.c\", NULL AS nothing, 'event, \"Image\" FROM' || EVENT AS last\n"
      "FROM record\n",
      kColumns);
  ASSERT_EQ(items.size(), 6U);
  EXPECT_EQ(items[0].name, "number");
  EXPECT_TRUE(items[0].inputs.empty());
  EXPECT_EQ(items[1].name, "kind");
  EXPECT_EQ(items[1].expression, "CASE WHEN event IN ('1', '(') THEN f(\"Image\", time) END ");
  EXPECT_EQ(items[1].inputs, (std::vector<std::string>{"event", "time", "Image"}));
  EXPECT_EQ(items[2].name, "host");
  EXPECT_EQ(items[2].expression, "host");
  EXPECT_EQ(items[2].inputs, (std::vector<std::string>{"host"}));
  EXPECT_EQ(items[3].name, "b.c");
  EXPECT_EQ(items[3].expression, "\"b.c\"");
  EXPECT_EQ(items[3].inputs, (std::vector<std::string>{"b.c"}));
  EXPECT_EQ(items[4].name, "nothing");
  EXPECT_TRUE(items[4].inputs.empty());
  EXPECT_EQ(items[5].name, "last");
  EXPECT_EQ(items[5].inputs, (std::vector<std::string>{"event"}));
}

TEST(SelectItems, OtherStatementsAreRefused) {
  for (const char* select :
       {"", "FROM record", "SELECT a", "SELECT a FROM other", "SELECT a FROM record WHERE b", "SELECT a, FROM record",
        "SELECT a + b FROM record", "SELECT 'a FROM record", "SELECT (a FROM record"}) {
    EXPECT_THROW(static_cast<void>(parse_select_list(select, kColumns)), std::logic_error) << select;
  }
}

}  // namespace
}  // namespace proclens
