// The machines of the demo office: their users, when they run, and how many processes each stretch of time has.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "demo/plan/demo_plan.hpp"
#include "demo/plan/intrusion.hpp"
#include "demo/plan/jobs.hpp"

namespace proclens {

/// Microseconds since 1970 UTC.
using Moment = std::int64_t;
inline constexpr Moment kSecond = 1'000'000;
inline constexpr Moment kHour = 3600 * kSecond;
inline constexpr Moment kDay = 24 * kHour;
/// Monday, 4 March 2024, 00:00 UTC: the start of every demo dataset.
inline constexpr Moment kFirstMoment = 1'709'510'400 * kSecond;

struct Host {
  std::string name;
  std::string agent;
  Role role = Role::workstation;
  std::uint32_t user = 0;   ///< who works here
  std::uint32_t build = 0;  ///< see PathTraits
  std::uint32_t graphics = 0;
  std::uint32_t golden = 0;
  std::uint32_t endpoint = 0;  ///< 0 none that hooks programs, 1 its old release, 2 its new one
  Moment update = 0;           ///< when browsers and the like were updated
  bool mended = false;         ///< has a sensor that preserves the lineage of conhost.exe
  double busy = 1;             ///< activity relative to the average
  double consoles = 1;         ///< console windows, likewise
  std::uint64_t rows = 0;      ///< of `process`
};

/// A period of uptime.
struct Boot {
  std::uint32_t host = 0;
  std::uint32_t user = 0;  ///< who is logged on
  Moment begin = 0;
  Moment end = 0;                 ///< shutdown; for the last boot the end of the dataset
  bool last = false;              ///< still up when the dataset ends
  std::uint32_t processes = 0;    ///< System and the core processes
  std::uint64_t first_row = 0;    ///< the first of these, in the whole dataset
  std::uint64_t first_local = 0;  ///< the first of these, on the host
};

/// The unit of generation: the processes that start on one host within a part of a boot.
struct Block {
  std::uint32_t boot = 0;
  bool with_boot = false;  ///< the first of its boot: starts with the boot's own processes
  Moment begin = 0;
  Moment end = 0;
  std::uint64_t first_row = 0;  ///< after the boot's own processes
  std::uint64_t first_local = 0;
  std::uint64_t first_ghost = 0;
  std::array<std::uint32_t, kKinds> count{};  ///< by Kind; root and core stay 0
  std::uint32_t ghosts = 0;

  [[nodiscard]] std::uint32_t operator[](Kind kind) const { return count[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] std::uint64_t rows() const;
};

/// Where and when a stage of the intrusion happens.
struct IntrusionSite {
  std::size_t block = 0;
  Moment begin = 0;
};

struct Fleet {
  std::vector<Host> hosts;
  std::vector<Boot> boots;               ///< host by host, in chronological order
  std::vector<Block> blocks;             ///< boot by boot, in chronological order
  std::vector<IntrusionSite> intrusion;  ///< by stage; empty if it is not planted
  Moment end = 0;                        ///< of the dataset
};

/// The user names in the fleet's paths and accounts: one per desk, followed by a few administrators.
[[nodiscard]] std::vector<std::string> fleet_users(std::uint64_t hosts);

/// Distributes the plan over hosts, boots and blocks; the counts of all blocks and boots add up to the plan's. Memory:
/// about 3 bytes per process.
[[nodiscard]] Fleet make_fleet(const DemoPlan& plan, const Intrusion& intrusion, std::uint64_t seed);

/// The office's activity at a moment; averages 1 over a week.
[[nodiscard]] double office_hours(Moment moment);

}  // namespace proclens
