// The site's addresses, requested without a network. The results are those of a small demo.
#include "serve/site.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "atlas/page/page_template.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "serve/front_page.hpp"
#include "serve/http/gzip.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kToken = "token";

std::string text_of(const HttpAnswer& answer) {
  if (const auto* text = std::get_if<TextBody>(&answer.body)) return *text == nullptr ? "" : **text;
  std::ostringstream content;
  content << std::ifstream(std::get<FileBody>(answer.body).path, std::ios::binary).rdbuf();
  return content.str();
}

std::string header_of(const HttpAnswer& answer, const std::string& name) {
  std::string value;
  for (const auto& header : answer.headers) {
    if (header.first == name) value = header.second;
  }
  return value;
}

/// A demo's map, hunt and audit, made once: everything here only reads it, except labels.
class SiteTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    scratch = new ScratchFolder;
    const std::string program = PROCLENS_BINARY;
    const std::string data = " '" + (scratch->path() / "data").string() + "'";
    const std::string out = " -o '" + results().string() + "' --quiet --title '</script><b>A & \"B\"'";
    ASSERT_EQ(std::system((program + " demo" + data + " --processes 600 --quiet").c_str()), 0);
    ASSERT_EQ(std::system((program + " audit" + data + out).c_str()), 0);
    ASSERT_EQ(std::system((program + " hunt" + data + out).c_str()), 0);
    ASSERT_EQ(std::system((program + " map --lens images" + data + out).c_str()), 0);
    const std::string images = " '" + (results() / "images").string() + "'";
    ASSERT_EQ(
        std::system((program + " compare" + images + images + " -o '" + (results() / "two maps").string() + "' --quiet")
                        .c_str()),
        0);
    std::ofstream(scratch->path() / "secret") << "secret";
    std::ofstream(results() / ".hidden") << "hidden";
    fs::create_directory(results() / "odd");
    std::ofstream(results() / "odd" / "a b%2F?#\x1b[31m") << "odd";
    fs::create_symlink(scratch->path() / "secret", results() / "odd" / "link");
    fs::create_directory_symlink(scratch->path(), results() / "odd" / "up");
  }
  static void TearDownTestSuite() {
    delete scratch;
    scratch = nullptr;
  }
  void TearDown() override { fs::remove(results() / "labels.parquet"); }

  static fs::path results() { return scratch->path() / "out"; }

  static std::unique_ptr<Site> open(bool read_only = false) {
    auto site = std::make_unique<Site>(Context(), results(), SiteOptions{"1.2.3", read_only});
    site->open(AccessCheck(kToken, {"localhost"}, 80));
    return site;
  }

  static HttpHead head(const std::string& path, const std::string& method = "GET") {
    HttpHead asked;
    asked.method = method;
    asked.path = "/" + std::string(kToken) + "/" + path;
    asked.host = {"localhost:80"};
    asked.content_type = "application/json";
    return asked;
  }
  static HttpAnswer get(const Site& site, const std::string& path) { return *site.from_head(head(path)); }
  static HttpAnswer get(const Site& site, const std::string& path,
                        const std::vector<std::pair<std::string, std::string>>& parameters) {
    HttpHead asked = head(path);
    asked.parameters.insert(parameters.begin(), parameters.end());
    return *site.from_head(asked);
  }

  inline static ScratchFolder* scratch = nullptr;
};

TEST_F(SiteTest, DeniesEverythingUntilItIsOpenedAndWithoutTheToken) {
  Site site(Context(), results(), {"1.2.3", false});
  EXPECT_EQ(get(site, "").status, 503);
  site.open(AccessCheck(kToken, {"localhost"}, 80));
  EXPECT_EQ(get(site, "").status, 200);
  HttpHead other = head("");
  other.path = "/wrong/";
  EXPECT_EQ(site.from_head(other)->status, 403);
  other.method = "PUT";
  other.path = "/wrong/images/api/labels";
  ASSERT_NE(site.from_head(other), nullptr) << "nobody's body is read before the token is seen";
  EXPECT_EQ(site.from_head(other)->status, 403);
}

