// The functions of OpenBLAS and of the LAPACK in it that are used, loaded when the first of them is needed: only maps
// need them, and loading takes a third of what a command takes to start.
#pragma once

#include <cblas.h>

#include <cstddef>

namespace proclens {

/// LAPACK's dsyevd by its Fortran interface; behind the arguments come the lengths of the two texts.
using Dsyevd = void(const char* jobz, const char* uplo, const blasint* n, double* a, const blasint* lda, double* w,
                    double* work, const blasint* lwork, blasint* iwork, const blasint* liwork, blasint* info,
                    std::size_t jobz_size, std::size_t uplo_size);

struct BlasLibrary {
  decltype(&cblas_sgemm) sgemm;
  decltype(&cblas_dgemm) dgemm;
  Dsyevd* dsyevd;
};

/// OpenBLAS's idle threads look for work for a tenth of a second before they sleep. They are never used here: called
/// first thing by a program, this keeps them from being started at all.
void keep_blas_threads_away();

/// Held to one thread: OpenBLAS's own would cut the work by their number, ours are cut by fixed blocks. Throws
/// Error(Fault::machine) when there is no OpenBLAS. From any thread.
[[nodiscard]] const BlasLibrary& blas_library();

}  // namespace proclens
