# Embeds text files as string constants in the program.

# Makes every ROOT/**/*.EXTENSION available in `target` as FUNCTION(), a std::map<std::string, std::string, std::less<>>
# from the path below ROOT, without its extension, to the text. HEADER declares the function in namespace proclens.
function(embed_texts target)
  cmake_parse_arguments(TEXTS "" "ROOT;EXTENSION;HEADER;FUNCTION" "" ${ARGN})
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${TEXTS_ROOT}/*.${TEXTS_EXTENSION})
  set(output ${CMAKE_BINARY_DIR}/generated/${TEXTS_FUNCTION}.cpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/write_texts.cmake)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}/${TEXTS_ROOT} -DEXTENSION=${TEXTS_EXTENSION}
            -DHEADER=${TEXTS_HEADER} -DFUNCTION=${TEXTS_FUNCTION} -DOUTPUT=${output} -P ${script}
    DEPENDS ${files} ${script}
    COMMENT "embedding ${TEXTS_ROOT}/")
  target_sources(${target} PRIVATE ${output})
endfunction()
