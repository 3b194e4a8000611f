// Runs the built program as a user would and captures its output.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace proclens {

struct ProgramResult {
  int exit_code = -1;
  std::string output;  ///< stdout
  std::string errors;  ///< stderr
};

inline std::string file_text(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// `arguments` are interpreted by the shell. `before` precedes the program, such as "cd FOLDER;".
inline ProgramResult run_program(const std::filesystem::path& scratch, const std::string& arguments,
                                 const std::string& before = {}) {
  const auto errors = scratch / "stderr.txt";
  const std::string command = before + " " PROCLENS_BINARY " " + arguments + " 2>'" + errors.string() + "'";
  ProgramResult result;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    result.output.append(buffer.data(), got);
  }
  const int status = pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.errors = file_text(errors);
  std::filesystem::remove(errors);
  return result;
}

}  // namespace proclens
