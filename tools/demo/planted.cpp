// The anomalies planted in a block: lineages broken in a known way, and images that do not belong.
#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "demo/block_builder.hpp"
#include "demo/vocabulary/arguments.hpp"

namespace proclens {
namespace {

constexpr OddImages kOdd[] = {
    {"notepad.exe", "explorer.exe", "odd_notepad",
     "notepad.exe runs .NET and reads the credential vault: code was injected into it"},
    {"rundll32.exe", "explorer.exe", "odd_rundll32",
     "rundll32.exe loads a library from the user's temporary folder and talks to the network"},
    {"svchost.exe/bits", "services.exe", "odd_svchost",
     "svchost.exe hosts a library from c:\\programdata that belongs to no service"},
    {"excel.exe", "explorer.exe", "odd_excel",
     "excel.exe loads PowerShell's engine and WMI: a macro does more than spreadsheets need"},
    {"snippingtool.exe", "explorer.exe", "odd_snippingtool",
     "snippingtool.exe loads a version.dll from the downloads folder: a library took the place of the system's"},
};

constexpr UnexpectedParent kUnexpected[] = {
    {"svchost.exe/bits", "explorer.exe"},
    {"lsass.exe", "svchost.exe/schedule"},
    {"wininit.exe", "svchost.exe/schedule"},
    {"services.exe", "explorer.exe"},
};

}  // namespace

std::span<const OddImages> odd_images() { return kOdd; }
std::span<const UnexpectedParent> unexpected_parents() { return kUnexpected; }

Cast::Cast(const Catalogue& catalogue)
    : conhost(catalogue.find("conhost.exe")),
      explorer(catalogue.find("explorer.exe")),
      runtime_broker(catalogue.find("runtimebroker.exe")),
      shell(catalogue.find("cmd.exe")),
      schedule(catalogue.find("svchost.exe/schedule")),
      broker(catalogue.find("svchost.exe/plugplay")),
      agent(catalogue.find("zabbix_agentd.exe")),
      logon(catalogue.find("userinit.exe")),
      system(catalogue.find("system")),
      kernel(catalogue.find("ntoskrnl.exe")),
      placeholder(catalogue.find("unknown.exe")),
      wininit(catalogue.find("wininit.exe")),
      services(catalogue.find("services.exe")),
      sensor_worker(catalogue.find("ssm-agent-worker.exe")),
      sensor_document_worker(catalogue.find("ssm-document-worker.exe")) {
  for (const char* key : {"taskhostw.exe", "usoclient.exe", "wsqmcons.exe"}) scheduled.push_back(catalogue.find(key));
  for (const char* key : {"backgroundtaskhost.exe", "dllhost.exe/system", "wmiprvse.exe", "mousocoreworker.exe"}) {
    brokered.push_back(catalogue.find(key));
  }
  for (const char* key : {"notepad.exe", "7zfm.exe", "mstsc.exe"}) clicked.push_back(catalogue.find(key));
  for (const char* key : {"ping.exe", "whoami.exe", "reg.exe", "findstr.exe", "ipconfig.exe"}) {
    commands.push_back(catalogue.find(key));
  }
}

std::uint32_t BlockBuilder::one_of(const std::vector<std::uint32_t>& programs) {
  return programs[draws_.below(programs.size())];
}

/// How many of a kind precede the `i`-th of this block in the whole dataset: used to cycle through the few variants of
/// a rare kind. Looks at all earlier blocks, so only for rare kinds.
std::uint64_t BlockBuilder::ordinal(Kind kind, std::uint32_t i) const {
  std::uint64_t before = i;
  for (const Block* block = world_.fleet.blocks.data(); block != &plan_; ++block) before += (*block)[kind];
  return before;
}

DemoProcess& BlockBuilder::add_under(Kind kind, std::uint32_t program, const DemoProcess& parent) {
  DemoProcess& process = add(kind, program, std::max(moment_in_block(false), parent.start + 1000));
  set_parent(process, parent);
  live(process);
  return process;
}

/// An ordinary process started by the scheduler, DCOM or a user; its parent's lineage has six processes.
DemoProcess& BlockBuilder::add_leaf(Kind kind) {
  const std::uint64_t who = draws_.below(3);
  if (who == 0) return add_under(kind, one_of(cast_.scheduled), core(cast_.schedule));
  if (who == 1) return add_under(kind, one_of(cast_.brokered), core(cast_.broker));
  return add_under(kind, one_of(cast_.clicked), core(cast_.explorer));
}

/// The same process recorded twice, the second time with more of its life.
void BlockBuilder::add_pair_of_records() {
  DemoProcess& first = add_leaf(Kind::duplicate);
  first.listed = false;
  DemoProcess second = first;
  second.row = first.row + 1;
  second.again = true;
  second.last_seen_offset = static_cast<std::int64_t>(draws_.between(1, 90) * static_cast<double>(kSecond));
  out_.processes.push_back(std::move(second));
}

void BlockBuilder::add_wrong_path() {
  DemoProcess& process = add_leaf(Kind::wrong_path);
  // Both substitutes have a lineage as long as that of the parent that they replace.
  process.path_parent = &core(process.parent->program == cast_.schedule ? cast_.broker : cast_.schedule);
}

/// The clock was set back between the starts of parent and child.
void BlockBuilder::add_late_parent() {
  const DemoProcess& parent = consoles_.empty() ? core(cast_.explorer) : *consoles_[draws_.below(consoles_.size())];
  DemoProcess& process = add(Kind::started_later, one_of(cast_.commands),
                             parent.start - static_cast<Moment>(draws_.between(1, 90) * static_cast<double>(kSecond)));
  set_parent(process, parent);
  live(process);
}

/// The parent's PID was reused by another process before the child started; the sensor recorded the old owner.
void BlockBuilder::add_early_ended_parent() {
  const DemoProcess* parent = &core(cast_.logon);
  for (const DemoProcess* candidate : consoles_) {
    if (candidate->end != 0 && candidate->end < plan_.end) parent = candidate;
  }
  const Moment room = std::min<Moment>(uptime_.end - kSecond - parent->end, 600 * kSecond);
  DemoProcess& process = add(
      Kind::ended_earlier, one_of(cast_.commands),
      parent->end + kSecond + static_cast<Moment>(draws_.uniform() * static_cast<double>(std::max<Moment>(room, 0))));
  set_parent(process, *parent);
  live(process);
}

/// A process of this program on another host that is up at the moment; nullptr if there is none.
const DemoProcess* BlockBuilder::boot_alive_elsewhere(std::uint32_t program, Moment moment) {
  const auto& boots = world_.fleet.boots;
  const std::uint64_t first = draws_.below(boots.size());
  for (std::size_t i = 0; i < boots.size(); ++i) {
    const auto index = static_cast<std::uint32_t>((first + i) % boots.size());
    const Boot& boot = boots[index];
    if (boot.host == uptime_.host || moment < boot.begin + 60 * kSecond || moment > boot.end - 60 * kSecond) continue;
    out_.foreign.push_back(boot_processes(world_, index));
    return boot_process(out_.foreign.back(), program);
  }
  return nullptr;
}

void BlockBuilder::add_foreign_parent() {
  const Moment start = moment_in_block(false);
  const DemoProcess* parent = nullptr;
  for (Moment later = 0; parent == nullptr && later < 10 * kHour; later += 600 * kSecond) {
    parent = boot_alive_elsewhere(cast_.broker, std::min(start + later, uptime_.end - kSecond));
    if (parent == nullptr) continue;
    DemoProcess& process =
        add(Kind::cross_host, one_of(cast_.brokered), std::min(start + later, uptime_.end - kSecond));
    set_parent(process, *parent);
    live(process);
    return;
  }
  throw std::logic_error("demo: no other host is up");
}

void BlockBuilder::add_unexpected_parent(std::uint64_t number) {
  const UnexpectedParent& pair = kUnexpected[number % std::size(kUnexpected)];
  add_under(Kind::unexpected_parent, world_.catalogue.find(pair.program), core(world_.catalogue.find(pair.parent)));
}

/// Two shells that are each other's parent; they start in the same microsecond, so that no clock tells which came
/// first.
void BlockBuilder::add_cycle() {
  DemoProcess& first = add(Kind::cycle, cast_.shell, moment_in_block(true));
  DemoProcess& second = add(Kind::cycle, cast_.shell, first.start);
  set_parent(first, second);
  set_parent(second, first);
  live(first);
  live(second);
}

void BlockBuilder::add_odd(std::uint64_t number) {
  const auto which = static_cast<int>(number % std::size(kOdd));
  const OddImages& odd = kOdd[which];
  DemoProcess& process =
      add_under(Kind::odd_images, world_.catalogue.find(odd.program), core(world_.catalogue.find(odd.started_by)));
  process.odd = which;
}

/// Every fourth of these lineages names the sensor's workers and no longer the agent above them.
void BlockBuilder::add_short_path(std::uint64_t number) {
  DemoProcess& process = number % 4 == 0
                             ? add_under(Kind::short_path, cast_.sensor_document_worker, core(cast_.sensor_worker))
                             : add_leaf(Kind::short_path);
  process.path_length = 2;
}

void BlockBuilder::add_kernel() {
  DemoProcess& process = add(Kind::kernel, cast_.kernel, plan_.begin);
  process.pid = core(cast_.system).pid;
  process.listed = false;
  set_parent(process, process);
  live(process);
}

/// The placeholder and three of its children: two whose parent's PID the sensor recorded all the same, one for which it
/// has only the placeholder's.
void BlockBuilder::add_unresolved_parents() {
  DemoProcess& placeholder = add(Kind::unresolved, cast_.placeholder, plan_.begin);
  placeholder.pid = kPlaceholderPid;
  set_parent(placeholder, core(cast_.system));
  live(placeholder);
  const auto add_child = [&](std::uint32_t program) -> DemoProcess& {
    DemoProcess& child = add(Kind::unresolved, program, moment_in_block(false));
    set_parent(child, placeholder);
    live(child);
    return child;
  };
  for (const std::uint32_t starter : {cast_.schedule, cast_.broker}) {
    DemoProcess& child = add_child(one_of(starter == cast_.schedule ? cast_.scheduled : cast_.brokered));
    child.likely_parent = &core(starter);
    child.parent_pid = child.likely_parent->pid;
  }
  add_child(one_of(cast_.clicked));
}

/// smss.exe starts wininit.exe and ends; its PID goes to a service host, which the sensor then takes for wininit.exe's
/// parent, although it runs below it.
void BlockBuilder::add_reused_parent() {
  DemoProcess& wininit = add(Kind::reused_parent, cast_.wininit, moment_in_block(false));
  const DemoProcess* parent = &wininit;
  DemoProcess* service = nullptr;
  for (const auto& [program, longest] :
       {std::pair(cast_.services, 0.2), std::pair(cast_.schedule, 20.0), std::pair(one_of(cast_.scheduled), 20.0)}) {
    DemoProcess& process = add(Kind::reused_parent, program, moment_under(*parent, longest));
    set_parent(process, *parent);
    parent = &process;
    if (program == cast_.schedule) service = &process;
  }
  set_parent(wininit, *service);
  for (auto process = out_.processes.end() - 4; process != out_.processes.end(); ++process) live(*process);
}

void BlockBuilder::add_planted() {
  const auto each = [&](Kind kind, auto plant) {
    for (std::uint32_t i = 0; i < wanted(kind); ++i) plant(i);
  };
  const auto each_group = [&](Kind kind, auto plant) {
    for (std::uint32_t i = 0; i < wanted(kind); i += group_size(kind)) plant();
  };
  each(Kind::self_parent, [&](std::uint32_t) {
    DemoProcess& process = add(Kind::self_parent, cast_.runtime_broker, moment_in_block(false));
    set_parent(process, process);
    live(process);
  });
  each(Kind::short_top, [&](std::uint32_t) { add_leaf(Kind::short_top).path_length = 1; });
  each(Kind::missing_path, [&](std::uint32_t) { add_leaf(Kind::missing_path).listed = false; });
  each_group(Kind::duplicate, [&] { add_pair_of_records(); });
  each(Kind::wrong_path, [&](std::uint32_t) { add_wrong_path(); });
  each(Kind::short_path, [&](std::uint32_t i) { add_short_path(ordinal(Kind::short_path, i)); });
  each(Kind::started_later, [&](std::uint32_t) { add_late_parent(); });
  each(Kind::ended_earlier, [&](std::uint32_t) { add_early_ended_parent(); });
  each(Kind::cross_host, [&](std::uint32_t) { add_foreign_parent(); });
  each(Kind::unexpected_parent, [&](std::uint32_t i) { add_unexpected_parent(ordinal(Kind::unexpected_parent, i)); });
  each_group(Kind::cycle, [&] { add_cycle(); });
  each(Kind::odd_images, [&](std::uint32_t i) { add_odd(ordinal(Kind::odd_images, i)); });
  each(Kind::kernel, [&](std::uint32_t) { add_kernel(); });
  each_group(Kind::unresolved, [&] { add_unresolved_parents(); });
  each_group(Kind::reused_parent, [&] { add_reused_parent(); });
}

}  // namespace proclens
