// Any bytes as text of records in unknown forms: nothing crashes or hangs, every record is counted, and a text is
// understood the same whatever was read before it; the same for messages.
#include <fuzzer/FuzzedDataProvider.h>

#include <string>

#include "core/text.hpp"
#include "import/flat/flat_reader.hpp"
#include "import/flat/message_text.hpp"
#include "require.hpp"
#include "small_mapping.hpp"

using namespace proclens;

namespace {

const FlatNames& names() {
  static const FlatNames all(std::span(&small_mapping(), 1));
  return all;
}

/// A table without rows, whose names JSON may also write with escapes, is the only text without a record.
bool may_be_empty_table(const std::string& text) {
  const std::string folded = ascii_lower(text);
  return folded.find("rows") != std::string::npos || folded.find("\\u") != std::string::npos;
}

std::string understood(const std::string& text, FlatReader& reader) {
  ClassifiedRecords classified(1);
  reader.classify_text(text, classified);
  require(classified.counts.all() > 0 || may_be_empty_table(text), "what is read is counted");
  require(classified.rows[0].rows() == classified.counts.kept, "what is kept is there");
  std::string shown = all_text(classified);
  for (const auto& [lack, records] : classified.lacks.counts()) shown += lack + ' ' + std::to_string(records) + '\n';
  return shown;
}

std::string understood_as_field(const std::string& text, FlatReader& reader) {
  ClassifiedRecords classified(1);
  reader.clear();
  reader.add_field("Channel", "log");
  reader.add_field("_raw", text);
  reader.classify(classified);
  require(classified.counts.all() == 1, "a record is counted once");
  return all_text(classified);
}

void check_message(const std::string& text) {
  FlatRecord record(names());
  static_cast<void>(add_message_fields(text, record));
  static_cast<void>(add_splunk_event(text, record));
  std::size_t bytes = 0;
  record.for_each([&](std::string_view name, std::string_view value) { bytes += name.size() + value.size(); });
  require(bytes <= 2 * text.size() + 64 * record.size(), "fields are parts of the message");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  FlatReader fresh(std::span(&small_mapping(), 1), names());
  static FlatReader used(std::span(&small_mapping(), 1), names());
  require(understood(text, fresh).substr(0, 1) == understood(text, used).substr(0, 1), "a text is understood the same");
  FlatReader other(std::span(&small_mapping(), 1), names());
  require(understood_as_field(text, other) == understood_as_field(text, other), "a field is understood the same");
  check_message(text);
  return 0;
}
