// The programs of the demo office with the images they load, ready for drawing from.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demo/vocabulary/demo_data.hpp"
#include "demo/vocabulary/draws.hpp"

namespace proclens {

/// What the paths of a process depend on; indices into the values of the placeholders.
struct PathTraits {
  std::uint32_t build = 0;
  std::uint32_t graphics = 0;
  std::uint32_t golden = 0;
  std::uint32_t release = 0;
  std::uint32_t user = 0;
  std::uint32_t chance = 0;  ///< any number; taken modulo the number of values
};

/// How many values each of these may have.
inline constexpr std::uint32_t kBuilds = 3;
inline constexpr std::uint32_t kGraphics = 3;
inline constexpr std::uint32_t kGoldens = 16;
inline constexpr std::uint32_t kReleases = 2;

/// The index of an image template: a path that may hold placeholders.
using TemplateIndex = std::uint32_t;

struct ImageOption {
  double probability;
  std::vector<TemplateIndex> images;
};

struct Program {
  std::string key;   ///< "chrome.exe/renderer"
  std::string name;  ///< "chrome.exe"
  TemplateIndex executable = 0;
  bool bare = false;                   ///< a kernel process without images
  std::vector<std::string> arguments;  ///< at least one
  std::vector<TemplateIndex> images;   ///< without the executable or repeats
  std::vector<ImageOption> options;
  std::vector<TemplateIndex> pool;
  std::uint32_t pool_min = 0;
  std::uint32_t pool_max = 0;
  Account account = Account::system;
  double seconds = 0;
  bool console = false;
  double lossy = 0;
};

/// All programs and images of one fleet. Immutable; safe from any thread.
///
/// Images are numbered without looking at processes: template t has `variants` paths, one for each combination of its
/// placeholders, numbered from `first_image`. So an image's number is computed arithmetically, and its path is written
/// only once.
class Catalogue {
 public:
  /// @param users user names as in paths, at least one
  /// @param data must outlive the catalogue. Throws std::logic_error for a mistake in it.
  explicit Catalogue(std::vector<std::string> users, const DemoData& data = demo_data());

  [[nodiscard]] const std::vector<Program>& programs() const noexcept { return programs_; }
  [[nodiscard]] const Program& program(std::uint32_t index) const { return programs_[index]; }
  /// The index of the program with this key. Throws std::logic_error if there is none.
  [[nodiscard]] std::uint32_t find(std::string_view key) const;
  [[nodiscard]] const std::vector<std::string>& users() const noexcept { return users_; }

  /// The templates of an image set.
  [[nodiscard]] const std::vector<TemplateIndex>& set(std::string_view name) const;

  [[nodiscard]] std::uint32_t image_count() const noexcept { return image_count_; }
  /// The number of the image that `index` is in these circumstances.
  [[nodiscard]] std::uint32_t image(TemplateIndex index, const PathTraits& path_traits) const;
  /// Its path, lower case.
  [[nodiscard]] std::string image_path(std::uint32_t image) const;

 private:
  struct Placeholder {
    std::string name;
    PlaceholderData::By by;
    std::vector<std::string> values;
    unsigned digests = 0;
  };
  /// One dimension in which a template varies.
  struct Dimension {
    PlaceholderData::By by;
    std::uint32_t size;
  };
  struct ImageTemplate {
    std::string text;
    std::vector<Dimension> dimensions;
    std::uint32_t first_image = 0;
    std::uint32_t variants = 1;
  };

  void add_placeholders(const std::vector<PlaceholderData>& data);
  void add_program(const ProgramData& data);
  void add_service(const ServiceData& data);
  TemplateIndex add_template(std::string text);
  void add_images(const std::vector<std::string>& images, const std::string& folder, bool narrow,
                  std::vector<TemplateIndex>& out);
  [[nodiscard]] std::string full_path(const std::string& image, const std::string& folder, bool narrow) const;
  [[nodiscard]] const Placeholder* placeholder(std::string_view name) const;
  [[nodiscard]] std::string replace_constants(std::string text) const;
  [[nodiscard]] std::uint32_t size_of(PlaceholderData::By by, const Placeholder& placeholder) const;
  [[nodiscard]] std::string value_of(const Placeholder& placeholder, std::uint32_t value,
                                     const std::string& text) const;

  std::vector<std::string> users_;
  std::vector<Placeholder> placeholders_;
  std::map<std::string, const std::vector<std::string>*, std::less<>> set_images_;
  std::map<std::string, std::vector<TemplateIndex>, std::less<>> sets_;
  std::vector<ImageTemplate> templates_;
  std::map<std::string, TemplateIndex, std::less<>> template_of_;
  std::vector<Program> programs_;
  std::map<std::string, std::uint32_t, std::less<>> program_of_;
  std::uint32_t image_count_ = 0;
};

}  // namespace proclens
