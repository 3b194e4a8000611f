#include "demo/plan/intrusion_sites.hpp"

#include <optional>
#include <stdexcept>

#include "demo/vocabulary/draws.hpp"

namespace proclens {
namespace {

/// So long does a machine run after the last step of its stage.
constexpr Moment kAfterwards = 120 * kSecond;

/// 10:20 on a day in the middle; on the Friday before, if that is a day of a weekend.
Moment first_attempt(Moment days) {
  Moment day = days / 2;
  if (const Moment weekday = day % 7; weekday > 4) day -= weekday - 4;
  return kFirstMoment + day * kDay + 10 * kHour + kHour / 3;
}

/// The block of the host in which the moment lies, if the host runs on until `until`.
std::optional<std::size_t> block_at(const Fleet& fleet, std::uint32_t host, Moment moment, Moment until) {
  for (std::size_t i = 0; i < fleet.blocks.size(); ++i) {
    const Block& block = fleet.blocks[i];
    const Boot& boot = fleet.boots[block.boot];
    if (boot.host == host && block.begin <= moment && moment < block.end && until <= boot.end) return i;
  }
  return std::nullopt;
}

/// The site of a stage on the first machine of its role that will do, counted round from `first`.
std::optional<IntrusionSite> find_site(const IntrusionStage& stage, const Fleet& fleet, std::uint64_t first,
                                       Moment begin) {
  const Moment end = begin + stage.length() + kAfterwards;
  for (std::size_t i = 0; i < fleet.hosts.size(); ++i) {
    const auto host = static_cast<std::uint32_t>((first + i) % fleet.hosts.size());
    if (fleet.hosts[host].role != stage.role) continue;
    if (const auto block = block_at(fleet, host, begin, end)) return IntrusionSite{*block, begin};
  }
  return std::nullopt;
}

}  // namespace

std::vector<IntrusionSite> choose_intrusion_sites(const Intrusion& intrusion, const Fleet& fleet, std::uint64_t seed) {
  Draws draws(seed, DemoStream::intrusion, 0);
  std::vector<std::uint64_t> first;
  for (std::size_t i = 0; i < intrusion.stages.size(); ++i) first.push_back(draws.below(fleet.hosts.size()));

  const Moment length = fleet.end - kFirstMoment;
  const Moment wanted = first_attempt(length / kDay) - kFirstMoment;
  for (Moment later = 0; later < length; later += kHour) {
    const Moment begin = kFirstMoment + (wanted + later) % length;
    std::vector<IntrusionSite> sites;
    for (std::size_t i = 0; i < intrusion.stages.size() && sites.size() == i; ++i) {
      const IntrusionStage& stage = intrusion.stages[i];
      if (const auto site = find_site(stage, fleet, first[i], begin + stage.delay)) sites.push_back(*site);
    }
    if (sites.size() == intrusion.stages.size()) return sites;
  }
  throw std::logic_error("demo: the machines of the intrusion are never up at once");
}

}  // namespace proclens
