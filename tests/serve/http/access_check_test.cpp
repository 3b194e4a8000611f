#include "serve/http/access_check.hpp"

#include <gtest/gtest.h>

#include <set>

namespace proclens {
namespace {

const std::string kToken = "secret-token";

HttpHead head(const std::string& path = "/secret-token/") {
  HttpHead asked;
  asked.method = "GET";
  asked.path = path;
  asked.host = {"127.0.0.1:8000"};
  return asked;
}

int status(const HttpHead& asked) {
  const auto refused = AccessCheck(kToken, {"127.0.0.1", "localhost", "::1"}, 8000).denial(asked);
  return refused ? refused->status : 200;
}

TEST(AccessCheck, AllowsTheSitesOwnPagesAndTheUser) {
  EXPECT_EQ(status(head()), 200);
  HttpHead page = head("/secret-token/images/api/points.arrow");
  page.origin = "http://127.0.0.1:8000";
  page.fetch_site = "same-origin";
  page.fetch_mode = "cors";
  EXPECT_EQ(status(page), 200);
  HttpHead link = head();
  link.fetch_site = "cross-site";
  link.fetch_mode = "navigate";
  EXPECT_EQ(status(link), 200);
}

TEST(AccessCheck, AcceptsItsOwnHostNames) {
  for (const char* name : {"localhost:8000", "LOCALHOST:8000", "[::1]:8000"}) {
    HttpHead asked = head();
    asked.host = {name};
    EXPECT_EQ(status(asked), 200) << name;
  }
  for (const char* name :
       {"evil.example:8000", "127.0.0.1", "127.0.0.1:80", "localhost:8000.evil.example", "", "127.0.0.1:8000 "}) {
    HttpHead asked = head();
    asked.host = {name};
    EXPECT_EQ(status(asked), 421) << name;
  }
  HttpHead none = head();
  none.host.clear();
  EXPECT_EQ(status(none), 421);
  HttpHead two = head();
  two.host = {"127.0.0.1:8000", "evil.example"};
  EXPECT_EQ(status(two), 421);
}

TEST(AccessCheck, RequiresTheTokenFirst) {
  for (const char* path : {"/", "", "/secret-toke/", "/secret-tokens/", "/Secret-token/", "//secret-token/",
                           "/x/secret-token/", "/../secret-token/", "secret-token/"}) {
    EXPECT_EQ(status(head(path)), 403) << path;
  }
}

TEST(AccessCheck, RefusesOtherSites) {
  for (const char* origin :
       {"http://evil.example", "null", "http://127.0.0.1:9000", "https://127.0.0.1:8000", "http://127.0.0.1"}) {
    HttpHead asked = head();
    asked.origin = origin;
    EXPECT_EQ(status(asked), 403) << origin;
  }
  for (const char* site : {"cross-site", "same-site", "something"}) {
    HttpHead asked = head();
    asked.fetch_site = site;
    asked.fetch_mode = "no-cors";
    EXPECT_EQ(status(asked), 403) << site;
    asked.method = "PUT";
    asked.fetch_mode = "navigate";
    EXPECT_EQ(status(asked), 403) << site;
  }
}

TEST(AccessCheck, GivesThePathAfterTheToken) {
  const AccessCheck access_check(kToken, {"localhost"}, 1);
  EXPECT_EQ(access_check.inner_path(head("/secret-token/images/x")), "images/x");
  EXPECT_EQ(access_check.inner_path(head("/secret-token/")), "");
  EXPECT_EQ(access_check.inner_path(head("/secret-token")), "");
}

TEST(Secrets, AreEqualOnlyAsAWhole) {
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  for (const char* other : {"", "ab", "abd", "abcd", "Abc"}) EXPECT_FALSE(equal_secrets(other, "abc")) << other;
  EXPECT_FALSE(equal_secrets("abc", ""));
}

TEST(Secrets, AreLongAndDiffer) {
  std::set<std::string> tokens;
  for (int i = 0; i < 100; ++i) tokens.insert(random_token());
  EXPECT_EQ(tokens.size(), 100U);
  for (const std::string& token : tokens) {
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace proclens
