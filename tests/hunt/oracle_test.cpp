// Every term of every process against the formulas of docs/hunt.md, computed slowly and plainly.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hunt/hunt.hpp"
#include "hunt/made_processes.hpp"
#include "telemetry/folding_functions.hpp"

namespace proclens {
namespace {

using Processes = std::vector<const MadeProcess*>;
using Term = std::function<double(const MadeProcess&, const Processes&)>;

template <class Is>
double count(const Processes& processes, Is is) {
  return static_cast<double>(
      std::ranges::count_if(processes, [&](const MadeProcess* process) { return is(*process); }));
}

double g(double c, const Processes& reference) {
  const double n = std::max<double>(1, static_cast<double>(reference.size()));
  return (c * 1500 / n + 0.5) / 1501;
}

double name_term(const MadeProcess& x, const Processes& reference) {
  return -std::log(g(count(reference, [&](const MadeProcess& q) { return q.name == x.name; }), reference));
}

double parent_term(const MadeProcess& x, const Processes& reference) {
  const double pair = count(reference, [&](const auto& q) { return q.name == x.name && q.parent == x.parent; });
  const double as_parent = count(reference, [&](const auto& q) { return q.parent == x.parent; });
  const double with_parent = count(reference, [&](const auto& q) { return q.name == x.name && q.parent; });
  return -std::log((pair + 20 * g(as_parent, reference)) / (with_parent + 20));
}

double command_term(const MadeProcess& x, const Processes& reference) {
  const double known = count(reference, [&](const auto& q) { return q.name == x.name && q.has_command(); });
  const double same =
      count(reference, [&](const auto& q) { return q.name == x.name && q.has_command() && q.command == x.command; });
  return -std::log((same + 0.5) / (known + 5));
}

double child_link(const MadeProcess& y, const Processes& reference) {
  const double pair = count(reference, [&](const auto& q) { return q.name == y.name && q.parent == y.parent; });
  const double as_parent = count(reference, [&](const auto& q) { return q.parent == y.parent; });
  const double named = count(reference, [&](const auto& q) { return q.name == y.name; });
  return -std::log((pair + 5 * g(named, reference)) / (as_parent + 5));
}

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('\\')); }

/// What a process is compared with, and the parts that are left out.
struct Comparison {
  Processes all;
  /// For a process that is scored: a part of `all` to leave out.
  std::function<bool(const MadeProcess& scored, const MadeProcess& other)> is_left_out;
  /// The same for a process of the reference whose term is part of a mean.
  std::function<bool(const MadeProcess& scored, const MadeProcess& other)> is_in_own_block;
  /// The same where images are compared: a baseline counts loads by host, whatever the day.
  std::function<bool(const MadeProcess& scored, const MadeProcess& other)> is_in_own_unit = is_in_own_block;

  [[nodiscard]] static Processes without(const Processes& all, const std::function<bool(const MadeProcess&)>& is_out) {
    Processes rest;
    for (const MadeProcess* q : all) {
      if (!is_out(*q)) rest.push_back(q);
    }
    return rest;
  }
  [[nodiscard]] Processes reference(const MadeProcess& x) const {
    return without(all, [&](const MadeProcess& q) { return is_left_out(x, q); });
  }

  /// The mean of a term over the processes that have it.
  [[nodiscard]] double expected(const MadeProcess& x, const Term& term,
                                const std::function<bool(const MadeProcess&)>& has) const {
    double sum = 0, weight = 0, own_sum = 0, own_weight = 0;
    for (const MadeProcess* q : reference(x)) {
      if (!has(*q)) continue;
      const double value = term(*q, without(all, [&](const MadeProcess& r) { return is_in_own_block(*q, r); }));
      sum += value;
      ++weight;
      if (q->name == x.name) {
        own_sum += value;
        ++own_weight;
      }
    }
    const double mean = weight > 0 ? sum / weight : 0;
    return (own_sum + 5 * mean) / (own_weight + 5);
  }
};

struct ExpectedTerms {
  double name, parent, command, images, folder, program, child;
};

/// Whether an image is signed by somebody whose signature the reference knows.
bool is_trusted(const MadeProcess& x, const std::string& image, const Processes& reference) {
  const auto signer = x.signers.find(image);
  if (signer == x.signers.end() || signer->second.empty()) return false;
  return count(reference, [&](const auto& q) {
           return std::ranges::any_of(q.signers, [&](const auto& other) { return other.second == signer->second; });
         }) > 0;
}

/// Images that some process of the reference loaded, but none of the same name.
double new_to_program(const MadeProcess& x, const Processes& reference) {
  double images = 0;
  for (const std::string& image : x.images) {
    const double by_name =
        count(reference, [&](const auto& q) { return q.name == x.name && q.images.contains(image); });
    const double by_any = count(reference, [&](const auto& q) { return q.images.contains(image); });
    if (by_any > 0 && by_name == 0) ++images;
  }
  return images;
}

