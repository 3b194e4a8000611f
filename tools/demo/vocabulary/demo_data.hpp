// The contents of the demo office: programs, the images they load, jobs, names. Read from the files in data/, which are
// embedded in the program.
//
// The files are JSON with comments. An omitted field has the default given here; an unknown one is rejected. An image
// is written in one of these ways:
//   name.dll             in the system folder; in c:\windows\syswow64 for programs whose images start with @wow64
//   ./name.dll           next to the program
//   ni:name              the native image of a .NET assembly
//   c:\folder\name.dll   anything with a backslash is a full path
//   @set                 all images of a set
// Paths may contain placeholders in braces; command lines also those of arguments.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

enum class Account : unsigned char { system, local_service, network_service, user, font_driver, window_manager };

/// A name in braces and its possible values.
struct PlaceholderData {
  /// What determines the value: the machine's Windows build, its graphics card, the image it was cloned from, how
  /// recent its updates are, the logged-on user, or chance (one value for all images of a process).
  enum class By : unsigned char { build, graphics, golden, release, user, chance };
  std::string name;
  By by = By::build;
  std::vector<std::string> values;  ///< omitted: for `user` the fleet's names, otherwise random digits
  unsigned digests = 0;             ///< number of values of random digits
};

struct ImageSetData {
  std::string name;
  std::vector<std::string> images;
};

/// Images that a process loads with a probability, either all or none.
struct ImageOptionData {
  double probability = 0;
  std::vector<std::string> images;
};

/// An image set from which a process loads a few at random.
struct ImagePoolData {
  std::string set;
  std::uint32_t min = 0;
  std::uint32_t max = 0;
};

struct ProgramData {
  std::string key;                            ///< "chrome.exe/renderer": program and role; also its name in the truth
  std::string path;                           ///< of the executable
  std::vector<std::string> arguments = {""};  ///< one is chosen; at least one
  std::vector<std::string> images;            ///< always loaded, in this order, after the executable
  std::vector<ImageOptionData> options;
  ImagePoolData pool;
  Account account = Account::system;
  double seconds = 0;    ///< typical lifetime; 0: until the machine shuts down
  bool console = false;  ///< starts a conhost.exe
  double lossy = 0.23;   ///< share of its processes for which the sensor missed some loads
};

/// One service that svchost.exe hosts; becomes the program "svchost.exe/SERVICE".
struct ServiceData {
  std::string service;
  std::string group;
  std::vector<std::string> images;  ///< in addition to those of the set "service"
  std::vector<ImageOptionData> options;
  Account account = Account::system;
  double seconds = 0;
};

/// A tree of programs that something starts. Each step is `program[*min-max][@parent]`; the parent is the latest
/// earlier step of that program, or the job's `parent` if none is given.
struct JobData {
  std::string parent;             ///< a program that every running machine has
  std::array<double, 3> often{};  ///< relative to the role's other jobs: workstation, developer, server
  bool office_hours = false;      ///< follows the working day; otherwise at any time
  std::vector<std::string> steps;
};

struct JobsData {
  std::vector<std::string> boot;  ///< steps of every boot; the first one is System
  /// Further steps of a boot by role; of equal length, so that every boot has the same number of processes.
  std::vector<std::string> desk_boot;
  std::vector<std::string> server_boot;
  std::vector<JobData> jobs;
};

/// A process of the planted intrusion.
struct IntrusionStepData {
  std::string program;
  std::string parent;  ///< the latest earlier step of that program on the machine, else one of its boot's processes
  std::uint32_t seconds = 0;  ///< after the intruders came to the machine
  std::string arguments;      ///< {next_host} is the machine of the next stage
  std::string set;            ///< an image set that it loads besides its program's own images; empty: none
  std::string tactic;         ///< of MITRE ATT&CK, as in "lateral-movement"
  std::string label;          ///< "attack", or "unsure" for what is the machine's own
};

/// What happens on one machine.
struct IntrusionStageData {
  std::string role;           ///< workstation, developer or server; no two stages alike
  std::uint32_t minutes = 0;  ///< after the intrusion began
  std::vector<IntrusionStepData> steps;
};

struct IntrusionData {
  std::vector<ProgramData> programs;  ///< that nothing else in the office runs
  std::vector<IntrusionStageData> stages;
};

struct NamesData {
  std::vector<std::string> documents;
  std::vector<std::string> sites;
  std::vector<std::string> given_names;
  std::vector<std::string> family_names;
};

struct DemoData {
  std::vector<PlaceholderData> placeholders;
  std::vector<ImageSetData> image_sets;
  std::vector<ServiceData> services;
  /// Of windows_programs, office_programs and tool_programs, in this order; not those of the intrusion.
  std::vector<ProgramData> programs;
  JobsData jobs;
  IntrusionData intrusion;
  NamesData names;
};

/// Texts by name, such as "jobs" for data/jobs.jsonc.
using DataFiles = std::map<std::string, std::string, std::less<>>;

/// Parses the data files. Throws std::logic_error, naming the file, the entry and the field, if one is missing,
/// unknown, or has the wrong type or an invalid value. References between entries are checked where they are resolved
/// (Catalogue, parse_jobs).
[[nodiscard]] DemoData parse_demo_data(const DataFiles& files);

/// The files in data/, embedded at build time.
[[nodiscard]] const DataFiles& demo_data_files();

/// Their content, parsed on first use; immutable, safe from any thread.
[[nodiscard]] const DemoData& demo_data();

}  // namespace proclens
