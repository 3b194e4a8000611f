#include "novelty/novelty.hpp"

#include <algorithm>
#include <stdexcept>

#include "core/elementary.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlock = 1U << 14U;

double surprise(double share) { return -reproducible::log(share); }

/// The terms of single keys, leaving a unit out.
class KeyTerms {
 public:
  explicit KeyTerms(const NoveltyReference& reference) : reference_(reference) {}

  /// A share of the reference's processes on a scale that does not depend on how many there are.
  [[nodiscard]] double share(std::uint64_t count, std::uint32_t unit) const {
    const auto n = static_cast<double>(std::max<std::uint64_t>(reference_.processes(unit), 1));
    return (static_cast<double>(count) * kReferenceScale / n + 0.5) / (kReferenceScale + 1);
  }
  [[nodiscard]] double name(std::uint32_t name, std::uint32_t unit) const {
    return surprise(share(reference_.of_name(name, unit), unit));
  }
  [[nodiscard]] double parent(std::uint32_t pair, std::uint32_t unit) const {
    const std::uint32_t name = reference_.counts().pair_name[pair];
    const std::uint32_t parent = reference_.counts().pair_parent[pair];
    return surprise((static_cast<double>(reference_.of_pair(pair, unit)) +
                     kParentObservations * share(reference_.children(parent, unit), unit)) /
                    (static_cast<double>(reference_.with_parent(name, unit)) + kParentObservations));
  }
  [[nodiscard]] double command(std::uint32_t command, std::uint32_t unit) const {
    const std::uint32_t name = reference_.counts().command_name[command];
    return surprise((static_cast<double>(reference_.of_command(command, unit)) + kCommandObservations * kCommandPrior) /
                    (static_cast<double>(reference_.with_command(name, unit)) + kCommandObservations));
  }
  /// How seldom the pair's parent starts the pair's name.
  [[nodiscard]] double child(std::uint32_t pair, std::uint32_t unit) const {
    const std::uint32_t name = reference_.counts().pair_name[pair];
    const std::uint32_t parent = reference_.counts().pair_parent[pair];
    return surprise((static_cast<double>(reference_.of_pair(pair, unit)) +
                     kChildObservations * share(reference_.of_name(name, unit), unit)) /
                    (static_cast<double>(reference_.children(parent, unit)) + kChildObservations));
  }

 private:
  const NoveltyReference& reference_;
};

/// Sums of a term over processes, in all and by unit.
struct TermSums {
  double sum = 0;
  double processes = 0;
  void add(double term, double weight) {
    sum += term * weight;
    processes += weight;
  }
};

/// What a term is expected to be where it is not known.
class ExpectedTerm {
 public:
  /// @param term of a key and a unit; computed for every entry of `counts`
  template <class Term>
  ExpectedTerm(const UnitCounts& counts, const std::vector<std::uint32_t>& name_of, std::size_t names, Term term)
      : of_name_(names), by_unit_(names) {
    for (std::uint32_t key = 0; key < counts.keys(); ++key) {
      for (const UnitCounts::Entry& entry : counts.entries(key)) {
        const double value = term(key, entry.unit);
        const auto weight = static_cast<double>(entry.processes);
        all_.add(value, weight);
        add(all_by_unit_, entry.unit, value, weight);
        of_name_[name_of[key]].add(value, weight);
        by_unit_[name_of[key]].push_back({entry.unit, {value * weight, weight}});
      }
    }
    for (auto& units : by_unit_) merge_units(units);
  }

  [[nodiscard]] double of(std::uint32_t name, std::uint32_t unit) const {
    TermSums all = all_;
    if (unit < all_by_unit_.size()) subtract(all, all_by_unit_[unit]);
    TermSums own = of_name_[name];
    const auto& units = by_unit_[name];
    const auto at = std::ranges::lower_bound(units, unit, {}, &UnitSum::unit);
    if (at != units.end() && at->unit == unit) subtract(own, at->sums);
    const double mean = all.processes > 0 ? all.sum / all.processes : 0;
    if (own.processes <= 0) return mean;
    return (own.sum + kImputingObservations * mean) / (own.processes + kImputingObservations);
  }