/// A process that loads this image and no other.
MadeProcess with_image(MadeProcess process, const std::string& image) {
  process.images = {image};
  return process;
}

/// @param all the reference with what is left out of it for x
/// @param is_in_own_unit whether a process of the reference is in the same unit of its loads as another
double program_term(const MadeProcess& x, const Processes& reference, const Processes& all,
                    const std::function<bool(const MadeProcess&, const MadeProcess&)>& is_in_own_unit) {
  const double k = new_to_program(x, reference);
  double n = 0, loaders = 0, of_name = k;
  std::map<std::string, double> turns_up;  // in processes of programs that an image is new to
  struct Group {
    const MadeProcess* first;
    double loads;
    std::set<std::string> images;
  };
  std::vector<Group> groups;  // of one name and unit: the new images that they loaded
  for (const MadeProcess* q : reference) {
    if (q->images.empty()) continue;
    ++loaders;
    Processes others;
    for (const MadeProcess* r : all) {
      if (!is_in_own_unit(*q, *r)) others.push_back(r);
    }
    const double images = new_to_program(*q, others);
    auto group = std::ranges::find_if(
        groups, [&](const Group& known) { return known.first->name == q->name && is_in_own_unit(*known.first, *q); });
    if (group == groups.end()) group = groups.insert(group, {q, 0, {}});
    for (const std::string& image : q->images) {
      if (new_to_program(with_image(*q, image), others) == 0) continue;
      ++turns_up[image];
      ++group->loads;
      group->images.insert(image);
    }
    if (q->name == x.name) {
      ++n;
      of_name += images;
    }
  }
  if (k == 0 || n == 0) return 0;
  double as_many = 0;
  for (const Group& group : groups) {
    if (static_cast<double>(group.images.size()) >= k) as_many += std::floor(group.loads / k);
  }
  double rarity = 0;
  for (const std::string& image : x.images) {
    if (new_to_program(with_image(x, image), reference) == 0) continue;
    const double loads = count(reference, [&](const auto& q) { return q.images.contains(image); });
    rarity += (loads + 1) / (turns_up[image] + 1);
  }
  const double share = 2 * std::min(of_name / (n + 1) / k, (as_many + 1) / (loaders + 1));
  return n / (n + 5) * std::max(0.0, -std::log(std::max(share, 1 / rarity)));
}

ExpectedTerms expected_terms(const std::vector<MadeProcess>& hunted, std::size_t i, const Comparison& comparison) {
  const MadeProcess& x = hunted[i];
  const Processes reference = comparison.reference(x);
  ExpectedTerms expected{name_term(x, reference), 0, 0, 0, 0, 0, 0};
  expected.parent = x.parent ? parent_term(x, reference)
                             : comparison.expected(x, parent_term, [](const auto& q) { return q.parent.has_value(); });
  expected.command = x.has_command()
                         ? command_term(x, reference)
                         : comparison.expected(x, command_term, [](const auto& q) { return q.has_command(); });
  double new_images = 0;
  for (const std::string& image : x.images) {
    if (count(reference, [&](const auto& q) { return q.images.contains(image); }) > 0) continue;
    if (is_trusted(x, image, reference)) continue;
    ++new_images;
    const double loaders = count(reference, [&](const auto& q) {
      return std::ranges::any_of(q.images, [&](const auto& other) { return folder_of(other) == folder_of(image); });
    });
    expected.folder = std::max(expected.folder, -0.5 * std::log(g(loaders, reference)));
  }
  expected.images = std::log(1 + new_images);
  expected.program = program_term(x, reference, comparison.all, comparison.is_in_own_unit);
  for (const MadeProcess& y : hunted) {
    if (y.parent_process != i || !y.parent) continue;
    expected.child = std::max(expected.child, 0.5 * child_link(y, comparison.reference(y)));
  }
  return expected;
}

class HuntOracle : public testing::TestWithParam<unsigned> {
 protected:
  HuntOracle() { add_folding_functions(database); }

  Hunt hunt(const std::string& folder, const std::optional<BaselineSummary>& baseline = {}, int threads = 1) {
    const Context context({.threads = threads});
    const DescribedDataset described =
        describe_processes(context, database, Dataset(scratch.path() / folder), {}, "hunt");
    EXPECT_GT(described.selection.selected, 0U);
    return Hunt(context, database, baseline, {});
  }

