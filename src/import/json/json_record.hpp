// JSON text as fields. With its tokens the only place that knows simdjson.
#pragma once

#include <memory>
#include <string_view>

#include "import/source/record_fields.hpp"

namespace proclens {

/// Reads one JSON object after the other; each replaces the one before. One per thread.
class JsonRecord final : public RecordFields {
 public:
  /// Readable bytes that must lie behind the text given to `read`.
  static constexpr std::size_t kPadding = 64;

  JsonRecord();
  ~JsonRecord() override;

  /// False when `text` is no JSON object. Bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD: whoever
  /// names a process may write them, and an event must not vanish for it. An object that only wraps the event in
  /// `_source`, as exports of Elasticsearch do, is unwrapped.
  bool read(std::string_view text);

  /// A name with dots may be nested objects, or one key as it is.
  [[nodiscard]] FieldText find(const FieldPath& path) override;
  void find_all(std::span<const FieldPath> paths, std::span<FieldText> texts) override;
  [[nodiscard]] ShapeNote* shape_note() override;
  [[nodiscard]] bool may_have(const FieldPath& path) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
