// Every answer against a plain search through the files of the map.
#include "serve/map/map_results.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <thread>

#include "atlas/page/page_reader.hpp"
#include "core/random.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "serve/map/recorded_bags.hpp"
#include "serve/served_map.hpp"
#include "table/arrow_reader.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kTextFields = {"host", "name", "args", "user", "lineage", "hash_text"};

std::string file_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool is_hex(const std::string& text, const char* letters) {
  return text.size() == 32 && text.find_first_not_of("0123456789" + std::string(letters)) == std::string::npos;
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

class MapResultsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    map = new ServedMap;
    results = new MapResults(Context(), map->images(), map->out() / "hunt");
    recorded = recorded_processes(map->images());
    sort_recorded();
  }
  static void TearDownTestSuite() {
    delete results;
    delete map;
    recorded.clear();
  }

  /// Rows by bag, then start in ms (missing ones last), then in file order.
  static void sort_recorded() {
    std::stable_sort(recorded.begin(), recorded.end(), [](const RecordedProcess& a, const RecordedProcess& b) {
      const auto key = [](const RecordedProcess& p) {
        return std::tuple(p.bag, !p.started.has_value(), p.started ? *p.started / 1000 : 0);
      };
      return key(a) < key(b);
    });
  }

  /// The distinct texts of a field, in byte order.
  static std::vector<std::string> texts_of(const std::string& field) {
    std::set<std::string> texts;
    for (const RecordedProcess& p : recorded) {
      if (const auto text = text_of(p, field)) texts.insert(*text);
    }
    return {texts.begin(), texts.end()};
  }

  static std::optional<std::string> text_of(const RecordedProcess& p, const std::string& field) {
    if (field == "host") return p.host;
    if (field == "name") return p.name;
    if (field == "args") return p.args;
    if (field == "user") return p.user;
    if (field == "lineage") return p.lineage;
    const bool is_bits = is_hex(p.pid_hash, "abcdef") || is_hex(p.pid_hash, "ABCDEF");
    return is_bits ? std::nullopt : std::optional(p.pid_hash);
  }

  /// The texts that `find` searches for a field, and the number of the first.
  static std::pair<std::vector<std::string>, std::int64_t> searched(const std::string& field) {
    std::vector<std::string> texts;
    if (field == "pid") {
      for (const RecordedProcess& p : recorded) texts.push_back(p.pid_hash);
      return {texts, 0};
    }
    if (field == "feature") return {read_stream(results->table("features")).at("name").text, 0};
    return {texts_of(field), 1};
  }

  static std::vector<std::int64_t> found(const std::string& field, const std::string& text, bool pattern = false) {
    const ReadStream stream = read_stream(results->find(field, text, pattern));
    EXPECT_EQ(stream.names, std::vector<std::string>{"id"});
    EXPECT_EQ(stream.at("id").format, "i");
    return stream.at("id").whole;
  }

  static Rows file_rows(Database& database, const char* file, const std::string& select) {
    return database.query(select + " FROM read_parquet(" + sql_literal((map->images() / file).string()) + ")");
  }

  static inline ServedMap* map = nullptr;
  static inline MapResults* results = nullptr;
  static inline std::vector<RecordedProcess> recorded;
};

TEST_F(MapResultsTest, TheDatasetIsAsAwkwardAsItClaims) {
  ASSERT_EQ(recorded.size(), 400U);
  EXPECT_EQ(texts_of("hash_text").size(), 8U);
  EXPECT_TRUE(std::any_of(recorded.begin(), recorded.end(), [](const auto& p) { return p.started < 0; }));
  EXPECT_TRUE(std::any_of(recorded.begin(), recorded.end(), [](const auto& p) { return !p.flags.empty(); }));
  EXPECT_GT(read_stream(results->table("points")).rows, 40U);
}

