#include "hunt/reasons.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <unordered_set>

#include "core/elementary.hpp"
#include "core/text.hpp"
#include "novelty/folded_text.hpp"

namespace proclens {
namespace {

constexpr std::size_t kTextBytes = 160;  // of a path or of arguments, in a reason

std::string shown(std::string_view text) { return printable(text, kTextBytes); }

std::string words_for(Compared compared) {
  switch (compared) {
    case Compared::with_baseline:
      return " before";
    case Compared::with_other_hosts:
      return " on other hosts";
    case Compared::with_other_days:
      return " on other days";
    case Compared::with_others:
      break;
  }
  return " of the others";
}

/// Texts in one, the same in whatever order they come.
std::string in_any_order(std::vector<std::string> texts) {
  std::ranges::sort(texts);
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

/// How many hosts each key was counted on, by key.
/// @param all gets the numbers of all of them, unless it is nullptr
std::vector<std::uint32_t> host_counts(const UnitCounts& counts, const std::vector<std::uint32_t>& unit_host,
                                       std::unordered_set<std::uint32_t>* all) {
  std::vector<std::uint32_t> result;
  for (std::uint32_t key = 0; key < counts.keys(); ++key) {
    std::vector<std::uint32_t> hosts;
    for (const UnitCounts::Entry& entry : counts.entries(key)) hosts.push_back(unit_host[entry.unit]);
    std::ranges::sort(hosts);
    hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
    result.push_back(static_cast<std::uint32_t>(hosts.size()));
    if (all) all->insert(hosts.begin(), hosts.end());
  }
  return result;
}

/// "0 of 1,204"
std::string ratio_of(std::uint64_t count, std::uint64_t all) {
  return with_separators(count) + " of " + with_separators(all);
}

}  // namespace

Reasons::Reasons(const HuntedProcesses& hunted, const NoveltyReference& reference, const ImageReference& images,
                 const NoveltyTerms& terms, const ProcessLabels& labels, const std::optional<MapEvidence>& map)
    : hunted_(hunted),
      reference_(reference),
      images_(images),
      terms_(terms),
      labels_(labels),
      map_(map),
      elsewhere_(words_for(hunted.compared)),
      same_file_name_(hunted.images, images.images()) {
  std::unordered_set<std::uint32_t> all;
  name_hosts_ = host_counts(reference.counts().names, hunted.unit_host, &all);
  loader_hosts_ = host_counts(images.counts().loaders, hunted.unit_host, nullptr);
  hosts_ = all.size();
}

/// Of `hosts` hosts with `all` processes those that remain when a unit is left out and `without` processes are left.
std::uint64_t Reasons::hosts_without(std::uint64_t hosts, std::uint64_t without, std::uint64_t all) const {
  if (without == 0) return 0;
  return hosts - (hunted_.compared == Compared::with_other_hosts && without < all ? 1 : 0);
}

std::uint64_t Reasons::hosts_of_name(std::uint32_t name, std::uint32_t unit) const {
  return hosts_without(name_hosts_[name], reference_.of_name(name, unit), reference_.of_name(name, kNoNumber));
}

std::string Reasons::name(std::uint32_t number) const { return shown(hunted_.names[number]); }

/// " on 24 hosts before"
std::string Reasons::on_hosts(std::uint32_t name, std::uint32_t unit) const {
  return on_hosts(hosts_of_name(name, unit));
}

std::string Reasons::on_hosts(std::uint64_t hosts) const {
  if (hosts == 0 || hosts_ == 1) return elsewhere_;
  const bool before = hunted_.compared == Compared::with_baseline;
  return " on " + counted(hosts, before ? "host" : "other host", before ? "hosts" : "other hosts") +
         (before ? " before" : "");
}

/// "no process loaded it before", "no process on other hosts loaded it"
std::string Reasons::nobody(const std::string& who, const std::string& did) const {
  const bool before = hunted_.compared == Compared::with_baseline;
  return "no " + who + (before ? " " + did + elsewhere_ : elsewhere_ + " " + did);
}

Reason Reasons::name_reason(std::uint32_t process) const {
  const std::uint32_t program = hunted_.keys.name[process];
  const std::uint32_t unit = hunted_.keys.unit[process];
  const std::uint64_t count = reference_.of_name(program, unit);
  const std::string ratio = ratio_of(count, reference_.processes(unit));
  Reason reason{"name", terms_.name[process], {}, name(program)};
  reason.text = count == 0 ? name(program) + " is new: " + ratio + " processes" + elsewhere_
                           : name(program) + " is rare: " + ratio + " processes" + on_hosts(program, unit);
  if (const std::string_view original = hunted_.original[process]; !original.empty()) {
    reason.text += "; its original file name is " + shown(original);
    reason.subject += '\0';
    reason.subject += original;
  }
  return reason;
}

Reason Reasons::parent_reason(std::uint32_t process) const {
  const std::uint32_t unit = hunted_.keys.unit[process];
  const std::uint32_t pair = hunted_.keys.pair[process];
  const std::uint32_t program = hunted_.keys.name[process];
  const std::uint32_t parent = reference_.counts().pair_parent[pair];
  const std::string subject = name(parent) + " started " + name(program);
  const std::uint64_t others = reference_.with_parent(program, unit);
  Reason reason{"parent", terms_.parent[process], {}, subject};
  reason.text = others > 0 ? subject + ": " + ratio_of(reference_.of_pair(pair, unit), others) + on_hosts(program, unit)
                           : subject + "; it started " +
                                 ratio_of(reference_.children(parent, unit), reference_.processes(unit)) +
                                 " processes" + elsewhere_;
  return reason;
}

Reason Reasons::command_reason(std::uint32_t process) const {
  const std::uint32_t unit = hunted_.keys.unit[process];
  const std::uint32_t command = hunted_.keys.command[process];
  const std::uint32_t program = hunted_.keys.name[process];
  const std::string arguments = shown(hunted_.commands[command]);
  const std::string said = name(program) + (arguments.empty() ? " without arguments" : " run with " + arguments);
  Reason reason{
      "command", terms_.command[process], {}, name(program) + " run with " + std::string(hunted_.commands[command])};
  reason.text = said + ": " + ratio_of(reference_.of_command(command, unit), reference_.with_command(program, unit)) +
                on_hosts(program, unit);
  return reason;
}

/// "; on 24 other hosts it is in c:\windows\system32": where most hosts load an image of this file's name from.
std::string Reasons::usual_place(std::uint32_t file, std::uint32_t unit) const {
  const std::string_view path = hunted_.file_paths[file];
  std::uint64_t most = 0;
  std::uint32_t usual = kNoNumber;
  // Those in most units come first; leaving the own unit out takes one away from some.
  for (const std::uint32_t image : same_file_name_.find(last_path_part(path))) {
    std::uint64_t units = images_.images().entries(image).size();
    if (units <= most) break;
    if (units > 0 && images_.images().within(image, unit) > 0) --units;
    if (units <= most) continue;
    most = units;
    usual = image;
  }
  if (usual == kNoNumber) return {};
  // The dataset's own spelling, where it has one: folded paths have placeholders.
  const auto& image_of = hunted_.files.image;
  const auto own = std::ranges::lower_bound(image_of, usual);
  const std::string_view image = own != image_of.end() && *own == usual
                                     ? hunted_.file_paths[static_cast<std::size_t>(own - image_of.begin())]
                                     : hunted_.images[usual];
  const std::string folder = shown(image.substr(0, image.size() - last_path_part(image).size()));
  if (hunted_.compared == Compared::with_baseline)
    return "; on " + counted(most, "host", "hosts") + " it is in " + folder;
  if (hunted_.compared == Compared::with_other_hosts)
    return "; on " + counted(most, "other host", "other hosts") + " it is in " + folder;
  return "; otherwise it is in " + folder;
}

/// "loads 2 new images, c:\a.dll, c:\b.dll: no process on other hosts loaded them"
/// @param subject gets the images as they are compared
std::string Reasons::new_images(std::uint32_t process, std::string& subject) const {
  const ImageNovelty& loaded = hunted_.keys.images[process];
  const std::uint32_t count = loaded.new_images;
  std::string list;
  std::vector<std::string> images;
  for (const std::uint32_t file : loaded.new_examples) {
    if (file == kNoNumber) break;
    list += (list.empty() ? "" : ", ") + shown(hunted_.file_paths[file]);
    images.emplace_back(hunted_.images[hunted_.files.image[file]]);
  }
  subject += in_any_order(std::move(images));
  if (count > kImageExamples) subject += " and " + std::to_string(count - kImageExamples) + " more";
  const std::string others = nobody("process", count == 1 ? "loaded it" : "loaded them");
  if (count == 1) return "loads " + list + ": " + others;
  return "loads " + with_separators(count) + " new images, " + list + (count > kImageExamples ? " …: " : ": ") + others;
}

Reason Reasons::images_reason(std::uint32_t process) const {
  const ImageNovelty& loaded = hunted_.keys.images[process];
  Reason reason{"images", terms_.images[process], {}, {}};
  reason.text = new_images(process, reason.subject);
  if (loaded.new_images == 1) reason.text += usual_place(loaded.new_examples.front(), hunted_.keys.unit[process]);
  return reason;
}

Reason Reasons::folder_reason(std::uint32_t process) const {
  const std::uint32_t unit = hunted_.keys.unit[process];
  const ImageNovelty& loaded = hunted_.keys.images[process];
  const std::string_view path = hunted_.file_paths[loaded.new_examples.front()];
  const std::string_view folder = path.substr(0, path.size() - last_path_part(path).size());
  Reason reason{"folder", terms_.folder[process], {}, folded_folder(path)};
  reason.text = "loads from " + (folder.empty() ? "no folder" : shown(folder)) + ": " +
                ratio_of(loaded.folder_processes, reference_.processes(unit)) + " processes" + elsewhere_;
  return reason;
}

/// "loads vaultcli.dll: none of 312 notepad.exe on 24 hosts before"
Reason Reasons::program_reason(std::uint32_t process) const {
  const ImageNovelty& loaded = hunted_.keys.images[process];
  const std::uint32_t program = hunted_.keys.name[process];
  const std::uint32_t unit = hunted_.keys.unit[process];
  Reason reason{"program", terms_.program[process], {}, {}};
  std::string list;
  std::vector<std::string> images;
  for (const std::uint32_t file : loaded.program_examples) {
    if (file == kNoNumber) break;
    list += (list.empty() ? "" : ", ") + shown(last_path_part(hunted_.file_paths[file]));
    images.emplace_back(hunted_.images[hunted_.files.image[file]]);
  }
  const auto listed = static_cast<std::uint32_t>(images.size());
  reason.subject = in_any_order(std::move(images));
  if (loaded.program_images > listed) {
    list += " and " + counted(loaded.program_images - listed, "more image", "more images");
    reason.subject += " and " + std::to_string(loaded.program_images - listed) + " more";
  }
  reason.text = "loads " + list + ": none of " + with_separators(images_.loaders(program, unit)) + " " + name(program) +
                on_hosts(hosts_without(loader_hosts_[program], images_.loaders(program, unit),
                                       images_.loaders(program, kNoNumber)));
  return reason;
}

Reason Reasons::child_reason(std::uint32_t process) const {
  const std::uint32_t child = terms_.surprising_child[process];
  const std::uint32_t unit = hunted_.keys.unit[child];
  const std::uint32_t pair = hunted_.keys.pair[child];
  const std::uint32_t parent = reference_.counts().pair_parent[pair];
  const std::string subject = "started " + name(hunted_.keys.name[child]);
  const std::uint64_t children = reference_.children(parent, unit);
  Reason reason{"child", terms_.child[process], {}, subject};
  reason.text = children > 0 ? subject + ": " + ratio_of(reference_.of_pair(pair, unit), children) + " children of " +
                                   name(parent) + elsewhere_
                             : subject + ": " + nobody(name(parent), "started anything");
  return reason;
}

/// "started by powershell.exe, which is unusual itself (wscript.exe started powershell.exe: 0 of 189 before)"
Reason Reasons::ancestor_reason(std::uint32_t process) const {
  const std::uint32_t ancestor = terms_.surprising_ancestor[process];
  const std::string who = name(hunted_.keys.name[ancestor]);
  const bool is_parent = ancestor == hunted_.keys.parent_process[process];
  Reason reason{"ancestor", terms_.ancestor[process], {}, {}};
  const std::vector<Reason> own = own_reasons(ancestor);
  const auto strongest = std::ranges::max_element(own, {}, &Reason::nats);
  reason.text = (is_parent ? "started by " : "descends from ") + who + ", which is unusual itself";
  if (strongest != own.end()) reason.text += " (" + strongest->text + ")";
  // Which of its reasons is the strongest may change with the counts.
  reason.subject = "descends from " + who;
  return reason;
}

/// "labelled 'Odd parent' by hayabusa (high, execution): 3 of 18,432 processes"
Reason Reasons::label_reason(const ProcessLabel& label) const {
  const std::uint64_t all = hunted_.keys.size();
  const std::string subject = "labelled '" + shown(label.label) + "' by " + shown(label.source);
  const std::string comma = label.severity.empty() || label.tactic.empty() ? "" : ", ";
  const std::string about = shown(label.severity) + comma + shown(label.tactic);
  Reason reason{kLabelTerm, 0, {}, subject};
  reason.nats = -reproducible::log(static_cast<double>(label.processes) / static_cast<double>(all));
  reason.text = subject + (about.empty() ? "" : " (" + about + ")") + ": " + ratio_of(label.processes, all) +
                (all == 1 ? " process" : " processes");
  return reason;
}

/// "its images are unlike any on the map: 0.41 from the nearest, svchost.exe (pid …); 99% of the map within 0.12"
Reason Reasons::map_reason(std::uint32_t process) const {
  const float distance = map_->distance[process];
  const MapExample& nearest = map_->examples[static_cast<std::size_t>(map_->bag[process])];
  const std::string name = nearest.process_name.empty() ? "a process without a name" : shown(nearest.process_name);
  std::array<char, 96> numbers{};
  std::snprintf(numbers.data(), numbers.size(), "%.2f from the nearest, ", static_cast<double>(distance));
  Reason reason{kMapTerm, map_->nats(distance), {}, "unlike any on the map, nearest " + name};
  reason.text = "its " + map_->features + " are unlike any on the map: " + numbers.data() + name + " (pid " +
                shown(nearest.pid_hash) + ")";
  std::snprintf(numbers.data(), numbers.size(), "; 99%% of the map's have one within %.2f",
                static_cast<double>(map_->usual_distance()));
  reason.text += numbers.data();
  return reason;
}

/// What is a reason by the process's own terms.
std::vector<Reason> Reasons::own_reasons(std::uint32_t process) const {
  const ProcessKeys& keys = hunted_.keys;
  const std::uint32_t unit = keys.unit[process];
  std::vector<Reason> reasons;
  if (terms_.name[process] >= kReasonNats) reasons.push_back(name_reason(process));
  if (keys.pair[process] != kNoNumber && terms_.parent[process] >= kReasonNats)
    reasons.push_back(parent_reason(process));
  // Of a name without command lines to compare with, every one is as new as the name.
  if (keys.command[process] != kNoNumber && terms_.command[process] >= kReasonNats &&
      reference_.with_command(keys.name[process], unit) > 0) {
    reasons.push_back(command_reason(process));
  }
  if (terms_.images[process] > 0) reasons.push_back(images_reason(process));
  if (terms_.folder[process] >= kHalf * kReasonNats) reasons.push_back(folder_reason(process));
  if (terms_.program[process] >= kReasonNats) reasons.push_back(program_reason(process));
  if (terms_.surprising_child[process] != kNoNumber && terms_.child[process] >= kHalf * kReasonNats) {
    reasons.push_back(child_reason(process));
  }
  return reasons;
}

std::vector<Reason> Reasons::of(std::uint32_t process) const {
  std::vector<Reason> reasons = own_reasons(process);
  if (terms_.ancestor[process] >= kHalf * kReasonNats) reasons.push_back(ancestor_reason(process));
  if (map_ && map_->bag[process] >= 0 && map_->distance[process] > map_->usual_distance()) {
    reasons.push_back(map_reason(process));
  }
  for (const std::uint32_t label : labels_.of(process)) reasons.push_back(label_reason(labels_.labels[label]));
  std::ranges::stable_sort(reasons, std::ranges::greater{}, &Reason::nats);
  return reasons;
}

}  // namespace proclens
