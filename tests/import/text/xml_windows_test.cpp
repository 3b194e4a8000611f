#include "import/text/xml_windows.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "import/files/read_text.hpp"

namespace proclens {
namespace {

struct Cut {
  std::vector<std::string> events;
  std::uint64_t too_long = 0;
  std::uint64_t truncated = 0;
  bool operator==(const Cut&) const = default;
};

Cut cut(const std::string& text, const XmlWindowLimits& limits = {}, std::size_t piece = 1 << 20) {
  Cut result;
  XmlWindows windows(read_text(text, piece), limits);
  for (XmlWindow window; windows.next(window);) {
    result.events.insert(result.events.end(), window.events.begin(), window.events.end());
    result.too_long += window.too_long;
    result.truncated += window.truncated;
  }
  return result;
}

TEST(XmlWindows, FindEventsInWhateverIsAroundThem) {
  const std::string text =
      "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<Events><Event a='1'><x/></Event>Record 2\n<?xml?>\n<Event>\n<EventData/>"
      "</Event>\nMar  5 08:00:01 host sysmon: <Event><y/></Event></Events>";
  const std::vector<std::string> expected = {"<Event a='1'><x/></Event>", "<Event>\n<EventData/></Event>",
                                             "<Event><y/></Event>"};
  for (std::size_t window = 1; window < text.size() + 2; ++window) {
    EXPECT_EQ(cut(text, {window, 1 << 20}, 3).events, expected) << window;
  }
}

TEST(XmlWindows, AnEventThatIsTooLongEndsNothing) {
  const std::string longer = "<Event>" + std::string(5000, 'x') + "</Event>";
  for (const std::size_t window : {10U, 600U, 10'000U}) {
    const Cut got = cut("<Event>1</Event>" + longer + "<Event>2</Event>", {window, 1000});
    EXPECT_EQ(got.events, (std::vector<std::string>{"<Event>1</Event>", "<Event>2</Event>"})) << window;
    EXPECT_EQ(got.too_long, 1U) << window;
  }
}

TEST(XmlWindows, ATruncatedEventIsCounted) {
  EXPECT_EQ(cut("<Event>1</Event><Event>2"), (Cut{{"<Event>1</Event>"}, 0, 1}));
  EXPECT_EQ(cut("no events"), Cut{});
  EXPECT_EQ(cut(""), Cut{});
}

}  // namespace
}  // namespace proclens