TEST_F(MapResultsTest, TextsAreSortedAndCutBetweenCharacters) {
  for (const std::string& field : kTextFields) {
    const ReadStream stream = read_stream(results->table("texts/" + field));
    const std::vector<std::string> whole = texts_of(field);
    ASSERT_EQ(stream.at("text").text.size(), whole.size()) << field;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      std::string expected = whole[i];
      if ((field == "args" || field == "lineage") && expected.size() > 1024) {
        expected.resize(1025);
        while ((static_cast<unsigned char>(expected.back()) & 0xC0U) == 0x80U) expected.pop_back();
        expected.pop_back();
      }
      EXPECT_EQ(stream.at("text").text[i], expected);
      EXPECT_EQ(stream.at("whole").whole[i], expected.size() < whole[i].size() ? std::ssize(whole[i]) : 0);
    }
  }
  EXPECT_EQ(read_stream(results->table("texts/args")).at("text").text.back().size() % 2, 1U) << "ends in a half é";
}

TEST_F(MapResultsTest, ProcessesAreWhatTheFileSays) {
  const ReadStream stream = read_stream(results->table("processes"));
  const auto page = nlohmann::json::parse(results->page_json());
  ASSERT_EQ(stream.rows, recorded.size());
  std::map<std::string, std::vector<std::string>> texts;
  for (const std::string& field : kTextFields) texts[field] = texts_of(field);
  const auto number = [](const std::optional<std::int64_t>& value) {
    return value && std::abs(*value) <= std::int64_t{1} << 51 ? static_cast<double>(*value) : std::nan("");
  };
  const auto expect_number = [&](const char* column, std::size_t row, double expected) {
    const double value = stream.at(column).real[row];
    EXPECT_TRUE(value == expected || (std::isnan(value) && std::isnan(expected))) << column << ", row " << row;
  };
  for (std::size_t row = 0; row < recorded.size(); ++row) {
    const RecordedProcess& p = recorded[row];
    EXPECT_EQ(stream.at("point").whole[row], p.bag);
    for (const auto& [field, all] : texts) {
      const auto text = text_of(p, field);
      const std::int64_t id = stream.at(field).whole[row];
      ASSERT_EQ(id == 0, !text.has_value()) << field;
      if (text) {
        EXPECT_EQ(all.at(static_cast<std::size_t>(id - 1)), *text) << field;
      }
    }
    const auto ms = [](const std::optional<std::int64_t>& us) { return us ? std::optional(*us / 1000) : std::nullopt; };
    expect_number("started", row, number(ms(p.started)));
    expect_number("lifetime", row,
                  p.started && p.ended ? static_cast<double>(*ms(p.ended) - *ms(p.started)) : std::nan(""));
    expect_number("exit_code", row, number(p.exit_code));
    expect_number("os_pid", row, number(p.os_pid));

    std::int64_t parent = -1;
    for (std::size_t other = 0; other < recorded.size() && parent < 0; ++other) {
      const std::string& hash = recorded[other].pid_hash;
      if (is_hex(upper(hash), "ABCDEF") && upper(hash) == upper(p.parent)) parent = static_cast<std::int64_t>(other);
    }
    EXPECT_EQ(stream.at("parent").whole[row], parent);
    const std::int64_t state = stream.at("state").whole[row];
    EXPECT_EQ(page["lineage_states"].at(static_cast<std::size_t>(state - 1)), p.state);
    std::set<std::string> flags;
    for (std::size_t bit = 0; bit < page["lineage_flags"].size(); ++bit) {
      if ((stream.at("flags").whole[row] >> bit & 1) == 1) flags.insert(page["lineage_flags"][bit]);
    }
    EXPECT_EQ(flags, std::set<std::string>(p.flags.begin(), p.flags.end()));

    const std::int64_t form = is_hex(p.pid_hash, "abcdef") ? 0 : is_hex(p.pid_hash, "ABCDEF") ? 1 : 2;
    EXPECT_EQ(stream.at("hash_form").whole[row], form);
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    if (form < 2) {
      high = std::stoull(p.pid_hash.substr(0, 16), nullptr, 16);
      low = std::stoull(p.pid_hash.substr(16), nullptr, 16);
    }
    EXPECT_EQ(static_cast<std::uint64_t>(stream.at("hash_high").whole[row]), high);
    EXPECT_EQ(static_cast<std::uint64_t>(stream.at("hash_low").whole[row]), low);
  }
}

