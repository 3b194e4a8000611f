// Terms counted by hand; tests/hunt/ compares all of them with an oracle.
#include "novelty/novelty.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace proclens {
namespace {

/// 30 processes in two units: 20 of name 0 in unit 0, 10 of name 1 started by name 0 in unit 1.
NoveltyReference two_units() {
  ReferenceCounts counts{UnitCounts(3), UnitCounts(2), UnitCounts(1), {0, 1}, {1, 2}, {0}};
  counts.names.add(0, 0, 20);
  counts.names.add(1, 1, 10);
  counts.pairs.add(0, 1, 10);
  counts.commands.add(0, 0, 20);
  return NoveltyReference(counts);
}

ProcessKeys one_process(std::uint32_t name, std::uint32_t pair, std::uint32_t command, std::uint32_t unit) {
  return {{name}, {pair}, {command}, {unit}, {kNoNumber}, {}};
}

/// The counts of a reference with so many names, whose processes loaded nothing.
ImageCounts no_loads(std::size_t names) {
  ImageCounts counts;
  counts.loaders = UnitCounts(names);
  return counts;
}

double share(double count, double n) { return (count * 1500 / n + 0.5) / 1501; }

TEST(Novelty, TermsByHand) {
  const NoveltyReference reference = two_units();
  ProcessKeys keys = one_process(1, 0, kNoNumber, kNoNumber);
  keys.images = {
      {.new_images = 2, .folder_processes = 3, .new_examples = {}, .program_images = 0, .program_examples = {}}};
  const NoveltyTerms terms = novelty_terms(Context(), reference, ImageReference(no_loads(3)), keys);
  EXPECT_NEAR(terms.name[0], -std::log(share(10, 30)), 1e-12);
  EXPECT_NEAR(terms.parent[0], -std::log((10 + 20 * share(10, 30)) / 30), 1e-12);
  EXPECT_NEAR(terms.images[0], std::log(3), 1e-12);
  EXPECT_NEAR(terms.folder[0], -0.5 * std::log(share(3, 30)), 1e-12);
  EXPECT_EQ(terms.child[0], 0);
  EXPECT_NEAR(terms.novelty[0], terms.name[0] + terms.parent[0] + terms.command[0] + terms.images[0] + terms.folder[0],
              1e-12);
}

TEST(Novelty, LeavesTheOwnUnitOut) {
  const NoveltyTerms terms = novelty_terms(Context(), two_units(), ImageReference(), one_process(1, 0, kNoNumber, 1));
  EXPECT_NEAR(terms.name[0], -std::log(share(0, 20)), 1e-12);
  EXPECT_NEAR(terms.parent[0], -std::log(20 * share(0, 20) / 20), 1e-12);
}

TEST(Novelty, AnUnknownTermIsTheMeanOfItsName) {
  // The commands of name 0 are all in unit 0: each was scored without any other.
  const double alone = -std::log(0.5 / 5);
  const NoveltyTerms own =
      novelty_terms(Context(), two_units(), ImageReference(), one_process(0, kNoNumber, kNoNumber, kNoNumber));
  EXPECT_NEAR(own.command[0], alone, 1e-12);
  const NoveltyTerms other =
      novelty_terms(Context(), two_units(), ImageReference(), one_process(2, kNoNumber, kNoNumber, kNoNumber));
  EXPECT_NEAR(other.command[0], alone, 1e-12) << "a new name: the mean over all names";
  const NoveltyTerms nothing =
      novelty_terms(Context(), two_units(), ImageReference(), one_process(0, kNoNumber, kNoNumber, 0));
  EXPECT_EQ(nothing.command[0], 0) << "nothing is left to take a mean over";
}

TEST(Novelty, AProcessAnswersForItsMostSurprisingChild) {
  ProcessKeys keys{{0, 1, 2},
                   {kNoNumber, 0, 0},
                   {kNoNumber, kNoNumber, kNoNumber},
                   {kNoNumber, kNoNumber, kNoNumber},
                   {kNoNumber, 0, 0},
                   {}};
  const NoveltyReference reference = two_units();
  const NoveltyTerms terms = novelty_terms(Context(), reference, ImageReference(), keys);
  EXPECT_EQ(terms.surprising_child[0], 1U) << "the first of equal ones";
  EXPECT_NEAR(terms.child[0], -0.5 * std::log((10 + 5 * share(10, 30)) / 15), 1e-12);
  EXPECT_EQ(terms.surprising_child[1], kNoNumber);
}

TEST(Novelty, AnEmptyReferenceKnowsNothing) {
  ReferenceCounts counts{UnitCounts(1), UnitCounts(1), UnitCounts(1), {0}, {0}, {0}};
  const NoveltyTerms terms =
      novelty_terms(Context(), NoveltyReference(counts), ImageReference(), one_process(0, 0, 0, kNoNumber));
  EXPECT_NEAR(terms.name[0], -std::log(0.5 / 1501), 1e-12);
  EXPECT_TRUE(std::isfinite(terms.novelty[0]));
  EXPECT_TRUE(novelty_terms(Context(), NoveltyReference(counts), ImageReference(), {}).novelty.empty());
}

TEST(Novelty, RefusesNumbersOutOfRange) {
  EXPECT_THROW(static_cast<void>(novelty_terms(Context(), two_units(), ImageReference(), one_process(3, 0, 0, 0))),
               std::invalid_argument);
  EXPECT_THROW(static_cast<void>(novelty_terms(Context(), two_units(), ImageReference(), one_process(0, 2, 0, 0))),
               std::invalid_argument);
  ProcessKeys keys = one_process(0, 0, 0, 0);
  keys.command.clear();
  EXPECT_THROW(static_cast<void>(novelty_terms(Context(), two_units(), ImageReference(), keys)), std::invalid_argument);
  ReferenceCounts counts{UnitCounts(1), UnitCounts(1), UnitCounts(1), {0}, {1}, {0}};
  EXPECT_THROW(NoveltyReference{counts}, std::invalid_argument);
}

}  // namespace
}  // namespace proclens
