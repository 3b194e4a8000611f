// JsonRecord against simdjson's own tree: however a record's bytes were damaged, what the tree accepts has the same
// fields. What the tree rejects may be read if the damage is where no field needs it.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <optional>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "import/json/json_record.hpp"
#include "import/json/random_records.hpp"

namespace proclens {
namespace {

namespace dom = simdjson::dom;

/// A value of the tree as a field.
std::optional<std::string> plain_text(dom::element value) {
  if (value.is_array()) {
    const dom::array list = value;
    if (list.begin() == list.end()) return std::nullopt;
    value = *list.begin();
  }
  if (value.is_null() || value.is_array() || value.is_object()) return std::nullopt;
  if (value.is_string()) return std::string(std::string_view(value));
  if (value.is_uint64()) return std::to_string(std::uint64_t(value));
  if (value.is_int64()) return std::to_string(std::int64_t(value));
  return simdjson::to_string(value);
}

/// Replaces every lone surrogate, one character at a time.
std::string without_halves(const std::string& text) {
  const auto unit = [&](std::size_t i) {
    const std::string digits = text.compare(i, 2, "\\u") == 0 ? text.substr(i + 2, 4) : "";
    const bool is_hex = digits.size() == 4 && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
    return is_hex ? std::stoi(digits, nullptr, 16) : 0;
  };
  std::string whole;
  for (std::size_t i = 0; i < text.size();) {
    const int first = unit(i) & 0xFC00;
    const bool is_pair = first == 0xD800 && i + 6 <= text.size() && (unit(i + 6) & 0xFC00) == 0xDC00;
    const bool is_half = !is_pair && (first == 0xD800 || first == 0xDC00);
    const std::size_t size = is_pair ? 12 : is_half ? 6 : text[i] == '\\' ? 2 : 1;
    whole += is_half ? "\\uFFFD" : text.substr(i, size);
    i += size;
  }
  return whole;
}

/// A record as simdjson's tree represents it.
class PlainRecord {
 public:
  bool read(const std::string& text) {
    auto error = parser_.parse(text).get(root_);
    if (error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR) {
      error = parser_.parse(without_halves(valid_utf8(text))).get(root_);
    }
    dom::object source;
    if (error || !root_.is_object()) return false;
    if (!root_["_source"].get(source)) root_ = root_["_source"];
    return true;
  }
  std::optional<std::string> find(const FieldPath& path) const {
    dom::element value;
    if (!dom::object(root_)[path.whole].get(value)) return plain_text(value);
    dom::element at = root_;
    for (const std::string& part : path.parts) {
      if (!at.is_object() || dom::object(at)[part].get(value)) return std::nullopt;
      at = value;
    }
    return plain_text(at);
  }

 private:
  dom::parser parser_;
  dom::element root_;
};

/// Reads one record at a time as it lies in a window: followed by other bytes.
class BothReaders {
 public:
  explicit BothReaders(const std::vector<FieldPath>& paths) : paths_(paths), fields_(paths), record_(fields_) {}

  /// @returns whether the text is a record for the tree
  bool expect_same(const std::string& text) {
    const bool is_record = plain_.read(text);
    std::string first;
    for (const char behind : {' ', '}', '"', '1', '\\'}) {
      const std::string window = text + behind + std::string(JsonRecord::kPadding, '}');
      const bool is_read = record_.read(std::string_view(window).substr(0, text.size()));
      if (is_record) {
        EXPECT_TRUE(is_read) << text;
        expect_same_fields(text);
      }
      const std::string all = is_read ? all_fields() : "unreadable";
      if (behind == ' ') first = all;
      EXPECT_EQ(all, first) << "whatever is behind it: " << text;
    }
    return is_record;
  }

  /// Checks that a text is read exactly if the tree accepts it.
  void expect_as_strict(const std::string& text) {
    const std::string padded = text + std::string(JsonRecord::kPadding, ' ');
    EXPECT_EQ(record_.read(std::string_view(padded).substr(0, text.size())), plain_.read(text)) << text;
  }

