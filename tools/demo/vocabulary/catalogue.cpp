#include "demo/vocabulary/catalogue.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "core/text.hpp"
#include "demo/vocabulary/words.hpp"

namespace proclens {
namespace {

using By = PlaceholderData::By;

[[noreturn]] void mistake(const std::string& what) { throw std::logic_error("demo catalogue: " + what); }

std::uint64_t text_hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

std::uint32_t value_in(const PathTraits& path_traits, By by) {
  switch (by) {
    case By::build:
      return path_traits.build;
    case By::graphics:
      return path_traits.graphics;
    case By::golden:
      return path_traits.golden;
    case By::release:
      return path_traits.release;
    case By::user:
      return path_traits.user;
    case By::chance:
      return path_traits.chance;
  }
  return 0;
}

/// Calls visit(name, begin, end) for every `{name}` in `text`.
template <class Visit>
void for_each_placeholder(std::string_view text, Visit visit) {
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) return;
    visit(text.substr(at + 1, end - at - 1), at, end + 1);
  }
}

void append_unique(std::vector<TemplateIndex>& list, TemplateIndex index) {
  if (std::find(list.begin(), list.end(), index) == list.end()) list.push_back(index);
}

}  // namespace

Catalogue::Catalogue(std::vector<std::string> users, const DemoData& data) : users_(std::move(users)) {
  if (users_.empty()) mistake("a fleet needs users");
  add_placeholders(data.placeholders);
  for (const ImageSetData& set : data.image_sets) {
    if (!set_images_.emplace(set.name, &set.images).second) mistake("two image sets are called " + set.name);
  }
  for (const ServiceData& service : data.services) add_service(service);
  for (const ProgramData& program : data.programs) add_program(program);
  for (const ProgramData& program : data.intrusion.programs) add_program(program);
  for (const ImageSetData& set : data.image_sets) add_images(set.images, {}, false, sets_[set.name]);
}

void Catalogue::add_placeholders(const std::vector<PlaceholderData>& data) {
  for (const PlaceholderData& entry : data) {
    placeholders_.push_back({entry.name, entry.by, entry.by == By::user ? users_ : entry.values, entry.digests});
  }
}

const Catalogue::Placeholder* Catalogue::placeholder(std::string_view name) const {
  for (const Placeholder& placeholder : placeholders_) {
    if (placeholder.name == name) return &placeholder;
  }
  return nullptr;
}

std::uint32_t Catalogue::size_of(By by, const Placeholder& placeholder) const {
  switch (by) {
    case By::build:
      return kBuilds;
    case By::graphics:
      return kGraphics;
    case By::golden:
      return kGoldens;
    case By::release:
      return kReleases;
    case By::user:
      return static_cast<std::uint32_t>(users_.size());
    case By::chance:
      return static_cast<std::uint32_t>(placeholder.values.size());
  }
  return 1;
}

std::string Catalogue::value_of(const Placeholder& placeholder, std::uint32_t value, const std::string& text) const {
  if (placeholder.digests > 0) {
    return hex_digits(CounterRandom(text_hash(text), static_cast<std::uint64_t>(DemoStream::digests)).bits(value), 16);
  }
  return placeholder.values[value % placeholder.values.size()];
}

/// Placeholders with a single value do not vary and are substituted at once.
std::string Catalogue::replace_constants(std::string text) const {
  for (const Placeholder& placeholder : placeholders_) {
    if (placeholder.values.size() != 1 || placeholder.by == By::user) continue;
    const std::string name = "{" + placeholder.name + "}";
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
      text.replace(at, name.size(), placeholder.values.front());
    }
  }
  return text;
}

std::string Catalogue::full_path(const std::string& image, const std::string& folder, bool narrow) const {
  std::string text;
  if (image.starts_with("./")) {
    text = folder + "\\" + image.substr(2);
  } else if (image.starts_with("ni:")) {
    const std::string name = image.substr(3);
    text = R"(c:\windows\assembly\nativeimages_v4.0.30319_64\)" + name + R"(\{ni}\)" + name + ".ni.dll";
  } else if (image.find('\\') != std::string::npos) {
    text = image;
  } else {
    text = (narrow ? R"({wow}\)" : R"({sys}\)") + image;
  }
  return replace_constants(std::move(text));
}

TemplateIndex Catalogue::add_template(std::string text) {
  const auto found = template_of_.find(text);
  if (found != template_of_.end()) return found->second;

  ImageTemplate made;
  made.text = text;
  for_each_placeholder(text, [&](std::string_view name, std::size_t, std::size_t) {
    const Placeholder* known = placeholder(name);
    if (known == nullptr) return;  // braces of a GUID
    for (const Dimension& dimension : made.dimensions) {
      if (dimension.by == known->by) return;
    }
    made.dimensions.push_back({known->by, size_of(known->by, *known)});
    made.variants *= made.dimensions.back().size;
  });
  made.first_image = image_count_;
  image_count_ += made.variants;
  const auto index = static_cast<TemplateIndex>(templates_.size());
  templates_.push_back(std::move(made));
  template_of_.emplace(std::move(text), index);
  return index;
}

