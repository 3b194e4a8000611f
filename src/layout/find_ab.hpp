// The curve that turns a distance on the map into a membership strength.
#pragma once

namespace proclens {

/// The membership strength of two points at distance x on the map is 1 / (1 + a·x^(2b)).
struct CurveParameters {
  double a;
  double b;
};

/// The a and b for which the curve fits best, by least squares over 300 distances from 0 to 3·spread, the desired
/// strength: 1 up to min_dist, then exp(−(x − min_dist)/spread).
///
/// umap-learn's definition (McInnes, Healy, Melville 2018, section 3.2), solved by the Levenberg–Marquardt method from
/// a = b = 1 with the derivatives
///   ∂f/∂a = −x^(2b)·f²,   ∂f/∂b = −2a·x^(2b)·ln(x)·f².
/// Throws std::invalid_argument unless 0 ≤ min_dist ≤ spread and spread > 0.
[[nodiscard]] CurveParameters find_ab(double spread, double min_dist);

}  // namespace proclens
