// Events in XML as paths and texts. The only code that knows pugixml.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace proclens {

/// Reads one event at a time; use one per thread.
class XmlEventReader {
 public:
  XmlEventReader();
  XmlEventReader(const XmlEventReader&) = delete;
  XmlEventReader& operator=(const XmlEventReader&) = delete;
  ~XmlEventReader();

  /// A path and a text, valid until the next element is read.
  using Field = std::pair<std::string_view, std::string_view>;

  /// Reads an element. The paths are those of EvtxRecord (import/evtx/evtx_chunk.hpp): the text of an element is at its
  /// own path (`Event.System.Channel`), an attribute below `#attributes`, a `Data` element's text at the path of its
  /// parent and its `Name` (`Event.EventData.Image`); elements with other elements in them have no text. False if `xml`
  /// is not one whole element, has a document type, nests more than 64 elements deep or has more than 4,096 fields.
  /// Bytes and character references that XML does not allow, but Windows and other programs write, are read as U+FFFD,
  /// and other references that it does not know as they stand (no entity is ever defined or expanded): anyone who names
  /// a process can cause them, and that must not make an event vanish.
  bool read(std::string_view xml);

  /// The fields of the last element that was read; valid until the next one.
  [[nodiscard]] std::span<const Field> fields() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
