#include "import/xml/xml_event.hpp"

#include <gtest/gtest.h>

#include <string>

namespace proclens {
namespace {

/// "path=text" per line, or "refused".
std::string fields_of(const std::string& xml) {
  XmlEventReader reader;
  if (!reader.read(xml)) return "refused";
  std::string text;
  for (const auto& [path, value] : reader.fields()) text.append(path).append("=").append(value).append("\n");
  return text;
}

TEST(XmlEvent, HasThePathsOfEvtxRecords) {
  EXPECT_EQ(
      fields_of(
          "<Event xmlns='http://x'><System><Provider Name='P' Guid=\"{1}\"/><EventID>1</EventID></System>"
          "<EventData><Data Name='Image'>C:\\a.exe</Data><Data Name='User'/><Data>plain</Data></EventData></Event>"),
      "Event.System.Provider.#attributes.Name=P\nEvent.System.Provider.#attributes.Guid={1}\n"
      "Event.System.Provider=\nEvent.System.EventID=1\nEvent.EventData.Image=C:\\a.exe\n"
      "Event.EventData.User=\nEvent.EventData.Data=plain\n");
}

TEST(XmlEvent, TextsAreDecoded) {
  EXPECT_EQ(fields_of("<a>&lt;&amp;&#233;<![CDATA[<b>]]></a>"), "a=<&\u00e9<b>\n");
  EXPECT_EQ(fields_of("<a> x <b>1</b> y </a>"), "a.b=1\n") << "text next to elements is layout";
}

TEST(XmlEvent, WhatXmlDoesNotAllowDoesNotHideAnEvent) {
  EXPECT_EQ(fields_of("<a>x\x01y\xFFz</a>"), "a=x\uFFFDy\uFFFDz\n");
  EXPECT_EQ(fields_of("<a>x&#x1;&#0;&#xD800;&#xFFFE;y</a>"), "a=x\uFFFD\uFFFD\uFFFD\uFFFDy\n");
}

TEST(XmlEvent, DocumentTypesAreRefused) {
  EXPECT_EQ(fields_of("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"), "refused");
  EXPECT_EQ(fields_of("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>1</a>"), "refused");
}

TEST(XmlEvent, ReferencesToNothingStayAsTheyStand) {
  EXPECT_EQ(fields_of("<a b='&e;'>&e; x & y &amp &lol9;</a>"), "a.#attributes.b=&e;\na=&e; x & y &amp &lol9;\n");
}

TEST(XmlEvent, BlanksAreText) {
  EXPECT_EQ(fields_of("<a><b> </b>\n<c>\t</c><d/></a>"), "a.b= \na.c=\t\na.d=\n");
  EXPECT_EQ(fields_of("<a>x\r\ny\rz</a>"), "a=x\ny\nz\n") << "XML has one line end";
}

TEST(XmlEvent, PiecesOfATextAreJoined) {
  EXPECT_EQ(fields_of("<a>1<!-- c -->2<![CDATA[<3>]]><?p i?>4</a>"), "a=12<3>4\n");
}

TEST(XmlEvent, WhatIsNotOneElementIsRefused) {
  for (const char* xml : {"", "x", "<a>", "<a></b>", "<a/><b/>", "<a x=1/>", "<a/>x"})
    EXPECT_EQ(fields_of(xml), "refused");
}

TEST(XmlEvent, DepthAndFieldsAreLimited) {
  const auto nested = [](std::size_t depth) {
    std::string xml;
    for (std::size_t i = 0; i < depth; ++i) xml += "<a>";
    for (std::size_t i = 0; i < depth; ++i) xml += "</a>";
    return xml;
  };
  EXPECT_NE(fields_of(nested(64)), "refused");
  EXPECT_EQ(fields_of(nested(65)), "refused");
  std::string many = "<a>";
  for (int i = 0; i < 4097; ++i) many += "<b/>";
  EXPECT_EQ(fields_of(many + "</a>"), "refused");
}

TEST(XmlEvent, AnEventCannotReachIntoTheNext) {
  XmlEventReader reader;
  for (const char* xml : {"<a>", "</events>", "</events><events><a/>", "<!--", "<![CDATA[", "<a b='", "<a/></events>",
                          "&", "<a/>x", "<?x", "]]>", "<a/><b>", "<a/><!--", "<a/><![CDATA[", "<a/><?x"}) {
    EXPECT_FALSE(reader.read(xml)) << xml;
    EXPECT_TRUE(reader.read("<?xml version='1.0'?> <a>1</a>\n")) << xml;
    EXPECT_EQ(reader.fields()[0], (XmlEventReader::Field{"a", "1"})) << xml;
  }
}

TEST(XmlEvent, ManyEventsAreReadAlike) {
  XmlEventReader reader;
  for (int i = 0; i < 2000; ++i) {
    ASSERT_TRUE(reader.read("<a" + std::to_string(i) + ">1</a" + std::to_string(i) + ">"));
    ASSERT_EQ(reader.fields()[0].first, "a" + std::to_string(i));
  }
}

TEST(XmlEvent, AReaderForgetsTheLastEvent) {
  XmlEventReader reader;
  EXPECT_TRUE(reader.read("<a><b>1</b><c>2</c></a>"));
  EXPECT_FALSE(reader.read("<a><b>"));
  EXPECT_TRUE(reader.read("<a><c>3</c></a>"));
  ASSERT_EQ(reader.fields().size(), 1U);
  EXPECT_EQ(reader.fields()[0], (XmlEventReader::Field{"a.c", "3"}));
}

}  // namespace
}  // namespace proclens
