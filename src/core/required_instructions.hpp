// Whether the processor has the instructions that all other code is compiled for (x86-64-v3, 2013 and later). Compiled
// for any x86-64 processor and free of standard headers: the linker could pick an inline function from another file,
// compiled with instructions that are missing.
#pragma once

namespace proclens {

struct ProcessorFeatures {
  bool avx = false;
  bool avx2 = false;
  bool bmi = false;
  bool bmi2 = false;
  bool f16c = false;
  bool fma = false;
  bool lzcnt = false;
  bool movbe = false;
};

/// What this processor and its operating system support.
[[nodiscard]] ProcessorFeatures processor_features() noexcept;

inline constexpr unsigned kMissingTextSize = 64;  ///< fits the names of all features and the terminating NUL

/// Writes the names of the required features that are missing, such as "AVX2, FMA"; empty if none is.
void missing_instructions(const ProcessorFeatures& features, char (&text)[kMissingTextSize]) noexcept;

}  // namespace proclens
