#include "layout/optimise_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/parallel.hpp"
#include "core/random.hpp"
#include "layout/power.hpp"

namespace proclens {
namespace {

constexpr int kPulls = 2;  // an edge is listed at both ends, and each of the two moves both
constexpr std::size_t kLanes = 16;
constexpr std::size_t kGroupsPerTask = 16;
constexpr std::uint32_t kOne = 1U << 24U;

using Floats = std::array<float, kLanes>;

struct Curve {
  float a, b, pull, push;
};

/// The graph in the optimiser's order.
struct Plan {
  std::vector<std::uint32_t> point;
  std::vector<std::size_t> start{0};
  std::vector<std::uint32_t> neighbour;
  std::vector<std::uint32_t> reach;
};

Plan make_plan(const SparseRows& graph) {
  const std::size_t n = graph.rows();
  double strongest = 0;
  for (double w : graph.value) strongest = std::max(strongest, w);
  std::vector<double> total(n);
  for (std::size_t i = 0; i < n; ++i)
    for (double w : graph.row_values(i)) total[i] += w;
  Plan plan;
  plan.point.resize(n);
  std::iota(plan.point.begin(), plan.point.end(), 0U);
  std::stable_sort(plan.point.begin(), plan.point.end(), [&](auto a, auto b) { return total[a] > total[b]; });
  std::vector<std::uint32_t> place(n);
  for (std::size_t p = 0; p < n; ++p) place[plan.point[p]] = static_cast<std::uint32_t>(p);
  for (std::size_t p = 0; p < n; ++p) {
    const std::size_t i = plan.point[p];
    std::uint32_t reach = 0;
    for (std::size_t e = graph.row_start[i]; e < graph.row_start[i + 1]; ++e) {
      reach += static_cast<std::uint32_t>(graph.value[e] / strongest * kOne);
      plan.neighbour.push_back(place[graph.column[e]]);
      plan.reach.push_back(reach);
    }
    plan.start.push_back(plan.reach.size());
  }
  return plan;
}

inline float clip(float v) {
  v = v < -4.0F ? -4.0F : v;
  return v > 4.0F ? 4.0F : v;
}

inline void pull(const Curve& c, const Floats& rate, const Floats& ox, const Floats& oy, Floats& x, Floats& y) {
  for (std::size_t l = 0; l < kLanes; ++l) {
    const float dx = x[l] - ox[l];
    const float dy = y[l] - oy[l];
    const float square = dx * dx + dy * dy + 1e-20F;
    const float power = fast_power(square, c.b);
    const float g = c.pull * power / (square * (1.0F + c.a * power));
    x[l] -= rate[l] * clip(g * dx);
    y[l] -= rate[l] * clip(g * dy);
  }
}

inline void push(const Curve& c, const Floats& rate, const float* ox, const float* oy, Floats& x, Floats& y) {
  for (std::size_t l = 0; l < kLanes; ++l) {
    const float dx = x[l] - ox[l];
    const float dy = y[l] - oy[l];
    const float square = dx * dx + dy * dy + 1e-20F;
    const float power = fast_power(square, c.b);
    const float g = c.push / ((square + 0.001F) * (1.0F + c.a * power));
    x[l] += rate[l] * clip(g * dx);
    y[l] += rate[l] * clip(g * dy);
  }
}

}  // namespace

void optimise_layout(const SparseRows& graph, const OptimiseOptions& options, Matrix<float>& positions) {
  const std::size_t n = graph.rows();
  if (n < 2 || graph.nonzeros() == 0) return;
  const Plan plan = make_plan(graph);
  const std::size_t groups = (n + kLanes - 1) / kLanes;
  const std::size_t padded = n + 2 * kLanes;
  std::vector<float> x(padded), y(padded), nx(padded), ny(padded);
  const auto fill = [&](std::vector<float>& v) {
    for (std::size_t p = n; p < padded; ++p) v[p] = v[p % n];
  };
  for (std::size_t p = 0; p < n; ++p) {
    x[p] = positions(plan.point[p], 0);
    y[p] = positions(plan.point[p], 1);
  }
  fill(x);
  fill(y);
  const Curve curve{float(options.curve.a), float(options.curve.b), float(2 * options.curve.a * options.curve.b),
                    float(2 * options.curve.b)};
  const CounterRandom phase(options.seed, 101);
  const CounterRandom other(options.seed, 102);
  const double golden = 0.6180339887498949;
  std::size_t most = 0;
  for (std::size_t p = 0; p < n; ++p) most = std::max(most, plan.start[p + 1] - plan.start[p]);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    const double t = 1 - double(epoch) / options.epochs;
    const float alpha = float(options.learning_rate * t);
    parallel_blocks(groups, kGroupsPerTask, [&](std::size_t begin, std::size_t end) {
      std::vector<std::uint32_t> due(kLanes * (most + 1));
      for (std::size_t g = begin; g < end; ++g) {
        const std::size_t base = g * kLanes;
        std::array<std::size_t, kLanes> count{};
        Floats cx, cy, rate;
        std::size_t longest = 0;
        for (std::size_t l = 0; l < kLanes; ++l) {
          const std::size_t p = base + l;
          cx[l] = x[p];
          cy[l] = y[p];
          if (p >= n) continue;
          const double ph = phase.uniform(p) + golden * epoch;
          const std::uint32_t shift = std::uint32_t((ph - std::floor(ph)) * kOne);
          std::uint32_t before = shift / kOne;
          std::size_t c = 0;
          for (std::size_t e = plan.start[p]; e < plan.start[p + 1]; ++e) {
            const std::uint32_t now = (plan.reach[e] + shift) / kOne;
            due[c * kLanes + l] = plan.neighbour[e];
            c += now != before;
            before = now;
          }
          count[l] = c;
          longest = std::max(longest, c);
        }
        std::uint64_t drawn = 0;
        const std::uint64_t key = (std::uint64_t(epoch) * groups + g) << 24U;
        double owed = 0;
        for (std::size_t s = 0; s < longest; ++s) {
          Floats ox, oy;
          for (std::size_t l = 0; l < kLanes; ++l) {
            const bool active = s < count[l];
            const std::size_t o = active ? due[s * kLanes + l] : 0;
            rate[l] = active ? alpha : 0.0F;
            ox[l] = x[o];
            oy[l] = y[o];
          }
          for (int r = 0; r < kPulls; ++r) pull(curve, rate, ox, oy, cx, cy);
          owed += options.negative_sample_rate;
          for (; owed >= 1; owed -= 1) {
            const std::size_t from = (base + 1 + other.below(key + drawn++, n - 1)) % n;
            push(curve, rate, x.data() + from, y.data() + from, cx, cy);
          }
        }
        std::copy(cx.begin(), cx.end(), nx.begin() + base);
        std::copy(cy.begin(), cy.end(), ny.begin() + base);
      }
    });
    x.swap(nx);
    y.swap(ny);
    fill(x);
    fill(y);
  }
  for (std::size_t p = 0; p < n; ++p) {
    positions(plan.point[p], 0) = x[p];
    positions(plan.point[p], 1) = y[p];
  }
}

}  // namespace proclens
