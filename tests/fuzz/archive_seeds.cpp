// First inputs: one archive of every kind.
#include <cstdio>
#include <filesystem>

#include "import/files/packed.hpp"

using namespace proclens;

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: archive_seeds FOLDER\n"), 2;
  const MemberTexts members{{"a.json", "{\"a\":1}\n{\"a\":2}\n"}, {"b/c.json", std::string(3000, 'x')}};
  for (const Packing packing :
       {Packing::zip, Packing::tar, Packing::tar_gzip, Packing::tar_zstd, Packing::gzip, Packing::zstd}) {
    write_packed(std::filesystem::path(argv[1]) / std::to_string(static_cast<int>(packing)), packing, members);
  }
  return 0;
}
