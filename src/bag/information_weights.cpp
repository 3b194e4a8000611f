#include "proclens/information_weights.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/elementary.hpp"
#include "core/parallel.hpp"
#include "core/require_valid.hpp"

namespace proclens {
namespace {

/// Rows are folded in at most this many parts, each with one number per feature.
constexpr std::size_t kParts = 16;
constexpr std::size_t kMinPart = 4096;

std::size_t part_size(std::size_t rows) { return std::max(kMinPart, (rows + kParts - 1) / kParts); }

/// a·b − c·d with one rounding (Kahan): exactly 0 if the products are equal, which plain arithmetic does not guarantee.
double difference_of_products(double a, double b, double c, double d) {
  const double cd = c * d;
  return std::fma(a, b, -cd) + std::fma(-c, d, cd);
}

/// The inputs of the divergences: sums over all objects.
struct Totals {
  std::vector<double> feature_count;    ///< c_j
  std::vector<double> feature_objects;  ///< nnz_j
  double count = 0;                     ///< sum of N
};

Totals count_totals(const BagsView& bags) {
  Totals totals{std::vector<double>(bags.features()), std::vector<double>(bags.features())};
  for (std::size_t i = 0; i < bags.distinct(); ++i) {
    const double times = bags.multiplicity[i];
    const auto columns = bags.counts.row_columns(i);
    const auto values = bags.counts.row_values(i);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      totals.feature_count[columns[k]] += times * values[k];
      totals.feature_objects[columns[k]] += times;
      totals.count += times * values[k];
    }
  }
  return totals;
}

/// Adds Σ_{i: N_ij > 0} q_i·ln(q_i/p_i) over the bags [begin, end) to `divergence`. ln(q/p) is computed as
/// log1p((N_ij·T − c_j·r_i)/(r_i·(c_j + s))), with r_i the row's sum and T the total: if an object has exactly its
/// share of a feature this is 0 rather than noise, which the normalisation would amplify.
void add_divergences(const BagsView& bags, const Totals& totals, double prior, std::size_t begin, std::size_t end,
                     std::vector<double>& divergence) {
  for (std::size_t i = begin; i < end; ++i) {
    const double times = bags.multiplicity[i];
    const auto columns = bags.counts.row_columns(i);
    const auto values = bags.counts.row_values(i);
    double row_sum = 0;
    for (const double value : values) row_sum += value;
    const double share = row_sum / totals.count;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const double feature_count = totals.feature_count[columns[k]];
      const double observed = (values[k] + prior * share) / (feature_count + prior);
      const double excess = difference_of_products(values[k], totals.count, feature_count, row_sum);
      divergence[columns[k]] += times * observed * reproducible::log1p(excess / (row_sum * (feature_count + prior)));
    }
  }
}

std::vector<double> observed_divergences(const Context& context, const BagsView& bags, const Totals& totals,
                                         double prior) {
  return reduce_blocks(
      context, bags.distinct(), part_size(bags.distinct()), std::vector<double>(bags.features()),
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> part(bags.features());
        add_divergences(bags, totals, prior, begin, end, part);
        return part;
      },
      [](std::vector<double>& total, std::vector<double>&& part) {
        for (std::size_t j = 0; j < total.size(); ++j) total[j] += part[j];
      });
}

/// (1/n)·(n − nnz_j)·z_j: the objects without the feature, each with the mean share.
void add_absences(const Totals& totals, double objects, double prior, std::vector<double>& divergence) {
  for (std::size_t j = 0; j < divergence.size(); ++j) {
    const double pseudo_share = prior / (totals.feature_count[j] + prior);
    const double absent = (objects - totals.feature_objects[j]) / objects;
    divergence[j] += absent * pseudo_share * reproducible::log(pseudo_share);
  }
}

std::uint64_t objects_that_count(const BagsView& bags, bool count_empty) {
  std::uint64_t objects = 0;
  for (std::size_t i = 0; i < bags.distinct(); ++i) {
    if (count_empty || !bags.counts.row_columns(i).empty()) objects += bags.multiplicity[i];
  }
  return objects;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

}  // namespace

std::vector<std::string> InformationWeightOptions::validate() const {
  std::vector<std::string> problems;
  check_option(prior_strength > 0 && std::isfinite(prior_strength), "prior_strength", prior_strength, "above 0",
               problems);
  check_option(power >= 0 && std::isfinite(power), "power", power, "at least 0", problems);
  return problems;
}

std::vector<double> information_weights(const Context& context, const BagsView& bags,
                                        const InformationWeightOptions& options) {
  require_valid("information_weights", options.validate());
  require_valid("information_weights", bags.validate());
  const Totals totals = count_totals(bags);
  std::vector<double> weights = observed_divergences(context, bags, totals, options.prior_strength);
  const std::uint64_t objects = objects_that_count(bags, options.count_empty);
  if (objects == 0) return weights;
  add_absences(totals, static_cast<double>(objects), options.prior_strength, weights);
  const double mean_divergence = mean(weights);
  const double scale = mean_divergence > 0 ? mean_divergence : 1;
  for (double& weight : weights) weight = reproducible::pow(std::max(0.0, weight / scale), options.power);
  return weights;
}

SparseRows weighted_bags(const BagsView& bags, std::span<const double> weights) {
  require_valid("weighted_bags", bags.validate());
  if (weights.size() != bags.features()) throw std::invalid_argument("weighted_bags: one weight per feature is needed");
  SparseRows result;
  result.columns = bags.features();
  result.row_start.reserve(bags.distinct() + 1);
  result.column.reserve(bags.counts.nonzeros());
  result.value.reserve(bags.counts.nonzeros());
  for (std::size_t i = 0; i < bags.distinct(); ++i) {
    const auto columns = bags.counts.row_columns(i);
    const auto values = bags.counts.row_values(i);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const double weighted = values[k] * weights[columns[k]];
      if (weighted == 0) continue;
      result.column.push_back(columns[k]);
      result.value.push_back(weighted);
    }
    result.row_start.push_back(result.column.size());
  }
  return result;
}

}  // namespace proclens
