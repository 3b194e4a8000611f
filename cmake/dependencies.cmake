# Every third-party library, each behind one imported target. docs/dependencies.md explains why each is used.
find_package(TBB REQUIRED)
find_package(Threads REQUIRED)

# Headers only, for src/core/linear_algebra/symmetric_eigen.cpp.
add_library(Eigen INTERFACE)
find_path(EIGEN_INCLUDE Eigen/Eigenvalues REQUIRED PATH_SUFFIXES eigen3)
target_include_directories(Eigen SYSTEM INTERFACE ${EIGEN_INCLUDE})

add_library(Sleef INTERFACE)
find_library(SLEEF_LIBRARY sleef REQUIRED)
target_link_libraries(Sleef INTERFACE ${SLEEF_LIBRARY})

# A system DuckDB takes precedence over the one that scripts/setup.sh fetched.
add_library(DuckDB INTERFACE)
file(GLOB duckdb_fetched ${CMAKE_SOURCE_DIR}/.deps/duckdb-*)
find_library(DUCKDB_LIBRARY duckdb REQUIRED HINTS ${duckdb_fetched}/lib)
find_path(DUCKDB_INCLUDE duckdb.h REQUIRED HINTS ${duckdb_fetched}/include)
target_link_libraries(DuckDB INTERFACE ${DUCKDB_LIBRARY})
target_include_directories(DuckDB SYSTEM INTERFACE ${DUCKDB_INCLUDE})

add_library(Deflate INTERFACE)
find_library(DEFLATE_LIBRARY deflate REQUIRED)
target_link_libraries(Deflate INTERFACE ${DEFLATE_LIBRARY})

add_library(Archive INTERFACE)
find_library(ARCHIVE_LIBRARY archive REQUIRED)
target_link_libraries(Archive INTERFACE ${ARCHIVE_LIBRARY})

add_library(Simdjson INTERFACE)
find_library(SIMDJSON_LIBRARY simdjson REQUIRED)
target_link_libraries(Simdjson INTERFACE ${SIMDJSON_LIBRARY})

add_library(Pugixml INTERFACE)
find_library(PUGIXML_LIBRARY pugixml REQUIRED)
target_link_libraries(Pugixml INTERFACE ${PUGIXML_LIBRARY})

add_library(Csv INTERFACE)
find_library(CSV_LIBRARY csv REQUIRED)
target_link_libraries(Csv INTERFACE ${CSV_LIBRARY})

add_library(Crypto INTERFACE)
find_library(CRYPTO_LIBRARY crypto REQUIRED)
target_link_libraries(Crypto INTERFACE ${CRYPTO_LIBRARY})

include(${CMAKE_CURRENT_LIST_DIR}/blake3.cmake)

# Arrow's stream format in C, built from the sources that scripts/setup.sh fetched; used only by the table module. Its
# warnings, and the undefined behaviour of flatcc's unaligned writes, are not ours to fix.
set(nanoarrow ${CMAKE_SOURCE_DIR}/.deps/nanoarrow-0.7.0)
set(NANOARROW_VERSION 0.7.0)
set(NANOARROW_VERSION_MAJOR 0)
set(NANOARROW_VERSION_MINOR 7)
set(NANOARROW_VERSION_PATCH 0)
set(NANOARROW_NAMESPACE_DEFINE "#define NANOARROW_NAMESPACE Proclens")
configure_file(${nanoarrow}/nanoarrow/src/nanoarrow/nanoarrow_config.h.in
               ${CMAKE_BINARY_DIR}/generated/nanoarrow/nanoarrow/nanoarrow_config.h @ONLY)
file(GLOB nanoarrow_sources ${nanoarrow}/nanoarrow/src/nanoarrow/common/*.c ${nanoarrow}/nanoarrow/src/nanoarrow/ipc/*.c
     ${nanoarrow}/flatcc/src/runtime/*.c)
add_library(Nanoarrow STATIC ${nanoarrow_sources})
target_include_directories(Nanoarrow SYSTEM PUBLIC ${nanoarrow}/nanoarrow/src ${CMAKE_BINARY_DIR}/generated/nanoarrow
                                            PRIVATE ${nanoarrow}/flatcc/include)
set_target_properties(Nanoarrow PROPERTIES C_STANDARD 11 C_EXTENSIONS ON)
target_compile_options(Nanoarrow PRIVATE -w)
if(PROCLENS_SANITIZE)
  target_compile_options(Nanoarrow PRIVATE -fno-sanitize=undefined)
endif()

# Debian's library is compiled with these; its header must be compiled with the same.
add_library(Httplib INTERFACE)
find_library(HTTPLIB_LIBRARY cpp-httplib REQUIRED)
target_link_libraries(Httplib INTERFACE ${HTTPLIB_LIBRARY} Crypto Threads::Threads)
target_compile_definitions(Httplib INTERFACE CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_ZLIB_SUPPORT CPPHTTPLIB_BROTLI_SUPPORT)
