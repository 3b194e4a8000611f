// Writes EVTX as Windows does, for tests: names and templates are stored where they are first used and referenced by
// offset afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "import/evtx/evtx_value.hpp"

namespace proclens {

/// The bytes of a value. A value of type binary_xml writes itself.
struct EvtxTestValue {
  std::uint8_t type = 0;
  std::string bytes;
  std::function<void()> write;
};

[[nodiscard]] EvtxTestValue evtx_nothing();
[[nodiscard]] EvtxTestValue evtx_text(std::string_view ascii);
[[nodiscard]] EvtxTestValue evtx_number(EvtxType type, std::uint64_t number, std::size_t bytes);
[[nodiscard]] EvtxTestValue evtx_bytes(EvtxType type, std::string bytes);
[[nodiscard]] EvtxTestValue evtx_array(EvtxType type, std::string bytes);
[[nodiscard]] EvtxTestValue evtx_xml(std::function<void()> write);
/// ASCII as UTF-16.
[[nodiscard]] std::string utf16(std::string_view ascii);

/// One chunk. Tokens are written in the order of the calls.
class EvtxWriter {
 public:
  struct Record {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::set<std::size_t> needs;  ///< the other records with names or templates that this one uses
  };

  explicit EvtxWriter(std::uint64_t first_number = 1) : first_number_(first_number) { bytes_.resize(512, '\0'); }

  void begin_record();
  void end_record();
  [[nodiscard]] std::uint64_t next_number() const { return first_number_ + records_.size(); }
  [[nodiscard]] std::size_t at() const { return bytes_.size(); }

  void fragment();
  /// An element; what `content` writes is between its tags; without content the tag is self-closing.
  void element(std::string_view name, const std::function<void()>& attributes, const std::function<void()>& content);
  void element(std::string_view name, const std::function<void()>& content) { element(name, {}, content); }
  /// `last`: no other attribute follows.
  void attribute(std::string_view name, const std::function<void()>& value, bool last = true);
  void text(std::string_view ascii);
  void character(std::uint16_t code);
  void entity(std::string_view name);
  void character_data(std::string_view ascii);
  void instruction(std::string_view target, std::string_view data);
  void substitution(std::uint16_t index, EvtxType type, bool optional = false);
  /// An instance of the template with this identifier; `define` writes its body if it is not yet defined.
  void instance(std::uint32_t identifier, const std::function<void()>& define,
                const std::vector<EvtxTestValue>& values);

  /// Bytes as they are.
  void raw(std::string_view bytes) { bytes_ += bytes; }
  template <class Number>
  void number(Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      bytes_ += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFF);
    }
  }

  [[nodiscard]] const std::vector<Record>& records() const { return records_; }
  /// The 64 KiB chunk with its header and checksums.
  [[nodiscard]] std::string finish() const;

 private:
  struct Definition {
    std::size_t offset = 0;
    std::set<std::size_t> needs;
  };
  void name(std::string_view ascii);
  void patch(std::size_t at, std::uint64_t value, std::size_t bytes);

  std::uint64_t first_number_;
  std::string bytes_;
  std::vector<Record> records_;
  std::set<std::size_t> needs_;  // of what is being written
  std::map<std::string, Definition, std::less<>> names_;
  std::map<std::uint32_t, Definition> templates_;
  bool in_value_ = false;  // of binary XML, where elements have no dependency
};

/// The 4 KiB before the chunks of a file.
[[nodiscard]] std::string evtx_file_header(std::size_t chunks, std::uint64_t next_number);
/// A file of these chunks, with its header.
[[nodiscard]] std::string evtx_file(const std::vector<std::string>& chunks);
/// Recomputes the checksums of a chunk after its bytes were changed.
void renew_checksums(std::string& chunk);

/// A chunk of events shaped like Sysmon's: a template for the whole event, one for each event's data, and values.
/// `size` events, every third an image load, all others process creations.
[[nodiscard]] EvtxWriter sysmon_like_chunk(std::size_t size, std::uint64_t first_number = 1);
/// One such event: begins and ends its record.
void sysmon_like_event(EvtxWriter& writer, std::uint16_t event_id, const std::vector<std::string>& names,
                       const std::vector<EvtxTestValue>& data, std::string_view host = "HOST1.corp.example");

}  // namespace proclens
