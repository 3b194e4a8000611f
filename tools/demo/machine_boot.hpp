// The processes that a boot brings up.
#pragma once

#include <deque>

#include "demo/demo_process.hpp"

namespace proclens {

/// What generating needs to know; all of it borrowed.
struct DemoWorld {
  std::uint64_t seed;
  const Catalogue& catalogue;
  const Jobs& jobs;
  const Fleet& fleet;
};

/// The PID of the `local`-th process of a host: a multiple of 4 above 4, no two alike on a host.
[[nodiscard]] std::uint64_t host_pid(const Host& host, std::uint64_t local);
/// A PID that no process of the host has; `number` tells them apart.
[[nodiscard]] std::uint64_t unused_pid(const Host& host, std::uint64_t number);

/// Whom a process of this account belongs to, as `user_name` shows it.
[[nodiscard]] std::string account_name(const Catalogue& catalogue, Account account, std::uint32_t user);

/// The processes of the boot with this index, parents first; the same for every caller. Pointers between them point
/// into the result, which must therefore not be copied.
[[nodiscard]] std::deque<DemoProcess> boot_processes(const DemoWorld& world, std::uint32_t index);

/// The boot's process of this program, or its last process when the boot was cut short before it.
[[nodiscard]] const DemoProcess* boot_process(const std::deque<DemoProcess>& boot, std::uint32_t program);

}  // namespace proclens
