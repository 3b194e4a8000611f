#include "import/evtx/evtx_chunk.hpp"

#include <gtest/gtest.h>

#include "import/evtx/evtx_reading.hpp"
#include "import/evtx/evtx_writer.hpp"

namespace proclens {
namespace {

/// A chunk with one record, whose event contains what `content` writes inside <Event>.
EvtxChunk event_of(const std::function<void(EvtxWriter&)>& content) {
  EvtxWriter writer;
  writer.begin_record();
  writer.fragment();
  writer.element("Event", [&] { content(writer); });
  writer.end_record();
  return read_chunk(writer.finish());
}

using Fields = std::vector<std::pair<std::string, std::string>>;

/// The fields of that record, which must be whole.
Fields fields_of(const std::function<void(EvtxWriter&)>& content) {
  const EvtxChunk chunk = event_of(content);
  if (!chunk.damages.empty()) return {{"damage", chunk.damages.front().what}};
  return chunk.records.at(0).fields;
}

/// Why that record cannot be read.
std::string fault_of(const std::function<void(EvtxWriter&)>& content) {
  const EvtxChunk chunk = event_of(content);
  EXPECT_TRUE(chunk.records.empty());
  return chunk.damages.empty() ? "none" : chunk.damages.front().what;
}

TEST(EvtxChunk, ReadsEventsWithTemplatesInsideOfTemplates) {
  const EvtxWriter writer = sysmon_like_chunk(7, 41);
  const EvtxChunk chunk = read_chunk(writer.finish());
  EXPECT_TRUE(chunk.damages.empty());
  EXPECT_TRUE(chunk.skipped.empty());
  ASSERT_EQ(chunk.records.size(), 7U);
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(chunk.records[i].number, 41 + i);
    EXPECT_EQ(chunk.records[i].offset, 4096 + writer.records()[i].begin);
  }
  EXPECT_EQ(chunk.records[1].fields,
            (Fields{{"Event.System.Provider.#attributes.Name", "Microsoft-Windows-Sysmon"},
                    {"Event.System.Provider.#attributes.Guid", "{5770385F-C22A-43E0-BF4C-06F5698FFBD9}"},
                    {"Event.System.EventID", "1"},
                    {"Event.System.Version", "5"},
                    {"Event.System.Keywords", "0x8000000000000000"},
                    {"Event.System.TimeCreated.#attributes.SystemTime", "2019-04-17T18:40:05.185181400Z"},
                    {"Event.System.EventRecordID", "42"},
                    {"Event.System.Correlation", ""},
                    {"Event.System.Channel", "Microsoft-Windows-Sysmon/Operational"},
                    {"Event.System.Computer", "HOST1.corp.example"},
                    {"Event.System.Security.#attributes.UserID", "S-1-5-18"},
                    {"Event.EventData.RuleName", ""},
                    {"Event.EventData.ProcessGuid", "{365ABB73-0000-0000-0100-000000000000}"},
                    {"Event.EventData.ProcessId", "1004"},
                    {"Event.EventData.Image", "C:\\Windows\\System32\\program42.exe"},
                    {"Event.EventData.CommandLine", "program42 <a> & \"b\""},
                    {"Event.EventData.LogonId", "0x00000000000003e8"}}));
  EXPECT_EQ(field(chunk.records[2], "Event.EventData.ImageLoaded"), "C:\\Windows\\System32\\program43.dll");
}

TEST(EvtxChunk, DecodesOnlyWhatIsWantedAndCountsTheRest) {
  const std::string bytes = sysmon_like_chunk(7).finish();
  const EvtxChunk all = read_chunk(bytes);
  const EvtxChunk loads = read_chunk(bytes, [](std::string_view channel, std::string_view event_id) {
    EXPECT_EQ(channel, "Microsoft-Windows-Sysmon/Operational");
    return event_id == "7";
  });
  ASSERT_EQ(loads.records.size(), 2U);
  EXPECT_EQ(loads.records[0], all.records[2]);
  EXPECT_EQ(loads.records[1], all.records[5]);
  EXPECT_EQ(loads.skipped, (std::map<EvtxKind, std::uint64_t>{{{"Microsoft-Windows-Sysmon/Operational", "1"}, 5}}));
}

TEST(EvtxChunk, AsksOnceAboutAnEventThatDoesNotSayWhatItIs) {
  EvtxWriter writer;
  writer.begin_record();
  writer.fragment();
  writer.element("Event", [&] { writer.element("Other", [&] { writer.text("x"); }); });
  writer.end_record();
  int asked = 0;
  const EvtxChunk chunk = read_chunk(writer.finish(), [&](std::string_view channel, std::string_view event_id) {
    ++asked;
    return !channel.empty() || !event_id.empty();
  });
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(chunk.skipped, (std::map<EvtxKind, std::uint64_t>{{{"", ""}, 1}}));
}

TEST(EvtxChunk, KnowsEveryKindOfContent) {
  EXPECT_EQ(fields_of([](EvtxWriter& w) {
              w.element("A", [&] {
                w.text("x");
                w.entity("lt");
                w.character(0x20AC);
                w.entity("amp");
                w.character_data("<y>");
                w.instruction("target", "data");
                w.entity("gt");
                w.entity("quot");
                w.entity("apos");
              });
            }),
            (Fields{{"Event.A", "x<\xE2\x82\xAC&<y>>\"'"}}));
}

TEST(EvtxChunk, NamesDataByItsNameAndOtherElementsByTheirTag) {
  EXPECT_EQ(fields_of([](EvtxWriter& w) {
              w.element("EventData", [&] {
                w.element("Data", [&] { w.text("first"); });
                w.element("Data", [&] { w.text("second"); });
                w.element(
                    "Data", [&] { w.attribute("Name", [&] { w.text("Image"); }); }, [&] { w.text("a.exe"); });
                w.element("Data", [&] { w.attribute("Name", [&] { w.text("Empty"); }); }, {});
                w.element(
                    "Other", [&] { w.attribute("Name", [&] { w.text("n"); }); }, [&] { w.text("text"); });
                w.element("Binary", [&] {});
              });
            }),
            (Fields{{"Event.EventData.Data", "first"},
                    {"Event.EventData.Data", "second"},
                    {"Event.EventData.Image", "a.exe"},
                    {"Event.EventData.Empty", ""},
                    {"Event.EventData.Other.#attributes.Name", "n"},
                    {"Event.EventData.Other", "text"},
                    {"Event.EventData.Binary", ""}}));
}

TEST(EvtxChunk, GivesTheTextAroundChildrenToTheirParent) {
  EXPECT_EQ(fields_of([](EvtxWriter& w) {
              w.element("A", [&] {
                w.text("one ");
                w.element("B", [&] { w.text("inside"); });
                w.text("two");
              });
              w.text("\r\n  ");
            }),
            (Fields{{"Event.A.B", "inside"}, {"Event.A", "one two"}}));
}

TEST(EvtxChunk, LeavesOutWhatIsAbsentAndKeepsWhatIsEmpty) {
  EXPECT_EQ(fields_of([](EvtxWriter& w) {
              w.instance(7,
                         [&] {
                           w.element("T", [&] {
                             w.element("Absent", [&] { w.substitution(0, EvtxType::utf16_text, true); });
                             w.element("Null", [&] { w.substitution(0, EvtxType::utf16_text, false); });
                             w.element("Empty", [&] { w.substitution(1, EvtxType::utf16_text, true); });
                             w.element("BeyondTheValues", [&] { w.substitution(9, EvtxType::utf16_text, true); });
                             w.element("Attributes",
                                       [&] {
                                         w.attribute(
                                             "Absent", [&] { w.substitution(0, EvtxType::utf16_text, true); }, false);
                                         w.attribute("Empty", [&] { w.substitution(1, EvtxType::utf16_text, true); });
                                       },
                                       {});
                           });
                         },
                         {evtx_nothing(), evtx_text("")});
            }),
            (Fields{{"Event.T.Null", ""}, {"Event.T.Empty", ""}, {"Event.T.Attributes.#attributes.Empty", ""}}));
}

TEST(EvtxChunk, GivesOneFieldAnItemOfAnArray) {
  EXPECT_EQ(fields_of([](EvtxWriter& w) {
              w.instance(
                  7,
                  [&] {
                    w.element("T", [&] {
                      w.element("Texts", [&] { w.substitution(0, EvtxType::utf16_text); });
                      w.element("Numbers", [&] { w.substitution(1, EvtxType::uint16); });
                      w.element("None", [&] { w.substitution(2, EvtxType::uint16); });
                      w.element("A", [&] { w.attribute("Numbers", [&] { w.substitution(1, EvtxType::uint16); }); }, {});
                    });
                  },
                  {evtx_array(EvtxType::utf16_text, utf16(std::string_view("one\0\0three\0", 11))),
                   evtx_array(EvtxType::uint16, std::string("\x01\0\x02\0", 4)), evtx_array(EvtxType::uint16, "")});
            }),
            (Fields{{"Event.T.Texts", "one"},
                    {"Event.T.Texts", ""},
                    {"Event.T.Texts", "three"},
                    {"Event.T.Numbers", "1"},
                    {"Event.T.Numbers", "2"},
                    {"Event.T.None", ""},
                    {"Event.T.A.#attributes.Numbers", "1 2"}}));
}

TEST(EvtxChunk, ReadsElementsInValuesWithAndWithoutDependencies) {
  const Fields expected = {{"Event.U.V", "x"}};
  const auto inside = [](EvtxWriter& w) {
    w.instance(7, [&] { w.element("U", [&] { w.substitution(0, EvtxType::binary_xml); }); },
               {evtx_xml([&] { w.element("V", [&] { w.text("x"); }); })});
  };
  EXPECT_EQ(fields_of(inside), expected);
  // A dependency where none is expected: the writer takes it to be outside a value.
  EXPECT_EQ(fields_of([](EvtxWriter& w) {
              EvtxTestValue value = evtx_bytes(EvtxType::binary_xml, std::string("\x01\xff\xff\x15\0\0\0", 7));
              w.instance(7, [&] { w.element("U", [&] { w.substitution(0, EvtxType::binary_xml); }); }, {evtx_xml([&] {
                           w.raw(value.bytes);
                           const auto name = static_cast<std::uint32_t>(w.at() + 4);
                           w.number(name);
                           w.raw(std::string_view("\0\0\0\0\x56\0\x01\0V\0\0\0", 12));
                           w.raw(std::string_view("\x02\x05\x01\x01\0x\0\x04", 8));
                         })});
            }),
            expected);
}

TEST(EvtxChunk, RefusesWhatIsNotXml) {
  using Type = EvtxType;
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.number<std::uint8_t>(0x04); }),
            "a damaged record: an element ends without having begun");
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.raw("\x01\xff\xff"); }), "a damaged record: a name is damaged");
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.number<std::uint8_t>(0x3f); }),
            "a damaged record: it contains an unknown token");
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.number<std::uint8_t>(0x00); }),
            "a damaged record: an element is not closed");
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.raw("\x0f\x02\x01\x01"); }),
            "a damaged record: its binary XML has an unknown version");
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.raw(std::string_view("\x05\x08\0\0", 4)); }),
            "a damaged record: a value in its text is not text");
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.raw("\x05\x01\xff\xff"); }), "a damaged record: it is truncated");
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.entity("nbsp"); }), "a damaged record: it contains an unknown entity");
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.attribute("a", [&] { w.text("x"); }); }),
            "a damaged record: an attribute is outside any tag");
  EXPECT_EQ(fault_of([](EvtxWriter& w) { w.number<std::uint8_t>(0x02); }),
            "a damaged record: a tag ends without having begun");
  EXPECT_EQ(fault_of([](EvtxWriter& w) {
              w.instance(7, [&] { w.element("T", [&] { w.substitution(0, Type::uint16); }); },
                         {evtx_bytes(Type::uint16, "abc")});
            }),
            "a damaged record: a value does not match its type");
  EXPECT_EQ(fault_of([](EvtxWriter& w) {
              w.instance(7, [&] { w.element("T", [&] { w.substitution(0, Type::uint16); }); },
                         {evtx_array(Type::uint16, "abc")});
            }),
            "a damaged record: an array does not match its type");
  EXPECT_EQ(fault_of([](EvtxWriter& w) {
              w.instance(7, [&] { w.element("T", {}); }, {});
              w.raw(std::string_view("\x0c\x01\x08\0\0\0\0\xff\0\0\0\0\0\0", 14));
            }),
            "a damaged record: its template is damaged");
}

