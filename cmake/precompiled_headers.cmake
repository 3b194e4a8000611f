# Headers that most files of a target include, compiled once: parsing them takes a third of the build time. Every source
# still includes what it uses and compiles without them: `make lint` and the sanitized build do not use them
# (-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON).
set(standard_headers <algorithm> <array> <cmath> <cstddef> <cstdint> <cstring> <filesystem> <functional> <limits> <map>
    <memory> <numeric> <optional> <span> <stdexcept> <string> <string_view> <utility> <vector>)

# g++ 12 forgets the standard library's diagnostic pragmas when the library is precompiled.
if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  add_compile_options(-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()

# CMake compiles precompiled headers only for a target with a source. Its flags must be those of the modules.
add_library(proclens_headers OBJECT ${CMAKE_CURRENT_LIST_DIR}/precompiled_headers.cpp)
set_target_properties(proclens_headers PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_precompile_headers(proclens_headers PRIVATE ${standard_headers})

# Makes a module use them.
function(use_precompiled_headers target)
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_precompile_headers(${target} REUSE_FROM proclens_headers)
endfunction()

# compile_lightly(modules…): for modules that write and read JSON and take little of any run's time. g++ spends half as long on
# them at -O1, with the JSON library precompiled.
function(compile_lightly)
  add_library(proclens_json_headers OBJECT ${PROJECT_SOURCE_DIR}/cmake/precompiled_headers.cpp)
  set_target_properties(proclens_json_headers PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_precompile_headers(proclens_json_headers PRIVATE ${standard_headers} <nlohmann/json.hpp>)
  target_compile_options(proclens_json_headers PRIVATE -O1)
  foreach(name ${ARGN})
    module_target(target ${name})
    set_target_properties(${target} PROPERTIES PRECOMPILE_HEADERS_REUSE_FROM proclens_json_headers)
    target_compile_options(${target} PRIVATE -O1)
  endforeach()
endfunction()
