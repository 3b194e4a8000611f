// Generates the processes of one block.
#pragma once

#include <deque>
#include <list>

#include "demo/machine_boot.hpp"

namespace proclens {

/// Programs and images that the generator looks up by name, once.
struct Cast {
  explicit Cast(const Catalogue& catalogue);

  std::uint32_t conhost, explorer, runtime_broker, shell;
  std::uint32_t schedule;        ///< the service host of the scheduler
  std::uint32_t broker;          ///< the service host of DCOM
  std::uint32_t agent;           ///< the monitoring agent, a console program that never ends
  std::uint32_t logon;           ///< userinit.exe, which ends soon after it has started explorer.exe
  std::uint32_t system, kernel;  ///< System, and what Wintap calls it: ntoskrnl.exe
  std::uint32_t placeholder;     ///< what Wintap puts in place of parents that it cannot resolve
  std::uint32_t wininit, services;
  std::uint32_t sensor_worker, sensor_document_worker;  ///< ssm-agent-worker.exe and what it starts
  std::vector<std::uint32_t> scheduled;                 ///< plain programs that the scheduler starts
  std::vector<std::uint32_t> brokered;                  ///< … started by DCOM
  std::vector<std::uint32_t> clicked;                   ///< … started by users
  std::vector<std::uint32_t> commands;                  ///< console tools that anything may start
};

/// A process that loads unusual images for its program.
struct OddImages {
  std::string_view program;
  std::string_view started_by;
  std::string_view set;    ///< the image set with the additional images
  std::string_view story;  ///< how an analyst would interpret it
};
[[nodiscard]] std::span<const OddImages> odd_images();

/// A process under a parent that it never has.
struct UnexpectedParent {
  std::string_view program;
  std::string_view parent;
};
[[nodiscard]] std::span<const UnexpectedParent> unexpected_parents();

/// The processes of one block in the order of their rows. Pointers between them, and to `boot` and `foreign`, are valid
/// as long as the block is neither copied nor destroyed.
struct OfficeBlock {
  std::deque<DemoProcess> processes;
  /// Boots of other hosts whose processes are recorded as parents.
  std::list<std::deque<DemoProcess>> foreign;
};

/// Fills block `index`: jobs until its share of activity is used up, then console windows, then what is planted. The
/// same for every caller.
/// @param boot the processes of the block's boot; borrowed by the result
void generate_block(const DemoWorld& world, const Cast& cast, std::size_t index, const std::deque<DemoProcess>& boot,
                    OfficeBlock& block);

}  // namespace proclens
