#include "import/json_record.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace proclens {
namespace {

/// The field's text; "(none)" when there is none.
std::string field(const std::string& text, const std::string& path) {
  std::string padded = text;
  padded.reserve(text.size() + JsonRecord::kPadding);
  JsonRecord record;
  if (!record.read(std::string_view(padded.data(), text.size()))) return "(unreadable)";
  const auto value = record.find(FieldPath(path));
  return value ? std::string(*value) : "(none)";
}

TEST(JsonRecord, NestedAndDottedNamesAreTheSame) {
  EXPECT_EQ(field(R"({"winlog":{"event_data":{"Image":"a.exe"}}})", "winlog.event_data.Image"), "a.exe");
  EXPECT_EQ(field(R"({"winlog.event_data.Image":"b.exe"})", "winlog.event_data.Image"), "b.exe");
}

/// An object with this many keys before the ones that are looked for.
std::string after_keys(int keys, const std::string& wanted) {
  std::string text = "{";
  for (int i = 0; i < keys; ++i) text += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  return text + wanted + "}";
}

TEST(JsonRecord, RecordsWithManyKeysAreReadLikeOthers) {
  for (const int keys : {0, 5, 120, 127, 128, 129, 5000}) {
    const std::string text =
        after_keys(keys, R"("a":{"b":{"c":"deep"},"x":"first","x":"second"},"a.b.d":7,"l":["e","f"])");
    EXPECT_EQ(field(text, "a.b.c"), "deep") << keys;
    EXPECT_EQ(field(text, "a.x"), "first") << keys;
    EXPECT_EQ(field(text, "a.b.d"), "7") << keys;
    EXPECT_EQ(field(text, "a.b"), "(none)") << keys;
    EXPECT_EQ(field(text, "l"), "e") << keys;
    EXPECT_EQ(field(text, "l.e"), "(none)") << keys;
    EXPECT_EQ(field(text, "missing"), "(none)") << keys;
  }
}

TEST(JsonRecord, FieldsAreFoundInAnyOrderAndAgain) {
  std::string text = after_keys(3, R"("w":{"d":{"p":"1","q":"2"},"h":"ws"})");
  text.reserve(text.size() + JsonRecord::kPadding);
  JsonRecord record;
  for (int times = 0; times < 3; ++times) {
    ASSERT_TRUE(record.read(text));
    for (const auto& [path, value] : std::vector<std::pair<std::string, std::string>>{
             {"w.d.q", "2"}, {"w.h", "ws"}, {"w.d.p", "1"}, {"k1", "1"}, {"w.d.q", "2"}}) {
      EXPECT_EQ(record.find(FieldPath(path)), std::optional<std::string_view>(value)) << path;
    }
  }
}

TEST(JsonRecord, NumbersAndBooleansAreText) {
  EXPECT_EQ(field(R"({"a":7})", "a"), "7");
  EXPECT_EQ(field(R"({"a":-7})", "a"), "-7");
  EXPECT_EQ(field(R"({"a":18446744073709551615})", "a"), "18446744073709551615");
  EXPECT_EQ(field(R"({"a":true})", "a"), "true");
}

TEST(JsonRecord, TheFirstOfAList) {
  EXPECT_EQ(field(R"({"event":{"category":["process","x"]}})", "event.category"), "process");
  EXPECT_EQ(field(R"({"a":[]})", "a"), "(none)");
}

TEST(JsonRecord, NothingForWhatIsMissingNullOrAnObject) {
  EXPECT_EQ(field(R"({"a":null})", "a"), "(none)");
  EXPECT_EQ(field(R"({"a":{"b":1}})", "a"), "(none)");
  EXPECT_EQ(field(R"({"a":"text"})", "a.b"), "(none)");
  EXPECT_EQ(field(R"({"a":1})", "b"), "(none)");
}

TEST(JsonRecord, ExportsOfElasticsearchAreUnwrapped) {
  EXPECT_EQ(field(R"({"_index":"x","_source":{"a":1}})", "a"), "1");
}

TEST(JsonRecord, WhatIsNoObjectIsUnreadable) {
  EXPECT_EQ(field("[1]", "a"), "(unreadable)");
  EXPECT_EQ(field("\"text\"", "a"), "(unreadable)");
  EXPECT_EQ(field(R"({"a":1)", "a"), "(unreadable)");
  EXPECT_EQ(field(R"({"a":1} {"b":2})", "a"), "(unreadable)");
  EXPECT_EQ(field("", "a"), "(unreadable)");
}

TEST(JsonRecord, InvalidUtf8IsReplacedNotDropped) { EXPECT_EQ(field("{\"a\":\"x\xFFy\"}", "a"), "x\xEF\xBF\xBDy"); }

TEST(JsonRecord, HalvesOfSurrogatePairsAreReplacedWholePairsStay) {
  EXPECT_EQ(field(R"({"a":"x\ud800y"})", "a"), "x\xEF\xBF\xBDy");
  EXPECT_EQ(field(R"({"a":"x\udc00y"})", "a"), "x\xEF\xBF\xBDy");
  EXPECT_EQ(field(R"({"a":"\ud83d\ude00\ud800"})", "a"), "\xF0\x9F\x98\x80\xEF\xBF\xBD");
  // An escaped backslash before a u is no escape.
  EXPECT_EQ(field(R"({"b":"\ud800","a":"\\ud800"})", "a"), R"(\ud800)");
}

TEST(JsonRecord, EmbeddedNulIsKept) { EXPECT_EQ(field(R"({"a":"x\u0000y"})", "a"), std::string("x\0y", 3)); }

TEST(JsonRecord, DeepNestingIsUnreadableNotACrash) {
  EXPECT_EQ(field("{\"a\":" + std::string(100000, '[') + std::string(100000, ']') + "}", "a"), "(unreadable)");
}

}  // namespace
}  // namespace proclens