TEST_F(SiteTest, ShowsComparisons) {
  const auto site = open();
  EXPECT_EQ(site->results().comparisons, std::vector<std::string>{"two maps"});
  const Json front = Json::parse(front_page_json(site->results(), {"1.2.3", false, 0}));
  ASSERT_EQ(front["comparisons"].size(), 1U);
  EXPECT_EQ(front["comparisons"][0]["page"], "two%20maps/");
  EXPECT_EQ(front["comparisons"][0]["a"], "images");
  EXPECT_EQ(front["comparisons"][0]["item"]["many"], "processes");
  EXPECT_EQ(front["comparisons"][0]["mean_agreement"], 1.0);
  EXPECT_EQ(get(*site, "two maps").status, 308);
  for (const char* address : {"two maps/", "two maps/compare.html"}) {
    const HttpAnswer page = get(*site, address);
    EXPECT_EQ(page.status, 200) << address;
    EXPECT_EQ(page.type, "text/html; charset=utf-8");
    EXPECT_NE(text_of(page).find("data-block=\"pairs\""), std::string::npos);
  }
}

TEST_F(SiteTest, ShowsOnTheFrontPageWhatIsThere) {
  const auto site = open();
  const HttpAnswer page = get(*site, "");
  EXPECT_EQ(page.type, "text/html; charset=utf-8");
  const std::string html = text_of(page);
  const std::string start = "<script type=\"application/json\" data-block=\"front\">";
  const std::size_t begin = html.find(start);
  ASSERT_NE(begin, std::string::npos);
  const std::string block = html.substr(begin + start.size(), html.find("</script>", begin) - begin - start.size());
  EXPECT_EQ(block.find('<'), std::string::npos);
  const Json front = Json::parse(block);
  EXPECT_EQ(front["version"], "1.2.3");
  EXPECT_EQ(front["maps"][0]["title"], "</script><b>A & \"B\"");
  EXPECT_EQ(front["maps"][0]["processes"], site->maps().at("images").counts().processes);
  EXPECT_EQ(front["maps"][0]["points"], site->maps().at("images").counts().points);
  EXPECT_EQ(front["audit"]["processes"], 600);
  EXPECT_GT(front["hunt"]["findings"], 5);
  EXPECT_EQ(front["problems"], Json::array());
  bool points = false;
  for (const Json& file : front["files"]) {
    points = points ||
             (file["path"] == "images/points.parquet" && file["rows"] == site->maps().at("images").counts().processes);
    EXPECT_EQ(file["path"].get<std::string>().find('\x1b'), std::string::npos);
  }
  EXPECT_TRUE(points);
}

TEST_F(SiteTest, LeadsEveryLinkOfTheFrontPageSomewhere) {
  const auto site = open();
  const Json front = Json::parse(front_page_json(site->results(), {"1", false, 0}));
  for (const Json& file : front["files"]) {
    // The path as a browser and the server's own library decode it.
    std::string path;
    const std::string href = file["href"];
    for (std::size_t i = 0; i < href.size(); ++i) {
      if (href[i] == '%') {
        path += static_cast<char>(std::stoi(href.substr(i + 1, 2), nullptr, 16));
        i += 2;
      } else {
        path += href[i];
      }
    }
    const HttpAnswer answer = get(*site, path);
    EXPECT_EQ(answer.status, 200) << href;
    EXPECT_EQ(text_of(answer).size(), file["bytes"]) << href;
    EXPECT_TRUE(header_of(answer, "Content-Disposition").starts_with("attachment; filename*=UTF-8''")) << href;
    EXPECT_EQ(answer.type, "application/octet-stream");
  }
  EXPECT_EQ(get(*site, front["audit"]["page"]).status, 200);
  EXPECT_EQ(get(*site, front["hunt"]["page"]).status, 200);
  EXPECT_EQ(get(*site, front["maps"][0]["explorer"]).status, 200);
  EXPECT_EQ(get(*site, front["maps"][0]["file"]).status, 200);
}

