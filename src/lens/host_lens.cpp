#include "lens/host_lens.hpp"

#include <charconv>
#include <cstdint>
#include <stdexcept>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::int64_t kMaxBinMinutes = 366 * 24 * 60;
constexpr int kStampLength = 16;  // 2024-05-31 09:00

/// The whole number that `text` is, in decimal digits; nullopt for anything else.
std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = failure == std::errc() && end == text.data() + text.size() && text.front() != '-';
  return is_whole ? std::optional(number) : std::nullopt;
}

std::int64_t bin_minutes(const std::string& bin) {
  const std::string_view text = bin;
  const std::size_t unit = bin.empty() ? std::string_view::npos : std::string_view("mhd").find(bin.back());
  const auto number = bin.size() < 2 ? std::nullopt : whole(text.substr(0, text.size() - 1));
  if (unit == std::string_view::npos || !number || *number < 1 || *number > kMaxBinMinutes) {
    throw Error(Fault::usage, "--bin: '" + printable(bin) + "' is no span of time", "Write it as 30m, 3h or 1d.");
  }
  constexpr std::int64_t kMinutes[] = {1, 60, 24 * 60};
  const std::int64_t minutes = *number * kMinutes[unit];
  if (minutes > kMaxBinMinutes) throw Error(Fault::usage, "--bin: a bin has at most 366 days", "Choose shorter bins.");
  return minutes;
}

/// The minutes of an offset such as -03:30; nullopt if the zone is not an offset.
std::optional<std::int64_t> offset_minutes(const std::string& zone) {
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
  const auto hours = whole(std::string_view(zone).substr(1, 2));
  const auto minutes = whole(std::string_view(zone).substr(4, 2));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

/// Conversion between UTC and the clock of a zone, both as TIMESTAMP.
class ZoneClock {
 public:
  explicit ZoneClock(const std::string& zone)
      : offset_(zone == "UTC" ? std::optional<std::int64_t>(0) : offset_minutes(zone)), name_(sql_literal(zone)) {
    if (offset_) return;
    try {
      static_cast<void>(Database().text("SELECT CAST(" + local("TIMESTAMP '2024-01-01'") + " AS VARCHAR)"));
    } catch (const std::exception&) {
      throw Error(Fault::usage, "--bin-zone: there is no time zone '" + printable(zone) + "'",
                  "Write UTC, an offset such as +02:00, or a name such as Europe/Berlin.");
    }
  }

  [[nodiscard]] std::string local(const std::string& utc) const {
    return offset_ ? shifted(utc, *offset_) : "timezone(" + name_ + ", timezone('UTC', " + utc + "))";
  }
  [[nodiscard]] std::string utc(const std::string& local) const {
    return offset_ ? shifted(local, -*offset_) : "timezone('UTC', timezone(" + name_ + ", " + local + "))";
  }

 private:
  static std::string shifted(const std::string& time, std::int64_t minutes) {
    return "(" + time + " + INTERVAL (" + std::to_string(minutes) + ") MINUTE)";
  }

  std::optional<std::int64_t> offset_;
  std::string name_;
};

/// The columns of objects.parquet that the name of an object determines.
std::string object_columns(const ZoneClock& clock, std::int64_t minutes) {
  const std::string stamp = std::to_string(kStampLength);
  const std::string begin = "try_strptime(right(name, " + stamp + "), '%Y-%m-%d %H:%M')";
  return "left(name, greatest(0, length(name) - " + stamp + " - 1)) AS host, " + clock.utc(begin) + " AS bin_start, " +
         clock.utc("(" + begin + " + INTERVAL (" + std::to_string(minutes) + ") MINUTE)") + " AS bin_end";
}

void count_feature(Lens& lens, const std::string& feature) {
  if (feature == "command") {
    lens.feature = {"command line", "command lines"};
    lens.relate_by = command_tokens;
    lens.topics_by_program = true;
    lens.script += sql("lens/command_line") + sql("lens/start_command");
  } else if (feature == "name") {
    lens.feature = {"process name", "process names"};
    lens.script += sql("lens/start_name");
  } else if (feature == "image") {
    lens.feature = {"image", "images"};
    lens.feature_label = FeatureLabel::last_path_part;
    lens.features_are_paths = true;
    lens.tables.push_back({StdviewTable::process_image_load, {"pid_hash", "filename"}});
    lens.script += sql("lens/start_image");
  } else {
    throw Error(Fault::usage, "--feature: '" + printable(feature) + "' cannot be counted",
                "Choose command, name or image.");
  }
}

}  // namespace

Lens host_lens(const HostLensOptions& options) {
  const std::int64_t minutes = bin_minutes(options.bin);
  const ZoneClock clock(options.bin_zone);
  Lens lens;
  lens.name = kHosts;
  lens.summary = "each host in each span of time by the command lines that were started";
  lens.object = {"host and time", "hosts and times"};
  lens.row = {"start of a process", "starts of processes"};
  lens.objects_are_processes = false;
  lens.tables = {{StdviewTable::process, {"pid_hash", "process_name", "hostname", "process_started"}}};
  lens.min_cluster_size = 5;
  lens.clusters_are_leaves = true;
  lens.object_columns = object_columns(clock, minutes);
  lens.remedy =
      "Sysmon's event 1 and the Security log's event 4688 record when processes start; 4688 has command lines "
      "if the policy 'Include command line in process creation events' is enabled.";
  lens.parameters = {{"bin", options.bin}, {"bin_zone", options.bin_zone}, {"feature", options.feature}};
  lens.script = "CREATE OR REPLACE MACRO bin_of(utc) AS time_bucket(INTERVAL (" + std::to_string(minutes) +
                ") MINUTE, " + clock.local("utc") + ", TIMESTAMP '1970-01-01');\n";
  count_feature(lens, options.feature);
  lens.script += sql("lens/hosts");
  return lens;
}

std::optional<Lens> recorded_host_lens(const LensParameters& parameters) {
  const auto bin = parameters.find("bin");
  const auto zone = parameters.find("bin_zone");
  const auto feature = parameters.find("feature");
  if (bin == parameters.end() || zone == parameters.end() || feature == parameters.end()) return std::nullopt;
  try {
    return host_lens({bin->second, zone->second, feature->second});
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace proclens
