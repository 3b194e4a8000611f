// The truth about a demo dataset, collected while it is written.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "demo/demo_dataset.hpp"
#include "demo/lineage_truth.hpp"

namespace proclens {

/// Beyond this number, truth.json counts a flag's processes without listing them.
inline constexpr std::size_t kMaxListed = 1000;

struct OddProcess {
  std::string pid_hash;
  std::string hostname;
  int which = 0;  ///< index of its odd_images()
  std::vector<std::string> images;
};

/// A process of the intrusion.
struct IntrusionProcess {
  Moment start = 0;
  std::string pid_hash, label, tactic, hostname, process_name, program, arguments;
};

/// The truth about a part of the dataset, or about all of it.
struct DemoTruth {
  std::array<std::uint64_t, kLineageStates> states{};
  std::array<std::uint64_t, kLineageFlags> flags{};
  std::array<std::vector<std::string>, kLineageFlags> flagged;  ///< pid_hashes, at most kMaxListed + 1 each
  std::array<std::uint64_t, kKinds> kinds{};
  std::map<std::string, std::uint64_t> programs;
  std::vector<OddProcess> odd;
  std::vector<IntrusionProcess> intrusion;
  std::uint64_t process_rows = 0;
  std::uint64_t path_rows = 0;
  std::uint64_t load_rows = 0;
  std::uint64_t ghosts = 0;
  std::uint64_t ghost_loads = 0;
  std::uint64_t unknown_parents = 0;  ///< parent hashes without a record
  std::uint64_t likely_parents = 0;
  std::uint64_t sensor_lineages = 0;  ///< rows of process_path whose ptree names a sensor
  std::uint64_t without_loads = 0;    ///< rows of process whose pid_hash has no loads
  std::uint64_t rare = 0;             ///< processes with a flag other than short_path and nameless
  std::vector<bool> image_used;       ///< by image number
  std::vector<std::uint64_t> bags;    ///< a fingerprint per distinct bag, ascending

  /// Appends the truth about the following part.
  void append(DemoTruth&& part);
};

/// A fingerprint of a bag: equal for equal sets of images, in any order.
[[nodiscard]] std::uint64_t bag_fingerprint(const std::vector<std::uint32_t>& images);

/// The text of labels.csv: the processes of the intrusion in the order of their start.
[[nodiscard]] std::string labels_csv(const DemoTruth& truth);

/// The text of truth.json. Depends only on the arguments.
[[nodiscard]] std::string truth_json(const DemoWorld& world, const DemoPlan& plan, const DemoOptions& options,
                                     const DemoTruth& truth);

}  // namespace proclens