void Catalogue::add_images(const std::vector<std::string>& images, const std::string& folder, bool narrow,
                           std::vector<TemplateIndex>& out) {
  for (const std::string& image : images) {
    if (!image.starts_with('@')) {
      append_unique(out, add_template(full_path(image, folder, narrow)));
      continue;
    }
    const auto found = set_images_.find(std::string_view(image).substr(1));
    if (found == set_images_.end()) mistake("no image set " + image);
    add_images(*found->second, folder, narrow, out);
  }
}

void Catalogue::add_service(const ServiceData& data) {
  ProgramData program;
  program.key = "svchost.exe/" + data.service;
  program.path = R"({sys}\svchost.exe)";
  program.arguments = {"-k " + data.group + " -s " + data.service};
  program.images = {"@service"};
  program.images.insert(program.images.end(), data.images.begin(), data.images.end());
  program.options = data.options;
  program.account = data.account;
  program.seconds = data.seconds;
  program.lossy = 0.32;
  add_program(program);
}

void Catalogue::add_program(const ProgramData& data) {
  Program program;
  program.key = data.key;
  const std::string path = replace_constants(data.path);
  program.name = last_path_part(path);
  program.executable = add_template(path);
  program.bare = data.images.empty();
  const std::size_t slash = path.rfind('\\');
  const std::string folder = slash == std::string::npos ? std::string() : path.substr(0, slash);
  // A 32-bit program finds the system's images in syswow64.
  const bool narrow = !data.images.empty() && data.images.front() == "@wow64";

  for (const std::string& line : data.arguments) program.arguments.push_back(lower_case(line));
  add_images(data.images, folder, narrow, program.images);
  std::erase(program.images, program.executable);
  for (const ImageOptionData& group : data.options) {
    ImageOption option{group.probability, {}};
    std::vector<TemplateIndex> images;
    add_images(group.images, folder, narrow, images);
    for (const TemplateIndex image : images) {
      if (std::find(program.images.begin(), program.images.end(), image) == program.images.end())
        option.images.push_back(image);
    }
    program.options.push_back(std::move(option));
  }
  if (!data.pool.set.empty()) {
    add_images({"@" + data.pool.set}, folder, narrow, program.pool);
    program.pool_min = data.pool.min;
    program.pool_max = data.pool.max;
  }
  program.account = data.account;
  program.seconds = data.seconds;
  program.console = data.console;
  program.lossy = data.lossy;
  const auto index = static_cast<std::uint32_t>(programs_.size());
  if (!program_of_.emplace(program.key, index).second) mistake("two programs are called " + program.key);
  programs_.push_back(std::move(program));
}

std::uint32_t Catalogue::find(std::string_view key) const {
  const auto found = program_of_.find(key);
  if (found == program_of_.end()) mistake("no program " + std::string(key));
  return found->second;
}

const std::vector<TemplateIndex>& Catalogue::set(std::string_view name) const {
  const auto found = sets_.find(name);
  if (found == sets_.end()) mistake("no image set " + std::string(name));
  return found->second;
}

std::uint32_t Catalogue::image(TemplateIndex index, const PathTraits& path_traits) const {
  const ImageTemplate& made = templates_[index];
  std::uint32_t variant = 0;
  for (const Dimension& dimension : made.dimensions) {
    variant = variant * dimension.size + value_in(path_traits, dimension.by) % dimension.size;
  }
  return made.first_image + variant;
}

std::string Catalogue::image_path(std::uint32_t image) const {
  const auto after =
      std::upper_bound(templates_.begin(), templates_.end(), image,
                       [](std::uint32_t number, const ImageTemplate& t) { return number < t.first_image; });
  const ImageTemplate& made = *std::prev(after);
  std::uint32_t rest = image - made.first_image;
  std::array<std::uint32_t, 6> value{};
  for (std::size_t last = made.dimensions.size(); last > 0; --last) {
    const auto& dimension = made.dimensions[last - 1];
    value[static_cast<std::size_t>(dimension.by)] = rest % dimension.size;
    rest /= dimension.size;
  }
  std::string path;
  std::size_t copied = 0;
  for_each_placeholder(made.text, [&](std::string_view name, std::size_t begin, std::size_t end) {
    const Placeholder* known = placeholder(name);
    if (known == nullptr) return;
    path.append(made.text, copied, begin - copied);
    path += value_of(*known, value[static_cast<std::size_t>(known->by)], made.text);
    copied = end;
  });
  return path.append(made.text, copied);
}

}  // namespace proclens