/// Pages link to each other by the names of their files.
TEST_F(SiteTest, LeadsTheLinksBetweenPagesSomewhere) {
  const auto site = open();
  for (const char* page : {"images/map.html", "two maps/compare.html", "audit/audit.html", "hunt/hunt.html"}) {
    const std::string html = text_of(get(*site, page));
    const std::string start = "<script type=\"application/json\" data-block=\"links\">";
    const std::size_t begin = html.find(start) + start.size();
    const Json links = Json::parse(html.substr(begin, html.find("</script>", begin) - begin));
    EXPECT_EQ(links.size(), 4U) << page;
    for (const Json& link : links) {
      std::string address = link["href"].get<std::string>().substr(3);
      if (const std::size_t space = address.find("%20"); space != std::string::npos) address.replace(space, 3, " ");
      EXPECT_EQ(get(*site, address).status, 200) << page << ": " << link;
    }
  }
}

TEST_F(SiteTest, ServesNothingThatItDoesNotList) {
  const auto site = open();
  std::ofstream(results() / "later") << "later";
  for (const char* path : {"files/../secret",
                           "files/odd/../../secret",
                           "files//etc/passwd",
                           "files/",
                           "files",
                           "files/images",
                           "files/.hidden",
                           "files/odd/link",
                           "files/odd/up/secret",
                           "files/later",
                           "files/images/../images/points.parquet",
                           "../secret",
                           "images/../odd",
                           "images/api/../../files/secret",
                           "images/points.parquet",
                           "images/api/",
                           "images/api/.arrow",
                           "images/api/secret.arrow",
                           "images/api/texts/../points.arrow",
                           "audit/audit.json",
                           "labels.parquet",
                           "secret"}) {
    EXPECT_EQ(get(*site, path).status, 404) << path;
  }
  EXPECT_EQ(get(*site, std::string("files/images/points.parquet\0", 28)).status, 404);
  fs::remove(results() / "later");
}

TEST_F(SiteTest, GivesPagesThePolicyThatTheyState) {
  const auto site = open();
  for (const char* path : {"", "images/"}) {
    const HttpAnswer page = get(*site, path);
    const std::string policy = header_of(page, "Content-Security-Policy");
    EXPECT_TRUE(policy.starts_with("default-src 'none'")) << path << policy;
    EXPECT_TRUE(policy.ends_with("; frame-ancestors 'none'")) << path;
    EXPECT_NE(policy.find("script-src 'sha256-"), std::string::npos) << path;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << path << policy;
  }
}

TEST_F(SiteTest, RedirectsToFoldersByRelativeAddresses) {
  const auto site = open();
  EXPECT_EQ(header_of(get(*site, "images"), "Location"), "images/");
  EXPECT_EQ(header_of(get(*site, "audit"), "Location"), "audit/");
  HttpHead bare = head("");
  bare.path = "/" + std::string(kToken);
  EXPECT_EQ(header_of(*site->from_head(bare), "Location"), std::string(kToken) + "/");
}

TEST_F(SiteTest, SendsEveryTableCompressedAndPlain) {
  const auto site = open();
  site->prepare(Context());
  for (const std::string name : {"points", "processes", "bags", "features", "neighbours", "texts/name", "texts/args",
                                 "texts/host", "texts/user", "texts/lineage", "texts/hash_text"}) {
    HttpHead asked = head("images/api/" + name + ".arrow");
    const HttpAnswer plain = *site->from_head(asked);
    asked.takes_gzip = true;
    const HttpAnswer packed = *site->from_head(asked);
    ASSERT_EQ(packed.status, 200) << name;
    EXPECT_EQ(packed.type, "application/vnd.apache.arrow.stream");
    EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(gunzip(text_of(packed)), text_of(plain)) << name;
    EXPECT_EQ(text_of(plain), site->maps().at("images").table(name)) << name;
    EXPECT_EQ(header_of(plain, "Content-Encoding"), "") << name;
  }
  EXPECT_EQ(text_of(get(*site, "images/api/map.json")), site->maps().at("images").page_json());
}

