// Reads an event log and compares with evtxexport (libevtx) on the same file in one run. Answers are compared before
// anything is timed: the same events in the same order by their EventRecordID.
//
// evtx_bench FILE [--runs N]      prints the table; exit code 1 if evtxexport is faster or finds something else
//   evtx_bench --make FILE CHUNKS   writes a log of that many chunks of 64 KiB
//
// Both read the whole file with one thread and convert every value to text; evtxexport prints XML, which is discarded.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "import/evtx/evtx_chunk.hpp"
#include "import/evtx/evtx_file.hpp"
#include "import/evtx/evtx_writer.hpp"

namespace {

using namespace proclens;

constexpr std::size_t events_a_chunk = 100;

/// CPU seconds, user and system, of this process (RUSAGE_SELF) or of those that it started and that ended.
double cpu_seconds(int who) {
  rusage usage{};
  getrusage(who, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Cost {
  double wall = 0;
  double cpu = 0;
};

/// Of the fastest of `runs` runs.
Cost cost_of(int runs, int who, const std::function<void()>& work) {
  Cost best{1e9, 1e9};
  for (int i = 0; i < runs; ++i) {
    const double cpu = cpu_seconds(who);
    const auto start = std::chrono::steady_clock::now();
    work();
    const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    best = {std::min(best.wall, wall), std::min(best.cpu, cpu_seconds(who) - cpu)};
  }
  return best;
}

void read_log(const std::string& path, const EvtxWanted& wanted, const std::function<void(const EvtxRecord&)>& take) {
  std::FILE* in = std::fopen(path.c_str(), "rb");
  if (in == nullptr) throw std::runtime_error("cannot open " + path);
  EvtxFile file([in](std::span<std::byte> room) { return std::fread(room.data(), 1, room.size(), in); });
  while (const auto raw = file.next()) {
    for (const EvtxRecord& record : read_evtx_chunk(raw->bytes, raw->offset, wanted).records) take(record);
  }
  std::fclose(in);
}

std::vector<std::string> our_numbers(const std::string& path) {
  std::vector<std::string> numbers;
  read_log(path, {}, [&](const EvtxRecord& record) {
    for (const auto& [name, text] : record.fields) {
      if (name == "Event.System.EventRecordID") numbers.push_back(text);
    }
  });
  return numbers;
}

std::vector<std::string> their_numbers(const std::string& path) {
  static constexpr std::string_view tag = "<EventRecordID>";
  std::FILE* pipe = popen(("evtxexport -f xml '" + path + "'").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run evtxexport");
  std::vector<std::string> numbers;
  char* line = nullptr;
  std::size_t room = 0;
  while (getline(&line, &room, pipe) > 0) {
    const std::string_view text(line);
    const std::size_t at = text.find(tag);
    if (at == std::string_view::npos) continue;
    const std::size_t begin = at + tag.size();
    numbers.emplace_back(text.substr(begin, text.find('<', begin) - begin));
  }
  std::free(line);
  pclose(pipe);
  return numbers;
}

void make_log(const std::string& path, std::uint64_t chunks) {
  std::ofstream out(path, std::ios::binary);
  out << evtx_file_header(chunks, 1 + events_a_chunk * chunks);
  for (std::uint64_t i = 0; i < chunks; ++i) out << sysmon_like_chunk(events_a_chunk, 1 + events_a_chunk * i).finish();
}

int compare(const std::string& path, int runs) {
  const std::vector<std::string> numbers = our_numbers(path);
  if (numbers.empty() || numbers != their_numbers(path)) {
    std::fprintf(stderr, "evtx_bench: evtxexport finds different events in %s\n", path.c_str());
    return 1;
  }
  const EvtxWanted loads = [](std::string_view, std::string_view event_id) { return event_id == "7"; };
  std::uint64_t text = 0;
  const auto take = [&](const EvtxRecord& record) { text += record.fields.size(); };
  const Cost all = cost_of(runs, RUSAGE_SELF, [&] { read_log(path, {}, take); });
  const Cost some = cost_of(runs, RUSAGE_SELF, [&] { read_log(path, loads, take); });
  const Cost theirs = cost_of(std::min(runs, 2), RUSAGE_CHILDREN, [&] {
    if (std::system(("evtxexport -f xml '" + path + "' >/dev/null").c_str()) != 0) std::exit(1);
  });
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const double megabytes = static_cast<double>(file.tellg()) / 1e6;
  std::printf("%zu events, %.1f MB, %llu fields\n\n", numbers.size(), megabytes, static_cast<unsigned long long>(text));
  std::printf("| one thread | wall s | CPU s | wall | CPU |\n| --- | --- | --- | --- | --- |\n");
  const auto row = [&](const char* name, const Cost& cost) {
    std::printf("| %s | %.3f | %.3f | %.0f× | %.0f× |\n", name, cost.wall, cost.cpu, theirs.wall / cost.wall,
                theirs.cpu / cost.cpu);
  };
  row("evtxexport, every event", theirs);
  row("proclens, every event", all);
  row("proclens, image loads only", some);
  return all.wall <= theirs.wall ? 0 : 1;
}

int run(const std::vector<std::string>& given) {
  if (given.size() == 3 && given[0] == "--make") {
    make_log(given[1], std::stoull(given[2]));
    return 0;
  }
  if (given.size() == 1) return compare(given[0], 3);
  if (given.size() == 3 && given[1] == "--runs") return compare(given[0], std::stoi(given[2]));
  std::fprintf(stderr, "evtx_bench FILE [--runs N] | evtx_bench --make FILE CHUNKS\n");
  return 2;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run({arguments + 1, arguments + count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "evtx_bench: %s\n", error.what());
    return 1;
  }
}
