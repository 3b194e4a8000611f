// The terms of the audit: the state of every process record, and the flags that it may have.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace proclens {

/// How far the recorded parent hashes lead; every record has exactly one state. docs/audit.md has the definitions.
enum class RecordState : std::uint8_t { root, complete, truncated, orphan, dud, cyclic };

/// What a term says about the data. A gap is something the sensor missed; a contradiction is something that cannot have
/// happened as recorded; only suspicious terms may point to an attack.
enum class TermKind : std::uint8_t { sound, gap, contradiction, suspicious };

struct Term {
  std::string_view name;  ///< as in the files' columns
  TermKind kind;
  std::string_view meaning;  ///< a few words for tables
};

inline constexpr std::array<Term, 6> kRecordStates = {{
    {"root", TermKind::sound, "a known first process"},
    {"complete", TermKind::sound, "reaches a known first process"},
    {"truncated", TermKind::gap, "has ancestors, but none of them is a first process"},
    {"orphan", TermKind::gap, "its parent has no record"},
    {"dud", TermKind::gap, "has no parent hash"},
    {"cyclic", TermKind::contradiction, "its lineage ends in a cycle"},
}};

/// The flags, in the order of the files' columns.
inline constexpr std::array<Term, 11> kFlags = {{
    {"missing_path", TermKind::gap, "no row in process_path"},
    {"short_path", TermKind::gap, "recorded lineage is correct but incomplete"},
    {"wrong_path", TermKind::contradiction, "recorded lineage disagrees with the records"},
    {"self_parent", TermKind::contradiction, "is its own parent"},
    {"parent_started_later", TermKind::contradiction, "its parent started after it"},
    {"parent_ended_earlier", TermKind::contradiction, "its parent had ended before it started"},
    {"cross_host_parent", TermKind::contradiction, "its parent is on another host"},
    {"duplicate_pid_hash", TermKind::contradiction, "several records share its hash"},
    {"nameless", TermKind::gap, "has no name"},
    {"malformed_hash", TermKind::contradiction, "a hash is missing or not 32 hex digits"},
    {"unexpected_parent", TermKind::suspicious, "a core Windows process with a parent that it never has"},
}};

inline constexpr std::size_t kStateCount = kRecordStates.size();
inline constexpr std::size_t kFlagCount = kFlags.size();

/// The index of each flag in kFlags.
enum class Flag : std::uint8_t {
  missing_path,
  short_path,
  wrong_path,
  self_parent,
  parent_started_later,
  parent_ended_earlier,
  cross_host_parent,
  duplicate_pid_hash,
  nameless,
  malformed_hash,
  unexpected_parent,
};

/// A set of flags.
class FlagSet {
 public:
  void set(Flag flag) noexcept { bits_ = static_cast<std::uint16_t>(bits_ | bit(flag)); }
  [[nodiscard]] bool has(Flag flag) const noexcept { return (bits_ & bit(flag)) != 0; }
  [[nodiscard]] bool any() const noexcept { return bits_ != 0; }

 private:
  static constexpr std::uint16_t bit(Flag flag) noexcept {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(flag));
  }
  std::uint16_t bits_ = 0;
};

/// Whether a flag says something about the dataset's process_path.
[[nodiscard]] constexpr bool is_about_paths(Flag flag) { return flag <= Flag::wrong_path; }

[[nodiscard]] constexpr const Term& term_of(Flag flag) { return kFlags[static_cast<std::size_t>(flag)]; }

[[nodiscard]] constexpr std::string_view name_of(RecordState state) {
  return kRecordStates[static_cast<std::size_t>(state)].name;
}

}  // namespace proclens