TEST(EvtxChunk, RefusesARecordWithoutAnEvent) {
  EvtxWriter writer;
  writer.begin_record();
  writer.fragment();
  writer.end_record();
  const EvtxChunk chunk = read_chunk(writer.finish());
  ASSERT_EQ(chunk.damages.size(), 1U);
  EXPECT_EQ(chunk.damages[0], (EvtxDamage{4096 + 512, "a damaged record: it contains no event", 1}));
}

TEST(EvtxChunk, StopsAtExcessiveNesting) {
  EXPECT_EQ(fault_of([](EvtxWriter& w) {
              std::function<void(int)> nest = [&](int depth) {
                w.element("E", [&] {
                  if (depth > 0) nest(depth - 1);
                });
              };
              nest(100);
            }),
            "a damaged record: its elements are nested too deeply");
  EXPECT_EQ(fault_of([](EvtxWriter& w) {
              // A template that contains itself.
              w.instance(7, [&] { w.element("T", [&] { w.instance(7, {}, {}); }); }, {});
            }),
            "a damaged record: its templates are nested too deeply");
}

TEST(EvtxChunk, StopsAtAnEventThatExpandsWithoutEnd) {
  // Eight templates, each of them eight of the next: 16 million elements out of some kilobytes.
  EvtxWriter writer;
  writer.begin_record();
  writer.fragment();
  std::function<void(std::uint32_t)> unfold = [&](std::uint32_t level) {
    writer.instance(level,
                    [&] {
                      writer.element("Level", [&] {
                        for (int i = 0; i < 8; ++i) {
                          if (level < 8) unfold(level + 1);
                        }
                      });
                    },
                    {});
  };
  unfold(1);
  writer.end_record();
  sysmon_like_event(writer, 1, {"Image"}, {evtx_text("a.exe")});
  const EvtxChunk chunk = read_chunk(writer.finish());
  ASSERT_EQ(chunk.damages.size(), 1U);
  EXPECT_EQ(chunk.damages[0].what, "a damaged record: it expands to far more than its size");
  ASSERT_EQ(chunk.records.size(), 1U);
  EXPECT_EQ(field(chunk.records[0], "Event.EventData.Image"), "a.exe");
}