 private:
  struct UnitSum {
    std::uint32_t unit = 0;
    TermSums sums;
  };
  /// One sum for each unit, ascending: many keys of a name in one unit would otherwise be added up again for each of
  /// its processes.
  static void merge_units(std::vector<UnitSum>& units) {
    std::ranges::stable_sort(units, {}, &UnitSum::unit);
    std::size_t merged = 0;
    for (const UnitSum& next : units) {
      if (merged > 0 && units[merged - 1].unit == next.unit) {
        units[merged - 1].sums.sum += next.sums.sum;
        units[merged - 1].sums.processes += next.sums.processes;
      } else {
        units[merged++] = next;
      }
    }
    units.resize(merged);
  }
  static void add(std::vector<TermSums>& sums, std::uint32_t unit, double value, double weight) {
    if (sums.size() <= unit) sums.resize(unit + 1);
    sums[unit].add(value, weight);
  }
  static void subtract(TermSums& from, const TermSums& part) {
    from.sum -= part.sum;
    from.processes -= part.processes;
  }

  TermSums all_;
  std::vector<TermSums> all_by_unit_;
  std::vector<TermSums> of_name_;
  std::vector<std::vector<UnitSum>> by_unit_;
};

void require_same_size(const ProcessKeys& processes) {
  const std::size_t n = processes.size();
  bool is_same = processes.images.empty() || processes.images.size() == n;
  for (const auto* keys : {&processes.pair, &processes.command, &processes.unit, &processes.parent_process}) {
    is_same = is_same && keys->size() == n;
  }
  if (!is_same) throw std::invalid_argument("novelty_terms: arrays differ in length");
}

void require_numbers(const ReferenceCounts& counts, const ImageReference& images, const ProcessKeys& processes) {
  if (!processes.images.empty() && images.counts().loaders.keys() < counts.names.keys()) {
    throw std::invalid_argument("novelty_terms: names without a count of loaders");
  }
  const auto below = [](std::uint32_t number, std::size_t size) { return number == kNoNumber || number < size; };
  for (std::size_t i = 0; i < processes.size(); ++i) {
    if (processes.name[i] >= counts.names.keys() || !below(processes.pair[i], counts.pairs.keys()) ||
        !below(processes.command[i], counts.commands.keys()) || !below(processes.parent_process[i], processes.size())) {
      throw std::invalid_argument("novelty_terms: a number is out of range");
    }
  }
}

/// The most surprising child of each process.
void find_surprising_children(const ProcessKeys& processes, const std::vector<double>& link, NoveltyTerms& terms) {
  for (std::size_t i = 0; i < processes.size(); ++i) {
    const std::uint32_t parent = processes.parent_process[i];
    if (parent == kNoNumber || processes.pair[i] == kNoNumber) continue;
    std::uint32_t& child = terms.surprising_child[parent];
    if (child == kNoNumber || link[i] > link[child]) child = static_cast<std::uint32_t>(i);
  }
  for (std::size_t i = 0; i < processes.size(); ++i) {
    if (terms.surprising_child[i] != kNoNumber) terms.child[i] = kHalf * link[terms.surprising_child[i]];
  }
}

/// The surprise of a process that loaded k images new to its program: the greater of two, less what the choice is
/// worth. Among the reference's n processes of its name and itself, which loaded m such images on average, at most the
/// share m/k loaded k or more (Markov's inequality): 0 for a program that keeps loading what is new to it. And among
/// all its processes few load so many. No more, though, than those images make of it, and the less the fewer processes
/// of the name there are: of a program that is hardly known nearly everything is new.
double program_surprise(const ImageReference& images, std::uint32_t name, std::uint32_t unit,
                        const ImageNovelty& loaded) {
  if (loaded.program_images == 0) return 0;
  const auto k = static_cast<double>(loaded.program_images);
  const auto own = static_cast<double>(images.loaders(name, unit));
  const double mean = (static_cast<double>(images.new_to_program(name, unit)) + k) / (own + 1);
  const auto all = static_cast<double>(images.loaders(unit));
  const double share = (static_cast<double>(images.loaders_of_new(loaded.program_images, unit)) + 1) / (all + 1);
  const double surprising = surprise(std::max(2 * std::min(mean / k, share), loaded.program_share));
  return own / (own + kProgramObservations) * std::max(0.0, surprising);
}

