// Reads logs of one format, piece by piece, into classified records.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/source/classified_records.hpp"

namespace proclens {

/// Reads a log to its end. `next` fills `parts` (replacing their contents) and returns false if nothing is left. Parts
/// are in file order and the same for any number of threads.
class RecordReader {
 public:
  RecordReader() = default;
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  [[nodiscard]] virtual bool next(std::vector<ClassifiedRecords>& parts) = 0;

  /// What was damaged, and where, for users; printable. Grows during reading up to kNotes entries.
  [[nodiscard]] const std::vector<std::string>& damages() const { return damages_; }

 protected:
  static constexpr std::size_t kNotes = 20;
  void note_damage(std::string text) {
    if (damages_.size() < kNotes) damages_.push_back(std::move(text));
  }

 private:
  std::vector<std::string> damages_;
};

/// The format of a stream, recognised by its first bytes.
enum class LogFormat { json, csv, xml, splunk_text, evtx, utf16_little, utf16_big, empty, unknown };
[[nodiscard]] LogFormat log_format(std::string_view start);

}  // namespace proclens
