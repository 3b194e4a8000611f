#include "import/json/json_record.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "import/json/random_records.hpp"

namespace proclens {
namespace {

/// The field's text; "(none)" when there is none.
std::string field(const std::string& text, const std::string& path) {
  std::string padded = text;
  padded.reserve(text.size() + JsonRecord::kPadding);
  const FieldPath wanted(path);
  const FieldTree fields(std::span(&wanted, 1));
  JsonRecord record(fields);
  if (!record.read(std::string_view(padded.data(), text.size()))) return "(unreadable)";
  const auto value = record.find(wanted);
  return value ? std::string(*value) : "(none)";
}

TEST(JsonRecord, NestedAndDottedNamesAreTheSame) {
  EXPECT_EQ(field(R"({"winlog":{"event_data":{"Image":"a.exe"}}})", "winlog.event_data.Image"), "a.exe");
  EXPECT_EQ(field(R"({"winlog.event_data.Image":"b.exe"})", "winlog.event_data.Image"), "b.exe");
}

std::vector<FieldPath> paths_of(const std::vector<std::string>& names) {
  return std::vector<FieldPath>(names.begin(), names.end());
}

/// An object with this many keys before the wanted ones.
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
  const std::vector<FieldPath> paths = paths_of({"w.d.q", "w.h", "w.d.p", "k1", "w.d.q"});
  const std::vector<std::string> values{"2", "ws", "1", "1", "2"};
  const FieldTree fields(paths);
  JsonRecord record(fields);
  for (int times = 0; times < 3; ++times) {
    ASSERT_TRUE(record.read(text));
    for (std::size_t i = 0; i < paths.size(); ++i) EXPECT_EQ(record.find(paths[i]), FieldText(values[i]));
  }
}

/// Compares every path of one record with a search in its tree.
void expect_searched(JsonRecord& record, const JsonTree& tree, const std::vector<FieldPath>& paths) {
  std::string text = written(tree);
  text.reserve(text.size() + JsonRecord::kPadding);
  ASSERT_TRUE(record.read(text)) << text;
  for (const FieldPath& path : paths) {
    const auto expected = searched(unwrapped(tree), path.whole);
    ASSERT_EQ(record.find(path), expected ? FieldText(*expected) : FieldText()) << path.whole << " in " << text;
  }
}

TEST(JsonRecord, FindsWhatAPlainSearchFindsWhateverWasReadBefore) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    RandomRecords random(seed);
    std::vector<FieldPath> paths;
    for (int i = 0; i < 40; ++i) paths.emplace_back(random.path());
    std::vector<JsonTree> kinds;
    for (int i = 0; i < 12; ++i) kinds.push_back(random.object(random.draw(12), static_cast<int>(random.draw(12))));
    const FieldTree fields(paths);
    JsonRecord record(fields);
    for (int i = 0; i < 100; ++i) {
      JsonTree& tree = kinds[random.draw(kinds.size())];
      random.change_texts(tree);
      expect_searched(record, tree, paths);
    }
  }
}

TEST(JsonRecord, FindsWhatAPlainSearchFindsInRecordsWithManyKeys) {
  RandomRecords random(1);
  std::vector<FieldPath> paths;
  for (int i = 0; i < 40; ++i) paths.emplace_back(random.path());
  const FieldTree fields(paths);
  JsonRecord record(fields);
  for (const std::size_t members : {100U, 127U, 129U, 500U, 2000U}) {
    const JsonTree tree = random.object(members, 1);
    for (int times = 0; times < 3; ++times) expect_searched(record, tree, paths);
  }
}

TEST(JsonRecord, AnyCutOffRecordIsUnreadable) {
  const std::vector<FieldPath> paths = paths_of({"a", "a.b", "event.code", "new"});
  const FieldTree fields(paths);
  JsonRecord record(fields);
  for (unsigned seed = 0; seed < 30; ++seed) {
    RandomRecords random(seed);
    const std::string whole = written(random.object(5, 2));
    for (std::size_t size = 0; size < whole.size(); ++size) {
      // What follows in a window may look like the rest of it.
      const std::string text = whole + std::string(JsonRecord::kPadding, '}');
      EXPECT_FALSE(record.read(std::string_view(text).substr(0, size))) << whole.substr(0, size);
    }
  }
}