/// What processes inherit from those that started them: half of what the parent's novelty is beyond kInheritedBeyond,
/// or half of what the parent inherits if that is more. Recorded parents may form circles, of which the first process
/// inherits nothing.
/// @param own the novelty of each process without what it inherits
void inherit_novelty(const ProcessKeys& processes, const std::vector<double>& own, NoveltyTerms& terms) {
  enum class State : std::uint8_t { open, visited, done };
  const std::size_t n = processes.size();
  std::vector<State> state(n, State::open);
  std::vector<std::uint32_t> path;
  for (std::uint32_t start = 0; start < n; ++start) {
    for (std::uint32_t i = start; i != kNoNumber && state[i] == State::open; i = processes.parent_process[i]) {
      state[i] = State::visited;
      path.push_back(i);
    }
    for (; !path.empty(); path.pop_back()) {
      const std::uint32_t i = path.back();
      const std::uint32_t parent = processes.parent_process[i];
      state[i] = State::done;
      if (parent == kNoNumber || parent == i) continue;
      const double beyond = own[parent] - kInheritedBeyond;
      // In a circle nothing inherits from itself.
      const double further = terms.surprising_ancestor[parent] == i ? 0 : terms.ancestor[parent];
      terms.ancestor[i] = kHalf * std::max({0.0, beyond, further});
      if (terms.ancestor[i] > 0) {
        terms.surprising_ancestor[i] = beyond >= further ? parent : terms.surprising_ancestor[parent];
      }
    }
  }
}

}  // namespace

NoveltyTerms novelty_terms(const Context& context, const NoveltyReference& reference, const ImageReference& images,
                           const ProcessKeys& processes) {
  require_same_size(processes);
  require_numbers(reference.counts(), images, processes);
  const std::size_t n = processes.size();
  const ReferenceCounts& counts = reference.counts();
  const KeyTerms key(reference);
  const ExpectedTerm expected_parent(counts.pairs, counts.pair_name, counts.names.keys(),
                                     [&](std::uint32_t pair, std::uint32_t unit) { return key.parent(pair, unit); });
  const ExpectedTerm expected_command(
      counts.commands, counts.command_name, counts.names.keys(),
      [&](std::uint32_t command, std::uint32_t unit) { return key.command(command, unit); });

  NoveltyTerms terms;
  for (auto* term : {&terms.name, &terms.parent, &terms.command, &terms.images, &terms.folder, &terms.program,
                     &terms.child, &terms.ancestor, &terms.novelty}) {
    term->assign(n, 0);
  }
  terms.surprising_child.assign(n, kNoNumber);
  terms.surprising_ancestor.assign(n, kNoNumber);
  std::vector<double> link(n, 0);
  parallel_blocks(context, n, kBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t unit = processes.unit[i];
      const std::uint32_t name = processes.name[i];
      const std::uint32_t pair = processes.pair[i];
      const std::uint32_t command = processes.command[i];
      terms.name[i] = key.name(name, unit);
      terms.parent[i] = pair == kNoNumber ? expected_parent.of(name, unit) : key.parent(pair, unit);
      terms.command[i] = command == kNoNumber ? expected_command.of(name, unit) : key.command(command, unit);
      if (pair != kNoNumber) link[i] = key.child(pair, unit);
      if (processes.images.empty()) continue;
      const ImageNovelty& loaded = processes.images[i];
      terms.program[i] = program_surprise(images, name, unit, loaded);
      if (loaded.new_images > 0) {
        terms.images[i] = reproducible::log1p(loaded.new_images);
        terms.folder[i] = kHalf * surprise(key.share(loaded.folder_processes, unit));
      }
    }
  });
  find_surprising_children(processes, link, terms);
  for (std::size_t i = 0; i < n; ++i) {
    terms.novelty[i] = terms.name[i] + terms.parent[i] + terms.command[i] + terms.images[i] + terms.folder[i] +
                       terms.program[i] + terms.child[i];
  }
  inherit_novelty(processes, terms.novelty, terms);
  for (std::size_t i = 0; i < n; ++i) terms.novelty[i] += terms.ancestor[i];
  return terms;
}

}  // namespace proclens
