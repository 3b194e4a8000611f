// JSON text as fields. The only code that knows simdjson.
#pragma once

#include <memory>
#include <string_view>

#include "import/json/field_tree.hpp"
#include "import/source/record_fields.hpp"

namespace proclens {

/// Reads one JSON object at a time; each replaces the previous one. Use one per thread.
class JsonRecord final : public RecordFields {
 public:
  /// Readable bytes that must follow the text passed to `read`.
  static constexpr std::size_t kPadding = 64;

  /// @param fields those that `find` may be asked for; borrowed
  explicit JsonRecord(const FieldTree& fields);
  ~JsonRecord() override;

  /// False if `text` is not a JSON object. All of it must be UTF-8 with terminated strings and non-empty keys; values
  /// must be valid as far as a field needs them: unwanted values are skipped by their brackets. Invalid UTF-8 and lone
  /// surrogates become U+FFFD: anyone who names a process can write them, and that must not make an event vanish. An
  /// object that only wraps the event in `_source`, as exports from Elasticsearch do, is unwrapped.
  bool read(std::string_view text);

  /// A name with dots may refer to nested objects or be one key. Of equal keys the first counts.
  [[nodiscard]] FieldText find(const FieldPath& path) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
