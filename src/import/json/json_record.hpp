// JSON text as fields. The only place that knows simdjson.
#pragma once

#include <memory>
#include <string_view>

#include "import/json/field_tree.hpp"
#include "import/source/record_fields.hpp"

namespace proclens {

/// Reads one JSON object after the other; each replaces the one before. One per thread.
class JsonRecord final : public RecordFields {
 public:
  /// Readable bytes that must follow the text given to `read`.
  static constexpr std::size_t kPadding = 64;

  /// @param fields those that `find` may be asked for; borrowed
  explicit JsonRecord(const FieldTree& fields);
  ~JsonRecord() override;

  /// False when `text` is not a JSON object. All of it must be UTF-8 with strings that end and keys that say something;
  /// values must be sound as far as a field needs them: what nobody asks for is skipped by its brackets. Bytes that are
  /// not UTF-8 and halves of surrogate pairs become U+FFFD: whoever names a process may write them, and an event must
  /// not vanish for it. An object that only wraps the event in `_source`, as exports of Elasticsearch do, is unwrapped.
  bool read(std::string_view text);

  /// A name with dots may be nested objects, or one key as it is. Of keys that are the same the first counts.
  [[nodiscard]] FieldText find(const FieldPath& path) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