/// Texts are cut shorter for the served page; everything else is the same.
TEST_F(MapResultsTest, TablesAreThoseOfTheSingleFile) {
  const std::string html = file_text(map->images() / "map.html");
  for (const char* table : {"points", "processes", "features", "bags", "neighbours", "texts/host", "texts/name",
                            "texts/reasons", "texts/labels"}) {
    EXPECT_TRUE(results->table(table) == block_bytes(html, table)) << table;
  }
  EXPECT_EQ(nlohmann::json::parse(results->page_json()), nlohmann::json::parse(block_bytes(html, "map")));
}

TEST_F(MapResultsTest, HasTheNoveltyOfEveryProcessOfAHunt) {
  Database database;
  Rows hunted = database.query(
      "SELECT upper(pid_hash), CAST(round(100 * novelty) AS INTEGER), array_to_string(reasons, chr(10)), "
      "replace(replace(array_to_string(labels, '|'), chr(10), ' '), '|', chr(10)) FROM "
      "read_parquet(" +
      sql_literal((map->out() / "hunt" / "processes.parquet").string()) + ")");
  struct Expected {
    std::int32_t novelty;
    std::string reasons, labels;
  };
  std::map<std::string, Expected> expected;
  while (const Chunk* chunk = hunted.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      expected[std::string(chunk->text(0, row))] = {chunk->int32(1)[row], std::string(chunk->text(2, row)),
                                                    std::string(chunk->text(3, row))};
    }
  }
  const ReadStream rows = read_stream(results->table("processes"));
  const std::vector<std::string> reasons = read_stream(results->table("texts/reasons")).at("text").text;
  const std::vector<std::string> labels = read_stream(results->table("texts/labels")).at("text").text;
  const auto text_of = [&](const std::vector<std::string>& texts, const char* column, std::size_t row) {
    const std::int64_t number = rows.at(column).whole[row];
    return number == 0 ? std::string() : texts[static_cast<std::size_t>(number - 1)];
  };
  std::size_t with_reasons = 0;
  std::size_t with_several_labels = 0;
  for (std::size_t row = 0; row < rows.rows; ++row) {
    const auto found = expected.find(upper(recorded[row].pid_hash));
    if (found == expected.end()) continue;  // É is not an ASCII letter
    EXPECT_EQ(rows.at("novelty").whole[row], found->second.novelty);
    EXPECT_EQ(text_of(reasons, "reasons", row), found->second.reasons);
    EXPECT_EQ(text_of(labels, "labels", row), found->second.labels);
    if (!found->second.reasons.empty()) ++with_reasons;
    if (found->second.labels.find('\n') != std::string::npos) ++with_several_labels;
  }
  EXPECT_GT(with_reasons, 10U);
  EXPECT_GT(with_several_labels, 3U);
  const auto header = nlohmann::json::parse(results->page_json());
  EXPECT_GT(header["hunt"]["findings"].size(), 3U);
  EXPECT_GT(header["hunt"]["labelled_processes"], 50);
}

TEST_F(MapResultsTest, AMapWithoutAHuntHasNoNovelty) {
  const MapResults without(Context(), map->images());
  EXPECT_FALSE(read_stream(without.table("processes")).columns.contains("novelty"));
  EXPECT_FALSE(nlohmann::json::parse(without.page_json()).contains("hunt"));
}