 private:
  void expect_same_fields(const std::string& text) {
    for (const FieldPath& path : paths_) {
      const std::optional<std::string> expected = plain_.find(path);
      EXPECT_EQ(record_.find(path), expected ? FieldText(*expected) : FieldText()) << path.whole << " in " << text;
    }
  }

  std::string all_fields() {
    std::string all;
    for (const FieldPath& path : paths_) {
      const FieldText text = record_.find(path);
      all += text ? "=" + std::string(*text) + "\n" : "none\n";
    }
    return all;
  }

  const std::vector<FieldPath>& paths_;
  FieldTree fields_;
  PlainRecord plain_;
  JsonRecord record_;
};

const std::vector<FieldPath>& some_paths() {
  static const std::vector<FieldPath> paths = [] {
    std::vector<FieldPath> made;
    for (const char* path : {"a", "b", "a.b", "cc", "code", "event", "event.code", "channel", "eightkey", "event_data",
                             "event.a", "#text", "_source", "_source.a", "a name longer than sixteen bytes", "x"}) {
      made.emplace_back(path);
    }
    return made;
  }();
  return paths;
}

const std::vector<std::string>& odd_pieces() {
  // clang-format off
  static const std::vector<std::string> pieces = {
      "{", "}", "[", "]", ",", ":", "\"", "\\", " ", " \t\n", "\t", "\n", "\r", "\f", "\x1A",
      std::string(1, '\0'), "\x7F", "\xFF", "\xC3\xA4", "\xE2\x82", "true", "false", "null", "tru", "nulll",
      "truefalse", "True", "0", "-0", "-0.0", "00", "-", "0x1", "01", "-01", "1.", ".5", "1.5", "1e5",
      "1E+5", "1e-5", "1e", "1e400", "-1e400", "1e-400", "123456789012345678", "1234567890123456789",
      "-9223372036854775808", "-9223372036854775809", "9223372036854775808", "18446744073709551615",
      "18446744073709551616", "99999999999999999999", "123456789012345678901234567890",
      "0.1234567890123456789", "9007199254740993.0", "\\n", "\\/", "\\\\", "\\\"", "\\x", "\\u0041",
      "\\u00e4", "\\u004", "\\uD83D\\uDE00", "\\ud800", "\\uDE00", "\\u0000", "\"a\":1", "\"\\u0061\":2,",
      "\"a\\\"b\":", "{}", "[]", "[{}]", "[[1,2],3]", "{\"a\":{\"b\":[]}}", "[\"\\ud83d\\ude00\"]",
      "[1e400]", "[-0]", "[\"\\x\"]", "[tru]", "\"_source\":{\"a\":\"in\"}", "\"\"", "\"\":\"\"",
      "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}"};
  // clang-format on
  return pieces;
}

/// An offset that is often at structural characters.
std::size_t offset(RandomRecords& random, const std::string& text) {
  const std::size_t any = random.draw(text.size() + 1);
  const std::size_t structural = text.find_first_of("{}[],:\"\\", any);
  return random.draw(3) == 0 || structural == std::string::npos ? any : structural + random.draw(2);
}

void damage(RandomRecords& random, std::string& text) {
  const std::string& piece = odd_pieces()[random.draw(odd_pieces().size())];
  const std::size_t at = offset(random, text);
  switch (random.draw(6)) {
    case 0:
      text.insert(at, piece);
      break;
    case 1:
      text.erase(at, 1 + random.draw(3));
      break;
    case 2:
      if (at < text.size()) text[at] = static_cast<char>(random.draw(256));
      break;
    case 3:
      text.insert(at, text.substr(offset(random, text), random.draw(20)));
      break;
    case 4: {
      // Replaces a value by another one, which often leaves a valid record.
      const std::size_t colon = text.find(':', at);
      if (colon != std::string::npos) text.replace(colon + 1, text.find_first_of(",}]", colon) - colon - 1, piece);
      break;
    }
    default:
      if (random.draw(8) == 0) text.resize(at);
  }
}

TEST(JsonOracle, DamagedRecordsAreReadAsTheTreeReadsThem) {
  BothReaders both(some_paths());
  std::size_t records = 0;
  constexpr int kTexts = 12000;
  for (unsigned seed = 0; seed < kTexts; ++seed) {
    RandomRecords random(seed);
    std::string text = written(random.object(1 + random.draw(6), static_cast<int>(random.draw(4))));
    for (std::size_t times = random.draw(5); times > 0; --times) damage(random, text);
    records += both.expect_same(text);
    ASSERT_FALSE(HasFailure()) << seed;
  }
  EXPECT_GT(records, kTexts / 4U);
  EXPECT_LT(records, kTexts * 3U / 4U);
}

TEST(JsonOracle, EveryPieceAsAValueAKeyAndInBetween) {
  BothReaders both(some_paths());
  for (const std::string& piece : odd_pieces()) {
    for (const std::string& other : odd_pieces()) {
      both.expect_same("{\"a\":" + piece + other + "}");
      both.expect_same("{\"a\":[" + piece + "," + other + "],\"b\":\"" + other + "\"}");
      both.expect_same("{\"" + piece + "a\":" + other + ",\"b\":" + piece + "}");
      both.expect_same("{\"a\":\"" + piece + other + "\" }" + (piece == other ? piece : ""));
      ASSERT_FALSE(HasFailure());
    }
  }
}

TEST(JsonOracle, KeysAndValuesThatAreTakenAreCheckedAsTheTreeChecksThem) {
  BothReaders both(some_paths());
  for (const std::string& piece : odd_pieces()) {
    if (piece.find_first_of("[{") != std::string::npos) continue;  // only the first element is used
    for (const std::string& other : odd_pieces()) {
      if (other.find_first_of("[{") != std::string::npos) continue;
      both.expect_as_strict("{\"a\":" + piece + "}");
      both.expect_as_strict("{\"a\":" + piece + other + "}");
      both.expect_as_strict("{\"a\":\"" + piece + other + "\",\"b\":[" + piece + "]}");
      both.expect_as_strict("{\"" + piece + other + "\":1}");
      both.expect_as_strict("{\"a\":1}" + piece + other);
    }
  }
}

TEST(JsonOracle, AKeyThatIsWrittenAsAnotherOneReads) {
  const std::vector<FieldPath> paths{FieldPath("\\na"), FieldPath("\na"), FieldPath("a\"b"), FieldPath("")};
  BothReaders both(paths);
  for (int times = 0; times < 3; ++times) {
    for (const std::string record :
         {R"({"\\na":1})", R"({"\na":2})", R"({"a\"b":3})", R"({"a"b":4})", R"({"":5})", "{}"}) {
      both.expect_same(record);
      both.expect_same(record);
    }
  }
}

TEST(JsonOracle, AnyDepth) {
  BothReaders both(some_paths());
  for (const std::size_t depth : {1, 6, 7, 8, 9, 10, 100, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 2000}) {
    for (const std::string inside : {"", "1", "\"a\"", "{}", "[]", "[1]", "{\"a\":2}", ","}) {
      std::string objects = inside.empty() ? "{}" : inside;
      for (std::size_t i = 0; i < depth; ++i) objects = "{\"a\":" + objects + "}";
      both.expect_same(objects);
      const std::string arrays = std::string(depth, '[') + inside + std::string(depth, ']');
      both.expect_same("{\"a\":" + arrays + "}");
      both.expect_same("{\"a\":1,\"b\":{\"a\":" + arrays + "}}");
      both.expect_same("{\"a\":" + std::string(depth, '[') + objects + std::string(depth, ']') + "}");
      both.expect_same("{\"a\":" + arrays + "]}");
      ASSERT_FALSE(HasFailure()) << depth << inside;
    }
  }
}

}  // namespace
}  // namespace proclens
