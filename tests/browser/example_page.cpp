// example_page FILE [PROCESSES [POINTS]]: writes a map page of invented processes, for the browser tests and for
// viewing. example_page FILE hostile: the same with texts that try to run, to break out and to deceive.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/page/page.hpp"
#include "atlas/page/page_labels.hpp"
#include "core/random.hpp"
#include "core/text.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"
#include "proclens/topics.hpp"

namespace proclens {
namespace {

/// Programs and a typical command line for each; {} becomes a number that differs from run to run.
struct Program {
  std::string_view name;
  std::string_view args;
  std::string_view parents;
  std::string_view user;
};

constexpr Program kPrograms[] = {
    {"svchost.exe", "-k netsvcs -p -s wuauserv", "services.exe->wininit.exe", "SYSTEM"},
    {"conhost.exe", "0xffffffff -forcev1", "cmd.exe->explorer.exe->userinit.exe", "m.keller"},
    {"chrome.exe", "--type=renderer --lang=en-us --renderer-client-id={} --launch-time-ticks={}",
     "chrome.exe->explorer.exe", "a.ngo"},
    {"msedge.exe", "--type=utility --utility-sub-type=network.mojom.networkservice --mojo-platform-channel-handle={}",
     "msedge.exe->explorer.exe", "j.ortiz"},
    {"powershell.exe", "-noprofile -executionpolicy bypass -file c:\\ops\\inventory-{}.ps1", "cmd.exe->explorer.exe",
     "svc_inventory"},
    {"mscorsvw.exe", "-startupevent {} -interruptevent 0 -ngenprocess {} -pipe {} -comment \"ngen worker process\"",
     "ngen.exe->services.exe->wininit.exe", "SYSTEM"},
    {"microsoftedgeupdate.exe", "/ua /installsource scheduler", "svchost.exe->services.exe->wininit.exe", "SYSTEM"},
    {"taskhostw.exe", "-registerdevice -settingchange -full", "svchost.exe->services.exe->wininit.exe", "SYSTEM"},
    {"python.exe", "-m pytest tests\\unit --maxfail={}", "bash.exe->mintty.exe->explorer.exe", "a.ngo"},
    {"git.exe", "show --textconv :src/etl/run_{}.py", "code.exe->explorer.exe", "a.ngo"},
    {"wmiprvse.exe", "-secured -embedding", "svchost.exe->services.exe->wininit.exe", "NETWORK SERVICE"},
    {"rundll32.exe", "c:\\windows\\system32\\pla.dll,plahost \"event viewer tasks\" 0x{}", "svchost.exe->services.exe",
     "SYSTEM"},
    {"searchprotocolhost.exe", "global\\usgthrfltpipe{} 1 -2147483646", "searchindexer.exe->services.exe", "SYSTEM"},
    {"backgroundtaskhost.exe", "-servername:app.appx{}.mca", "svchost.exe->services.exe", "j.ortiz"},
    {"outlook.exe", "/recycle", "explorer.exe->userinit.exe", "m.keller"},
    {"dllhost.exe", "/processid:{{}-2a5f-4d8a}", "svchost.exe->services.exe", "SYSTEM"},
    {"msiexec.exe", "/i c:\\packages\\agent-{}.msi /qn /norestart", "services.exe->wininit.exe", "SYSTEM"},
    {"cmd.exe", "/c dir \\\\files\\share\\{} /s /b", "explorer.exe->userinit.exe", "j.ortiz"},
    {"teams.exe", "--type=gpu-process --field-trial-handle={}", "teams.exe->explorer.exe", "m.keller"},
    {"node.exe", "c:\\work\\web\\node_modules\\vite\\bin\\vite.js build --outdir {}", "npm.cmd->code.exe->explorer.exe",
     "a.ngo"},
    {"schtasks.exe", "/run /tn backup-{}", "cmd.exe->svchost.exe->services.exe", "svc_backup"},
    {"w3wp.exe", "-ap \"defaultapppool\" -v \"v4.0\" -l \"webengine4.dll\"", "svchost.exe->services.exe",
     "IIS APPPOOL"},
    {"sqlservr.exe", "-sMSSQLSERVER", "services.exe->wininit.exe", "MSSQLSERVER"},
    {"notepad.exe", "c:\\users\\m.keller\\notes-{}.txt", "explorer.exe->userinit.exe", "m.keller"},
};
constexpr std::size_t kProgramCount = std::size(kPrograms);

constexpr std::string_view kLibraries[] = {"winhttp.dll",       "urlmon.dll",   "mscoree.dll",   "clrjit.dll",
                                           "wbemprox.dll",      "amsi.dll",     "comctl32.dll",  "propsys.dll",
                                           "wininet.dll",       "dwmapi.dll",   "d3d11.dll",     "dxgi.dll",
                                           "mfplat.dll",        "samlib.dll",   "vaultcli.dll",  "cryptui.dll",
                                           "taskschd.dll",      "netapi32.dll", "logoncli.dll",  "webio.dll",
                                           "wlanapi.dll",       "mpr.dll",      "python311.dll", "libcrypto.dll",
                                           "msi.dll",           "sxs.dll",      "edputil.dll",   "uiautomationcore.dll",
                                           "windowscodecs.dll", "dbghelp.dll",  "rasapi32.dll",  "tapi32.dll"};

constexpr std::string_view kCommon[] = {"ntdll.dll",    "kernel32.dll", "kernelbase.dll", "msvcrt.dll", "rpcrt4.dll",
                                        "advapi32.dll", "sechost.dll",  "user32.dll",     "gdi32.dll",  "combase.dll"};

std::string filled(std::string_view pattern, const CounterRandom& random, std::uint64_t index) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern.substr(i, 2) == "{}") {
      out += std::to_string(random.below(index * 8 + i % 8, 100'000));
      ++i;
    } else {
      out.push_back(pattern[i]);
    }
  }
  return out;
}

/// Names, paths and command lines as an attacker might write them.
const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts = {
      "<script>window.pwned=1</script>",
      "</script><script>window.pwned=1</script>",
      "</title><script>window.pwned=1</script>",
      "<img src=x onerror=window.pwned=1>",
      "<svg/onload=window.pwned=1>",
      "<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>",
      "\" onmouseover=\"window.pwned=1\" x=\"",
      "' autofocus onfocus='window.pwned=1",
      "javascript:window.pwned=1",
      "<iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe>",
      "<style>@import 'http://attacker.example/x.css';</style>",
      "<link rel=stylesheet href=http://attacker.example/x.css>",
      "<meta http-equiv=refresh content=0;url=http://attacker.example/>",
      "<base href=http://attacker.example/>",
      "<a href=http://attacker.example ping=http://attacker.example>click</a>",
      "{{constructor.constructor('window.pwned=1')()}}",
      "${window.pwned=1}",
      "<!--proclens:map--><!--",
      "-->]]><script>window.pwned=1</script>",
      "__proto__",
      "constructor",
      "invoice\xE2\x80\xAE"
      "fdp.exe",
      "\xE2\x81\xA6isolated\xE2\x81\xA9 \xD8\x9C\xE2\x80\x8F mark",
      std::string("nul\0inside", 10),
      "\x1B[2J\x1B]0;owned\x07 bell",
      "line\nbreak\r\nand\ttab",
      "zero\xE2\x80\x8Bwidth\xEF\xBB\xBF",
      "bad \xFF\xFE utf8 \xC3( \xED\xA0\x80 \xF5\x90\x80\x80",
      "=cmd|'/c calc'!A1",
      "\xF0\x9F\x92\xA3 \xE6\x96\x87\xE5\xAD\x97",
      std::string(1'000'000, 'A') + "<img src=x onerror=window.pwned=1>",
      "",
  };
  return texts;
}

