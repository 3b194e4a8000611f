// Links between the pages of one OUT.
#include "atlas/page/page_links.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "atlas/audit_page.hpp"
#include "atlas/hunt_page.hpp"
#include "proclens/error.hpp"
#include "storage/faulty_file_system.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class PageLinksTest : public testing::Test {
 protected:
  [[nodiscard]] fs::path out() const { return scratch.path() / "out"; }

  void write(const std::string& folder, const std::string& file, const std::string& text) const {
    fs::create_directories(out() / folder);
    std::ofstream(out() / folder / file, std::ios::binary) << text;
  }

  [[nodiscard]] std::string text_of(const std::string& folder, const std::string& file) const {
    std::ostringstream text;
    text << std::ifstream(out() / folder / file, std::ios::binary).rdbuf();
    return text.str();
  }

  static std::string audit_page(const std::string& links) {
    std::ostringstream page;
    write_audit_page(page, "Audit", links, "{}");
    return page.str();
  }

  ScratchFolder scratch;
};

TEST_F(PageLinksTest, NameMapsFirstAndThePageAboutToBeWritten) {
  write("commands", "map.html", "");
  write("a b&<", "map.html", "");
  write("audit", "audit.html", "");
  write("audit", "map.html", "");
  write("two weeks", "compare.html", "");
  write("dataset", "process.parquet", "");
  write(".images.writing-1", "map.html", "");
  const Json expected = {{{"kind", "map"}, {"name", "a b&<"}, {"href", "../a%20b%26%3C/map.html"}},
                         {{"kind", "map"}, {"name", "commands"}, {"href", "../commands/map.html"}},
                         {{"kind", "compare"}, {"name", "two weeks"}, {"href", "../two%20weeks/compare.html"}},
                         {{"kind", "audit"}, {"name", "audit"}, {"href", "../audit/audit.html"}},
                         {{"kind", "hunt"}, {"name", "hunt"}, {"href", "../hunt/hunt.html"}}};
  EXPECT_EQ(Json::parse(page_links_json(out(), "hunt/hunt.html")), expected);
  EXPECT_EQ(page_links_json(scratch.path() / "nowhere", ""), "[]");
}

TEST_F(PageLinksTest, AreTheSameInEveryPageAfterAnUpdate) {
  write("audit", "audit.html", audit_page(page_links_json(out(), "audit/audit.html")));
  std::ostringstream hunt;
  write_hunt_page(hunt, "Hunt", page_links_json(out(), "hunt/hunt.html"), "{}");
  write("hunt", "hunt.html", hunt.str());
  update_page_links(out());
  const std::string links = page_links_json(out(), "");
  EXPECT_EQ(text_of("audit", "audit.html"), audit_page(links));
  EXPECT_EQ(text_of("hunt", "hunt.html"), hunt.str());
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(out())) names.insert(entry.path().filename());
  EXPECT_EQ(names, (std::set<std::string>{"audit", "audit.html", "hunt", "hunt.html"}));
}

TEST_F(PageLinksTest, LeaveOtherFilesOfThatNameAlone) {
  const std::string foreign = "<html>a page without links</html>";
  write("mine", "map.html", foreign);
  write("audit", "audit.html", audit_page("[]"));
  update_page_links(out());
  EXPECT_EQ(text_of("mine", "map.html"), foreign);
  EXPECT_NE(text_of("audit", "audit.html").find("../mine/map.html"), std::string::npos);
}

TEST_F(PageLinksTest, AFailureLeavesThePageAsItWas) {
  write("audit", "audit.html", audit_page("[]"));
  write("images", "map.html", "");
  const std::string before = text_of("audit", "audit.html");
  std::size_t failures = 0;
  for (std::size_t call = 0;; ++call) {
    FaultyFileSystem files({.fails_at = call});
    try {
      update_page_links({out(), files});
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::machine);
      EXPECT_EQ(text_of("audit", "audit.html"), before);
      ++failures;
      continue;
    }
    if (!files.fault()) break;  // what is only tidied up may fail
    write("audit", "audit.html", before);
  }
  EXPECT_GE(failures, 4U);
  EXPECT_EQ(text_of("audit", "audit.html"), audit_page(page_links_json(out(), "")));
}

}  // namespace
}  // namespace proclens
