#include "atlas/audit_page.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "atlas/page/page_template.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::string_view kLinks =
    "<script type=\"application/json\" data-block=\"links\">[{\"kind\":\"hunt\"}]</script>\n";
constexpr std::string_view kOpening = "<script type=\"application/json\" id=\"audit\">";

std::string written(std::string_view title, const nlohmann::json& data) {
  std::ostringstream out;
  const std::uint64_t bytes = write_audit_page(out, title, R"([{"kind":"hunt"}])", data.dump());
  EXPECT_EQ(bytes, out.str().size());
  return out.str();
}

TEST(WriteAuditPage, HoldsTheDataAsTextThatCannotEndItsElement) {
  const nlohmann::json data = {
      {"name", "</script><script>alert(1)</script>"},
      {"args",
       "<!-- <img src=x onerror=alert(1)> ]]> &amp; \xe2\x80\xa8 \xe2\x80\xa9 \xe2\x80\xaa \xe2\x82\xac \" \\u003c"},
      {"</script>", "key"},
  };
  const std::string page = written("Audit", data);
  const std::size_t start = page.find(kOpening) + kOpening.size();
  const std::string text = page.substr(start, page.find("</script>", start) - start);
  EXPECT_EQ(text.find_first_of("<>&"), std::string::npos);
  EXPECT_EQ(text.find("\xe2\x80\xa8"), std::string::npos);
  EXPECT_EQ(text.find("\xe2\x80\xa9"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(text), data);
}

TEST(WriteAuditPage, AddsOneElementAndTheTitleToTheTemplate) {
  const std::string page = written("</title><script>alert(1)</script>", {{"a", "<script>"}});
  std::string expected(audit_template());
  const auto replace = [&](std::string_view what, std::string_view by) {
    expected.replace(expected.find(what), what.size(), by);
  };
  replace("<!--proclens:title-->", "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
  replace("<!--proclens:audit-->",
          std::string(kLinks) + std::string(kOpening) + "{\"a\":\"\\u003cscript\\u003e\"}</script>\n");
  EXPECT_EQ(page, expected);
}

TEST(WriteAuditPage, SaysWhenTheStreamFails) {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  try {
    static_cast<void>(write_audit_page(out, "Audit", "[]", "{}"));
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::machine);
    EXPECT_NE(std::string(error.what()).find("audit.html"), std::string::npos);
  }
}

TEST(AuditTemplate, ForbidsEverythingButItsOwnScriptAndStyle) {
  const std::string page(audit_template());
  EXPECT_NE(page.find("default-src 'none'; script-src 'sha256-"), std::string::npos);
  EXPECT_EQ(page.find("unsafe-inline"), std::string::npos);
  EXPECT_LT(page.find("Content-Security-Policy"), page.find("<script"));
  EXPECT_LT(page.size(), 600'000U);
}

}  // namespace
}  // namespace proclens