struct Example {
  std::uint64_t objects;
  std::size_t points;
  bool hostile;
  bool apart;  ///< objects are command lines, each with up to three processes; otherwise they are processes
};

/// An invented map: regions of programs, programs of clusters, clusters of points in arcs and clouds.
class ExampleMap {
 public:
  explicit ExampleMap(const Example& example) : example_(example), random_(7, 1) {
    make_features();
    make_points();
    make_objects();
    make_neighbours();
    make_names();
  }

  PageOutcome write(const std::string& file) const {
    PageData data;
    data.summary.title =
        example_.hostile ? "Hostile </title><script>window.pwned=1</script>" : "Invented office, 24 hosts";
    data.summary.objects = example_.objects;
    if (example_.apart)
      data.lens = {"commands", {"command line", "command lines"}, {"token", "tokens"}, "whole", false};
    data.summary.version = "0.1.0";
    data.summary.left_out = {{"sensor processes", 1'482, "their lineage contains wintap, amazon-ssm or ssm-"},
                             {"image loads", 20'311, "of processes without a record in process"}};
    data.summary.notes = {"3 bags hold only images that every process loads; they are placed apart."};
    data.summary.parameters = {{"lens", "images"}, {"reference", "spread"}, {"components", "128"}, {"seed", "42"}};
    for (std::size_t i = 0; i < label_.size(); ++i) {
      data.summary.processes += members_[i];
      if (label_[i] < 0) data.summary.noise_processes += members_[i];
    }
    data.positions = {points_.data(), 2 * label_.size()};
    data.multiplicity = multiplicity_;
    data.members = members_;
    std::vector<PageObject> objects;
    for (const auto& [bag, name] : object_names_) objects.push_back({bag, name});
    data.objects = objects;
    data.cluster = label_;
    data.strength = strength_;
    data.nearest_cluster = nearest_;
    data.outlier_score = outlier_;
    data.bags = &bags_;
    data.feature_names = feature_names_;
    data.feature_weight = feature_weight_;
    data.clusters = clusters_;
    data.layers = layers_;
    data.lineage_states = {"whole", "no parent", "no lineage"};
    data.lineage_flags = {"parent_ended_earlier", "unexpected_parent"};
    data.terms = {{"no parent", "gap", "has no parent hash"},
                  {"parent_ended_earlier", "contradiction", "parent had ended before it started"},
                  {"unexpected_parent", "suspicious", "a core Windows process with a parent that it never has"}};
    data.neighbours = &neighbours_;
    data.neighbour_distance = &distances_;
    PagePayload payload(members_, {}, {.objects = example_.apart});
    add_processes(payload);
    std::ofstream out(file, std::ios::binary);
    return write_page(Context(), out, data, payload);
  }

 private:
  [[nodiscard]] std::string text(std::string_view plain, std::uint64_t index) const {
    if (!example_.hostile) return std::string(plain);
    return hostile_texts()[index % hostile_texts().size()];
  }

  void make_features() {
    for (const std::string_view name : kCommon) add_feature("c:\\windows\\system32\\" + std::string(name), 0.01);
    for (const std::string_view name : kLibraries) add_feature("c:\\windows\\system32\\" + std::string(name), 1.0);
    for (const Program& program : kPrograms) add_feature("c:\\program files\\app\\" + std::string(program.name), 2.0);
    if (!example_.hostile) return;
    for (std::size_t i = 0; i < feature_names_.size(); ++i) feature_names_[i] = text("", i);
  }

  void add_feature(const std::string& name, double weight) {
    feature_names_.push_back(name);
    feature_weight_.push_back(weight + random_.uniform(9'000'000 + feature_names_.size()) * 0.1);
  }

  void make_points() {
    const std::size_t u = example_.points;
    constexpr std::size_t kRegions = 9;
    const std::size_t groups = kProgramCount;
    const std::size_t per_group = 6;
    points_ = Matrix<float>(u, 2);
    std::vector<ClusterLayer> layers(3);
    for (ClusterLayer& layer : layers) layer.label.assign(u, -1);
    layers[0].clusters = kRegions;
    layers[1].clusters = static_cast<std::int32_t>(groups);
    layers[2].clusters = static_cast<std::int32_t>(groups * per_group);
    bags_.columns = feature_names_.size();
    const auto angle_of = [](double share) { return 2 * std::numbers::pi * share; };
    for (std::size_t i = 0; i < u; ++i) {
      const std::uint64_t r = i * 64;
      const double skew = random_.uniform(r);
      const auto fine = static_cast<std::size_t>(skew * skew * static_cast<double>(groups * per_group));
      const std::size_t group = (fine * 7) % groups;
      const std::size_t part = (fine / groups) % per_group;
      const std::size_t region = group % kRegions;
      const std::size_t cluster = group * per_group + part;
      const CounterRandom place(11, cluster + 1);
      const CounterRandom group_place(13, group + 1);
      const double region_angle = angle_of(static_cast<double>(region) / kRegions + 0.03);
      const double region_reach = 4.0 + 4.5 * CounterRandom(17, region).uniform(0);
      const double bend = angle_of(place.uniform(3));
      const double along = random_.uniform(r + 1) - 0.5;
      const double reach = 0.15 + 0.5 * place.uniform(4);
      double x = region_reach * std::cos(region_angle) + 1.7 * group_place.normal(0) + 0.75 * place.normal(0);
      double y = region_reach * std::sin(region_angle) + 1.5 * group_place.normal(1) + 0.75 * place.normal(1);
      x += reach * std::cos(bend + 2.5 * along) + 0.06 * random_.normal(r / 2 + 3);
      y += reach * std::sin(bend + 2.5 * along) + 0.06 * random_.normal(r / 2 + 4);
      const bool noise = random_.uniform(r + 12) < 0.09;
      if (noise) {
        x += 1.1 * random_.normal(r / 2 + 8);
        y += 1.1 * random_.normal(r / 2 + 9);
      }
      points_(i, 0) = static_cast<float>(x);
      points_(i, 1) = static_cast<float>(y);
      if (!noise) {
        layers[0].label[i] = static_cast<std::int32_t>(region);
        layers[1].label[i] = static_cast<std::int32_t>(group);
        layers[2].label[i] = static_cast<std::int32_t>(cluster);
      }
      program_.push_back(group);
      nearest_.push_back(static_cast<std::int32_t>(cluster));
      strength_.push_back(
          static_cast<float>(noise ? 0.6 * random_.uniform(r + 20) : 0.5 + 0.5 * random_.uniform(r + 20)));
      const double score = random_.uniform(r + 21);
      outlier_.push_back(static_cast<float>(noise ? 0.5 + 0.5 * score : score * score * score));
      multiplicity_.push_back(1);
      add_bag(group, part, r);
    }
    // The other processes repeat the first bags of their clusters, some of them very often.
    for (std::uint64_t extra = u; extra < example_.objects; ++extra) {
      const double share = random_.uniform(5'000'000'000ULL + extra);
      ++multiplicity_[static_cast<std::size_t>(share * share * share * share * static_cast<double>(u))];
    }
    label_ = layers[2].label;
    layers_of_ = std::move(layers);
  }

  void add_bag(std::size_t group, std::size_t part, std::uint64_t r) {
    std::vector<bool> has(feature_names_.size(), false);
    const std::size_t libraries = std::size(kCommon);
    for (std::size_t k = 0; k < libraries; ++k) has[k] = true;
    has[libraries + (group * 5) % std::size(kLibraries)] = true;
    has[libraries + (group * 11 + part * 3) % std::size(kLibraries)] = true;
    has[libraries + std::size(kLibraries) + group] = true;
    for (std::uint64_t k = 0; k < 4; ++k) has[libraries + random_.below(r + 30 + k, std::size(kLibraries))] = true;
    for (std::size_t k = 0; k < has.size(); ++k) {
      if (!has[k]) continue;
      bags_.column.push_back(static_cast<std::uint32_t>(k));
      bags_.value.push_back(1);
    }
    bags_.row_start.push_back(bags_.column.size());
  }

  void make_objects() {
    members_ = multiplicity_;
    if (!example_.apart) return;
    members_.assign(multiplicity_.size(), 0);
    for (std::uint32_t bag = 0; bag < multiplicity_.size(); ++bag) {
      for (std::uint32_t k = 0; k < multiplicity_[bag]; ++k) {
        const std::size_t object = object_names_.size();
        const Program& program = kPrograms[program_[bag]];
        const std::string line = std::string(program.name) + " " + filled(program.args, CounterRandom(29, object), 50);
        object_names_.emplace_back(bag, text(line, object));
        members_[bag] += members_of(object);
      }
    }
  }

  static std::uint32_t members_of(std::size_t object) { return 1 + static_cast<std::uint32_t>(object % 3); }

  /// The nearest other points by position: for display as good as those of an embedding.
  void make_neighbours() {
    constexpr std::size_t count = 12;
    const std::size_t u = label_.size();
    neighbours_ = Matrix<std::uint32_t>(u, count, Neighbours::kNone);
    distances_ = Matrix<float>(u, count);
    if (u > 50'000) return;  // trying all pairs would take minutes; such maps only serve to measure drawing
    std::vector<std::pair<float, std::uint32_t>> others;
    for (std::size_t i = 0; i < u; ++i) {
      others.clear();
      for (std::uint32_t j = 0; j < u; ++j) {
        if (j != i) others.emplace_back(std::hypot(points_(i, 0) - points_(j, 0), points_(i, 1) - points_(j, 1)), j);
      }
      const std::size_t found = std::min(count, others.size());
      std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(found), others.end());
      for (std::size_t k = 0; k < found; ++k) {
        distances_(i, k) = 0.1F * others[k].first;
        neighbours_(i, k) = others[k].second;
      }
    }
  }

  void make_names() {
    SparseRows weighted = bags_;
    for (std::size_t k = 0; k < weighted.value.size(); ++k) weighted.value[k] *= feature_weight_[weighted.column[k]];
    std::vector<std::vector<std::vector<TopicFeature>>> topics;
    for (const ClusterLayer& layer : layers_of_) {
      topics.push_back(cluster_topics(Context(), weighted, multiplicity_, layer.label, layer.clusters));
    }
    std::vector<std::string> labels = feature_names_;
    if (!example_.apart) {
      for (std::string& label : labels) label = std::string(last_path_part(label));
    }
    layers_ = page_layers(points_, multiplicity_, layers_of_, topics, labels);
    clusters_.resize(topics[2].size());
    for (std::size_t k = 0; k < clusters_.size(); ++k) clusters_[k].topic = page_topic(topics[2][k], labels);
    for (std::size_t i = 0; i < label_.size(); ++i) {
      if (label_[i] >= 0) clusters_[static_cast<std::size_t>(label_[i])].objects += multiplicity_[i];
    }
  }

  void add_processes(PagePayload& payload) const {
    std::uint64_t row = 0;
    std::uint32_t object = 0;
    for (std::uint32_t bag = 0; bag < multiplicity_.size(); ++bag) {
      for (std::uint32_t k = 0; k < multiplicity_[bag]; ++k, ++object) {
        const std::uint32_t members = example_.apart ? members_of(object) : 1;
        for (std::uint32_t member = 0; member < members; ++member, ++row) add_process(payload, bag, object, row);
      }
    }
  }

  static std::string hash_of(std::uint64_t row) {
    const CounterRandom own(23, row);
    std::string hash;
    for (std::uint64_t k = 0; k < 32; ++k) hash.push_back("0123456789abcdef"[own.below(k, 16)]);
    return hash;
  }

  void add_process(PagePayload& payload, std::uint32_t bag, std::uint32_t object, std::uint64_t row) const {
    const CounterRandom own(19, row);
    const Program& program = kPrograms[program_[bag]];
    const std::string hash = example_.hostile ? text("", row + 3) : hash_of(row);
    const std::string parent = row % 5 == 0 || example_.hostile ? "" : hash_of(row / 5);
    const std::string name = text(program.name, row);
    const std::string args = text(filled(program.args, own, 50), row + 1);
    const std::string host = text("OFFICE-" + std::to_string(101 + own.below(40, 24)), row / 40);
    const std::string user = text(program.user, row + 2);
    const std::string lineage = text("=" + std::string(program.name) + "->" + std::string(program.parents), row + 5);
    PageProcess process;
    process.bag = bag;
    process.object = object;
    process.pid_hash = hash;
    process.hostname = host;
    process.process_name = name;
    if (row % 17 != 0) process.args = args;
    process.user_name = user;
    if (row % 31 != 0) process.started = 1'699'300'000'000'000 + static_cast<std::int64_t>(own.uniform(41) * 1.2e12);
    process.lineage_state = static_cast<std::uint8_t>(row % 31 == 0 ? 1 : own.below(42, 20) == 0 ? 2 : 0);
    if (*process.lineage_state != 2) process.ptree = lineage;
    process.parent_pid_hash = parent;
    if (row % 13 == 0) process.lineage_flags = row % 2 == 0 ? 1U : 3U;
    process.os_pid = 4 + 4 * static_cast<std::int64_t>(own.below(43, 9'000));
    if (process.started && row % 4 != 0) {
      process.ended = *process.started + static_cast<std::int64_t>(own.uniform(44) * 5e9);
      process.exit_code = row % 50 == 1 ? 3'221'225'477 : 0;
    }
    payload.add_process(process);
  }

  Example example_;
  CounterRandom random_;
  std::vector<std::string> feature_names_;
  std::vector<double> feature_weight_;
  Matrix<float> points_;
  std::vector<std::uint32_t> multiplicity_;
  std::vector<std::uint32_t> members_;
  std::vector<std::pair<std::uint32_t, std::string>> object_names_;  ///< bag and name, if objects are not processes
  std::vector<std::int32_t> label_, nearest_;
  std::vector<float> strength_, outlier_;
  std::vector<std::size_t> program_;
  SparseRows bags_;
  Matrix<std::uint32_t> neighbours_;
  Matrix<float> distances_;
  std::vector<ClusterLayer> layers_of_;
  std::vector<PageCluster> clusters_;
  std::vector<PageLayer> layers_;
};

}  // namespace
}  // namespace proclens

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (words.empty()) {
    std::cerr << "example_page FILE [PROCESSES [POINTS] | hostile | objects | hostile-objects]\n";
    return 2;
  }
  const std::string kind = words.size() > 1 ? words[1] : "";
  proclens::Example example{40'000, 4'600, kind.starts_with("hostile"), kind.ends_with("objects")};
  if (example.hostile || example.apart) {
    example.objects = 3'000;
    example.points = 500;
  } else if (words.size() > 1) {
    example.objects = std::stoull(words[1]);
    example.points = words.size() > 2 ? std::stoull(words[2]) : example.objects / 9;
  }
  const proclens::PageOutcome outcome = proclens::ExampleMap(example).write(words[0]);
  std::cout << words[0] << ": " << outcome.bytes << " bytes\n";
}
