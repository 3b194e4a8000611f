// evtx_chunk_seeds FOLDER: chunks and files to start from. They end with their last record: zeros are useless as seeds.
#include <filesystem>
#include <fstream>
#include <string>

#include "import/evtx/evtx_writer.hpp"

using namespace proclens;

namespace {

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string used_part(const EvtxWriter& writer) { return writer.finish().substr(0, writer.records().back().end); }

EvtxWriter every_token() {
  EvtxWriter writer;
  writer.begin_record();
  writer.fragment();
  writer.instance(9,
                  [&] {
                    writer.element("Event", [&] {
                      writer.instruction("target", "data");
                      writer.element("System", [&] {
                        writer.element("Channel", [&] { writer.text("Security"); });
                        writer.element("EventID", [&] { writer.substitution(0, EvtxType::uint16); });
                      });
                      writer.element("A", [&] {
                        writer.text("x");
                        writer.entity("lt");
                        writer.character(0x20AC);
                        writer.character_data("<y>");
                      });
                      writer.element(
                          "B", [&] { writer.attribute("C", [&] { writer.substitution(2, EvtxType::uint16, true); }); },
                          [&] { writer.substitution(1, EvtxType::utf16_text); });
                      writer.substitution(3, EvtxType::binary_xml, true);
                    });
                  },
                  {evtx_number(EvtxType::uint16, 4688, 2),
                   evtx_array(EvtxType::utf16_text, utf16(std::string_view("one\0two\0", 8))), evtx_nothing(),
                   evtx_xml([&] { writer.element("V", [&] { writer.text("z"); }); })});
  writer.end_record();
  return writer;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::filesystem::path folder = arguments[1];
  write(folder / "sysmon", used_part(sysmon_like_chunk(3)));
  write(folder / "tokens", used_part(every_token()));
  write(folder / "file", evtx_file({used_part(sysmon_like_chunk(1))}));
  return 0;
}
