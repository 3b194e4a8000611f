#include "serve/labels/label_store.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "proclens/error.hpp"
#include "serve/labels/label_file.hpp"
#include "storage/faulty_file_system.hpp"
#include "storage/folder_content.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

Json label(const std::string& name, const std::vector<std::string>& processes = {"AB"}) {
  return {{"name", name}, {"note", ""}, {"colour", "#56b4e9"}, {"processes", processes}};
}

std::string file_of(const std::vector<Json>& labels) {
  return Json{{"format", "proclens labels"}, {"version", 1}, {"map", "a map"}, {"labels", Json(labels)}}.dump();
}

class LabelStoreTest : public testing::Test {
 protected:
  [[nodiscard]] fs::path file() const { return scratch.path() / "labels.parquet"; }
  [[nodiscard]] LabelStore store(bool read_only = false) const { return {file(), read_only}; }

  /// These labels are rejected with these words, and nothing changes.
  void expect_refused(const std::string& json, const std::string& words) const {
    LabelStore labels = store();
    const std::string before = labels.json();
    try {
      labels.change(json);
      ADD_FAILURE() << "not refused: " << words;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::usage);
      EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
    }
    EXPECT_EQ(labels.json(), before);
  }

  ScratchFolder scratch;
};

TEST_F(LabelStoreTest, NoFileIsNoLabels) {
  const LabelStore labels = store();
  EXPECT_EQ(labels.count(), 0U);
  EXPECT_EQ(Json::parse(labels.json()),
            (Json{{"format", "proclens labels"}, {"version", 1}, {"labels", Json::array()}, {"read_only", false}}));
  EXPECT_FALSE(fs::exists(file())) << "reading writes nothing";
}

/// A change by a page that saw `base`.
std::string change_of(const std::vector<Json>& base, const std::vector<Json>& labels) {
  Json json = Json::parse(file_of(labels));
  json["base"] = base;
  return json.dump();
}

TEST_F(LabelStoreTest, KeepsWhatTwoPagesChange) {
  LabelStore labels = store();
  const std::vector<Json> start = {label("a"), label("b"), label("c")};
  labels.change(file_of(start));
  // One page adds a label, the other removes one and changes one, both having seen the same.
  labels.change(change_of(start, {start[0], start[1], start[2], label("d")}));
  const Json answer = Json::parse(labels.change(change_of(start, {start[0], label("c", {"EF"})})));
  EXPECT_EQ(answer["labels"], Json({label("a"), label("d"), label("c", {"EF"})}));
  EXPECT_EQ(answer["conflicts"], Json::array());
  EXPECT_EQ(Json::parse(labels.json())["labels"], answer["labels"]);
  EXPECT_EQ(Json::parse(store().json())["labels"], answer["labels"]) << "on disk, too";
}

TEST_F(LabelStoreTest, NamesLabelsThatTwoPagesChangedAndKeepsBoth) {
  LabelStore labels = store();
  const std::vector<Json> start = {label("a"), label("b")};
  labels.change(file_of(start));
  labels.change(change_of(start, {label("a", {"01"}), start[1]}));
  const Json answer = Json::parse(labels.change(change_of(start, {label("a", {"02"}), start[1]})));
  EXPECT_EQ(answer["labels"], Json({label("b"), label("a", {"01"}), label("a", {"02"})}));
  EXPECT_EQ(answer["conflicts"], Json({"a"}));
  // Removed here, changed there: it stays as changed.
  const Json removed = Json::parse(labels.change(change_of(start, {})));
  EXPECT_EQ(removed["labels"], Json({label("a", {"01"}), label("a", {"02"})}));
  EXPECT_EQ(removed["conflicts"], Json({"a"}));
}

TEST_F(LabelStoreTest, RefusesToMergeIntoTooMany) {
  LabelStore labels = store();
  std::vector<Json> many(700, label("a"));
  labels.change(file_of(many));
  EXPECT_THROW(labels.change(change_of({}, many)), Error);
  EXPECT_EQ(labels.count(), 700U);
  EXPECT_NO_THROW(labels.change(change_of(many, many)));
}

