// Elementary functions whose results do not depend on the processor. The C library chooses variants of exp, log, pow,
// sin and cos according to the processor, and their last bits differ; everything that affects a result calls these
// instead. (sqrt, fma, floor and round are exactly rounded everywhere and need no replacement.)
//
// They are SLEEF's "finz" variants: fused multiply-adds, error at most 1 ulp, and, as SLEEF documents, the same bits
// for every vector width and architecture. Arguments outside a function's domain give NaN or an infinity as in the C
// library.
#pragma once

namespace proclens::reproducible {

[[nodiscard]] double exp(double x) noexcept;
[[nodiscard]] double log(double x) noexcept;
[[nodiscard]] double log1p(double x) noexcept;
[[nodiscard]] double log2(double x) noexcept;
[[nodiscard]] double pow(double x, double y) noexcept;
[[nodiscard]] double sin(double x) noexcept;
[[nodiscard]] double cos(double x) noexcept;
[[nodiscard]] double acosh(double x) noexcept;

}  // namespace proclens::reproducible
