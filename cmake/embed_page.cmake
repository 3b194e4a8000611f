# Embeds the pages, built from web/ into one HTML file each, as strings in the program.

# Makes the templates of atlas/page/page_template.hpp available in `target`.
function(embed_page target)
  find_program(NODE NAMES node nodejs REQUIRED)
  set(folder ${CMAKE_BINARY_DIR}/generated/page)
  set(pages ${folder}/map.html ${folder}/audit.html ${folder}/hunt.html ${folder}/compare.html
            ${folder}/served.html ${folder}/front.html)
  file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/* ${CMAKE_SOURCE_DIR}/web/build/*)
  add_custom_command(
    OUTPUT ${pages}
    COMMAND ${CMAKE_SOURCE_DIR}/scripts/build_page.sh ${folder}
    DEPENDS ${page_sources} ${CMAKE_SOURCE_DIR}/scripts/build_page.sh ${CMAKE_SOURCE_DIR}/web/page.html
            ${CMAKE_SOURCE_DIR}/web/vite.config.ts ${CMAKE_SOURCE_DIR}/web/tsconfig.json
            ${CMAKE_SOURCE_DIR}/web/package-lock.json
    COMMENT "building the pages")
  set(output ${CMAKE_BINARY_DIR}/generated/page_template.cpp)
  configure_file(${CMAKE_SOURCE_DIR}/cmake/page_template.cpp.in ${output} @ONLY)
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${pages}" SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${output})
endfunction()
