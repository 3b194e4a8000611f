// A file of the C library that closes itself.
#pragma once

#include <cstdio>
#include <memory>

namespace proclens {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using CFile = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace proclens