TEST_F(LabelStoreTest, GivesBackWhatItWasGivenAlsoAfterARestart) {
  std::vector<Json> given = {label("first", {"AB", "cd"}), label("second", {})};
  given[1]["cluster"] = 7;
  given[1]["colour"] = "#8a8f98";
  given[1]["note"] = "one line\nand another";
  LabelStore labels = store();
  labels.change(file_of(given));
  EXPECT_EQ(labels.count(), 2U);
  EXPECT_EQ(Json::parse(labels.json())["labels"], Json(given));
  const LabelStore later = store();
  EXPECT_EQ(later.json(), labels.json());
  Database database;
  EXPECT_EQ(
      database.text("SELECT string_agg(concat_ws(':', label, name, colour, cluster, len(processes)), '|' ORDER BY "
                    "label) FROM read_parquet(" +
                    sql_literal(file().string()) + ")"),
      "0:first:#56b4e9:2|1:second:#8a8f98:7:0");
}

TEST_F(LabelStoreTest, TakesItsOwnAnswerAndAnEmptyList) {
  LabelStore labels = store();
  labels.change(file_of({label("a")}));
  const std::string before = labels.json();
  labels.change(before);
  EXPECT_EQ(labels.json(), before);
  labels.change(file_of({}));
  EXPECT_EQ(labels.count(), 0U);
  EXPECT_EQ(store().count(), 0U);
}

TEST_F(LabelStoreTest, HostileTextStaysText) {
  const std::string hostile =
      std::string("\0", 1) + "</script><script>alert(1)</script>\xE2\x80\xAE'; DROP TABLE label_row; --";
  std::vector<Json> given = {label(hostile, {hostile, "%_\\"})};
  given[0]["note"] = "=cmd|'/c calc'!A1\n\x1B[31m{{7*7}}";
  LabelStore labels = store();
  labels.change(file_of(given));
  EXPECT_EQ(Json::parse(store().json())["labels"], Json(given));
}