TEST(JsonRecord, UnwantedValuesAreSkippedByTheirBrackets) {
  EXPECT_EQ(field(R"({"x":tru,"a":1})", "a"), "1");
  EXPECT_EQ(field(R"({"x":[1e999,{"a":"\x"}],"a":1})", "a"), "1");
  EXPECT_EQ(field("{\"x\":" + std::string(5000, '[') + std::string(5000, ']') + ",\"a\":1}", "a"), "1");
  EXPECT_EQ(field(R"({"a":tru})", "a"), "(unreadable)");
  EXPECT_EQ(field(R"({"a":1e999})", "a"), "(unreadable)");
  EXPECT_EQ(field(R"({"a":[tru]})", "a"), "(unreadable)");
}

TEST(JsonRecord, TextsAreValidUntilTheNextRecord) {
  std::string text = after_keys(100, R"("a":"text","b":[0.25])");
  text.reserve(text.size() + JsonRecord::kPadding);
  std::vector<FieldPath> paths = paths_of({"a", "b"});
  for (int i = 0; i < 100; ++i) paths.emplace_back("k" + std::to_string(i));
  const FieldTree fields(paths);
  JsonRecord record(fields);
  for (int times = 0; times < 3; ++times) {
    ASSERT_TRUE(record.read(text));
    std::vector<FieldText> found;
    for (std::size_t i = 2; i < paths.size(); ++i) found.push_back(record.find(paths[i]));
    EXPECT_EQ(record.find(paths[0]), FieldText("text"));
    EXPECT_EQ(record.find(paths[1]), FieldText("0.25"));
    for (int i = 0; i < 100; ++i) EXPECT_EQ(found[static_cast<std::size_t>(i)], FieldText(std::to_string(i)));
  }
}

TEST(JsonRecord, SmallRecordsAfterALargeOne) {
  const std::string large = "{\"a\":\"" + std::string(3 << 20, 'x') + "\"}";
  const std::vector<FieldPath> paths = paths_of({"a"});
  const FieldTree fields(paths);
  JsonRecord record(fields);
  for (const std::string& value : {std::string("{\"a\":1}"), large, std::string("{\"a\":2}"), large}) {
    std::string text = value;
    text.reserve(text.size() + JsonRecord::kPadding);
    ASSERT_TRUE(record.read(text));
    const FieldText a = record.find(paths[0]);
    ASSERT_TRUE(a);
    EXPECT_EQ((*a).size(), text.size() == large.size() ? 3U << 20 : 1U);
  }
}

TEST(JsonRecord, AnEmptyTextIsNotNone) {
  EXPECT_EQ(field(R"({"a":""})", "a"), "");
  EXPECT_TRUE(FieldText(std::string_view()));
  EXPECT_FALSE(FieldText());
  EXPECT_FALSE(FieldText() == FieldText(""));
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
  // An escaped backslash before a u is not an escape.
  EXPECT_EQ(field(R"({"b":"\ud800","a":"\\ud800"})", "a"), R"(\ud800)");
}

TEST(JsonRecord, EmbeddedNulIsKept) { EXPECT_EQ(field(R"({"a":"x\u0000y"})", "a"), std::string("x\0y", 3)); }

TEST(JsonRecord, DeepNestingIsNoCrash) {
  EXPECT_EQ(field("{\"a\":" + std::string(100000, '[') + std::string(100000, ']') + "}", "a"), "(none)");
  EXPECT_EQ(field("{\"a\":" + std::string(100000, '[') + "}", "a"), "(unreadable)");
}

}  // namespace
}  // namespace proclens