TEST_F(MapResultsTest, PointsAndNeighboursAreThoseOfTheFile) {
  const ReadStream points = read_stream(results->table("points"));
  const ReadStream neighbours = read_stream(results->table("neighbours"));
  Database database;
  Rows rows = file_rows(database, "bags.parquet",
                        "SELECT x, y, multiplicity, cluster, nearest_cluster, cluster_strength, outlier_score, "
                        "neighbours, neighbour_distances");
  std::size_t point = 0;
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row, ++point) {
      EXPECT_EQ(points.at("x").real[point], chunk->float32(0)[row]);
      EXPECT_EQ(points.at("y").real[point], chunk->float32(1)[row]);
      EXPECT_EQ(points.at("multiplicity").whole[point], chunk->int32(2)[row]);
      EXPECT_EQ(points.at("cluster").whole[point], chunk->int32(3)[row]);
      EXPECT_EQ(points.at("nearest").whole[point], chunk->int32(4)[row]);
      EXPECT_EQ(points.at("members").whole[point], chunk->int32(2)[row]) << "objects are processes";
      EXPECT_EQ(points.at("strength").whole[point], std::lround(255.0F * chunk->float32(5)[row]));
      EXPECT_EQ(points.at("outlier").whole[point], std::lround(255.0F * chunk->float32(6)[row]));
      const auto others = chunk->int32_list(7, row);
      const auto distances = chunk->float32_list(8, row);
      const std::size_t kept = std::min<std::size_t>(others.size(), 10);
      EXPECT_EQ(neighbours.at("neighbour").whole_list[point],
                std::vector<std::int64_t>(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(kept)));
      ASSERT_EQ(neighbours.at("distance").whole_list[point].size(), kept);
      for (std::size_t k = 0; k < kept; ++k) {
        EXPECT_EQ(neighbours.at("distance").whole_list[point][k], std::lround(1e4F * distances[k]));
      }
    }
  }
  EXPECT_EQ(points.rows, point);
  EXPECT_EQ(neighbours.rows, point);
  EXPECT_EQ(results->counts().points, point);
  EXPECT_EQ(results->counts().processes, recorded.size());
}

TEST_F(MapResultsTest, BagsHoldTheirFeaturesHeaviestFirst) {
  struct Feature {
    double weight;
    std::int32_t number;
    std::string name;
  };
  std::vector<Feature> features;
  Database database;
  Rows vocabulary = file_rows(database, "vocabulary.parquet", "SELECT feature, name, information_weight");
  while (const Chunk* chunk = vocabulary.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      features.push_back({chunk->float64(2)[row], chunk->int32(0)[row], std::string(chunk->text(1, row))});
    }
  }
  std::sort(features.begin(), features.end(), [](const Feature& a, const Feature& b) {
    return std::pair(-a.weight, a.number) < std::pair(-b.weight, b.number);
  });
  const ReadStream served = read_stream(results->table("features"));
  ASSERT_EQ(served.rows, features.size());
  std::map<std::int32_t, std::int64_t> rank;
  for (std::size_t i = 0; i < features.size(); ++i) {
    EXPECT_EQ(served.at("name").text[i], features[i].name);
    EXPECT_EQ(served.at("weight").real[i], features[i].weight);
    rank[features[i].number] = static_cast<std::int64_t>(i);
  }
  const ReadStream bags = read_stream(results->table("bags"));
  Rows rows = file_rows(database, "bags.parquet", "SELECT features, counts");
  std::size_t bag = 0;
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row, ++bag) {
      std::map<std::int64_t, std::int64_t> expected;
      for (std::size_t k = 0; k < chunk->int32_list(0, row).size(); ++k) {
        expected[rank.at(chunk->int32_list(0, row)[k])] = chunk->int32_list(1, row)[k];
      }
      std::vector<std::int64_t> ranks;
      std::vector<std::int64_t> counts;
      for (const auto& [feature, count] : expected) {
        ranks.push_back(feature);
        counts.push_back(count);
      }
      EXPECT_EQ(bags.at("features").whole_list[bag], ranks);
      EXPECT_EQ(bags.at("counts").whole_list[bag], counts);
      EXPECT_EQ(bags.at("size").whole[bag], std::ssize(ranks));
    }
  }
  EXPECT_EQ(bags.rows, bag);
}

