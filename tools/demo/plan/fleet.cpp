#include "demo/plan/fleet.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demo/plan/apportion.hpp"
#include "demo/plan/intrusion_sites.hpp"
#include "demo/vocabulary/demo_data.hpp"
#include "demo/vocabulary/words.hpp"

namespace proclens {
namespace {

/// The average number of processes in a block.
constexpr double kBlockSize = 64;
/// Jobs start after a boot has settled, and end before the machine does.
constexpr Moment kSettled = 120 * kSecond;
constexpr Moment kClosing = 60 * kSecond;
constexpr std::uint64_t kAdministrators = 3;

/// Relative activity in the hours of a working day.
constexpr double kHours[24] = {0.15, 0.1, 0.1, 0.1, 0.1, 0.2, 0.6, 1.6, 4.2, 5.2, 5.0, 4.6,
                               3.2,  4.2, 5.0, 5.0, 4.6, 3.4, 1.8, 0.9, 0.6, 0.4, 0.3, 0.2};
constexpr double kWeekend = 0.12;

double raw_office_hours(Moment moment) {
  const Moment since = moment - kFirstMoment;
  const auto hour = static_cast<std::size_t>((since / kHour % 24 + 24) % 24);
  const Moment day = (since / kDay % 7 + 7) % 7;
  return kHours[hour] * (day >= 5 ? kWeekend : 1.0);
}

/// The number with leading zeros up to this many digits.
std::string padded(std::uint64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

Role role_of(std::uint64_t index) {
  // Of every 20 hosts, 12 are workstations, 5 developers' machines and 3 servers.
  constexpr Role kPattern[20] = {Role::workstation, Role::developer,   Role::server,      Role::workstation,
                                 Role::workstation, Role::workstation, Role::developer,   Role::workstation,
                                 Role::server,      Role::workstation, Role::workstation, Role::developer,
                                 Role::workstation, Role::workstation, Role::server,      Role::developer,
                                 Role::workstation, Role::workstation, Role::developer,   Role::workstation};
  return kPattern[index % 20];
}

std::string host_name(Role role, std::uint64_t number) {
  constexpr const char* kServers[] = {"fs", "sql", "dc", "web", "build", "app", "print"};
  switch (role) {
    case Role::workstation:
      return "hq-ws-" + padded(number, 3);
    case Role::developer:
      return "hq-dev-" + padded(number, 3);
    case Role::server:
      break;
  }
  return std::string("hq-") + kServers[(number - 1) % 7] + "-" + padded((number - 1) / 7 + 1, 2);
}

/// 0, 1 or 2: an office buys most of its machines of one kind.
std::uint32_t skewed(Draws& draws) {
  const double draw = draws.uniform();
  return draw < 0.84 ? 0 : draw < 0.95 ? 1 : 2;
}

std::vector<Host> make_hosts(const DemoPlan& plan, std::uint64_t users, Draws& draws) {
  std::vector<Host> hosts(plan.hosts);
  std::array<std::uint64_t, kRoles> of_role{};
  for (std::uint64_t i = 0; i < hosts.size(); ++i) {
    Host& host = hosts[i];
    host.role = role_of(i);
    host.name = host_name(host.role, ++of_role[static_cast<std::size_t>(host.role)]);
    host.agent = "wintap-" + hex_digits(draws.bits(), 12);
    host.user = static_cast<std::uint32_t>(host.role == Role::server ? users - 1 - i % kAdministrators : i);
    host.build = skewed(draws);
    host.graphics = skewed(draws);
    host.golden = static_cast<std::uint32_t>(draws.below(kGoldens));
    host.endpoint = (1 + skewed(draws)) % 3;
    host.update = kFirstMoment + static_cast<Moment>(draws.between(0.2, 0.9) * static_cast<double>(plan.days * kDay));
    host.mended = i % 7 == 4;
    host.busy = draws.factor() * (host.role == Role::developer ? 1.3 : 1.0);
    host.consoles = draws.factor() * (host.role == Role::workstation ? 0.7 : 1.6);
  }
  return hosts;
}

/// Distributes the boots over the hosts: one each, the rest at random.
std::vector<std::uint64_t> boots_of_hosts(std::uint64_t boots, std::uint64_t hosts, Draws& draws) {
  std::vector<std::uint64_t> weights;
  for (std::uint64_t i = 0; i < hosts; ++i) weights.push_back(1 + draws.below(1000));
  std::vector<std::uint64_t> counts = apportion(boots - hosts, weights);
  for (std::uint64_t& count : counts) ++count;
  return counts;
}

std::vector<Boot> make_boots(const DemoPlan& plan, const std::vector<Host>& hosts, std::uint64_t users, Moment end,
                             Draws& draws) {
  const std::uint64_t total = std::max<std::uint64_t>(plan[Kind::root], 1);
  const auto counts = boots_of_hosts(total, hosts.size(), draws);
  const std::vector<std::uint64_t> core = apportion(plan[Kind::core], std::vector<std::uint64_t>(total, 1));
  std::vector<Boot> boots;
  for (std::uint32_t host = 0; host < hosts.size(); ++host) {
    const Moment length = (end - kFirstMoment) / static_cast<Moment>(counts[host]);
    for (std::uint64_t i = 0; i < counts[host]; ++i) {
      Boot boot;
      boot.host = host;
      boot.begin = kFirstMoment + length * static_cast<Moment>(i) +
                   static_cast<Moment>(draws.between(0, 0.02) * static_cast<double>(length));
      boot.last = i + 1 == counts[host];
      boot.end = boot.last ? end
                           : kFirstMoment + length * static_cast<Moment>(i + 1) -
                                 static_cast<Moment>(draws.between(0.002, 0.03) * static_cast<double>(length));
      const bool visitor = hosts[host].role != Role::server && draws.chance(0.08);
      boot.user = visitor ? static_cast<std::uint32_t>(draws.below(users)) : hosts[host].user;
      boot.processes = static_cast<std::uint32_t>((plan[Kind::root] > 0 ? 1 : 0) + core[boots.size()]);
      boots.push_back(boot);
    }
  }
  return boots;
}

/// The weights of each kind of activity in a block.
struct BlockWeights {
  double work;      ///< activity
  double consoles;  ///< conhost.exe under an ordinary sensor
  double mended;    ///< conhost.exe under a fixed one
  double time;      ///< anything, evenly
};

BlockWeights weights_of(const Host& host, const Block& block, Draws& draws) {
  constexpr int kSamples = 8;
  double office = 0;
  const Moment step = (block.end - block.begin) / kSamples;
  for (int i = 0; i < kSamples; ++i) office += office_hours(block.begin + step * i + step / 2) / kSamples;
  const auto length = static_cast<double>(block.end - block.begin) / static_cast<double>(kHour);
  const double pace = host.role == Role::server ? 0.7 + 0.3 * office : 0.35 + 0.65 * office;
  // Occasionally a script runs wild.
  const double burst = draws.chance(0.04) ? draws.between(2, 5) : 1.0;
  const double consoles = host.consoles * host.busy * length * (0.5 + 0.5 * pace) * burst;
  return {host.busy * length * pace, host.mended ? 0.02 * consoles : consoles, host.mended ? consoles : 0.0, length};
}

std::vector<Block> make_blocks(const DemoPlan& plan, const std::vector<Boot>& boots) {
  const auto all = lineage_figures(plan).processes - plan[Kind::root] - plan[Kind::core];
  const auto a_boot =
      std::max(1.0, std::round(static_cast<double>(all) / kBlockSize / static_cast<double>(boots.size())));
  std::vector<Block> blocks;
  for (std::uint32_t index = 0; index < boots.size(); ++index) {
    const Boot& boot = boots[index];
    const Moment begin = boot.begin + kSettled;
    const Moment length = (boot.end - kClosing - begin) / static_cast<Moment>(a_boot);
    for (int i = 0; i < static_cast<int>(a_boot); ++i) {
      Block block;
      block.boot = index;
      block.with_boot = i == 0;
      block.begin = begin + length * i;
      block.end = block.begin + length;
      blocks.push_back(block);
    }
  }
  return blocks;
}

double BlockWeights::*weight_for(Kind kind) {
  switch (kind) {
    case Kind::activity:
    case Kind::orphan:
      return &BlockWeights::work;
    case Kind::conhost_whole:
      return &BlockWeights::mended;
    case Kind::conhost_short:
    case Kind::conhost_orphan:
    case Kind::conhost_likely:
    case Kind::conhost_dud:
      return &BlockWeights::consoles;
    default:
      return &BlockWeights::time;
  }
}

/// The cumulative sums of one weight over the blocks.
std::vector<double> running_sum(const std::vector<BlockWeights>& weights, double BlockWeights::*member) {
  std::vector<double> sums{0};
  for (const BlockWeights& weight : weights) sums.push_back(sums.back() + weight.*member);
  return sums;
}

void spread_kind(Kind kind, std::uint64_t total, double phase, const std::vector<BlockWeights>& weights,
                 std::vector<Block>& blocks) {
  auto sums = running_sum(weights, weight_for(kind));
  if (sums.back() <= 0) sums = running_sum(weights, &BlockWeights::time);
  const std::uint32_t each = group_size(kind);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::uint64_t share = spread(total / each, phase, sums[i], sums[i + 1], sums.back());
    blocks[i].count[static_cast<std::size_t>(kind)] = static_cast<std::uint32_t>(share) * each;
  }
}

void spread_plan(const DemoPlan& plan, const std::vector<BlockWeights>& weights, Draws& draws,
                 std::vector<Block>& blocks) {
  for (std::size_t i = 0; i < kKinds; ++i) {
    const auto kind = static_cast<Kind>(i);
    const double phase = draws.uniform();
    if (kind != Kind::root && kind != Kind::core && kind != Kind::intrusion)
      spread_kind(kind, plan[kind], phase, weights, blocks);
  }
  const auto sums = running_sum(weights, &BlockWeights::time);
  const double phase = draws.uniform();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    blocks[i].ghosts = static_cast<std::uint32_t>(spread(plan.ghosts, phase, sums[i], sums[i + 1], sums.back()));
  }
}

void number_rows(Fleet& fleet) {
  std::uint64_t row = 0;
  std::uint64_t ghost = 0;
  for (Block& block : fleet.blocks) {
    Boot& boot = fleet.boots[block.boot];
    Host& host = fleet.hosts[boot.host];
    if (block.with_boot) {
      boot.first_row = row;
      boot.first_local = host.rows;
      row += boot.processes;
      host.rows += boot.processes;
    }
    block.first_row = row;
    block.first_local = host.rows;
    block.first_ghost = ghost;
    row += block.rows();
    host.rows += block.rows();
    ghost += block.ghosts;
  }
}

}  // namespace

