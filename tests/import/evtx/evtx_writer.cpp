#include "import/evtx/evtx_writer.hpp"

#include <libdeflate.h>

#include <utility>

namespace proclens {
namespace {

void put(std::string& bytes, std::size_t at, std::uint64_t value, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
}

std::uint64_t get(const std::string& bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

std::string little_endian(std::uint64_t value, std::size_t count) {
  std::string bytes(count, '\0');
  put(bytes, 0, value, count);
  return bytes;
}

std::uint16_t name_hash(std::string_view ascii) {
  std::uint32_t hash = 0;
  for (const char letter : ascii) hash = hash * 65599 + static_cast<unsigned char>(letter);
  return static_cast<std::uint16_t>(hash & 0xFFFF);
}

}  // namespace

std::string utf16(std::string_view ascii) {
  std::string bytes;
  for (const char letter : ascii) bytes += {letter, '\0'};
  return bytes;
}

EvtxTestValue evtx_nothing() { return {}; }
EvtxTestValue evtx_text(std::string_view ascii) { return evtx_bytes(EvtxType::utf16_text, utf16(ascii)); }
EvtxTestValue evtx_number(EvtxType type, std::uint64_t number, std::size_t bytes) {
  return evtx_bytes(type, little_endian(number, bytes));
}
EvtxTestValue evtx_bytes(EvtxType type, std::string bytes) {
  return {static_cast<std::uint8_t>(type), std::move(bytes), {}};
}
EvtxTestValue evtx_array(EvtxType type, std::string bytes) {
  return {static_cast<std::uint8_t>(static_cast<std::uint8_t>(type) | evtx_array_bit), std::move(bytes), {}};
}
EvtxTestValue evtx_xml(std::function<void()> write) {
  return {static_cast<std::uint8_t>(EvtxType::binary_xml), {}, std::move(write)};
}

void EvtxWriter::patch(std::size_t at, std::uint64_t value, std::size_t bytes) { put(bytes_, at, value, bytes); }

void EvtxWriter::begin_record() {
  needs_.clear();
  records_.push_back({at(), 0, {}});
  number<std::uint32_t>(0x2A2A);
  number<std::uint32_t>(0);
  number<std::uint64_t>(first_number_ + records_.size() - 1);
  number<std::uint64_t>(132'000'000'000'000'000);
}

void EvtxWriter::end_record() {
  number<std::uint8_t>(0);
  while (at() % 8 != 4) number<std::uint8_t>(0);
  Record& record = records_.back();
  record.end = at() + 4;
  number(static_cast<std::uint32_t>(record.end - record.begin));
  patch(record.begin + 4, record.end - record.begin, 4);
  needs_.erase(records_.size() - 1);
  record.needs = needs_;
}

void EvtxWriter::fragment() { raw(std::string_view("\x0f\x01\x01\x00", 4)); }

void EvtxWriter::name(std::string_view ascii) {
  const std::size_t offset = at() + 4;
  const auto [known, is_new] = names_.try_emplace(std::string(ascii), Definition{offset, {records_.size() - 1}});
  needs_.insert(known->second.needs.begin(), known->second.needs.end());
  number(static_cast<std::uint32_t>(known->second.offset));
  if (!is_new) return;
  number<std::uint32_t>(0);
  number(name_hash(ascii));
  number(static_cast<std::uint16_t>(ascii.size()));
  raw(utf16(ascii));
  number<std::uint16_t>(0);
}

void EvtxWriter::element(std::string_view element_name, const std::function<void()>& attributes,
                         const std::function<void()>& content) {
  number<std::uint8_t>(attributes ? 0x41 : 0x01);
  if (!in_value_) number<std::uint16_t>(0xFFFF);
  const std::size_t size_at = at();
  number<std::uint32_t>(0);
  name(element_name);
  if (attributes) {
    const std::size_t attributes_at = at();
    number<std::uint32_t>(0);
    attributes();
    patch(attributes_at, at() - attributes_at - 4, 4);
  }
  if (content) {
    number<std::uint8_t>(0x02);
    content();
    number<std::uint8_t>(0x04);
  } else {
    number<std::uint8_t>(0x03);
  }
  patch(size_at, at() - size_at - 4, 4);
}

void EvtxWriter::attribute(std::string_view attribute_name, const std::function<void()>& value, bool last) {
  number<std::uint8_t>(last ? 0x06 : 0x46);
  name(attribute_name);
  value();
}

void EvtxWriter::text(std::string_view ascii) {
  raw("\x05\x01");
  number(static_cast<std::uint16_t>(ascii.size()));
  raw(utf16(ascii));
}

void EvtxWriter::character(std::uint16_t code) {
  number<std::uint8_t>(0x08);
  number(code);
}

void EvtxWriter::entity(std::string_view entity_name) {
  number<std::uint8_t>(0x09);
  name(entity_name);
}

void EvtxWriter::character_data(std::string_view ascii) {
  number<std::uint8_t>(0x07);
  number(static_cast<std::uint16_t>(ascii.size()));
  raw(utf16(ascii));
}

void EvtxWriter::instruction(std::string_view target, std::string_view data) {
  number<std::uint8_t>(0x0a);
  name(target);
  number<std::uint8_t>(0x0b);
  number(static_cast<std::uint16_t>(data.size()));
  raw(utf16(data));
}

void EvtxWriter::substitution(std::uint16_t index, EvtxType type, bool optional) {
  number<std::uint8_t>(optional ? 0x0e : 0x0d);
  number(index);
  number(static_cast<std::uint8_t>(type));
}

void EvtxWriter::instance(std::uint32_t identifier, const std::function<void()>& define,
                          const std::vector<EvtxTestValue>& values) {
  number<std::uint8_t>(0x0c);
  number<std::uint8_t>(1);
  number(identifier);
  const std::size_t offset = at() + 4;
  const auto [known, is_new] = templates_.try_emplace(identifier, Definition{offset, {}});
  number(static_cast<std::uint32_t>(known->second.offset));
  if (is_new) {
    const std::set<std::size_t> before = std::exchange(needs_, {records_.size() - 1});
    const bool was_in_value = std::exchange(in_value_, false);
    number<std::uint32_t>(0);
    number(identifier);
    raw(std::string(12, 'g'));
    const std::size_t size_at = at();
    number<std::uint32_t>(0);
    fragment();
    define();
    number<std::uint8_t>(0);
    patch(size_at, at() - size_at - 4, 4);
    known->second.needs = needs_;
    needs_.insert(before.begin(), before.end());
    in_value_ = was_in_value;
  }
  needs_.insert(known->second.needs.begin(), known->second.needs.end());
  number(static_cast<std::uint32_t>(values.size()));
  const std::size_t descriptors = at();
  for (const EvtxTestValue& value : values) {
    number(static_cast<std::uint16_t>(value.bytes.size()));
    number(value.type);
    number<std::uint8_t>(0);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    raw(values[i].bytes);
    if (!values[i].write) continue;
    const std::size_t begin = at();
    const bool was_in_value = std::exchange(in_value_, true);
    values[i].write();
    in_value_ = was_in_value;
    patch(descriptors + 4 * i, at() - begin, 2);
  }
}

std::string EvtxWriter::finish() const {
  std::string chunk = bytes_;
  chunk.resize(65536, '\0');
  const std::uint64_t last = first_number_ + records_.size() - 1;
  chunk.replace(0, 8, std::string_view("ElfChnk\0", 8));
  put(chunk, 8, first_number_, 8);
  put(chunk, 16, last, 8);
  put(chunk, 24, first_number_, 8);
  put(chunk, 32, last, 8);
  put(chunk, 40, 128, 4);
  put(chunk, 44, records_.empty() ? 0 : records_.back().begin, 4);
  put(chunk, 48, bytes_.size(), 4);
  renew_checksums(chunk);
  return chunk;
}

void renew_checksums(std::string& chunk) {
  put(chunk, 52, libdeflate_crc32(0, chunk.data() + 512, get(chunk, 48, 4) - 512), 4);
  put(chunk, 124, libdeflate_crc32(libdeflate_crc32(0, chunk.data(), 120), chunk.data() + 128, 384), 4);
}

std::string evtx_file_header(std::size_t chunks, std::uint64_t next_number) {
  std::string header(4096, '\0');
  header.replace(0, 8, std::string_view("ElfFile\0", 8));
  put(header, 16, chunks == 0 ? 0 : chunks - 1, 8);
  put(header, 24, next_number, 8);
  put(header, 32, 128, 4);
  put(header, 36, 1, 2);
  put(header, 38, 3, 2);
  put(header, 40, 4096, 2);
  put(header, 42, chunks, 2);
  put(header, 124, libdeflate_crc32(0, header.data(), 120), 4);
  return header;
}

std::string evtx_file(const std::vector<std::string>& chunks) {
  std::string file = evtx_file_header(chunks.size(), chunks.empty() ? 1 : get(chunks.back(), 16, 8) + 1);
  for (const std::string& chunk : chunks) file += chunk;
  return file;
}

void sysmon_like_event(EvtxWriter& w, std::uint16_t event_id, const std::vector<std::string>& names,
                       const std::vector<EvtxTestValue>& data, std::string_view host) {
  const auto one = [&](std::uint16_t index, EvtxType type) {
    return [&w, index, type] { w.substitution(index, type, true); };
  };
  const auto define_data = [&] {
    w.element("EventData", [&] {
      for (std::size_t i = 0; i < names.size(); ++i) {
        w.element(
            "Data", [&] { w.attribute("Name", [&] { w.text(names[i]); }); },
            [&] { w.substitution(static_cast<std::uint16_t>(i), static_cast<EvtxType>(data[i].type)); });
      }
    });
  };
  const auto define_event = [&] {
    w.element(
        "Event",
        [&] { w.attribute("xmlns", [&] { w.text("http://schemas.microsoft.com/win/2004/08/events/event"); }); },
        [&] {
          w.element("System", [&] {
            w.element("Provider",
                      [&] {
                        w.attribute(
                            "Name", [&] { w.text("Microsoft-Windows-Sysmon"); }, false);
                        w.attribute("Guid", [&] { w.text("{5770385F-C22A-43E0-BF4C-06F5698FFBD9}"); });
                      },
                      {});
            w.element("EventID", one(0, EvtxType::uint16));
            w.element("Version", one(1, EvtxType::uint8));
            w.element("Keywords", one(2, EvtxType::hexadecimal64));
            w.element("TimeCreated", [&] { w.attribute("SystemTime", one(3, EvtxType::file_time)); }, {});
            w.element("EventRecordID", one(4, EvtxType::uint64));
            w.element("Correlation", [&] { w.attribute("ActivityID", one(5, EvtxType::guid)); }, {});
            w.element("Channel", one(6, EvtxType::utf16_text));
            w.element("Computer", one(7, EvtxType::utf16_text));
            w.element("Security", [&] { w.attribute("UserID", one(8, EvtxType::security_identifier)); }, {});
          });
          w.substitution(9, EvtxType::binary_xml, true);
        });
  };
  const std::uint64_t number = w.next_number();
  w.begin_record();
  w.fragment();
  w.instance(
      0x1000, define_event,
      {evtx_number(EvtxType::uint16, event_id, 2), evtx_number(EvtxType::uint8, 5, 1),
       evtx_number(EvtxType::hexadecimal64, 0x8000000000000000, 8),
       evtx_number(EvtxType::file_time, 132'000'000'000'000'000 + number * 1'234'567, 8),
       evtx_number(EvtxType::uint64, number, 8), evtx_nothing(), evtx_text("Microsoft-Windows-Sysmon/Operational"),
       evtx_text(host),
       evtx_bytes(EvtxType::security_identifier, std::string("\x01\x01\x00\x00\x00\x00\x00\x05\x12\x00\x00\x00", 12)),
       evtx_xml([&] {
         w.fragment();
         w.instance(0x2000 + event_id, define_data, data);
         w.number<std::uint8_t>(0);
       })});
  w.end_record();
}

EvtxWriter sysmon_like_chunk(std::size_t size, std::uint64_t first_number) {
  EvtxWriter writer(first_number);
  for (std::size_t i = 0; i < size; ++i) {
    const std::string name = "program" + std::to_string(first_number + i);
    const EvtxTestValue guid = evtx_bytes(EvtxType::guid, little_endian(0x365ABB72 + i, 8) + little_endian(i, 8));
    const EvtxTestValue pid = evtx_number(EvtxType::uint32, 1000 + 4 * i, 4);
    const EvtxTestValue image = evtx_text("C:\\Windows\\System32\\" + name + ".exe");
    if (i % 3 == 2) {
      sysmon_like_event(
          writer, 7, {"UtcTime", "ProcessGuid", "ProcessId", "Image", "ImageLoaded", "Signed"},
          {evtx_text("2020-01-01 00:00:00.000"), guid, pid, image, evtx_text("C:\\Windows\\System32\\" + name + ".dll"),
           evtx_number(EvtxType::boolean, i % 2, 4)});
    } else {
      sysmon_like_event(writer, 1, {"RuleName", "ProcessGuid", "ProcessId", "Image", "CommandLine", "LogonId"},
                        {evtx_text(""), guid, pid, image, evtx_text(name + " <a> & \"b\""),
                         evtx_number(EvtxType::hexadecimal64, 0x3e7 + i, 8)});
    }
  }
  return writer;
}

}  // namespace proclens
