// How surprising each process is under a reference: a sum of terms in nats, each of which is a reason.
// The formulas and what each term adds on labelled recordings stand in docs/hunt.md.
#pragma once

#include <cstdint>
#include <vector>

#include "novelty/image_novelty.hpp"
#include "novelty/image_reference.hpp"
#include "novelty/novelty_reference.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// What is compared of n processes; one entry for each in every array. Names, pairs and commands by the numbers of the
/// reference, processes by their place here.
struct ProcessKeys {
  std::vector<std::uint32_t> name;
  std::vector<std::uint32_t> pair;            ///< kNoNumber: the parent is not known
  std::vector<std::uint32_t> command;         ///< kNoNumber: the command line is not known
  std::vector<std::uint32_t> unit;            ///< left out of the reference for this process; kNoNumber: nothing is
  std::vector<std::uint32_t> parent_process;  ///< kNoNumber: it is not among these
  std::vector<ImageNovelty> images;           ///< what is new about the loaded images; empty: nothing is, of any

  [[nodiscard]] std::size_t size() const noexcept { return name.size(); }
};

/// One entry for each process, in nats and at least 0.
struct NoveltyTerms {
  std::vector<double> name;      ///< the name is rare
  std::vector<double> parent;    ///< programs of this name are seldom started by this parent
  std::vector<double> command;   ///< they are seldom run with such arguments
  std::vector<double> images;    ///< images that nobody else loaded
  std::vector<double> folder;    ///< from folders that few load from
  std::vector<double> program;   ///< images that others load, but no program of this name
  std::vector<double> child;     ///< it started what programs of its name seldom start
  std::vector<double> ancestor;  ///< what started it is very novel
  std::vector<double> novelty;   ///< the sum
  /// The child that `child` is about, the first of several; kNoNumber: it started nothing.
  std::vector<std::uint32_t> surprising_child;
  /// The ancestor that `ancestor` is about; kNoNumber: none is so novel.
  std::vector<std::uint32_t> surprising_ancestor;
};

/// The terms of section "Novelty" of docs/hunt.md. The terms of an unknown parent or command line are the mean over the
/// reference's processes of that name, each scored without its own unit, with kImputingObservations at the mean over
/// all names. O(n + entries of the reference), up to a logarithm. Throws std::invalid_argument when the arrays differ
/// in length or a number is out of range.
/// @param images what processes.images were compared with
[[nodiscard]] NoveltyTerms novelty_terms(const Context& context, const NoveltyReference& reference,
                                         const ImageReference& images, const ProcessKeys& processes);

// ---- Constants of the formula ---------------------------------------------------------------------------------------
inline constexpr double kReferenceScale = 1500;    ///< counts are brought to as many processes
inline constexpr double kParentObservations = 20;  ///< weight of how often the parent starts anything
inline constexpr double kCommandObservations = 5;
inline constexpr double kCommandPrior = 0.1;  ///< of a template that was never seen
inline constexpr double kChildObservations = 5;
inline constexpr double kProgramObservations = 5;
inline constexpr double kImputingObservations = 5;
inline constexpr double kInheritedBeyond = 16;  ///< nats that what a process starts does not inherit
inline constexpr double kHalf = 0.5;            ///< weight of `folder` and `child`; of `ancestor` for each generation

}  // namespace proclens
