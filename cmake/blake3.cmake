# BLAKE3 in C and assembler, selected at run time by the processor's features, built from the sources in Debian's
# package of the Rust library.
file(GLOB blake3_folders /usr/share/cargo/registry/blake3-1.*/c)
find_path(BLAKE3_INCLUDE blake3.h REQUIRED HINTS ${blake3_folders})
set(blake3_sources blake3.c blake3_dispatch.c blake3_portable.c)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  list(APPEND blake3_sources blake3_sse2_x86-64_unix.S blake3_sse41_x86-64_unix.S blake3_avx2_x86-64_unix.S
       blake3_avx512_x86-64_unix.S)
endif()
list(TRANSFORM blake3_sources PREPEND ${BLAKE3_INCLUDE}/)
add_library(Blake3 STATIC ${blake3_sources})
target_include_directories(Blake3 SYSTEM PUBLIC ${BLAKE3_INCLUDE})
target_compile_options(Blake3 PRIVATE -w)
