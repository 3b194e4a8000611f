// The instructions that all other code is compiled for (x86-64-v3, of 2013 and later), and whether the processor has
// them. Compiled for any x86-64 processor, and free of standard headers: an inline function of theirs could be the copy
// that another file compiled with instructions that are missing.
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

/// What this processor and its operating system offer.
[[nodiscard]] ProcessorFeatures processor_features() noexcept;

inline constexpr unsigned kMissingTextSize = 64;  ///< what the names of all features take, with the 0 at the end

/// Writes the names of the required features that are absent, such as "AVX2, FMA"; empty when none is.
void missing_instructions(const ProcessorFeatures& features, char (&text)[kMissingTextSize]) noexcept;

}  // namespace proclens
