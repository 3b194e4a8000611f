// Elementary functions whose bytes do not depend on the processor. The C library picks variants of exp, log, pow, sin
// and cos by what the processor has, and their last bits differ; everything that decides a result calls these instead.
// (sqrt, fma, floor and round are exactly rounded everywhere and need no replacement.)
//
// SLEEF's variants "finz": fused multiply-adds, at most 1 ulp off, the same bits as SLEEF documents for every vector
// width and architecture. Arguments outside a function's domain give NaN or an infinity as in the C library.
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