TEST_F(MapResultsTest, FindsWhatHoldsATextInAnyCase) {
  Database database;
  const auto lower = [&](const std::string& text) {
    const std::vector<SqlValue> parameters = {text};
    return database.text("SELECT lower($1)", parameters).value_or("");
  };
  std::vector<std::string> needles = {"",
                                      "e",
                                      "SVCHOST",
                                      "'",
                                      "\"",
                                      "%",
                                      "_",
                                      "\\",
                                      "100% _UN",
                                      ";",
                                      "<SCRIPT>",
                                      "--",
                                      "école",
                                      "ÉCOLE",
                                      "ß",
                                      "\n",
                                      "beyond",
                                      "Überlong",
                                      "\xE2\x80\xAE",
                                      "ωMEGA",
                                      "no such text",
                                      std::string("A\0N", 3),
                                      std::string(1, '\0'),
                                      "$1",
                                      "{}"};
  const CounterRandom random(3, 0);
  std::uint64_t draw = 0;
  for (const char* field : {"host", "name", "args", "user", "lineage", "hash_text", "feature", "pid"}) {
    const auto [texts, first] = searched(field);
    std::vector<std::string> lowered;
    for (const std::string& text : texts) lowered.push_back(lower(text));
    std::vector<std::string> all = needles;
    for (int k = 0; k < 12 && !texts.empty(); ++k) {
      const std::string& text = texts[random.below(draw++, texts.size())];
      const std::size_t start = random.below(draw++, text.size() + 1);
      std::string part = text.substr(start, random.below(draw++, 40));
      // Whole characters only: what comes over HTTP is UTF-8.
      while (!part.empty() && (static_cast<unsigned char>(part.front()) & 0xC0U) == 0x80U) part.erase(0, 1);
      while (!part.empty() && static_cast<unsigned char>(part.back()) >= 0x80U) part.pop_back();
      all.push_back(upper(part));
    }
    for (const std::string& needle : all) {
      std::vector<std::int64_t> expected;
      const std::string wanted = lower(needle);
      for (std::size_t i = 0; i < lowered.size(); ++i) {
        if (lowered[i].find(wanted) != std::string::npos) expected.push_back(static_cast<std::int64_t>(i) + first);
      }
      EXPECT_EQ(found(field, needle), expected) << field << ": " << needle;
    }
  }
  EXPECT_FALSE(found("args", "BEYOND").empty()) << "only texts that are cut hold it";
}

TEST_F(MapResultsTest, FindsWhatMatchesAPatternInAnyCase) {
  for (const char* field : {"host", "name", "args", "user", "lineage", "hash_text", "feature", "pid"}) {
    const auto [texts, first] = searched(field);
    for (const char* pattern : {"^svc", "B.TA", "(alpha|user) ?[01]?", "\\d{3}$", "dll$", "[a-f]{5}", "BEYOND\\d+",
                                "^$", "a.nul", "'", "%_", "zzz"}) {
      const std::regex obvious(pattern, std::regex::icase | std::regex::ECMAScript);
      std::vector<std::int64_t> expected;
      for (std::size_t i = 0; i < texts.size(); ++i) {
        if (std::regex_search(texts[i], obvious)) expected.push_back(static_cast<std::int64_t>(i) + first);
      }
      EXPECT_EQ(found(field, pattern, true), expected) << field << ": " << pattern;
    }
  }
}

TEST_F(MapResultsTest, GivesWholeTexts) {
  for (const std::string& field : kTextFields) {
    const std::vector<std::string> texts = texts_of(field);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      EXPECT_EQ(results->text(field, static_cast<std::int64_t>(i + 1)), texts[i]) << field;
    }
    for (const std::int64_t none : {std::int64_t{0}, std::int64_t{-1}, std::ssize(texts) + 1, INT64_MIN, INT64_MAX}) {
      EXPECT_EQ(results->text(field, none), std::nullopt) << field;
    }
  }
  EXPECT_EQ(results->text("feature", 0), read_stream(results->table("features")).at("name").text[0]);
  EXPECT_EQ(results->text("feature", -1), std::nullopt);
}

TEST_F(MapResultsTest, RefusesWhatThereIsNot) {
  const auto expect_refused = [](auto ask) {
    try {
      static_cast<void>(ask());
      ADD_FAILURE() << "not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::usage) << error.what();
    }
  };
  for (const char* name :
       {"", "point", "points ", "texts/", "texts/pid", "texts/../points", "process_hash", "POINTS"}) {
    expect_refused([&] { return results->table(name); });
    expect_refused([&] { return results->find(name, "a", false); });
    expect_refused([&] { return results->text(name, 1); });
  }
  expect_refused([] { return results->text("pid", 1); });
  for (const char* pattern : {"(", "a{2,1}", "[", "\\", "(?<=a)b", "a{9999}"}) {
    expect_refused([&] { return results->find("args", pattern, true); });
  }
  expect_refused([] { return results->find("args", std::string(1025, 'a'), false); });
  EXPECT_TRUE(found("args", std::string(1024, 'a')).empty());
}