TEST_F(LabelStoreTest, KeepsToThePagesLimits) {
  const auto with = [](const char* member, const Json& value) {
    Json one = label("a");
    one[member] = value;
    return file_of({one});
  };
  LabelStore labels = store();
  std::string longest;
  for (int i = 0; i < 60; ++i) longest += "\xF0\x9F\x8E\xAF";  // two UTF-16 units each
  labels.change(with("name", longest));
  expect_refused(with("name", longest + "x"), "name is longer than 120");
  expect_refused(with("name", " \n"), "no name");
  expect_refused(with("name", 7), "a name is not a string");
  labels.change(with("note", std::string(4000, 'n')));
  expect_refused(with("note", std::string(4001, 'n')), "note is longer than 4000");
  expect_refused(with("colour", "red;background:url(x)"), "invalid colour");
  expect_refused(with("cluster", -1), "a cluster is out of range");
  expect_refused(with("cluster", 1e18), "a cluster is not a number");
  expect_refused(with("cluster", 3'000'000'000), "a cluster is out of range");
  expect_refused(with("processes", Json::array({1})), "a process is not a string");
  labels.change(with("processes", Json::array({std::string(65'536, 'A')})));
  expect_refused(with("processes", Json::array({""})), "it has an invalid process hash");
  expect_refused(with("processes", Json::array({std::string(65'537, 'A')})), "it has an invalid process hash");
  expect_refused(with("processes", "AB"), "no list of processes");
  labels.change(file_of(std::vector<Json>(1000, label("a"))));
  EXPECT_EQ(labels.count(), 1000U);
  expect_refused(file_of(std::vector<Json>(1001, label("a"))), "more than 1000");
}

TEST_F(LabelStoreTest, RefusesWhatIsNoFileOfLabels) {
  expect_refused("", "not JSON");
  expect_refused("{\"format\": \"proclens labels\"", "not JSON");
  expect_refused("\"\xFF\"", "not JSON");
  expect_refused("[]", "not the format");
  expect_refused(R"({"format": "proclens labels", "version": 2, "labels": []})", "not the format");
  expect_refused(R"({"format": "proclens labels", "version": 1})", "no list of labels");
  expect_refused(file_of({Json(1)}), "a label is not an object");
  expect_refused(std::string(5'000'000, '['), "nested too deeply");
  std::string many = "[";
  for (int i = 0; i < 1'000'000; ++i) many += "[],";
  expect_refused(many + "[]]", "more than 1000");
}

TEST_F(LabelStoreTest, ReadOnlyRefusesAndSaysSo) {
  store().change(file_of({label("kept")}));
  LabelStore labels = store(true);
  EXPECT_THROW(labels.change(file_of({})), Error);
  const Json json = Json::parse(labels.json());
  EXPECT_EQ(json["read_only"], true);
  EXPECT_EQ(json["labels"][0]["name"], "kept");
}

TEST_F(LabelStoreTest, SaysWhenTheFileIsSomethingElse) {
  const auto expect_damaged = [&] {
    try {
      static_cast<void>(store());
      ADD_FAILURE() << "not noticed";
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data);
      EXPECT_NE(std::string(error.what()).find("labels.parquet is not a valid label file"), std::string::npos)
          << error.what();
    }
  };
  std::ofstream(file()) << "nonsense";
  expect_damaged();
  scratch.write("labels.parquet", "SELECT 1 AS label, 'a' AS name");
  expect_damaged();
  scratch.write("labels.parquet",
                "SELECT 1 AS label, 'a' AS name, '' AS note, 'red' AS colour, NULL AS cluster, ['A'] AS processes");
  expect_damaged();
}

TEST_F(LabelStoreTest, AFailedWriteLeavesTheLabelsAsTheyWere) {
  fs::create_directory(scratch.path() / "gone");
  LabelStore labels(scratch.path() / "gone" / "labels.parquet", false);
  labels.change(file_of({label("kept")}));
  fs::remove_all(scratch.path() / "gone");
  try {
    labels.change(file_of({label("lost")}));
    ADD_FAILURE() << "written nowhere";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::machine) << error.what();
  }
  EXPECT_EQ(Json::parse(labels.json())["labels"][0]["name"], "kept");
}

TEST_F(LabelStoreTest, WhateverCallFailsTheLabelsStayAsTheyWere) {
  store().change(file_of({label("kept")}));
  const auto before = folder_content(scratch.path());
  for (std::size_t call = 0;; ++call) {
    FaultyFileSystem files({.fails_at = call});
    LabelStore labels({file(), files}, false);
    bool failed = false;
    try {
      labels.change(file_of({label("new")}));
    } catch (const Error& error) {
      failed = true;
      EXPECT_EQ(error.fault(), Fault::machine);
      EXPECT_NE(std::string(error.what()).find(scratch.path().string()), std::string::npos) << error.what();
    }
    if (!files.fault()) {
      EXPECT_GE(call, 6U);
      break;
    }
    const std::string what = name_of(files.fault()->call);
    EXPECT_EQ(failed, files.fault()->call != FileCall::remove_all) << what;
    EXPECT_EQ(Json::parse(labels.json())["labels"][0]["name"], failed ? "kept" : "new") << what;
    if (failed) {
      EXPECT_EQ(folder_content(scratch.path()), before) << what;
    } else {
      store().change(file_of({label("kept")}));
    }
  }
}

TEST_F(LabelStoreTest, WritersAndReadersSeeWholeLists) {
  LabelStore labels = store();
  std::atomic<bool> done = false;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 3; ++writer) {
    writers.emplace_back([&, writer] {
      const std::string name = "writer " + std::to_string(writer);
      for (int i = 0; i < 5; ++i) labels.change(file_of({label(name), label(name)}));
    });
  }
  std::thread reader([&] {
    while (!done) {
      const Json list = Json::parse(labels.json())["labels"];
      if (list.empty()) continue;
      ASSERT_EQ(list.size(), 2U);
      ASSERT_EQ(list[0], list[1]);
    }
  });
  for (std::thread& writer : writers) writer.join();
  done = true;
  reader.join();
  EXPECT_EQ(store().json(), labels.json());
  EXPECT_EQ(std::distance(fs::directory_iterator(scratch.path()), fs::directory_iterator()), 1) << "something is left";
}

}  // namespace
}  // namespace proclens
