#include "hunt/evaluation/ranking_measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace proclens {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

ScoreTie total(std::span<const ScoreTie> ranking) {
  ScoreTie sum;
  for (const ScoreTie& tie : ranking) {
    sum.attacks += tie.attacks;
    sum.benign += tie.benign;
  }
  return sum;
}

}  // namespace

double roc_area(std::span<const ScoreTie> ranking) {
  const ScoreTie all = total(ranking);
  if (all.attacks == 0 || all.benign == 0) return kUndefined;
  double below = all.benign;
  double won = 0;  // pairs
  for (const ScoreTie& tie : ranking) {
    below -= tie.benign;
    won += tie.attacks * (below + tie.benign / 2);
  }
  return won / (all.attacks * all.benign);
}

double average_precision(std::span<const ScoreTie> ranking) {
  const ScoreTie all = total(ranking);
  if (all.attacks == 0) return kUndefined;
  ScoreTie above;
  double sum = 0;
  for (const ScoreTie& tie : ranking) {
    above.attacks += tie.attacks;
    above.benign += tie.benign;
    if (tie.attacks > 0) sum += tie.attacks * above.attacks / (above.attacks + above.benign);
  }
  return sum / all.attacks;
}

double precision_at(std::span<const ScoreTie> ranking, double first) {
  double left = first;
  double found = 0;
  for (const ScoreTie& tie : ranking) {
    const double size = tie.attacks + tie.benign;
    if (size == 0) continue;
    const double taken = std::min(left, size);
    found += tie.attacks * taken / size;
    left -= taken;
    if (left == 0) break;
  }
  return left == first ? kUndefined : found / (first - left);
}

double first_attack_rank(std::span<const ScoreTie> ranking) {
  double above = 0;
  for (const ScoreTie& tie : ranking) {
    // Of b benign processes in random order with a attacks, b/(a + 1) come before the first attack.
    if (tie.attacks > 0) return above + tie.benign / (tie.attacks + 1) + 1;
    above += tie.benign;
  }
  return kUndefined;
}

Alerts alerts_at_recall(std::span<const ScoreTie> ranking, double recall) {
  // A share such as 0.7 of 10 is 7.000000000000001 in binary, and must not ask for 8.
  const double wanted = std::ceil(recall * total(ranking).attacks * (1 - 1e-12));
  Alerts alerts;
  for (const ScoreTie& tie : ranking) {
    if (alerts.attacks >= wanted) break;
    alerts.attacks += tie.attacks;
    alerts.benign += tie.benign;
    ++alerts.ties;
  }
  return alerts;
}

}  // namespace proclens
