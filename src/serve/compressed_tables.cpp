#include "serve/compressed_tables.hpp"

#include <array>

#include "serve/http/gzip.hpp"

namespace proclens {
namespace {

/// In the order in which a page requests them.
constexpr std::array kTables{"points",       "processes",  "objects",    "texts/object",  "texts/name",
                             "texts/host",   "texts/user", "texts/args", "texts/lineage", "texts/reasons",
                             "texts/labels", "features",   "bags",       "neighbours",    "texts/hash_text"};

}  // namespace

CompressedTables::CompressedTables(const MapResults& results) : results_(results) {
  for (const char* name : kTables) slots_.try_emplace(name);
}

TextBody CompressedTables::compressed(const std::string& name) const {
  const auto found = slots_.find(name);
  if (found == slots_.end()) return nullptr;
  Slot& slot = found->second;
  std::call_once(slot.made, [&] { slot.bytes = std::make_shared<const std::string>(gzip(results_.table(name))); });
  return slot.bytes;
}

void CompressedTables::prepare(const Context& context) const {
  for (const char* name : kTables) {
    if (context.cancel_requested()) return;
    static_cast<void>(compressed(name));
  }
}

}  // namespace proclens
