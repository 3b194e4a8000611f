# proclens::engine: the engine's modules as one library that other programs find with find_package(proclens). It needs
# only TBB and SLEEF of what the program links. `cmake --install BUILD --component engine` installs only the engine.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

get_property(engine_modules GLOBAL PROPERTY PROCLENS_ENGINE_MODULES)
get_property(engine_headers GLOBAL PROPERTY PROCLENS_ENGINE_HEADERS)
set(engine_objects "")
foreach(module ${engine_modules})
  module_target(target ${module})
  list(APPEND engine_objects $<TARGET_OBJECTS:${target}>)
endforeach()

add_library(proclens_engine STATIC ${engine_objects})
add_library(proclens::engine ALIAS proclens_engine)
set_target_properties(proclens_engine PROPERTIES LINKER_LANGUAGE CXX EXPORT_NAME engine VERIFY_INTERFACE_HEADER_SETS ON)
target_compile_features(proclens_engine PUBLIC cxx_std_20)
target_sources(proclens_engine PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include FILES ${engine_headers})
target_link_libraries(proclens_engine PRIVATE TBB::tbb sleef)

install(TARGETS proclens_engine EXPORT proclens_targets COMPONENT engine FILE_SET HEADERS COMPONENT engine)
install(EXPORT proclens_targets NAMESPACE proclens:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/proclens COMPONENT engine)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/proclens-config.cmake.in ${CMAKE_BINARY_DIR}/proclens-config.cmake
                              INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/proclens)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/proclens-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/proclens-config.cmake ${CMAKE_BINARY_DIR}/proclens-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/proclens COMPONENT engine)