TEST_F(SiteTest, SearchesByTextOrPattern) {
  const auto site = open();
  const HttpAnswer found = get(*site, "images/api/find", {{"field", "name"}, {"text", "SVCHOST"}});
  EXPECT_EQ(found.status, 200);
  EXPECT_EQ(text_of(found), site->maps().at("images").find("name", "svchost", false));
  EXPECT_EQ(text_of(get(*site, "images/api/find", {{"field", "name"}, {"pattern", "^svc.*[.]exe$"}})),
            site->maps().at("images").find("name", "^svc.*[.]exe$", true));
  EXPECT_EQ(get(*site, "images/api/find", {{"field", "name"}}).status, 400);
  EXPECT_EQ(get(*site, "images/api/find", {{"field", "name"}, {"text", "a"}, {"pattern", "b"}}).status, 400);
  EXPECT_EQ(get(*site, "images/api/find", {{"field", "name"}, {"text", std::string(5000, 'a')}}).status, 400);
}

TEST_F(SiteTest, RefusesSearchesThatMeanNothing) {
  const auto site = open();
  for (const char* field : {"", "x", "name; DROP TABLE process", "process'--", "cluster"}) {
    EXPECT_THROW(static_cast<void>(get(*site, "images/api/find", {{"field", field}, {"text", "a"}})), Error) << field;
  }
  EXPECT_THROW(static_cast<void>(get(*site, "images/api/find", {{"field", "name"}, {"pattern", "(("}})), Error);
}

TEST_F(SiteTest, ReturnsWholeTexts) {
  const auto site = open();
  EXPECT_EQ(text_of(get(*site, "images/api/text", {{"field", "name"}, {"id", "1"}})),
            site->maps().at("images").text("name", 1).value());
  EXPECT_EQ(get(*site, "images/api/text", {{"field", "name"}, {"id", "1000000000"}}).status, 404);
  for (const char* id : {"", "x", "1x", " 1", "1.5", "99999999999999999999", "1;2"}) {
    EXPECT_EQ(get(*site, "images/api/text", {{"field", "name"}, {"id", id}}).status, 400) << id;
  }
}

TEST_F(SiteTest, KeepsLabelsAcrossServers) {
  const std::string labels =
      R"({"format":"proclens labels","version":1,"labels":[{"name":"odd <b>","note":"n","colour":"#d55e00","processes":["AB"]}]})";
  Json kept;
  {
    const auto site = open();
    EXPECT_EQ(Json::parse(text_of(get(*site, "images/api/labels")))["labels"].size(), 0U);
    const HttpHead put = head("images/api/labels", "PUT");
    EXPECT_EQ(site->from_head(put), nullptr);
    EXPECT_EQ(site->with_body(put, labels).status, 200);
    kept = Json::parse(text_of(get(*site, "images/api/labels")));
    EXPECT_EQ(kept["labels"][0]["name"], "odd <b>");
  }
  EXPECT_TRUE(fs::exists(results() / "labels.parquet"));
  EXPECT_EQ(Json::parse(text_of(get(*open(), "images/api/labels")))["labels"], kept["labels"]);
}

TEST_F(SiteTest, RefusesLabelsThatAreNone) {
  const auto site = open();
  const HttpHead put = head("images/api/labels", "PUT");
  for (const char* body : {"", "x", "[]", "{}", R"({"format":"other","version":1,"labels":[]})"}) {
    EXPECT_EQ(site->with_body(put, body).status, 400) << body;
  }
  HttpHead form = put;
  form.content_type = "application/x-www-form-urlencoded";
  EXPECT_EQ(site->from_head(form)->status, 415);
  EXPECT_FALSE(fs::exists(results() / "labels.parquet"));
}

TEST_F(SiteTest, ChangesNothingWhenReadOnly) {
  const auto site = open(true);
  EXPECT_EQ(site->from_head(head("images/api/labels", "PUT"))->status, 403);
  EXPECT_TRUE(Json::parse(text_of(get(*site, "images/api/labels")))["read_only"].get<bool>());
}

TEST_F(SiteTest, TakesNoOtherMethods) {
  const auto site = open();
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"}) {
    EXPECT_EQ(site->from_head(head("images/", method))->status, 405) << method;
  }
  EXPECT_EQ(site->from_head(head("images/", "HEAD"))->status, 200);
}

TEST_F(SiteTest, RequiresResults) {
  EXPECT_THROW(Site(Context(), scratch->path() / "nowhere", {"1", false}), Error);
  EXPECT_THROW(Site(Context(), scratch->path() / "data", {"1", false}), Error);
}