std::uint64_t Block::rows() const { return std::accumulate(count.begin(), count.end(), std::uint64_t{0}); }

double office_hours(Moment moment) {
  static const double average = [] {
    double sum = 0;
    for (int hour = 0; hour < 7 * 24; ++hour) sum += raw_office_hours(kFirstMoment + hour * kHour);
    return sum / (7 * 24);
  }();
  return raw_office_hours(moment) / average;
}

std::vector<std::string> fleet_users(std::uint64_t hosts) {
  const std::vector<std::string>& given = demo_data().names.given_names;
  const std::vector<std::string>& family = demo_data().names.family_names;
  const std::uint64_t pairs = given.size() * family.size();
  std::vector<std::string> users;
  for (std::uint64_t i = 0; i < hosts; ++i) {
    // 48 and 43 have no common factor, and neither 7 nor 5 divides them: every pair occurs once before one repeats.
    std::string name = given[i * 7 % given.size()] + "." + family[i * 5 % family.size()];
    if (i >= pairs) name += std::to_string(i / pairs + 1);
    users.push_back(std::move(name));
  }
  for (const char* name : {"adm.horvat", "adm.okafor", "adm.weber"}) users.emplace_back(name);
  return users;
}

Fleet make_fleet(const DemoPlan& plan, const Intrusion& intrusion, std::uint64_t seed) {
  Draws draws(seed, DemoStream::fleet, 0);
  const std::uint64_t users = plan.hosts + kAdministrators;
  Fleet fleet;
  fleet.end = kFirstMoment + static_cast<Moment>(plan.days) * kDay;
  fleet.hosts = make_hosts(plan, users, draws);
  fleet.boots = make_boots(plan, fleet.hosts, users, fleet.end, draws);
  fleet.blocks = make_blocks(plan, fleet.boots);
  std::vector<BlockWeights> weights;
  for (const Block& block : fleet.blocks) {
    weights.push_back(weights_of(fleet.hosts[fleet.boots[block.boot].host], block, draws));
  }
  spread_plan(plan, weights, draws, fleet.blocks);
  if (plan[Kind::intrusion] > 0) {
    fleet.intrusion = choose_intrusion_sites(intrusion, fleet, seed);
    for (std::size_t stage = 0; stage < fleet.intrusion.size(); ++stage) {
      Block& block = fleet.blocks[fleet.intrusion[stage].block];
      block.count[static_cast<std::size_t>(Kind::intrusion)] =
          static_cast<std::uint32_t>(intrusion.stages[stage].steps.size());
    }
  }
  number_rows(fleet);
  return fleet;
}

}  // namespace proclens
