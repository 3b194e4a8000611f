// Any bytes as XML: nothing crashes or hangs, windows of any size cut the same events, an event is read the same
// whatever was read before it, and damage to one event leaves every other event unchanged.
#include <fuzzer/FuzzedDataProvider.h>

#include <string>
#include <vector>

#include "import/files/read_text.hpp"
#include "import/text/xml_windows.hpp"
#include "import/xml/xml_event.hpp"
#include "require.hpp"

using namespace proclens;

namespace {

std::vector<std::string> events_of(const std::string& text, const XmlWindowLimits& limits, std::size_t piece) {
  std::vector<std::string> events;
  XmlWindows windows(read_text(text, piece), limits);
  for (XmlWindow window; windows.next(window);) events.insert(events.end(), window.events.begin(), window.events.end());
  return events;
}

std::string fields_of(const std::string& xml, XmlEventReader& reader) {
  if (!reader.read(xml)) return "refused";
  std::string text;
  for (const auto& [path, value] : reader.fields()) text.append(path).append("=").append(value).append("\n");
  return text;
}

std::string fields_of(const std::string& xml) {
  XmlEventReader reader;
  return fields_of(xml, reader);
}

void check_any_bytes(FuzzedDataProvider& data) {
  const std::size_t window = data.ConsumeIntegralInRange<std::size_t>(1, 300);
  const std::size_t piece = data.ConsumeIntegralInRange<std::size_t>(1, 64);
  const std::string text = data.ConsumeRemainingBytesAsString();
  const std::vector<std::string> events = events_of(text, {1 << 16, 1 << 20}, 1 << 20);
  require(events_of(text, {window, 1 << 20}, piece) == events, "windows of any size cut the same events");
  XmlEventReader reader;
  for (const std::string& event : events) {
    const std::string alone = fields_of(event);
    require(fields_of(event, reader) == alone, "an event is the same whatever was read before it");
  }
  const std::string whole = fields_of(text, reader);
  require(whole == fields_of(text), "any text is read the same twice");
}

void check_damage(FuzzedDataProvider& data) {
  const std::size_t count = data.ConsumeIntegralInRange<std::size_t>(2, 5);
  const std::size_t hit = data.ConsumeIntegralInRange<std::size_t>(0, count - 1);
  std::vector<std::string> events;
  for (std::size_t i = 0; i < count; ++i) {
    events.push_back("<Event xmlns='x'><System><EventID>" + std::to_string(i) +
                     "</EventID></System><EventData><Data Name='Image'>c:\\" + std::to_string(i) +
                     ".exe</Data></EventData></Event>");
  }
  std::string damaged = events[hit];
  for (int flips = data.ConsumeIntegralInRange<int>(1, 8); flips > 0; --flips) {
    damaged[data.ConsumeIntegralInRange<std::size_t>(0, damaged.size() - 1)] =
        static_cast<char>(data.ConsumeIntegral<unsigned char>());
  }
  XmlEventReader reader;
  for (std::size_t i = 0; i < count; ++i) {
    if (i == hit) {
      static_cast<void>(fields_of(damaged, reader));
    } else {
      require(fields_of(events[i], reader) == fields_of(events[i]), "damage leaves the other events as they were");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  data.ConsumeBool() ? check_damage(data) : check_any_bytes(data);
  return 0;
}
