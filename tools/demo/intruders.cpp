// The processes of the planted intrusion in a block.
#include <algorithm>

#include "demo/block_builder.hpp"
#include "demo/vocabulary/arguments.hpp"

namespace proclens {
namespace {

/// `text` with every {next_host} replaced.
std::string with_next_host(std::string text, const std::string& host) {
  constexpr std::string_view kNextHost = "{next_host}";
  for (std::size_t at = 0; (at = text.find(kNextHost, at)) != std::string::npos;) {
    text.replace(at, kNextHost.size(), host);
  }
  return text;
}

/// The name of the machine of a stage; empty after the last.
std::string host_of_stage(const Fleet& fleet, std::size_t stage) {
  if (stage >= fleet.intrusion.size()) return {};
  return fleet.hosts[fleet.boots[fleet.blocks[fleet.intrusion[stage].block].boot].host].name;
}

}  // namespace

void BlockBuilder::add_stage(std::size_t stage) {
  const Moment begin = world_.fleet.intrusion[stage].begin;
  const std::string next_host = host_of_stage(world_.fleet, stage + 1);
  std::vector<DemoProcess*> made;
  for (const IntrusionStep& step : world_.intrusion.stages[stage].steps) {
    // Within a second, so that a step does not start on the dot.
    const auto fraction = static_cast<Moment>(draws_.uniform() * static_cast<double>(kSecond) * 0.9);
    DemoProcess& process = add(Kind::intrusion, step.program, begin + step.delay + fraction);
    process.arguments =
        fill_arguments(with_next_host(step.arguments, next_host), world_.catalogue.users()[uptime_.user], draws_);
    process.intrusion = &step;
    DemoProcess* parent = step.parent < 0 ? nullptr : made[static_cast<std::size_t>(step.parent)];
    set_parent(process, parent != nullptr ? *parent : core(step.boot_parent));
    live(process);
    // Whoever starts something is still there.
    if (parent != nullptr && parent->end != 0) parent->end = std::max(parent->end, process.start + kSecond);
    made.push_back(&process);
  }
}

void BlockBuilder::add_intrusion() {
  for (std::size_t stage = 0; stage < world_.fleet.intrusion.size(); ++stage) {
    if (&world_.fleet.blocks[world_.fleet.intrusion[stage].block] == &plan_) add_stage(stage);
  }
}

}  // namespace proclens
