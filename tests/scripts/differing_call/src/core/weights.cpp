#include <cmath>

double weight(double x) {
  // std::exp(x) in a comment is not a call.
  return std::sqrt(x) + std::log1p(x);
}
