// Decodes one event: binary XML in, paths and texts out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import/evtx/evtx_bytes.hpp"
#include "import/evtx/evtx_chunk.hpp"
#include "import/evtx/evtx_names.hpp"

namespace proclens {

/// Reads the events of one chunk, one at a time. Expands templates with a stack of its own, so nesting in the data does
/// not use the call stack. For one thread.
class EvtxEventReader {
 public:
  /// Borrows the chunk.
  explicit EvtxEventReader(std::span<const std::byte> chunk);

  enum class Outcome {
    whole,     ///< fields() is complete
    unwanted,  ///< kind() identifies it; the rest was not decoded
    damaged,   ///< fault() says why
  };

  /// Reads the binary XML in the bytes [begin, end) of the chunk. `wanted` as for read_evtx_chunk().
  Outcome read(std::size_t begin, std::size_t end, const EvtxWanted& wanted);

  /// The fields of the last event; may be moved from.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>>& fields() noexcept { return fields_; }
  [[nodiscard]] EvtxKind kind() const;
  [[nodiscard]] const char* fault() const noexcept { return fault_; }

 private:
  /// A source of tokens: the event itself, a template definition, or a value that is binary XML.
  struct Source {
    EvtxBytes bytes;
    std::size_t first_value;  // index in values_ of the first value for substitutions
    std::size_t values;
    std::size_t elements;   // open when the source began
    bool has_dependencies;  // elements have a dependency identifier
  };
  struct Value {
    std::uint8_t type;
    std::uint16_t size;
    std::uint32_t offset;
  };
  struct Element {
    std::size_t path;  // length of path_ without it
    std::size_t text;  // where its text starts in text_
    bool is_data;      // is named by its Name attribute
    bool start_tag_open = true;
    bool has_children = false;
    bool has_attributes = false;
    bool is_absent = false;  // an optional substitution had no value
    bool has_array = false;  // its items have already become fields
  };

  void forget_last_event();
  bool fail(const char* why);
  bool spend(std::size_t units);

  void next_token();
  void take_token(std::uint8_t token);
  void end_source();
  const EvtxName* take_name();

  void open_element(bool with_attributes);
  void close_start_tag();
  void close_element();
  void begin_attribute();
  void end_attribute();
  void emit(std::string_view attribute_name, std::string_view text);

  void take_value_text();
  void take_counted_text(bool is_wanted);
  void take_character();
  void take_entity();

  void begin_template();
  void take_values(EvtxBytes& bytes);
  void substitute(bool optional);
  void substitute_array(const Value& value);
  [[nodiscard]] bool may_hold_text();

  [[nodiscard]] std::string_view field(std::string_view path) const;
  void ask_whether_wanted();

  std::span<const std::byte> chunk_;
  EvtxNames names_;
  const EvtxWanted* wanted_ = nullptr;

  std::vector<Source> sources_;
  std::vector<Value> values_;
  std::vector<Element> elements_;
  std::string path_;
  std::string text_;  // of the open elements, outermost first, followed by the open attribute's

  bool in_attribute_ = false;
  bool attribute_is_absent_ = false;
  std::string attribute_;
  std::size_t attribute_text_ = 0;

  std::vector<std::pair<std::string, std::string>> fields_;
  const char* fault_ = nullptr;
  std::size_t budget_ = 0;        // left for this event
  std::size_t chunk_budget_ = 0;  // left for all further events
  bool asked_ = false;
  bool unwanted_ = false;
};

}  // namespace proclens