TEST_F(MapResultsTest, AnswersSeveralThreadsAtOnce) {
  const auto ask = [](std::size_t k) {
    const char* const fields[] = {"args", "name", "pid", "feature"};
    return results->find(fields[k % 4], k % 3 == 0 ? "A.*E" : "a", k % 3 == 0) + results->table("points") +
           results->table("texts/args") + results->text("args", static_cast<std::int64_t>(k)).value_or("");
  };
  std::vector<std::string> expected;
  for (std::size_t k = 0; k < 12; ++k) expected.push_back(ask(k));
  std::vector<std::thread> threads;
  std::vector<int> differences(12);  // more than are handled at a time
  for (std::size_t thread = 0; thread < differences.size(); ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t k = 0; k < 36; ++k) {
        const std::size_t question = (k * 5 + thread) % 12;
        if (ask(question) != expected[question]) ++differences[thread];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(differences, std::vector<int>(12, 0));
}

/// A copy of the map's files that a test may damage.
class DamagedMapTest : public MapResultsTest {
 protected:
  DamagedMapTest() : folder(map->out() / "copy") {
    fs::remove_all(folder);
    fs::copy(map->images(), folder);
  }
  ~DamagedMapTest() override { fs::remove_all(folder); }

  void rewrite(const std::string& file, const std::string& select) const {
    Database database;
    const std::string path = (folder / file).string();
    database.run("COPY (" + select + " FROM read_parquet(" + sql_literal(path) + ")) TO " + sql_literal(path + ".new") +
                 " (FORMAT parquet)");
    fs::rename(path + ".new", path);
  }

  void expect_refused(const std::string& words) const {
    try {
      const MapResults opened(Context(), folder);
      ADD_FAILURE() << "not noticed: " << words;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data) << error.what();
      EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
      EXPECT_NE(error.remedy().find("proclens map"), std::string::npos) << error.remedy();
    }
  }

  fs::path folder;
};

TEST_F(DamagedMapTest, SaysWhatIsMissing) {
  fs::remove(folder / "page.json");
  expect_refused("page.json");
  fs::remove_all(folder);
  expect_refused("page.json");
}

TEST_F(DamagedMapTest, SaysWhenPageJsonIsOfAnotherVersion) {
  for (const char* text : {"", "[]", "{", R"({"format": 1})", R"({"format": "3"})", R"({"format": 3})"}) {
    std::ofstream(folder / "page.json") << text;
    expect_refused("page.json");
  }
}

TEST_F(DamagedMapTest, SaysWhichFileIsDamaged) {
  for (const char* file : {"points.parquet", "bags.parquet", "vocabulary.parquet"}) {
    const std::string whole = file_text(folder / file);
    std::ofstream(folder / file, std::ios::binary) << whole.substr(0, whole.size() / 2);
    expect_refused(file);
    fs::remove(folder / file);
    expect_refused(file);
    std::ofstream(folder / file, std::ios::binary) << whole;
  }
}

