// What is new about images, counted by hand and against slow counting; tests/hunt/ compares the terms with an oracle.
#include "novelty/image_novelty.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <stdexcept>

#include "novelty/feature_counts.hpp"
#include "novelty/image_counts.hpp"
#include "novelty/novelty.hpp"

namespace proclens {
namespace {

/// Random processes of 4 names in 3 units with files of 6 images: files 2i and 2i+1 are image i, by different signers.
struct MadeLoads {
  LoadedFiles files;
  std::vector<std::uint32_t> name, unit;
  ImageNumbers numbers{4, 6, 3, 3};

  explicit MadeLoads(unsigned seed, std::size_t processes = 80) {
    std::mt19937 engine(seed);
    const auto random = [&] { return static_cast<std::uint32_t>(engine()); };
    for (std::uint32_t file = 0; file < 12; ++file) {
      files.image.push_back(file / 2);
      files.folder.push_back(file / 4);
      files.signer.push_back(file % 5 == 0 ? kUnsigned : file % 5 == 1 ? kNoNumber : file % 3);
    }
    DistinctSets sets;
    for (std::size_t i = 0; i < processes; ++i) {
      name.push_back(random() % 4);
      unit.push_back(random() % 3);
      std::vector<std::uint32_t> loaded;
      for (std::uint32_t file = 0; file < 12; ++file) {
        if (random() % (3 + file) == 0) loaded.push_back(file);
      }
      files.set_of.push_back(sets.add(loaded));
    }
    files.sets = std::move(sets).taken();
  }
  [[nodiscard]] bool has_image(std::size_t i, std::uint32_t image) const {
    for (const std::uint32_t file : files.sets[files.set_of[i]]) {
      if (files.image[file] == image) return true;
    }
    return false;
  }
};

TEST(DistinctSets, AreStoredOnceAndNumberedByFirstUse) {
  DistinctSets sets;
  EXPECT_EQ(sets.add({}), 0U);
  const std::vector<std::uint32_t> one = {7}, two = {0, 7};
  EXPECT_EQ(sets.add(two), 1U);
  EXPECT_EQ(sets.add(one), 2U);
  EXPECT_EQ(sets.add(two), 1U);
  const NumberSets stored = std::move(sets).taken();
  ASSERT_EQ(stored.size(), 3U);
  EXPECT_TRUE(stored[0].empty());
  EXPECT_TRUE(std::ranges::equal(stored[1], two));
  const NumberSets folded = mapped(stored, std::vector<std::uint32_t>{4, 0, 0, 0, 0, 0, 0, 4});
  EXPECT_TRUE(std::ranges::equal(folded[1], std::vector<std::uint32_t>{4})) << "each once";
}

TEST(FeatureCounts, AreThoseOfAMapForAnyNumberOfThreads) {
  const MadeLoads made(7, 2000);
  std::vector<std::int32_t> day;
  for (std::size_t i = 0; i < made.name.size(); ++i) day.push_back(i % 5 == 0 ? kNoDay : static_cast<int>(i * 37 % 90));
  std::map<std::pair<std::uint32_t, std::uint32_t>, FeatureCount> expected;
  for (std::size_t i = 0; i < made.name.size(); ++i) {
    for (const std::uint32_t file : made.files.sets[made.files.set_of[i]]) {
      FeatureCount& count = expected.try_emplace({made.unit[i], file}, FeatureCount{made.unit[i], file}).first->second;
      ++count.processes;
      if (day[i] == kNoDay) continue;
      count.first_day = count.first_day == kNoDay ? day[i] : std::min(count.first_day, day[i]);
      count.last_day = std::max(count.last_day, day[i]);
    }
  }
  for (const int threads : {1, 5}) {
    const Context context({.threads = threads});
    const auto counts = count_features(context, {made.unit, 3, made.files.set_of, day}, made.files.sets);
    ASSERT_EQ(counts.size(), expected.size());
    std::size_t at = 0;
    for (const auto& [key, count] : expected) {
      const FeatureCount& found = counts[at++];
      EXPECT_EQ(std::pair(found.group, found.feature), key);
      EXPECT_EQ(found.processes, count.processes);
      EXPECT_EQ(found.first_day, count.first_day);
      EXPECT_EQ(found.last_day, count.last_day);
    }
  }
}

/// new_to_program against counting over all pairs of processes, with each unit left out and with none.
TEST(ImageReference, CountsImagesNewToTheProgramOutsideTheOwnUnit) {
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    const MadeLoads made(seed, 25);
    const ImageReference reference(count_images(Context(), made.files, made.numbers, made.name, made.unit));
    for (const std::uint32_t left_out : {0U, 1U, 2U, kNoNumber}) {
      std::vector<std::uint64_t> expected(4, 0);
      std::vector<std::uint64_t> of_image(6, 0);
      std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> of_group;
      std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::uint32_t>> distinct;
      for (std::size_t i = 0; i < made.name.size(); ++i) {
        if (made.unit[i] == left_out) continue;
        for (std::uint32_t image = 0; image < 6; ++image) {
          bool is_known = false, is_own = false;
          for (std::size_t j = 0; j < made.name.size(); ++j) {
            if (made.unit[j] == made.unit[i] || !made.has_image(j, image)) continue;
            is_known = true;
            is_own = is_own || made.name[j] == made.name[i];
          }
          if (!made.has_image(i, image) || !is_known || is_own) continue;
          ++expected[made.name[i]];
          ++of_group[{made.name[i], made.unit[i]}];
          distinct[{made.name[i], made.unit[i]}].insert(image);
          ++of_image[image];
        }
      }
      for (std::uint32_t name = 0; name < 4; ++name) {
        EXPECT_EQ(reference.new_to_program(name, left_out), expected[name]) << seed << " " << name << " " << left_out;
      }
      for (std::uint32_t image = 0; image < 6; ++image) {
        EXPECT_EQ(reference.loads_new_to_program(image, left_out), of_image[image]) << seed << " " << image;
      }
      for (std::uint64_t images = 1; images < 6; ++images) {
        std::uint64_t loaders = 0;
        for (const auto& [group, loads] : of_group) {
          if (distinct.at(group).size() >= images) loaders += loads / images;
        }
        EXPECT_EQ(reference.loaders_of_new(images, left_out), loaders) << seed << " " << images << " " << left_out;
      }
    }
  }
}

TEST(ImageReference, RefusesPairsThatDoNotAscend) {
  ImageCounts counts;
  counts.loaders = UnitCounts(2);
  counts.images = 2;
  counts.loads = UnitCounts(2);
  counts.load_name = {0, 0};
  counts.load_image = {1, 1};
  EXPECT_THROW(ImageReference{counts}, std::invalid_argument);
  counts.load_image = {0, 2};
  EXPECT_THROW(ImageReference{counts}, std::invalid_argument);
  counts.load_image = {0, 1};
  EXPECT_NO_THROW(ImageReference{counts});
}

/// Two programs on two hosts. Program 0 loads images 0 and 1, program 1 image 2; signer 0 signs images 0 and 1.
class ImageNoveltyTest : public testing::Test {
 protected:
  ImageNoveltyTest() {
    ImageCounts counts;
    counts.images = 5;
    add_loads(std::vector<LoadCount>{{0, 0, 0, 9}, {0, 0, 1, 9}, {0, 1, 0, 9}, {1, 2, 0, 5}, {1, 2, 1, 5}}, counts);
    counts.folders = UnitCounts(2);
    counts.folders.add(0, 0, 14);
    counts.folders.add(0, 1, 14);
    counts.signers = UnitCounts(2);
    counts.signers.add(0, 1, 9);
    counts.loaders = UnitCounts(3);
    counts.loaders.add(0, 0, 9);
    counts.loaders.add(0, 1, 9);
    counts.loaders.add(1, 0, 5);
    counts.loaders.add(1, 1, 5);
    reference = ImageReference(counts);
    files.image = {0, 1, 2, 3, 3, 4};
    files.folder = {0, 0, 0, 0, 1, 1};
    files.signer = {0, 0, kUnsigned, 0, 1, kNoNumber};
  }
  ImageNovelty of(std::uint32_t name, const std::vector<std::uint32_t>& loaded, std::uint32_t unit = kNoNumber) {
    files.set_of = {0};
    files.sets = {};
    files.sets.add(loaded);
    return find_image_novelty(Context(), reference, files, std::vector{name}, std::vector{unit}).at(0);
  }

