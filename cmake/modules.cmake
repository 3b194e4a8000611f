# A module is a folder of sources that becomes one static library. It may include the modules that it declares, and is
# linked with nothing else: an edge that is not declared here does not exist (scripts/check_modules.py checks this).

# add_module(NAME [ROOT folder] [ENGINE] [DEPENDS modules…] [LIBRARIES targets…] [PUBLIC headers…])
# NAME is the folder below ROOT (src by default), and the prefix of the module's headers: "import/text" is
# src/import/text and the target proclens_import_text. LIBRARIES are third-party targets. ENGINE: part of the installed
# library (cmake/engine.cmake), which may depend only on modules of the engine. PUBLIC are the headers in
# include/proclens that the module provides, without their extension.
function(add_module name)
  cmake_parse_arguments(MODULE "ENGINE" "ROOT" "DEPENDS;LIBRARIES;PUBLIC" ${ARGN})
  if(NOT MODULE_ROOT)
    set(MODULE_ROOT src)
  endif()
  module_target(target ${name})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${MODULE_ROOT}/${name}/*.cpp)
  add_library(${target} STATIC ${sources})
  use_precompiled_headers(${target})
  unite_sources(${target})
  if(MODULE_ENGINE)
    list(TRANSFORM MODULE_PUBLIC REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/include/proclens/\\1.hpp")
    set_property(GLOBAL APPEND PROPERTY PROCLENS_ENGINE_MODULES ${name})
    set_property(GLOBAL APPEND PROPERTY PROCLENS_ENGINE_HEADERS ${MODULE_PUBLIC})
  endif()
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/${MODULE_ROOT})
  target_link_libraries(${target} PUBLIC ${MODULE_LIBRARIES})
  foreach(dependency ${MODULE_DEPENDS})
    module_target(library ${dependency})
    target_link_libraries(${target} PUBLIC ${library})
    get_property(engine GLOBAL PROPERTY PROCLENS_ENGINE_MODULES)
    if(MODULE_ENGINE AND NOT dependency IN_LIST engine)
      message(FATAL_ERROR "${name} is part of the engine, ${dependency} is not")
    endif()
  endforeach()
endfunction()

# Sets OUTPUT to the target of the module NAME.
function(module_target output name)
  string(REPLACE "/" "_" flat ${name})
  set(${output} proclens_${flat} PARENT_SCOPE)
endfunction()

# Compiles several sources of a target at a time, so that the headers that they share are parsed once: a third less time
# for a build from nothing. Names in the anonymous namespaces of a target must therefore differ. `make lint` compiles each
# source by itself.
function(unite_sources target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${PROCLENS_UNITY} UNITY_BUILD_BATCH_SIZE 10)
  # To g++ an anonymous namespace belongs to a header when its file is included.
  target_compile_options(${target} PRIVATE $<$<BOOL:${PROCLENS_UNITY}>:-Wno-subobject-linkage>)
endfunction()
