#include <cstdio>

int main() {
  std::puts("proclens " PROCLENS_VERSION);
  return 0;
}
