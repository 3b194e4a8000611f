# What results depend on besides the source: how the engine's arithmetic is compiled (docs/determinism.md).

# The source decides every rounding: no product is fused with a sum unless it says fma. Whether and where a compiler
# would do that differs between compilers, versions and options.
get_property(engine_modules GLOBAL PROPERTY PROCLENS_ENGINE_MODULES)
foreach(name ${engine_modules})
  module_target(target ${name})
  target_compile_options(${target} PRIVATE -ffp-contract=off)
endforeach()

# The files below are compiled for another processor than the rest, whatever PROCLENS_ARCH says: the last -march counts.

# The check that the processor has what the rest needs runs on processors that lack it.
set_source_files_properties(src/core/required_instructions.cpp src/cli/check_processor.cpp
                            PROPERTIES COMPILE_OPTIONS "-march=x86-64" SKIP_PRECOMPILE_HEADERS ON)
# Called after a look at the processor; gives the bytes that the AVX2 kernel gives.
set_source_files_properties(src/core/multiply_avx512.cpp
                            PROPERTIES COMPILE_OPTIONS "-march=x86-64-v3;-mavx512f" SKIP_PRECOMPILE_HEADERS ON)
# Eigen's order of summation depends on the width of vectors and on the sizes of caches: both are fixed.
set_source_files_properties(src/core/symmetric_eigen.cpp
                            PROPERTIES COMPILE_OPTIONS "-march=x86-64-v3" SKIP_PRECOMPILE_HEADERS ON
                            COMPILE_DEFINITIONS "EIGEN_NO_CPUID;EIGEN_DONT_PARALLELIZE;EIGEN_MPL2_ONLY")
