// Reads a block of the map page back, slowly and by the description in docs/map-page.md, as an oracle for the writer.
#pragma once

#include <libdeflate.h>

#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

inline std::string decode_base64(std::string_view text) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) throw std::runtime_error("not base64");
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<char>(bits >> count & 0xFFU));
    }
  }
  return bytes;
}

inline std::string inflate(std::string_view stream, std::size_t most = std::size_t{1} << 20U) {
  std::string bytes(most, '\0');
  std::size_t size = 0;
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  const auto result =
      libdeflate_zlib_decompress(decompressor, stream.data(), stream.size(), bytes.data(), bytes.size(), &size);
  libdeflate_free_decompressor(decompressor);
  if (result != LIBDEFLATE_SUCCESS) throw std::runtime_error("not a zlib stream");
  bytes.resize(size);
  return bytes;
}

/// A block as a reader sees it.
class ReadBlock {
 public:
  explicit ReadBlock(const std::string& bytes) {
    std::uint32_t size = 0;
    std::memcpy(&size, bytes.data(), sizeof(size));
    header = nlohmann::json::parse(bytes.substr(4, size));
    body_ = bytes.substr(4 + size);
  }

  [[nodiscard]] static ReadBlock from_pieces(const std::vector<std::string>& pieces) {
    std::string bytes;
    for (const std::string& piece : pieces) bytes += inflate(decode_base64(piece));
    return ReadBlock(bytes);
  }

  [[nodiscard]] std::string raw(const std::string& name, const std::string& encoding) const {
    const auto& column = header.at("columns").at(name);
    if (column.at(0) != encoding) throw std::runtime_error(name + " has another encoding");
    return body_.substr(column.at(1), column.at(2));
  }

  [[nodiscard]] std::vector<std::uint64_t> varint(const std::string& name,
                                                  const std::string& encoding = "varint") const {
    std::vector<std::uint64_t> values;
    std::uint64_t value = 0;
    unsigned shift = 0;
    for (const char c : raw(name, encoding)) {
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(c) & 0x7FU) << shift;
      shift += 7;
      if ((static_cast<unsigned char>(c) & 0x80U) == 0) {
        values.push_back(value);
        value = 0;
        shift = 0;
      }
    }
    if (values.size() != header.at("columns").at(name).at(3)) throw std::runtime_error(name + " has another length");
    return values;
  }

  [[nodiscard]] std::vector<std::int64_t> delta(const std::string& name) const {
    std::vector<std::int64_t> values;
    std::int64_t before = 0;
    for (const std::uint64_t step : varint(name, "delta")) {
      before += step % 2 == 0 ? static_cast<std::int64_t>(step / 2) : -static_cast<std::int64_t>(step / 2) - 1;
      values.push_back(before);
    }
    return values;
  }

  [[nodiscard]] std::vector<float> f32(const std::string& name) const {
    const std::string planes = raw(name, "f32");
    std::vector<float> values(planes.size() / 4);
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::string four;
      for (std::size_t plane = 0; plane < 4; ++plane) four.push_back(planes[plane * values.size() + i]);
      std::memcpy(&values[i], four.data(), 4);
    }
    return values;
  }

  [[nodiscard]] std::vector<double> f64(const std::string& name) const {
    const std::string planes = raw(name, "f64");
    std::vector<double> values(planes.size() / 8);
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::string eight;
      for (std::size_t plane = 0; plane < 8; ++plane) eight.push_back(planes[plane * values.size() + i]);
      std::memcpy(&values[i], eight.data(), 8);
    }
    return values;
  }

  [[nodiscard]] std::vector<std::string> texts(const std::string& name) const {
    const std::vector<std::uint64_t> shared = varint(name + ".shared");
    const std::vector<std::uint64_t> length = varint(name + ".length");
    const std::string bytes = raw(name + ".bytes", "u8");
    std::vector<std::string> values;
    std::string before;
    std::size_t at = 0;
    for (std::size_t i = 0; i < shared.size(); ++i) {
      before = before.substr(0, shared[i]) + bytes.substr(at, length[i]);
      at += length[i];
      values.push_back(before);
    }
    return values;
  }

  nlohmann::json header;

 private:
  std::string body_;
};

}  // namespace proclens
