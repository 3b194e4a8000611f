// The processes of a boot.
#pragma once

#include <deque>

#include "demo/demo_process.hpp"

namespace proclens {

/// The input of the generation; all of it borrowed.
struct DemoWorld {
  std::uint64_t seed;
  const Catalogue& catalogue;
  const Jobs& jobs;
  const Intrusion& intrusion;
  const Fleet& fleet;
};

/// The PID of the `local`-th process of a host: a multiple of 4 above 4, unique on the host.
[[nodiscard]] std::uint64_t host_pid(const Host& host, std::uint64_t local);
/// A PID that no process of the host has; distinct for each `number`.
[[nodiscard]] std::uint64_t unused_pid(const Host& host, std::uint64_t number);

/// The owner of a process of this account, as in `user_name`.
[[nodiscard]] std::string account_name(const Catalogue& catalogue, Account account, std::uint32_t user);

/// The processes of the boot with this index, parents first; the same for every caller. They contain pointers to each
/// other, so the result must not be copied.
[[nodiscard]] std::deque<DemoProcess> boot_processes(const DemoWorld& world, std::uint32_t index);

/// The boot's process of this program, or its last process if the boot was cut short before it.
[[nodiscard]] const DemoProcess* boot_process(const std::deque<DemoProcess>& boot, std::uint32_t program);

}  // namespace proclens