TEST(EvtxChunk, StopsAtAValueThatItsTemplateUsesAgainAndAgain) {
  // Six values, each of them eight times in the one around it: 262,144 elements out of 400 bytes.
  EvtxWriter writer;
  const std::function<void(int)> nest = [&](int depth) {
    const auto define = [&] {
      writer.element("Event", [&] {
        for (int i = 0; i < 8; ++i) writer.substitution(0, EvtxType::binary_xml, true);
      });
    };
    writer.instance(1, define, {depth > 0 ? evtx_xml([&, depth] { nest(depth - 1); }) : evtx_nothing()});
  };
  writer.begin_record();
  writer.fragment();
  nest(6);
  writer.end_record();
  sysmon_like_event(writer, 1, {"Image"}, {evtx_text("a.exe")});
  const EvtxChunk chunk = read_chunk(writer.finish());
  ASSERT_EQ(chunk.damages.size(), 1U);
  EXPECT_EQ(chunk.damages[0].what, "a damaged record: it expands to far more than its size");
  EXPECT_EQ(chunk.records.size(), 1U);
}

TEST(EvtxChunk, ReadsTheLongestTextThatARecordCanHold) {
  EvtxWriter writer;
  const std::string text(30'000, 'x');
  sysmon_like_event(writer, 1, {"CommandLine"}, {evtx_text(text)});
  const EvtxChunk chunk = read_chunk(writer.finish());
  EXPECT_TRUE(chunk.damages.empty());
  ASSERT_EQ(chunk.records.size(), 1U);
  EXPECT_EQ(field(chunk.records[0], "Event.EventData.CommandLine"), text);
}

TEST(EvtxChunk, ReportsNothingForAnEmptyChunk) {
  const EvtxChunk chunk = read_chunk(EvtxWriter().finish());
  EXPECT_TRUE(chunk.records.empty());
  EXPECT_TRUE(chunk.damages.empty());
}

}  // namespace
}  // namespace proclens
