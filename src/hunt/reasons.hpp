// The terms of novelty in words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hunt/hunted_processes.hpp"
#include "hunt/images_by_file_name.hpp"
#include "hunt/labels/process_labels.hpp"
#include "hunt/map_evidence.hpp"
#include "novelty/novelty.hpp"
#include "novelty/novelty_reference.hpp"

namespace proclens {

/// A term in words.
struct Reason {
  std::string_view term;  ///< its name: a column of processes.parquet
  double nats = 0;
  std::string text;  ///< one line, fit to show anywhere as text (core/text.hpp, printable)
  /// The same without counts of the reference, and whole: equal for what is the same thing on another day, and not for
  /// what only begins alike. Not fit to show.
  std::string subject;
};

/// The term of reasons that labels are. They say how rare a label is among the processes hunted, −ln(processes with it
/// / processes), and are no part of novelty: what a rule names and what is new can be told apart.
inline constexpr std::string_view kLabelTerm = "label";

/// The term of the reason that a process is unlike any on a map (MapEvidence): no part of novelty either.
inline constexpr std::string_view kMapTerm = "map";

/// A term is a reason from here on; `folder`, `child` and `ancestor`, which count half, from half of it; new images
/// always.
inline constexpr double kReasonNats = 2;

/// Puts terms into words. Refers to what it is made from. May be used from several threads at once.
class Reasons {
 public:
  Reasons(const HuntedProcesses& hunted, const NoveltyReference& reference, const ImageReference& images,
          const NoveltyTerms& terms, const ProcessLabels& labels, const std::optional<MapEvidence>& map);

  /// Of a process, the most surprising first.
  [[nodiscard]] std::vector<Reason> of(std::uint32_t process) const;

  /// How many hosts of the reference ran a program of this name, the unit left out.
  [[nodiscard]] std::uint64_t hosts_of_name(std::uint32_t name, std::uint32_t unit) const;
  [[nodiscard]] std::uint64_t hosts() const noexcept { return hosts_; }

 private:
  [[nodiscard]] std::vector<Reason> own_reasons(std::uint32_t process) const;
  [[nodiscard]] std::string name(std::uint32_t number) const;
  [[nodiscard]] std::string on_hosts(std::uint32_t name, std::uint32_t unit) const;
  [[nodiscard]] std::string on_hosts(std::uint64_t hosts) const;
  [[nodiscard]] std::uint64_t hosts_without(std::uint64_t hosts, std::uint64_t without, std::uint64_t all) const;
  [[nodiscard]] std::string nobody(const std::string& who, const std::string& did) const;
  [[nodiscard]] std::string new_images(std::uint32_t process, std::string& subject) const;
  [[nodiscard]] std::string usual_place(std::uint32_t file, std::uint32_t unit) const;
  [[nodiscard]] Reason name_reason(std::uint32_t process) const;
  [[nodiscard]] Reason parent_reason(std::uint32_t process) const;
  [[nodiscard]] Reason command_reason(std::uint32_t process) const;
  [[nodiscard]] Reason images_reason(std::uint32_t process) const;
  [[nodiscard]] Reason folder_reason(std::uint32_t process) const;
  [[nodiscard]] Reason program_reason(std::uint32_t process) const;
  [[nodiscard]] Reason child_reason(std::uint32_t process) const;
  [[nodiscard]] Reason ancestor_reason(std::uint32_t process) const;
  [[nodiscard]] Reason label_reason(const ProcessLabel& label) const;
  [[nodiscard]] Reason map_reason(std::uint32_t process) const;

  const HuntedProcesses& hunted_;
  const NoveltyReference& reference_;
  const ImageReference& images_;
  const NoveltyTerms& terms_;
  const ProcessLabels& labels_;
  const std::optional<MapEvidence>& map_;
  std::vector<std::uint32_t> name_hosts_;    // of the reference, by name
  std::vector<std::uint32_t> loader_hosts_;  // of those that loaded anything, by name
  std::uint64_t hosts_ = 0;
  std::string elsewhere_;  // " before", " on other hosts"
  ImagesByFileName same_file_name_;
};

}  // namespace proclens
