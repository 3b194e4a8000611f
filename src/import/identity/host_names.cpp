#include "import/identity/host_names.hpp"

#include <utility>

#include "core/hash/keyed_hash.hpp"
#include "core/text.hpp"
#include "import/identity/instance_hash.hpp"

namespace proclens {
namespace {

/// The value of "name" in a JSON object; otherwise the text itself.
std::string_view plain_name(std::string_view host) {
  constexpr std::string_view kKey = "\"name\"";
  const std::size_t key = host.starts_with('{') ? host.find(kKey) : std::string_view::npos;
  if (key == std::string_view::npos) return host;
  const std::size_t begin = host.find('"', key + kKey.size());
  const std::size_t end = begin == std::string_view::npos ? begin : host.find('"', begin + 1);
  return end == std::string_view::npos ? host : host.substr(begin + 1, end - begin - 1);
}

/// Whether one name is the other, or continues it with a dot.
bool agree(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  return other.starts_with(one) && (other.size() == one.size() || other[one.size()] == '.');
}

}  // namespace

std::string_view HostNames::first_spelling(std::string_view host) {
  if (const auto known = by_text_.find(std::string(host)); known != by_text_.end()) return known->second;
  const std::string_view name = plain_name(host);
  const std::string lower = ascii_lower(name);
  const std::string label = lower.substr(0, lower.find('.'));
  std::string_view spelling;
  if (const auto short_name = by_lower_.find(label); short_name != by_lower_.end()) spelling = short_name->second;
  for (auto near = by_lower_.lower_bound(label + "."); spelling.data() == nullptr && near != by_lower_.end(); ++near) {
    if (!near->first.starts_with(label + ".")) break;
    if (agree(near->first, lower)) spelling = near->second;
  }
  if (spelling.data() == nullptr) {
    spelling = spellings_.emplace_back(name);
    by_lower_.emplace(lower, spelling);
  }
  by_text_.emplace(std::string(host), spelling);
  return spelling;
}

std::optional<HashBytes> HostNames::process_hash(std::optional<std::string_view> host,
                                                 std::optional<std::string_view> key, std::optional<std::int64_t> pid,
                                                 std::optional<std::int64_t> started) {
  if (!host) return std::nullopt;
  return instance_hash(key ? spelling_of(*host, *key) : first_spelling(*host), key, pid, started);
}

/// @param process its id on the host
std::string_view HostNames::spelling_of(std::string_view host, std::string_view process) {
  const HashKey& secret = HashKey::of_process();
  const std::string_view first = first_spelling(host);
  const std::uint32_t number =
      processes_.add(keyed_hash(keyed_hash(first, secret), keyed_hash(process, secret), secret));
  if (number == spelling_of_process_.size()) spelling_of_process_.push_back(own_spellings_.add(plain_name(host)));
  return own_spellings_.text(spelling_of_process_[number]);
}

}  // namespace proclens
