# Text files become string constants in the program.

# Makes every sql/**/*.sql available as proclens::sql("folder/name") (table/sql.hpp) in `target`.
function(embed_sql target)
  file(GLOB_RECURSE sql_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/*.sql)
  set(output ${CMAKE_BINARY_DIR}/generated/sql_files.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR}/sql -DOUTPUT=${output} -P ${CMAKE_SOURCE_DIR}/cmake/write_sql_files.cmake
    DEPENDS ${sql_files} ${CMAKE_SOURCE_DIR}/cmake/write_sql_files.cmake
    COMMENT "embedding sql/")
  target_sources(${target} PRIVATE ${output})
endfunction()
