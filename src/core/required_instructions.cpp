#include "core/required_instructions.hpp"

namespace proclens {
namespace {

char* append(char* end, const char* text) {
  while (*text != 0) *end++ = *text++;
  *end = 0;
  return end;
}

}  // namespace

ProcessorFeatures processor_features() noexcept {
  __builtin_cpu_init();  // needed before static initialisers have run
  ProcessorFeatures features;
  features.avx = __builtin_cpu_supports("avx") != 0;
  features.avx2 = __builtin_cpu_supports("avx2") != 0;
  features.bmi = __builtin_cpu_supports("bmi") != 0;
  features.bmi2 = __builtin_cpu_supports("bmi2") != 0;
  features.f16c = __builtin_cpu_supports("f16c") != 0;
  features.fma = __builtin_cpu_supports("fma") != 0;
  features.lzcnt = __builtin_cpu_supports("lzcnt") != 0;
  features.movbe = __builtin_cpu_supports("movbe") != 0;
  return features;
}

void missing_instructions(const ProcessorFeatures& features, char (&text)[kMissingTextSize]) noexcept {
  const struct {
    bool there;
    const char* name;
  } required[] = {{features.avx, "AVX"},     {features.avx2, "AVX2"},  {features.bmi, "BMI1"},
                  {features.bmi2, "BMI2"},   {features.f16c, "F16C"},  {features.fma, "FMA"},
                  {features.lzcnt, "LZCNT"}, {features.movbe, "MOVBE"}};
  char* end = append(text, "");
  for (const auto& feature : required) {
    if (feature.there) continue;
    if (end != text) end = append(end, ", ");
    end = append(end, feature.name);
  }
}

}  // namespace proclens