  ImageReference reference;
  LoadedFiles files;
};

TEST_F(ImageNoveltyTest, AnImageThatNobodyLoadedIsNewUnlessAKnownSignerSignedIt) {
  EXPECT_EQ(of(0, {0, 1}).new_images, 0U);
  EXPECT_EQ(of(0, {3}).new_images, 0U) << "signed by a known signer";
  EXPECT_EQ(of(0, {4}).new_images, 1U) << "by a new one";
  EXPECT_EQ(of(0, {5}).new_images, 1U) << "not known whether it is signed";
  EXPECT_EQ(of(0, {3, 4}).new_images, 1U) << "one image by two signers";
  EXPECT_EQ(of(0, {3}, 1).new_images, 1U) << "the signer is known from the process's own unit only";
  const ImageNovelty both = of(0, {4, 5});
  EXPECT_EQ(both.new_images, 2U);
  EXPECT_EQ(both.folder_processes, 0U);
  EXPECT_EQ(both.new_examples, (ImageExamples{4, 5, kNoNumber}));
}

TEST_F(ImageNoveltyTest, AnImageOfOtherProgramsIsNewToTheProgram) {
  EXPECT_EQ(of(0, {0, 2}).program_images, 1U);
  EXPECT_EQ(of(0, {0, 2}).program_examples.front(), 2U);
  EXPECT_EQ(of(1, {2}).program_images, 0U);
  EXPECT_EQ(of(0, {1}, 0).program_images, 0U) << "then nobody loads it";
  EXPECT_EQ(of(0, {1}, 0).new_images, 0U) << "and its signer is known";
  EXPECT_EQ(of(2, {0}).program_images, 0U) << "nothing is known of the program";
}

TEST_F(ImageNoveltyTest, SurprisesByTheConsistencyOfTheProgramOrOfAll) {
  ReferenceCounts counts{UnitCounts(3), UnitCounts(0), UnitCounts(0), {}, {}, {}};
  counts.names.add(0, 0, 18);
  ProcessKeys keys{{0}, {kNoNumber}, {kNoNumber}, {kNoNumber}, {kNoNumber}, {of(0, {0, 2})}};
  // Image 1 is loaded in unit 0 only, and by nobody else: nobody loads anything that is new to his program.
  EXPECT_EQ(reference.new_to_program(0, kNoNumber), 0U);
  // 28 processes loaded anything, 18 of them of its name, and 10 loaded image 2.
  const NoveltyReference names(counts);
  EXPECT_NEAR(novelty_terms(Context(), names, reference, keys).program[0], std::log(11.0) * 18 / 23, 1e-12);
  keys.images[0].program_share = 0;
  EXPECT_NEAR(novelty_terms(Context(), names, reference, keys).program[0], std::log(29.0 / 2) * 18 / 23, 1e-12);
}

TEST(Novelty, ProcessesInheritHalfOfTheExcessOfTheirParents) {
  ReferenceCounts counts{UnitCounts(2), UnitCounts(0), UnitCounts(0), {}, {}, {}};
  counts.names.add(0, 0, 10);
  ImageCounts images;
  images.loaders = UnitCounts(2);
  ImageNovelty foreign{};
  foreign.new_images = 5000;
  // 0 starts 1, 1 starts 2; 3 and 4 name each other as parents, as reused numbers of processes can.
  const ProcessKeys keys{{1, 0, 0, 0, 1},
                         std::vector<std::uint32_t>(5, kNoNumber),
                         std::vector<std::uint32_t>(5, kNoNumber),
                         std::vector<std::uint32_t>(5, kNoNumber),
                         {kNoNumber, 0, 1, 4, 3},
                         {foreign, {}, {}, {}, foreign}};
  const NoveltyTerms terms = novelty_terms(Context(), NoveltyReference(counts), ImageReference(images), keys);
  const double excess = terms.name[0] + terms.images[0] + terms.folder[0] - kInheritedBeyond;
  EXPECT_GT(excess, 4);
  EXPECT_LT(terms.name[3], kInheritedBeyond) << "which its parent 4 is far from inheriting from";
  for (const auto& [process, inherited] :
       {std::pair{0, 0.0}, {1, excess / 2}, {2, excess / 4}, {3, excess / 2}, {4, 0.0}})
    EXPECT_NEAR(terms.ancestor[static_cast<std::size_t>(process)], inherited, 1e-12) << process;
  EXPECT_EQ(terms.surprising_ancestor, (std::vector<std::uint32_t>{kNoNumber, 0, 0, 4, kNoNumber}));
}

}  // namespace
}  // namespace proclens
