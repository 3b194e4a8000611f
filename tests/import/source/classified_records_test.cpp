#include "import/source/classified_records.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "import/json/json_record.hpp"
#include "import/json/random_records.hpp"

namespace proclens {
namespace {

/// A record's fields by a plain search.
class SearchedFields final : public RecordFields {
 public:
  explicit SearchedFields(const JsonTree& tree) : tree_(tree) {}
  [[nodiscard]] FieldText find(const FieldPath& path) override {
    std::optional<std::string> found = searched(tree_, path.whole);
    return found ? FieldText(texts_.emplace_back(std::move(*found))) : FieldText();
  }

 private:
  const JsonTree& tree_;
  std::deque<std::string> texts_;
};

/// Mappings of the words in random records: one that matches none, one with two forms, one with many forms.
std::vector<Mapping> word_mappings() {
  const std::string end = "-- channel: 1, true\n-- event: a, false, 0.5\n-- column: image from b, a.b\n\"b\"\n";
  std::string many;
  for (int i = 0; i < 70; ++i) many += "-- form: many; event = missing" + std::to_string(i) + "; host = a\n";
  const std::string two =
      "-- form: flat; channel = channel | a; event = code; host = b; time = cc\n"
      "-- form: nested; channel = event.a; event = event.code | event_data.a; host = #text; fields = event.\n";
  return {parse_mapping("none", "-- form: f; event = missing; host = a\n" + end), parse_mapping("two", two + end),
          parse_mapping("many", many + "-- form: last; event = eightkey; host = a\n" + end)};
}

std::string all_text(const ClassifiedRecords& sorted) {
  const RecordCounts& counts = sorted.counts;
  std::string text = std::to_string(counts.kept) + " kept, " + std::to_string(counts.other_event) + ", " +
                     std::to_string(counts.other_channel) + ", " + std::to_string(counts.unknown_form) + "\n";
  for (const RecordRows& rows : sorted.rows) {
    for (const DistinctColumn& column : rows.columns()) {
      for (std::size_t row = 0; row < column.rows(); ++row) {
        const auto cell = column.cell(row);
        text += cell ? "=" + std::string(*cell) + "\n" : "none\n";
      }
    }
  }
  return text;
}

TEST(ClassifiedRecords, RecordsAreSortedByTheFieldsThatAPlainSearchFinds) {
  const std::vector<Mapping> mappings = word_mappings();
  const FieldTree fields(mappings);
  RecordCounts all;
  for (unsigned seed = 0; seed < 30; ++seed) {
    RandomRecords random(seed);
    std::vector<JsonTree> kinds;
    for (int i = 0; i < 20; ++i) kinds.push_back(random.object(random.draw(12), 2));
    JsonRecord record(fields);
    for (int i = 0; i < 200; ++i) {
      JsonTree& tree = kinds[random.draw(kinds.size())];
      random.change_texts(tree);
      const std::string text = written(tree) + std::string(JsonRecord::kPadding, ' ');
      ASSERT_TRUE(record.read(std::string_view(text).substr(0, text.size() - JsonRecord::kPadding)));
      for (const std::span<const Mapping> some : {std::span(mappings), std::span(mappings).last(2)}) {
        ClassifiedRecords of_json(some.size());
        ClassifiedRecords of_tree(some.size());
        SearchedFields searched(unwrapped(tree));
        classify_record(record, some, of_json);
        classify_record(searched, some, of_tree);
        ASSERT_EQ(all_text(of_json), all_text(of_tree)) << text;
        all += of_json.counts;
      }
    }
  }
  EXPECT_GT(all.kept, 100U);
  EXPECT_GT(all.other_event, 100U);
  EXPECT_GT(all.other_channel, 100U);
  EXPECT_GT(all.unknown_form, 100U);
}

}  // namespace
}  // namespace proclens
