#include "demo/image_bag.hpp"

#include <algorithm>

#include "demo/office_block.hpp"

namespace proclens {
namespace {

/// Endpoint protection does not hook the machine's own programs, nor consoles, of which there are too many.
bool hooked(const Program& program) {
  return program.account == Account::user && program.name != "conhost.exe" && program.name != "fontdrvhost.exe";
}

/// Ghosts have item numbers of their own, above those of rows.
constexpr std::uint64_t kGhosts = 1ULL << 62U;

}  // namespace

ImageBags::ImageBags(const DemoWorld& world)
    : world_(world),
      endpoint_(world.catalogue.set("endpoint")),
      endpoint_new_(world.catalogue.set("endpointnew")),
      generic_(world.catalogue.find("runtimebroker.exe")),
      mark_(world.catalogue.image_count(), 0),
      draws_(world.seed, DemoStream::bags, 0) {
  for (const OddImages& odd : odd_images()) odd_.push_back(&world.catalogue.set(odd.set));
}

PathTraits ImageBags::traits_of(const Host& host, std::uint32_t user, Moment moment, std::uint64_t item) const {
  const CounterRandom chance(world_.seed, static_cast<std::uint64_t>(DemoStream::path_traits));
  return {.build = host.build,
          .graphics = host.graphics,
          .golden = host.golden,
          .release = moment >= host.update ? 1U : 0U,
          .user = user,
          .chance = static_cast<std::uint32_t>(chance.bits(item) >> 40U)};
}

PathTraits ImageBags::path_traits(const DemoProcess& process) const {
  const Boot& boot = world_.fleet.boots[process.boot];
  return traits_of(world_.fleet.hosts[boot.host], process.user, process.start, process.row);
}

void ImageBags::start(std::uint32_t host, std::uint32_t user, Moment moment, std::uint64_t item) {
  host_ = &world_.fleet.hosts[host];
  draws_ = Draws(world_.seed, DemoStream::bags, item);
  traits_ = traits_of(*host_, user, moment, item);
  bag_.clear();
  ++bag_number_;
}

void ImageBags::take(TemplateIndex index) {
  const std::uint32_t image = world_.catalogue.image(index, traits_);
  if (mark_[image] == bag_number_) return;
  mark_[image] = bag_number_;
  bag_.push_back(image);
}

void ImageBags::take_all(const std::vector<TemplateIndex>& images) {
  for (const TemplateIndex image : images) take(image);
}

void ImageBags::take_program(const Program& program) {
  take(program.executable);
  take_all(program.images);
  if (hooked(program) && host_->endpoint > 0) take_all(host_->endpoint == 1 ? endpoint_ : endpoint_new_);
  for (const ImageOption& option : program.options) {
    if (draws_.chance(option.probability)) take_all(option.images);
  }
  if (!program.pool.empty()) {
    const std::uint64_t wanted = program.pool_min + draws_.below(program.pool_max - program.pool_min + 1);
    for (std::uint64_t i = 0; i < wanted; ++i) take(program.pool[draws_.below(program.pool.size())]);
  }
}

/// Drops loads that the sensor missed: a few at random, everything after its buffer was full, or much of everything.
void ImageBags::lose(const Program& program) {
  if (!draws_.chance(program.lossy)) return;
  const double how = draws_.uniform();
  if (how < 0.12) {
    const double kept = 0.25 * static_cast<double>(1 + draws_.below(3));
    bag_.resize(std::max<std::size_t>(1, static_cast<std::size_t>(kept * static_cast<double>(bag_.size()))));
    return;
  }
  const double rate = how < 0.92 ? draws_.between(0.03, 0.13) : draws_.between(0.25, 0.6);
  std::erase_if(bag_, [&](std::uint32_t) { return draws_.chance(rate); });
}

const std::vector<std::uint32_t>& ImageBags::draw(const DemoProcess& process) {
  start(world_.fleet.boots[process.boot].host, process.user, process.start, process.row);
  if (process.again) return bag_;
  if (process.program == kNoProgram) {
    // Half of the nameless processes were noticed by some of their loads.
    if (draws_.chance(0.5)) return bag_;
    const Program& program = world_.catalogue.program(generic_);
    for (const TemplateIndex image : program.images) {
      if (draws_.chance(0.3)) take(image);
    }
    return bag_;
  }
  const Program& program = world_.catalogue.program(process.program);
  if (program.bare) return bag_;
  take_program(program);
  if (process.odd >= 0) {
    odd_begin_ = bag_.size();
    take_all(*odd_[static_cast<std::size_t>(process.odd)]);
  } else if (process.intrusion != nullptr) {
    if (process.intrusion->images != nullptr) take_all(*process.intrusion->images);
    odd_begin_ = bag_.size();
  } else {
    lose(program);
    odd_begin_ = bag_.size();
  }
  return bag_;
}

const std::vector<std::uint32_t>& ImageBags::draw_ghost(std::uint32_t program, const Boot& boot, std::uint64_t ghost) {
  start(boot.host, boot.user, boot.begin, kGhosts + ghost);
  take_program(world_.catalogue.program(program));
  return bag_;
}

}  // namespace proclens
