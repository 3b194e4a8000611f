// How many processes of each kind a demo dataset has, computed from published figures before anything is generated.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace proclens {

/// Every row of `process` is of exactly one kind. Kinds differ in their lineage: whether the parent is known, and what
/// `process_path` says about it.
enum class Kind : std::uint8_t {
  root,               ///< System of one boot: no parent, lineage of 1
  core,               ///< the other processes of a boot: smss.exe, services.exe, explorer.exe …
  activity,           ///< programs started on a running machine; lineage correct and complete
  conhost_whole,      ///< conhost.exe with its complete lineage
  conhost_short,      ///< conhost.exe with a recorded parent but a lineage of 1: the sensor's defect
  conhost_orphan,     ///< conhost.exe whose parent hash and parent PID match no record
  conhost_likely,     ///< the same, but its parent PID is that of one live process of the host
  conhost_self,       ///< conhost.exe that is its own parent
  conhost_dud,        ///< conhost.exe without a parent hash
  nameless,           ///< no name, no parent hash; lineage of 1
  nameless_unlisted,  ///< the same without a row in process_path
  orphan,             ///< a program other than conhost.exe whose parent has no record; lineage of 1
  self_parent,        ///< a program other than conhost.exe that is its own parent; lineage of 1
  short_top,          ///< a program other than conhost.exe with a recorded parent, but a lineage of 1
  missing_path,       ///< no row in process_path
  duplicate,          ///< two rows of process share one pid_hash; none in process_path. Comes in pairs
  wrong_path,         ///< process_path names ancestors other than process
  short_path,         ///< process_path stops at the parent although process has more
  started_later,      ///< the parent started after its child
  ended_earlier,      ///< the parent had ended before its child started: its PID was reused
  cross_host,         ///< the parent is a process of another host
  unexpected_parent,  ///< a core Windows process under a parent that it never has
  cycle,              ///< two processes are each other's parent. Comes in pairs
  odd_images,         ///< loads images that no other process of its program loads
  kernel,             ///< ntoskrnl.exe, which bears its own hash as its parent's; no row in process_path
  unresolved,         ///< the sensor's placeholder `unknown` and three processes whose parent it stands for
  reused_parent,      ///< a cycle: wininit.exe under a svchost.exe that runs below it, and a process below that
  intrusion,          ///< of the one intrusion, see data/intrusion.jsonc
};
inline constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::intrusion) + 1;

/// How many processes of a kind come together: 2 for pairs, 1 for most.
[[nodiscard]] std::uint32_t group_size(Kind kind);

/// The name of a kind in the truth: "conhost_short".
[[nodiscard]] const char* kind_name(Kind kind);

/// The figures published for ACME4, for any dataset.
struct LineageFigures {
  std::uint64_t processes = 0;
  std::uint64_t duds = 0;             ///< without a parent hash
  std::uint64_t nameless_duds = 0;    ///< of these, without a name
  std::uint64_t duds_with_path = 0;   ///< of these, with a row in process_path (always a lineage of 1)
  std::uint64_t short_lineages = 0;   ///< rows of process_path with a lineage shorter than 2
  std::uint64_t short_conhosts = 0;   ///< of these, conhost.exe
  std::uint64_t nonduds = 0;          ///< with a parent hash
  std::uint64_t proper_lineages = 0;  ///< rows of process_path with a lineage of 2 or more
  std::uint64_t without_path = 0;     ///< no row in process_path
  bool operator==(const LineageFigures&) const = default;
};

/// ACME4's published figures; `without_path` follows from them.
inline constexpr LineageFigures kAcme4 = {.processes = 1773405,
                                          .duds = 12126,
                                          .nameless_duds = 7022,
                                          .duds_with_path = 12070,
                                          .short_lineages = 1123526,
                                          .short_conhosts = 1114979,
                                          .nonduds = 1761279,
                                          .proper_lineages = 649421,
                                          .without_path = 458};

struct DemoPlan {
  std::array<std::uint64_t, kKinds> count{};
  std::uint64_t hosts = 0;
  std::uint64_t days = 0;
  std::uint64_t ghosts = 0;              ///< processes that occur only in process_image_load
  std::vector<std::string> not_planted;  ///< what the dataset is too small for, one sentence each

  [[nodiscard]] std::uint64_t& operator[](Kind kind) { return count[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] std::uint64_t operator[](Kind kind) const { return count[static_cast<std::size_t>(kind)]; }
};

/// The plan for a dataset of `processes` ≥ 1 rows. The shares are those of ACME4, by largest remainder at each division
/// (lineage short, proper or missing; conhost or not; dud or not); for 1,773,405 processes they are exactly its
/// figures. Below 1,000 processes nothing rare is planted, and below a few dozen the shares yield to a tree that has a
/// root.
/// @param core_size processes of a boot besides System
/// @param intrusion_size processes of the intrusion; planted as a whole, and only if there are three hosts
[[nodiscard]] DemoPlan plan_demo(std::uint64_t processes, std::uint64_t core_size, std::uint64_t intrusion_size);

/// The published figures that the plan results in.
[[nodiscard]] LineageFigures lineage_figures(const DemoPlan& plan);

}  // namespace proclens
