// Any bytes as JSON logs: nothing crashes or hangs, windows of any size yield the same values, a record is the same
// whatever was read before it, and damage to one line leaves every other line unchanged.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <string>
#include <vector>

#include "import/files/read_text.hpp"
#include "import/json/json_record.hpp"
#include "import/text/text_windows.hpp"
#include "require.hpp"
#include "small_mapping.hpp"

using namespace proclens;

namespace {

/// Windows that hold every input at once.
constexpr TextWindowLimits kWide{1 << 16, 1 << 20, JsonRecord::kPadding};

std::vector<std::string> values_of(const std::string& text, const TextWindowLimits& limits, std::size_t piece) {
  std::vector<std::string> values;
  TextWindows windows(read_text(text, piece), limits);
  for (TextWindow window; windows.next(window);)
    values.insert(values.end(), window.values.begin(), window.values.end());
  return values;
}

std::string sorted_text(std::string value, JsonRecord& record) {
  value.reserve(value.size() + JsonRecord::kPadding);
  ClassifiedRecords sorted(1);
  if (record.read(value)) {
    classify_record(record, {&small_mapping(), 1}, sorted);
  } else {
    ++sorted.counts.unreadable;
  }
  require(sorted.counts.all() == 1, "a record is counted once");
  return all_text(sorted);
}

const FieldTree& small_fields() {
  static const FieldTree fields(std::span(&small_mapping(), 1));
  return fields;
}

std::string sorted_text(const std::string& value) {
  JsonRecord record(small_fields());
  return sorted_text(value, record);
}

std::vector<std::string> sorted_lines(const std::string& text) {
  std::vector<std::string> sorted;
  for (const std::string& value : values_of(text, kWide, 1 << 20)) sorted.push_back(sorted_text(value));
  return sorted;
}

void check_any_bytes(FuzzedDataProvider& data) {
  TextWindowLimits limits;
  limits.window = data.ConsumeIntegralInRange<std::size_t>(1, 300);
  limits.longest = 1 << 20;
  const std::size_t piece = data.ConsumeIntegralInRange<std::size_t>(1, 64);
  const std::string text = data.ConsumeRemainingBytesAsString();
  const std::vector<std::string> values = values_of(text, kWide, 1 << 20);
  JsonRecord record(small_fields());
  for (const std::string& value : values) {
    const std::string alone = sorted_text(value);
    for (int times = 0; times < 3; ++times) {
      require(sorted_text(value, record) == alone, "a record is the same whatever was read before it");
    }
  }
  // The byte order mark and the first line determine how the rest is cut: the first window must contain them.
  const std::size_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::size_t first = text.find_first_not_of(" \t\r\n", mark);
  const std::size_t deciding = first == std::string::npos ? mark : std::min(text.find('\n', first), text.size());
  // Of an object that spans lines, the members before its first array do, too.
  const std::string line = first == std::string::npos ? "" : text.substr(first, deciding - first);
  const bool spans_lines =
      line.starts_with("Record ") || (line.starts_with('{') && ObjectScanner().scan(line) == std::string::npos);
  if ((spans_lines ? text.size() : deciding) < limits.window) {
    require(values_of(text, limits, piece) == values, "windows of any size cut the same values");
  }
}

/// Good lines, one of which is damaged without a line end in it.
void check_damage(FuzzedDataProvider& data) {
  const std::size_t lines = data.ConsumeIntegralInRange<std::size_t>(2, 6);
  const std::size_t hit = data.ConsumeIntegralInRange<std::size_t>(1, lines - 1);
  std::string whole;
  std::string damaged;
  for (std::size_t line = 0; line < lines; ++line) {
    std::string text = "{\"Channel\":\"log\",\"EventID\":" + std::to_string(line) +
                       ",\"Hostname\":\"h\",\"Image\":\"i" + std::to_string(line) +
                       "\",\"Pid\":" + std::to_string(line * 7) + "}";
    whole += text + "\n";
    if (line == hit) {
      for (int flips = data.ConsumeIntegralInRange<int>(1, 8); flips > 0; --flips) {
        const char byte = static_cast<char>(data.ConsumeIntegral<unsigned char>());
        text[data.ConsumeIntegralInRange<std::size_t>(0, text.size() - 1)] = byte == '\n' ? ' ' : byte;
      }
    }
    damaged += text + "\n";
  }
  std::vector<std::string> expected = sorted_lines(whole);
  std::vector<std::string> seen = sorted_lines(damaged);
  require(expected.size() == lines, "a line is a value");
  expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(hit));
  // A line of which only blanks are left is not a value.
  if (seen.size() == lines) seen.erase(seen.begin() + static_cast<std::ptrdiff_t>(hit));
  require(seen == expected, "damage to one line leaves the others as they were");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  data.ConsumeBool() ? check_damage(data) : check_any_bytes(data);
  return 0;
}
