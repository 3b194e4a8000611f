#include "demo/office_block.hpp"

#include <algorithm>
#include <stdexcept>

#include "demo/block_builder.hpp"
#include "demo/vocabulary/arguments.hpp"

namespace proclens {
namespace {

Moment seconds(double number) { return static_cast<Moment>(number * static_cast<double>(kSecond)); }

/// The probability that the next job is one of office hours rather than of any time.
double chance_of_office(const DemoWorld& world, const Host& host, const Block& block) {
  double office = 0;
  constexpr int kSamples = 8;
  for (int i = 0; i < kSamples; ++i) {
    office += office_hours(block.begin + (block.end - block.begin) / kSamples * i) / kSamples;
  }
  const double desk = total_weight(world.jobs, host.role, true) * office;
  return desk / (desk + total_weight(world.jobs, host.role, false));
}

}  // namespace

BlockBuilder::BlockBuilder(const DemoWorld& world, const Cast& cast, std::size_t index,
                           const std::deque<DemoProcess>& boot, OfficeBlock& out)
    : world_(world),
      cast_(cast),
      plan_(world.fleet.blocks[index]),
      uptime_(world.fleet.boots[plan_.boot]),
      host_(world.fleet.hosts[uptime_.host]),
      boot_(boot),
      out_(out),
      draws_(world.seed, DemoStream::blocks, index),
      // Unused PIDs of different blocks differ.
      next_unused_pid_(plan_.first_local),
      office_chance_(chance_of_office(world, host_, plan_)) {}

Moment BlockBuilder::moment_in_block(bool office) {
  Moment moment = 0;
  for (int tries = 0; tries < 6; ++tries) {
    moment = plan_.begin + static_cast<Moment>(draws_.uniform() * static_cast<double>(plan_.end - plan_.begin));
    if (!office || draws_.uniform() * 4.5 < office_hours(moment)) break;
  }
  return moment;
}

/// Shortly after the parent started and before it ended.
Moment BlockBuilder::moment_under(const DemoProcess& parent, double max_seconds) {
  const Moment last = parent.end != 0 ? parent.end : uptime_.end - kSecond;
  const double room = static_cast<double>(std::max<Moment>(last - parent.start, 0));
  const double gap = std::min(room * 0.9, static_cast<double>(seconds(max_seconds)));
  return parent.start + std::min<Moment>(1000, static_cast<Moment>(room)) +
         static_cast<Moment>(std::max(0.0, gap - 1000.0) * draws_.uniform() * draws_.uniform());
}

DemoProcess& BlockBuilder::add(Kind kind, std::uint32_t program, Moment start) {
  const std::uint64_t position = out_.processes.size();
  DemoProcess& process = out_.processes.emplace_back();
  process.row = plan_.first_row + position;
  process.guid = row_guid(world_.seed, process.row);
  process.hash = pid_hash(host_.name, process.guid);
  process.kind = kind;
  process.program = program;
  process.boot = plan_.boot;
  process.user = uptime_.user;
  process.pid = host_pid(host_, plan_.first_local + position);
  process.start = start;
  if (program != kNoProgram) {
    // From a stream of its own, so that other command lines make no other dataset.
    Draws draws(world_.seed, DemoStream::arguments, process.row);
    const auto& choices = world_.catalogue.program(program).arguments;
    process.arguments =
        fill_arguments(choices[draws.below(choices.size())], world_.catalogue.users()[uptime_.user], draws);
  }
  return process;
}

void BlockBuilder::set_parent(DemoProcess& child, const DemoProcess& parent) {
  child.parent = &parent;
  child.parent_guid = parent.guid;
  child.parent_hash = parent.hash;
  child.parent_pid = parent.pid;
}

void BlockBuilder::set_unknown_parent_guid(DemoProcess& child) {
  child.parent_guid = unknown_guid(world_.seed, child.row);
  child.parent_hash = pid_hash(host_.name, *child.parent_guid);
}

void BlockBuilder::set_unknown_parent(DemoProcess& child) {
  set_unknown_parent_guid(child);
  child.parent_pid = unused_pid(host_, next_unused_pid_++);
}

/// Gives the process an end typical of its program, at most when the machine shuts down.
void BlockBuilder::live(DemoProcess& process) {
  const double typical = process.program == kNoProgram ? 30 : world_.catalogue.program(process.program).seconds;
  const Moment shutdown = uptime_.end - seconds(draws_.between(0, 5));
  Moment end = typical > 0 ? process.start + std::max<Moment>(seconds(typical * draws_.factor()), 20'000) : shutdown;
  process.exit_code = draws_.chance(0.03) ? 1 : 0;
  if (draws_.chance(0.002)) process.exit_code = 3221225477;  // access violation
  if (end >= shutdown) {
    end = uptime_.last ? 0 : std::max(shutdown, process.start);
    process.exit_code = 1073807364;
  }
  process.end = end;
}

/// The boot's process that starts a job; a shell whose own parent was not recorded may replace explorer.exe.
const DemoProcess& BlockBuilder::starter_of(const Job& job) {
  if (job.parent == cast_.explorer && !orphan_shells_.empty()) {
    return *orphan_shells_[draws_.below(orphan_shells_.size())];
  }
  return core(job.parent);
}

void BlockBuilder::add_job(std::size_t limit) {
  const bool office = draws_.chance(office_chance_);
  const Job* drawn = &draw_job(world_.jobs, host_.role, office, draws_);
  if (!orphan_shells_.empty() && consoles_.empty()) {
    // Someone is using that shell.
    while (drawn->parent != cast_.explorer) drawn = &draw_job(world_.jobs, host_.role, true, draws_);
  }
  const Job& job = *drawn;
  const DemoProcess& starter = starter_of(job);
  const Moment begin = std::max(moment_in_block(office), starter.start + 1000);

  std::vector<const DemoProcess*> latest(job.steps.size(), nullptr);
  for (std::size_t i = 0; i < job.steps.size(); ++i) {
    const Step& step = job.steps[i];
    const DemoProcess* parent = step.parent < 0 ? &starter : latest[static_cast<std::size_t>(step.parent)];
    if (parent == nullptr) continue;  // an optional parent that was not started
    const std::uint64_t times = step.min + draws_.below(step.max - step.min + 1);
    for (std::uint64_t k = 0; k < times && out_.processes.size() < limit; ++k) {
      const Moment start = step.parent < 0 ? begin : moment_under(*parent, 900);
      DemoProcess& process = add(Kind::activity, step.program, start);
      set_parent(process, *parent);
      live(process);
      latest[i] = &process;
      if (world_.catalogue.program(step.program).console) consoles_.push_back(&process);
    }
  }
}

void BlockBuilder::add_orphans() {
  for (std::uint32_t i = 0; i < wanted(Kind::orphan); ++i) {
    // Two out of three are the shell of a second session, under which users continue to work.
    const bool shell = ordinal(Kind::orphan, i) % 3 != 2;
    DemoProcess& process = add(Kind::orphan, shell ? cast_.explorer : cast_.runtime_broker, plan_.begin);
    set_unknown_parent(process);
    live(process);
    if (shell) orphan_shells_.push_back(&process);
  }
}

void BlockBuilder::add_activity() {
  const std::size_t limit = out_.processes.size() + wanted(Kind::activity);
  while (out_.processes.size() < limit) add_job(limit);
}

/// A console window. Every console program gets one; then they get more, as a shell that runs one command after another
/// does; a block without console programs uses the monitoring agent.
DemoProcess& BlockBuilder::add_console(Kind kind) {
  const DemoProcess* program = nullptr;
  const bool first = consoles_shown_ < consoles_.size();
  if (first) {
    program = consoles_[consoles_shown_++];
  } else if (!consoles_.empty() && draws_.chance(0.9)) {
    program = consoles_[draws_.below(consoles_.size())];
  } else {
    program = &core(cast_.agent);
  }
  Moment start = 0;
  if (first) {
    start = moment_under(*program, 0.04);
  } else if (program->row < plan_.first_row) {
    start = moment_in_block(false);
  } else {
    start = moment_under(*program, 3600);
  }
  DemoProcess& process = add(kind, cast_.conhost, start);
  set_parent(process, *program);
  live(process);
  return process;
}

void BlockBuilder::add_consoles() {
  for (const Kind kind : {Kind::conhost_whole, Kind::conhost_short, Kind::conhost_likely}) {
    for (std::uint32_t i = 0; i < wanted(kind); ++i) {
      if (boot_.empty()) throw std::logic_error("demo: conhost.exe with a parent needs a boot");
      DemoProcess& process = add_console(kind);
      if (kind == Kind::conhost_short) process.path_length = 1;
      if (kind == Kind::conhost_likely) {
        // The sensor hashed a wrong start time, so the hash matches no record.
        process.likely_parent = process.parent;
        process.parent = nullptr;
        set_unknown_parent_guid(process);
      }
    }
  }
  for (const Kind kind : {Kind::conhost_orphan, Kind::conhost_self, Kind::conhost_dud}) {
    for (std::uint32_t i = 0; i < wanted(kind); ++i) {
      DemoProcess& process = add(kind, cast_.conhost, moment_in_block(false));
      if (kind == Kind::conhost_orphan) set_unknown_parent(process);
      if (kind == Kind::conhost_self) set_parent(process, process);
      if (kind == Kind::conhost_dud) process.arguments.clear();
      live(process);
    }
  }
}

void BlockBuilder::add_nameless() {
  for (const Kind kind : {Kind::nameless, Kind::nameless_unlisted}) {
    for (std::uint32_t i = 0; i < wanted(kind); ++i) {
      DemoProcess& process = add(kind, kNoProgram, moment_in_block(false));
      process.listed = kind == Kind::nameless;
      live(process);
    }
  }
}

void BlockBuilder::check() const {
  if (out_.processes.size() != plan_.rows()) throw std::logic_error("demo: a block has the wrong number of rows");
}

void generate_block(const DemoWorld& world, const Cast& cast, std::size_t index, const std::deque<DemoProcess>& boot,
                    OfficeBlock& block) {
  block.processes.clear();
  block.foreign.clear();
  BlockBuilder builder(world, cast, index, boot, block);
  builder.add_orphans();
  builder.add_activity();
  builder.add_consoles();
  builder.add_nameless();
  builder.add_planted();
  builder.add_intrusion();
  builder.check();
}

}  // namespace proclens
