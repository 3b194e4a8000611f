// The lens `hosts`: what was started on each host in each span of time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lens/lens.hpp"

namespace proclens {

struct HostLensOptions {
  /// How long a bin is: a whole number and m, h or d, from 1m to 366d. Bins begin at midnight or a whole number of bins
  /// after it, where a day is a whole number of bins.
  std::string bin = "3h";
  /// Whose clock the bins follow: "UTC", an offset such as "+05:30", or a name such as "Europe/Berlin", where a bin can
  /// be an hour longer or shorter when clocks change.
  std::string bin_zone = "UTC";
  /// What is counted: the "command" line of each process that was started, its "name", or each "image" that it loaded.
  std::string feature = "command";
};

/// The name of an object is its host, a space and the beginning of its bin on the clock of the zone, as in
/// "ws-04 2024-05-31 09:00". Throws Error (usage) if an option has another form.
[[nodiscard]] Lens host_lens(const HostLensOptions& options = {});

/// The same from what results record, without other parameters; nullopt if the parameters are not those of the lens.
[[nodiscard]] std::optional<Lens> recorded_host_lens(const LensParameters& parameters);

}  // namespace proclens
