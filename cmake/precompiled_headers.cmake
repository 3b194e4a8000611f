# Headers that most files of a target include, compiled once: reading them is a third of the time that a build takes. Every
# source includes what it uses all the same, and compiles without them: `make lint` and the sanitized build leave them out
# (-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON).
set(standard_headers <algorithm> <array> <cmath> <cstddef> <cstdint> <cstring> <filesystem> <functional> <limits> <map>
    <memory> <numeric> <optional> <span> <stdexcept> <string> <string_view> <utility> <vector>)

# g++ 12 forgets what the standard library says about its own warnings when it reads that library precompiled.
if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  add_compile_options(-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()

# CMake compiles precompiled headers only for a target that has a source. Flags must be the modules' own.
add_library(proclens_headers OBJECT ${CMAKE_CURRENT_LIST_DIR}/precompiled_headers.cpp)
set_target_properties(proclens_headers PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_precompile_headers(proclens_headers PRIVATE ${standard_headers})

# Makes a module use them.
function(use_precompiled_headers target)
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_precompile_headers(${target} REUSE_FROM proclens_headers)
endfunction()
