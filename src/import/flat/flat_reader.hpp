// Finds the records in text of any known form.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "import/flat/flat_record.hpp"
#include "import/source/classified_records.hpp"
#include "import/source/mapping.hpp"

namespace proclens {

/// Reads what no mapping's own forms fit: records in answers of servers (`hits.hits`, `Results`, tables of columns and
/// rows), records whose fields are named one by one (`{"@Name": …, "#text": …}`), JSON and XML within texts, other
/// spellings of names, messages instead of fields. Several times slower than JsonRecord, so it comes second. Use one
/// per thread.
class FlatReader {
 public:
  /// @param mappings, names borrowed
  FlatReader(std::span<const Mapping> mappings, const FlatNames& names);
  FlatReader(const FlatReader&) = delete;
  FlatReader& operator=(const FlatReader&) = delete;
  ~FlatReader();

  /// Classifies every record in the JSON objects of a text, which may have other text before and between them. If there
  /// is none, the text counts as one unreadable record.
  void classify_text(std::string_view text, ClassifiedRecords& classified);

  /// A record of named texts, such as a row of a table: clear it, add fields with `add_field`, then classify it.
  void clear();
  /// @param name as written; JSON and XML in `text` are taken apart
  void add_field(std::string_view name, std::string_view text);
  void classify(ClassifiedRecords& classified);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
