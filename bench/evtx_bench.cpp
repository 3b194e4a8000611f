// evtx_bench FILE [flips]: reads an EVTX file as the import does, several times, and prints JSON: seconds of one thread
// for every event and for Sysmon's process and image events only, records, bytes. With `flips` it says instead what
// byte flips cost: how many records are lost in the chunk beyond the one that was hit.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>

#include "import/evtx_chunk.hpp"
#include "import/evtx_file.hpp"

namespace {

using namespace proclens;

struct Count {
  std::uint64_t records = 0, skipped = 0, damages = 0, text = 0;
};

Count read_all(const std::string& path, const EvtxWanted& wanted) {
  std::FILE* in = std::fopen(path.c_str(), "rb");
  if (in == nullptr) throw std::runtime_error("cannot open " + path);
  EvtxFile file([in](std::span<std::byte> room) { return std::fread(room.data(), 1, room.size(), in); });
  Count count;
  while (const auto raw = file.next()) {
    const EvtxChunk chunk = read_evtx_chunk(raw->bytes, raw->offset, wanted);
    count.records += chunk.records.size();
    count.damages += chunk.damages.size();
    for (const auto& [kind, skipped] : chunk.skipped) count.skipped += skipped;
    for (const EvtxRecord& record : chunk.records) {
      for (const auto& [name, text] : record.fields) count.text += name.size() + text.size();
    }
  }
  std::fclose(in);
  return count;
}

double best_seconds(const std::function<void()>& work) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

/// One bit of every `step`-th byte of the first chunk's records, in turn.
void print_flips(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::string chunk = bytes.substr(4096, evtx_chunk_bytes);
  std::uint32_t used = 0;
  std::memcpy(&used, chunk.data() + 48, sizeof(used));
  const auto records = [&] { return read_evtx_chunk(std::as_bytes(std::span(chunk)), 4096).records.size(); };
  const std::size_t whole = records();
  std::size_t runs = 0, lost_none = 0, lost_one = 0, lost_more = 0;
  for (std::size_t at = 512; at < used; at += 10, ++runs) {
    chunk[at] = static_cast<char>(chunk[at] ^ (0x80 >> (at % 8)));
    const std::size_t lost = whole - std::min(whole, records());
    (lost == 0 ? lost_none : lost == 1 ? lost_one : lost_more) += 1;
    chunk[at] = bytes[4096 + at];
  }
  std::printf("{\"records\": %zu, \"flips\": %zu, \"lost_none\": %zu, \"lost_one\": %zu, \"lost_more\": %zu}\n", whole,
              runs, lost_none, lost_one, lost_more);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const std::string path = arguments[1];
  if (count == 3 && std::string(arguments[2]) == "flips") {
    print_flips(path);
    return 0;
  }
  const EvtxWanted processes = [](std::string_view channel, std::string_view event_id) {
    return channel == "Microsoft-Windows-Sysmon/Operational" && (event_id == "1" || event_id == "5" || event_id == "7");
  };
  Count all, wanted;
  const double seconds_all = best_seconds([&] { all = read_all(path, {}); });
  const double seconds_wanted = best_seconds([&] { wanted = read_all(path, processes); });
  std::printf(
      "{\"records\": %llu, \"damages\": %llu, \"seconds\": %.6f, \"wanted\": %llu, \"skipped\": %llu, "
      "\"seconds_wanted\": %.6f}\n",
      static_cast<unsigned long long>(all.records), static_cast<unsigned long long>(all.damages), seconds_all,
      static_cast<unsigned long long>(wanted.records), static_cast<unsigned long long>(wanted.skipped), seconds_wanted);
  return 0;
}