TEST_F(DamagedMapTest, SaysWhenFilesDoNotFitEachOther) {
  const auto with_original = [&](const char* file, const std::string& select, const std::string& words) {
    const std::string whole = file_text(folder / file);
    rewrite(file, select);
    expect_refused(words);
    std::ofstream(folder / file, std::ios::binary) << whole;
  };
  with_original("points.parquet", "SELECT * EXCLUDE (lineage_flags)", "points.parquet");
  with_original("points.parquet", "SELECT * REPLACE (CAST(bag + 100000 AS INTEGER) AS bag)", "points.parquet");
  with_original("points.parquet", "SELECT * REPLACE (CAST(-bag AS INTEGER) AS bag)", "points.parquet");
  with_original("points.parquet", "SELECT * REPLACE (CAST(NULL AS INTEGER) AS bag)", "points.parquet");
  with_original("points.parquet", "SELECT * REPLACE (CAST(bag AS VARCHAR) AS bag)", "points.parquet");
  with_original("points.parquet", "SELECT * REPLACE (1 AS process_started)", "points.parquet");
  with_original("bags.parquet", "SELECT * REPLACE (CAST(bag + 1 AS INTEGER) AS bag)", "bags.parquet");
  with_original("bags.parquet", "SELECT * REPLACE (counts[2:] AS counts)", "bags.parquet");
  with_original("bags.parquet",
                "SELECT * REPLACE ([CAST(999999 AS INTEGER)] AS features, [CAST(1 AS INTEGER)] AS counts)",
                "bags.parquet");
  with_original("bags.parquet", "SELECT * REPLACE (['a'] AS features)", "bags.parquet");
  with_original("vocabulary.parquet", "SELECT * REPLACE (CAST(feature * 2 AS INTEGER) AS feature)", "bags.parquet");
}

TEST_F(DamagedMapTest, ReadsFoldersWhateverTheirName) {
  const fs::path awkward = map->out() / "it's [ab]* $1 \"x\" {y}";
  fs::rename(folder, awkward);
  EXPECT_EQ(MapResults(Context(), awkward, map->out() / "hunt").table("processes"), results->table("processes"));
  fs::remove_all(awkward);
}

TEST_F(DamagedMapTest, DoesNotNeedTheFilesAnyMore) {
  const MapResults opened(Context(), folder, map->out() / "hunt");
  fs::remove_all(folder);
  for (const char* name : {"points", "processes", "bags", "features", "neighbours", "texts/args"}) {
    EXPECT_EQ(opened.table(name), results->table(name)) << name;
  }
  EXPECT_EQ(opened.find("args", "e", false), results->find("args", "e", false));
  EXPECT_EQ(opened.find("pid", "^A", true), results->find("pid", "^A", true));
}

TEST(RecordedBagsTest, EveryBagKeepsItsHeaviestFeaturesWhenThereAreTooMany) {
  Database database;
  database.run(
      "CREATE TABLE feature AS SELECT CAST(i AS INTEGER) AS feature, CAST(19 - i AS INTEGER) AS rank FROM range(20) "
      "t(i);"
      "CREATE TABLE bag_file AS SELECT CAST(b AS INTEGER) AS bag, [CAST(k * 7 % 20 AS INTEGER) for k in range(b * 3)] "
      "AS "
      "features, [CAST(b * 100 + k * 7 % 20 AS INTEGER) for k in range(b * 3)] AS counts FROM range(6) t(b)");
  const BagRows whole = read_recorded_bags(database);
  EXPECT_EQ(whole.pairs_left_out, 0U);
  EXPECT_EQ(whole.ends, (std::vector<std::size_t>{0, 3, 9, 18, 30, 45}));
  const BagRows cut = read_recorded_bags(database, 23);  // bags of 0, 3, 6, 9, 12, 15: at most 5 each make 0+3+5+5+5+5
  EXPECT_EQ(cut.size, whole.size);
  EXPECT_EQ(cut.ends, (std::vector<std::size_t>{0, 3, 8, 13, 18, 23}));
  EXPECT_EQ(cut.pairs_left_out, 22U);
  for (std::size_t bag = 1; bag < 6; ++bag) {
    const std::size_t kept = cut.ends[bag] - cut.ends[bag - 1];
    for (std::size_t k = 0; k < kept; ++k) {
      const std::size_t at = cut.ends[bag - 1] + k;
      EXPECT_EQ(cut.features[at], whole.features[whole.ends[bag - 1] + k]);
      EXPECT_EQ(cut.counts[at], static_cast<std::int32_t>(bag) * 100 + 19 - cut.features[at]);
      if (k > 0) {
        EXPECT_LT(cut.features[at - 1], cut.features[at]);
      }
    }
  }
}

}  // namespace
}  // namespace proclens
