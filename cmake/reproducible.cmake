# What results depend on besides the source: how the engine's arithmetic is compiled (docs/determinism.md).

# The source determines every rounding: a product is fused with a sum only where it says fma. Otherwise this would
# depend on the compiler, its version and its options.
get_property(engine_modules GLOBAL PROPERTY PROCLENS_ENGINE_MODULES)
foreach(name ${engine_modules})
  module_target(target ${name})
  target_compile_options(${target} PRIVATE -ffp-contract=off)
endforeach()

# The files below are compiled for a different processor than the rest, whatever PROCLENS_ARCH says: the last -march
# counts.

# The check that the processor has what the rest needs must run on processors that lack it.
set_source_files_properties(src/core/required_instructions.cpp src/cli/check_processor.cpp
                            PROPERTIES COMPILE_OPTIONS "-march=x86-64" SKIP_PRECOMPILE_HEADERS ON)
# Called only after checking the processor; gives the same bytes as the AVX2 kernel.
set_source_files_properties(src/core/linear_algebra/multiply_avx512.cpp
                            PROPERTIES COMPILE_OPTIONS "-march=x86-64-v3;-mavx512f" SKIP_PRECOMPILE_HEADERS ON)
# Eigen's summation order depends on vector width and cache sizes: both are fixed.
set_source_files_properties(src/core/linear_algebra/symmetric_eigen.cpp
                            PROPERTIES COMPILE_OPTIONS "-march=x86-64-v3" SKIP_PRECOMPILE_HEADERS ON
                            COMPILE_DEFINITIONS "EIGEN_NO_CPUID;EIGEN_DONT_PARALLELIZE;EIGEN_MPL2_ONLY")