TEST_F(SiteTest, ServesAHuntAlone) {
  const ScratchFolder other;
  fs::copy(results() / "hunt", other.path() / "hunt", fs::copy_options::recursive);
  Site site(Context(), other.path(), {"1", false});
  site.open(AccessCheck(kToken, {"localhost"}, 80));
  EXPECT_EQ(get(site, "hunt/").status, 200);
  EXPECT_EQ(get(site, "audit/").status, 404);
}

TEST_F(SiteTest, ServesAnAuditAlone) {
  const ScratchFolder other;
  fs::copy(results() / "audit", other.path() / "audit", fs::copy_options::recursive);
  Site site(Context(), other.path(), {"1", false});
  site.open(AccessCheck(kToken, {"localhost"}, 80));
  EXPECT_EQ(get(site, "audit/").status, 200);
  EXPECT_EQ(get(site, "images/").status, 404);
  EXPECT_EQ(get(site, "images/api/points.arrow").status, 404);
  EXPECT_EQ(site.from_head(head("images/api/labels", "PUT"))->status, 405);
}

TEST_F(SiteTest, ServesTheMapOfEveryLens) {
  const ScratchFolder other;
  fs::copy(results() / "images", other.path() / "images", fs::copy_options::recursive);
  fs::copy(results() / "images", other.path() / "a lens#", fs::copy_options::recursive);
  fs::create_directory(other.path() / "no map");
  std::ofstream(other.path() / "no map" / "manifest.json") << "{}";
  Site site(Context(), other.path(), {"1", false});
  site.open(AccessCheck(kToken, {"localhost"}, 80));
  const Json front = Json::parse(front_page_json(site.results(), {"1", false, 0}));
  ASSERT_EQ(front["maps"].size(), 2);
  EXPECT_EQ(front["maps"][0]["lens"], "a lens#");
  EXPECT_EQ(front["maps"][0]["explorer"], "a%20lens%23/");
  EXPECT_EQ(front["maps"][0]["file"], "a%20lens%23/map.html");
  EXPECT_EQ(front["maps"][1]["explorer"], "images/");
  EXPECT_EQ(header_of(get(site, "a lens#"), "Location"), "a%20lens%23/");
  for (const std::string lens : {"images", "a lens#"}) {
    for (const char* path : {"/", "/map.html", "/api/map.json", "/api/points.arrow", "/api/texts/name.arrow"}) {
      EXPECT_EQ(get(site, lens + path).status, 200) << lens << path;
    }
    const HttpHead put = head(lens + "/api/labels", "PUT");
    EXPECT_EQ(site.from_head(put), nullptr);
    EXPECT_EQ(site.with_body(put, R"({"format":"proclens labels","version":1,"labels":[{"name":")" + lens +
                                      R"(","note":"","colour":"#d55e00","processes":["AB"]}]})")
                  .status,
              200);
    for (const char* reader : {"images/api/labels", "a lens#/api/labels"}) {
      EXPECT_EQ(Json::parse(text_of(get(site, reader)))["labels"][0]["name"], lens) << "labels belong to all maps";
    }
  }
  EXPECT_EQ(get(site, "no map/").status, 404);
  EXPECT_EQ(get(site, "a lens#/api/.arrow").status, 404);
}

TEST_F(SiteTest, NamesResultsThatAreDamaged) {
  const ScratchFolder other;
  fs::copy(results() / "audit", other.path() / "audit", fs::copy_options::recursive);
  std::ofstream(other.path() / "audit" / "audit.json") << "{";
  const Json front = Json::parse(front_page_json(find_results(other.path()), {"1", false, 0}));
  EXPECT_EQ(front["problems"][0], "audit/audit.json cannot be read");
  EXPECT_TRUE(front["audit"].is_null());
}

TEST(Gzip, IsUndone) {
  for (const std::string& text :
       {std::string(), std::string("a"), std::string(1'000'000, 'b'), std::string("\0\xff", 2)}) {
    EXPECT_EQ(gunzip(gzip(text)), text);
  }
  EXPECT_THROW(static_cast<void>(gunzip("no")), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(gunzip("this is not gzip at all")), std::invalid_argument);
}

}  // namespace
}  // namespace proclens
