// The content of the demo office, as text: programs, image sets, jobs. Parsed by catalogue.cpp and jobs.cpp.
//
// Image lists are words. `name.dll` lies in the system folder (c:\windows\syswow64 for 32-bit programs), `./name`
// beside the program, `ni:name` is the native image of a .NET assembly, anything with a backslash is a full path, and
// `@set` stands for the words of an image set. `~` stands for a space in a path. Paths may hold the placeholders of
// kPlaceholders; command lines also those of arguments.cpp.
#pragma once

#include <span>
#include <string_view>

namespace proclens {

enum class Account : unsigned char { system, local_service, network_service, user, font_driver, window_manager };

struct ImageSetData {
  std::string_view name;
  std::string_view images;
};

struct ProgramData {
  std::string_view key;          ///< "chrome.exe/renderer": program and part; also the truth's name of it
  std::string_view path;         ///< of the executable
  std::string_view arguments{};  ///< command lines to choose from, one a line; an empty line is no arguments
  std::string_view images{};     ///< always loaded, in this order, after the executable itself
  std::string_view options{};    ///< "0.3 words | 0.1 words": each group is loaded with its probability
  std::string_view pool{};       ///< the image set to draw from at random
  int pool_least = 0;
  int pool_most = 0;
  Account account = Account::system;
  double seconds = 0;    ///< typical lifetime; 0: until the machine stops
  bool console = false;  ///< starts a conhost.exe
  double lossy = 0.23;   ///< share of its processes of which the sensor missed some loads
};

/// One service that svchost.exe hosts; becomes the program "svchost.exe/SERVICE".
struct ServiceData {
  std::string_view service;
  std::string_view group;
  std::string_view images;
  std::string_view options{};
  Account account = Account::system;
  double seconds = 0;
};

/// A tree of programs that something starts. Steps are separated by `;`, each is `program[*least-most][@parent]`;
/// the parent is the latest earlier step of that program, or the job's `parent` when none is named.
struct JobData {
  std::string_view parent;  ///< a program that every started machine runs
  double workstation;       ///< how often, relative to the other jobs of that role
  double developer;
  double server;
  bool office_hours;  ///< follows the working day; otherwise at any time
  std::string_view steps;
};

/// A name in braces and the values it may take.
struct PlaceholderData {
  /// What fixes the value: the machine's Windows build, its graphics card, the image it was cloned from, how far its
  /// updates are, who is logged on, or chance (one value for all images of a process).
  enum class By : unsigned char { build, graphics, golden, release, user, chance };
  std::string_view name;
  By by;
  std::string_view values;  ///< separated by spaces; empty: for `user` the fleet's names, otherwise random digits
  unsigned digests = 0;     ///< how many values of random digits
};

[[nodiscard]] std::span<const PlaceholderData> placeholder_data();
[[nodiscard]] std::span<const ImageSetData> image_set_data();
[[nodiscard]] std::span<const ServiceData> service_data();
[[nodiscard]] std::span<const ProgramData> windows_program_data();
[[nodiscard]] std::span<const ProgramData> office_program_data();
[[nodiscard]] std::span<const ProgramData> tool_program_data();
[[nodiscard]] std::span<const JobData> job_data();

/// The processes that every boot brings up, in the step syntax of JobData; the first one is System.
[[nodiscard]] std::string_view boot_steps();
/// What a boot of each role brings up besides; of equal length, so that every boot has the same number of processes.
[[nodiscard]] std::string_view desk_boot_steps();
[[nodiscard]] std::string_view server_boot_steps();

}  // namespace proclens
