#include "demo/machine_boot.hpp"

#include "demo/vocabulary/arguments.hpp"
#include "demo/vocabulary/words.hpp"
#include "storage/digest.hpp"

namespace proclens {

std::string ProcessGuid::text() const {
  const std::string digits = hex_digits(high, 16) + hex_digits(low, 16);
  return "{" + digits.substr(0, 8) + "-" + digits.substr(8, 4) + "-" + digits.substr(12, 4) + "-" +
         digits.substr(16, 4) + "-" + digits.substr(20) + "}";
}

HashBytes pid_hash(const std::string& host, const ProcessGuid& guid) { return md5(host + "|" + guid.text()); }

ProcessGuid row_guid(std::uint64_t seed, std::uint64_t row) {
  const CounterRandom random(seed, static_cast<std::uint64_t>(DemoStream::hashes));
  return {random.bits(2 * row), random.bits(2 * row + 1)};
}

ProcessGuid unknown_guid(std::uint64_t seed, std::uint64_t number) {
  const CounterRandom random(seed, static_cast<std::uint64_t>(DemoStream::unknown_hashes));
  return {random.bits(2 * number), random.bits(2 * number + 1)};
}

std::uint64_t host_pid(const Host& host, std::uint64_t local) {
  // Multiplying by a number coprime to the count of processes visits every PID once, in an order that does not look
  // sequential.
  // does not look like counting.
  for (const std::uint64_t factor : {7919ULL, 6007ULL, 5003ULL, 4001ULL, 3001ULL}) {
    if (host.rows % factor != 0) return 4 * (2 + local * factor % host.rows);
  }
  return 4 * (2 + local);
}

std::uint64_t unused_pid(const Host& host, std::uint64_t number) { return 4 * (2 + host.rows + number); }

std::string account_name(const Catalogue& catalogue, Account account, std::uint32_t user) {
  switch (account) {
    case Account::local_service:
      return R"(nt authority\local service)";
    case Account::network_service:
      return R"(nt authority\network service)";
    case Account::user:
      return R"(harbor\)" + catalogue.users()[user];
    case Account::font_driver:
      return R"(font driver host\umfd-1)";
    case Account::window_manager:
      return R"(window manager\dwm-1)";
    case Account::system:
      break;
  }
  return R"(nt authority\system)";
}

std::deque<DemoProcess> boot_processes(const DemoWorld& world, std::uint32_t index) {
  const Boot& boot = world.fleet.boots[index];
  const Host& host = world.fleet.hosts[boot.host];
  const auto& steps = world.jobs.boot[static_cast<std::size_t>(host.role)];
  Draws draws(world.seed, DemoStream::boots, index);

  std::deque<DemoProcess> processes;
  Moment clock = boot.begin;
  for (std::size_t i = 0; i < boot.processes; ++i) {
    const Program& program = world.catalogue.program(steps[i].program);
    DemoProcess& process = processes.emplace_back();
    process.row = boot.first_row + i;
    process.guid = row_guid(world.seed, process.row);
    process.hash = pid_hash(host.name, process.guid);
    process.kind = i == 0 ? Kind::root : Kind::core;
    process.program = steps[i].program;
    process.boot = index;
    process.user = boot.user;
    // System has PID 4 on every Windows machine, after every boot.
    process.pid = i == 0 ? 4 : host_pid(host, boot.first_local + i);
    if (steps[i].parent >= 0) {
      process.parent = &processes[static_cast<std::size_t>(steps[i].parent)];
      process.parent_guid = process.parent->guid;
      process.parent_hash = process.parent->hash;
      process.parent_pid = process.parent->pid;
    }
    clock += static_cast<Moment>(draws.between(0.05, 0.4) * static_cast<double>(kSecond));
    process.start = clock;
    if (process.parent != nullptr && process.parent->end != 0) {
      // smss.exe and userinit.exe end as soon as they have started their children.
      process.start =
          std::min(process.start, process.parent->start + (process.parent->end - process.parent->start) * 9 / 10);
      process.start = std::max(process.start, process.parent->start + 1000);
    }
    if (program.seconds > 0 && (program.name == "smss.exe" || program.name == "userinit.exe")) {
      process.end = process.start + static_cast<Moment>(program.seconds * static_cast<double>(kSecond));
    } else if (!boot.last) {
      process.end = boot.end - static_cast<Moment>(draws.between(0, 5) * static_cast<double>(kSecond));
      process.exit_code = 1073807364;  // ended because the machine shut down
    }
    process.arguments = fill_arguments(program.arguments[draws.below(program.arguments.size())],
                                       world.catalogue.users()[boot.user], draws);
  }
  return processes;
}

const DemoProcess* boot_process(const std::deque<DemoProcess>& boot, std::uint32_t program) {
  for (const DemoProcess& process : boot) {
    if (process.program == program) return &process;
  }
  return boot.empty() ? nullptr : &boot.back();
}

}  // namespace proclens
