#include "core/blas_library.hpp"

#include <dlfcn.h>

#include <array>
#include <cstdlib>
#include <string>

#include "proclens/error.hpp"

namespace proclens {
namespace {

[[noreturn]] void fail_without_blas() {
  const char* reason = dlerror();
  throw Error(Fault::machine,
              "OpenBLAS, which maps are computed with, cannot be loaded: " + std::string(reason ? reason : "no reason"),
              "Install it; on Debian: apt-get install libopenblas0-pthread.");
}

/// The one that was found when the program was built, else any that the system has.
void* open_library() {
  for (const char* name : std::array{PROCLENS_OPENBLAS, "libopenblas.so.0"}) {
    if (void* library = dlopen(name, RTLD_LAZY | RTLD_LOCAL)) return library;
  }
  fail_without_blas();
}

template <class Function>
Function* function_of(void* library, const char* name) {
  void* found = dlsym(library, name);
  if (found == nullptr) fail_without_blas();
  return reinterpret_cast<Function*>(found);
}

BlasLibrary load() {
  void* library = open_library();  // for good
  function_of<decltype(openblas_set_num_threads)>(library, "openblas_set_num_threads")(1);
  return {function_of<decltype(cblas_sgemm)>(library, "cblas_sgemm"),
          function_of<decltype(cblas_dgemm)>(library, "cblas_dgemm"), function_of<Dsyevd>(library, "dsyevd_")};
}

}  // namespace

void keep_blas_threads_away() { setenv("OPENBLAS_NUM_THREADS", "1", 1); }

const BlasLibrary& blas_library() {
  static const BlasLibrary library = load();
  return library;
}

}  // namespace proclens