  static void expect_terms(const NoveltyTerms& terms, const std::vector<MadeProcess>& hunted,
                           const Comparison& comparison) {
    ASSERT_EQ(terms.novelty.size(), hunted.size());
    std::vector<double> inherited(hunted.size(), 0), own(hunted.size(), 0);
    for (std::size_t i = 0; i < hunted.size(); ++i) {
      const ExpectedTerms expected = expected_terms(hunted, i, comparison);
      own[i] = expected.name + expected.parent + expected.command + expected.images + expected.folder +
               expected.program + expected.child;
      // Parents come before their children here.
      if (const auto parent = hunted[i].parent_process) {
        inherited[i] = 0.5 * std::max({0.0, own[*parent] - 16, inherited[*parent]});
      }
      EXPECT_NEAR(terms.name[i], expected.name, 1e-9) << i;
      EXPECT_NEAR(terms.parent[i], expected.parent, 1e-9) << i << (hunted[i].parent ? "" : " imputed");
      EXPECT_NEAR(terms.command[i], expected.command, 1e-9) << i << (hunted[i].has_command() ? "" : " imputed");
      EXPECT_NEAR(terms.images[i], expected.images, 1e-9) << i;
      EXPECT_NEAR(terms.folder[i], expected.folder, 1e-9) << i;
      EXPECT_NEAR(terms.program[i], expected.program, 1e-9) << i;
      EXPECT_NEAR(terms.child[i], expected.child, 1e-9) << i;
      EXPECT_NEAR(terms.ancestor[i], inherited[i], 1e-9) << i;
      EXPECT_NEAR(terms.novelty[i],
                  expected.name + expected.parent + expected.command + expected.images + expected.folder +
                      expected.program + expected.child + inherited[i],
                  1e-9);
    }
  }

  ScratchFolder scratch;
  Database database;
};

Processes pointers(const std::vector<MadeProcess>& processes) {
  Processes all;
  for (const MadeProcess& process : processes) all.push_back(&process);
  return all;
}

bool on_one_host(const MadeProcess& a, const MadeProcess& b) { return a.host == b.host; }

/// The same host, and the same day or no day at all.
bool in_one_block(const MadeProcess& a, const MadeProcess& b) {
  const auto day = [](const MadeProcess& process) { return process.is_started ? process.day : 0; };
  return a.host == b.host && day(a) == day(b);
}

TEST_P(HuntOracle, AgainstABaselineOfOtherDatasets) {
  const auto hunted = made_processes(GetParam(), 60, 3, 2);
  const auto first = made_processes(GetParam() + 100, 90, 2, 3);
  const auto second = made_processes(GetParam() + 200, 50, 3, 2);
  write_dataset(scratch, "hunted", hunted, 1000);
  write_dataset(scratch, "first", first);
  write_dataset(scratch, "second", second, 500);
  OutputFolder output(scratch.path() / "baseline", kBaselineJson);
  static_cast<void>(write_baseline(Context(), database,
                                   {Dataset(scratch.path() / "first"), Dataset(scratch.path() / "second")}, {},
                                   std::nullopt, output));
  output.publish();
  const BaselineSummary baseline = open_baseline(database, scratch.path() / "baseline");
  EXPECT_EQ(baseline.processes, 140U);

  Comparison comparison{pointers(first), [](const auto&, const auto&) { return false; }, in_one_block, on_one_host};
  for (const MadeProcess& process : second) comparison.all.push_back(&process);
  expect_terms(hunt("hunted", baseline).terms, hunted, comparison);
}

TEST_P(HuntOracle, AgainstOtherHosts) {
  const auto hunted = made_processes(GetParam(), 120, 4, 2);
  write_dataset(scratch, "hunted", hunted);
  const Hunt result = hunt("hunted");
  EXPECT_EQ(result.processes.compared, Compared::with_other_hosts);
  expect_terms(result.terms, hunted, {pointers(hunted), on_one_host, on_one_host});
}

TEST_P(HuntOracle, AgainstOtherDaysOfTheOnlyHost) {
  const auto hunted = made_processes(GetParam(), 120, 1, 4);
  write_dataset(scratch, "hunted", hunted);
  const Hunt result = hunt("hunted");
  EXPECT_EQ(result.processes.compared, Compared::with_other_days);
  expect_terms(result.terms, hunted, {pointers(hunted), in_one_block, in_one_block});
}

TEST_P(HuntOracle, AgainstTheOthersOfTheOnlyDay) {
  const auto hunted = made_processes(GetParam(), 60, 1, 1);  // some without a recorded start
  write_dataset(scratch, "hunted", hunted);
  const auto is_same = [](const MadeProcess& a, const MadeProcess& b) { return &a == &b; };
  const Hunt result = hunt("hunted");
  EXPECT_EQ(result.processes.compared, Compared::with_others);
  expect_terms(result.terms, hunted, {pointers(hunted), is_same, is_same});
}

TEST_P(HuntOracle, IsTheSameForAnyNumberOfThreads) {
  write_dataset(scratch, "hunted", made_processes(GetParam(), 3000, 4, 2));
  const Hunt one = hunt("hunted");
  for (const int threads : {2, 5}) {
    const Hunt more = hunt("hunted", {}, threads);
    EXPECT_EQ(more.terms.novelty, one.terms.novelty);
    EXPECT_EQ(more.findings.finding_of, one.findings.finding_of);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, HuntOracle, testing::Values(1, 2, 3));

}  // namespace
}  // namespace proclens
