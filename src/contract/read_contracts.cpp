#include "contract/read_contracts.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "contract/contract_part.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

[[noreturn]] void refuse(const ContractPart& part, const char* file, const std::string& why) {
  throw Error(Fault::data, part.shown(file) + ": " + why, kContractRemedy);
}

[[noreturn]] void refuse_overlap(const std::string& what, const ContractPart& one, const ContractPart& other) {
  throw Error(Fault::data,
              what + " occurs in two parts: " + printable(one.folder.string(), 4096) + " and " +
                  printable(other.folder.string(), 4096),
              "Count parts of the data that have no processes in common, and merge each part only once.");
}

void require_one_lens(const std::vector<ContractPart>& parts) {
  for (const ContractPart& part : parts) {
    if (part.head.lens.counts_like(parts.front().head.lens)) continue;
    throw Error(Fault::data,
                parts.front().shown(kContractJson) + " has the lens '" + described(parts.front().head.lens) +
                    "', but " + part.shown(kContractJson) + " has '" + described(part.head.lens) + "'",
                "Merge contracts of the same lens.");
  }
}

/// Creates the table `selected` with the part that each process is from, and its object and bag there.
void make_selected(Database& database, const std::vector<ContractPart>& parts) {
  std::string all;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const std::filesystem::path path = parts[k].folder / kContractMembers;
    std::error_code code;
    if (!std::filesystem::is_regular_file(path, code)) refuse(parts[k], kContractMembers, "is missing");
    const std::string view = "contract_part_" + std::to_string(k);
    try {
      // Named one by one, so that a missing column is an error here.
      database.run("CREATE OR REPLACE VIEW " + view + " AS SELECT " + std::to_string(k) +
                   " AS part, object, bag, pid_hash, hostname, process_name, args, user_name, process_started, ptree, "
                   "parent_pid_hash, process_term, exit_code, os_pid FROM read_parquet(" +
                   sql_literal(path.string()) + ")");
    } catch (const Error& error) {
      if (error.fault() != Fault::data) throw;
      refuse(parts[k], kContractMembers, error.what());
    }
    all += (k == 0 ? "FROM " : " UNION ALL FROM ") + view;
  }
  try {
    database.run("CREATE OR REPLACE VIEW contract_part AS " + all);
    database.run(sql("contract/selected"));
  } catch (const Error& error) {
    if (error.fault() != Fault::data) throw;
    throw Error(Fault::data, std::string("cannot read ") + kContractMembers + ": " + error.what(), kContractRemedy);
  }
}

/// The origin of a process.
struct Member {
  std::uint32_t part = 0;
  std::uint32_t object = kNone;  ///< of that part
};

/// What the members of one part say about its objects and bags.
class PartObjects {
 public:
  explicit PartObjects(const ContractPart& part)
      : part_(part), bag_of_(part.head.objects, kNone), multiplicity_(part.bags.distinct(), 0) {}

  /// Adds the next process, in the order of pid_hash; returns its object.
  std::uint32_t add(const Chunk& chunk, std::size_t row) {
    if (!chunk.valid(2, row)) {
      require(!part_.head.lens.objects_are_processes, "a process has no object");
      return kNone;
    }
    const auto object = static_cast<std::uint32_t>(chunk.int32(2)[row]);
    require(object < bag_of_.size(), "an object does not exist");
    if (part_.head.lens.objects_are_processes) {
      require(object == next_++, "objects are not numbered from 0 in order of pid_hash");
    }
    require(chunk.valid(3, row) && static_cast<std::uint32_t>(chunk.int32(3)[row]) < multiplicity_.size(),
            "a bag is not in bags.parquet");
    const auto bag = static_cast<std::uint32_t>(chunk.int32(3)[row]);
    require(bag_of_[object] == kNone || bag_of_[object] == bag, "an object has two bags");
    if (bag_of_[object] == kNone) ++multiplicity_[bag];
    bag_of_[object] = bag;
    return object;
  }

  /// Checks that nothing is missing, and returns each object's bag.
  std::vector<std::uint32_t> finish() {
    require(std::ranges::find(bag_of_, kNone) == bag_of_.end(), "an object has no process");
    require(multiplicity_ == part_.bags.multiplicity,
            "'multiplicity' in bags.parquet is not the number of objects with the bag");
    std::uint32_t seen = 0;
    for (const std::uint32_t bag : bag_of_) {
      if (bag == seen) ++seen;
      require(bag < seen, "bags are not in order of their lowest objects");
    }
    return std::move(bag_of_);
  }

 private:
  void require(bool holds, const char* what) const {
    if (!holds) refuse(part_, kContractMembers, what);
  }

  const ContractPart& part_;
  std::vector<std::uint32_t> bag_of_;
  std::vector<std::uint32_t> multiplicity_;
  std::uint32_t next_ = 0;
};

/// Every process of the table `selected`, and per part the bag of each object.
struct Members {
  std::vector<Member> processes;
  std::vector<std::vector<std::uint32_t>> bag_of;
};

Members read_members(Database& database, const std::vector<ContractPart>& parts) {
  Members members;
  std::vector<PartObjects> objects(parts.begin(), parts.end());
  std::string last_hash;
  Rows rows = database.query("SELECT pid_hash, part, part_object, part_bag FROM selected ORDER BY process");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto part = static_cast<std::uint32_t>(chunk->int32(1)[row]);
      if (!chunk->valid(0, row) || chunk->text(0, row).empty()) {
        refuse(parts[part], kContractMembers, "a process has no pid_hash");
      }
      if (chunk->text(0, row) == last_hash) {
        const std::uint32_t other = members.processes.back().part;
        const std::string what = "the process " + printable(last_hash);
        if (part == other) refuse(parts[part], kContractMembers, what + " occurs twice");
        refuse_overlap(what, parts[other], parts[part]);
      }
      last_hash = chunk->text(0, row);
      members.processes.push_back({part, objects[part].add(*chunk, row)});
    }
  }
  for (PartObjects& part : objects) members.bag_of.push_back(part.finish());
  return members;
}

/// The features of all parts, and per part the number of each among them.
struct MergedFeatures {
  std::vector<std::string> names;
  std::vector<std::string> examples;  ///< the one that sorts first; empty unless paths are folded
  std::vector<std::vector<std::uint32_t>> number_of;
};

MergedFeatures merge_features(const std::vector<ContractPart>& parts) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> all;  // part, feature
  MergedFeatures merged;
  for (std::uint32_t k = 0; k < parts.size(); ++k) {
    merged.number_of.emplace_back(parts[k].feature_names.size());
    for (std::uint32_t feature = 0; feature < parts[k].feature_names.size(); ++feature) all.emplace_back(k, feature);
  }
  const auto folded = [&](const auto& at) -> const std::string& { return parts[at.first].folded_features[at.second]; };
  const auto name = [&](const auto& at) -> const std::string& { return parts[at.first].feature_names[at.second]; };
  std::ranges::sort(all, [&](const auto& a, const auto& b) {
    return folded(a) != folded(b) ? folded(a) < folded(b) : name(a) < name(b);
  });
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_new = i == 0 || folded(all[i]) != folded(all[i - 1]);
    if (is_new) merged.names.push_back(name(all[i]));
    if (const auto& [k, feature] = all[i]; !parts[k].feature_examples.empty()) {
      const std::string& example = parts[k].feature_examples[feature];
      if (is_new) merged.examples.push_back(example);
      merged.examples.back() = std::min(merged.examples.back(), example);
    }
    merged.number_of[all[i].first][all[i].second] = static_cast<std::uint32_t>(merged.names.size() - 1);
  }
  return merged;
}

/// The concatenated bags of all parts, over the merged features. Features still ascend within a bag, since both
/// numberings are in the order of names.
SparseRows stacked_bags(const std::vector<ContractPart>& parts, const MergedFeatures& features) {
  SparseRows stacked;
  stacked.columns = features.names.size();
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const SparseRows& counts = parts[k].bags.counts;
    for (std::size_t bag = 0; bag < counts.rows(); ++bag) {
      for (const std::uint32_t feature : counts.row_columns(bag))
        stacked.column.push_back(features.number_of[k][feature]);
      const auto values = counts.row_values(bag);
      stacked.value.insert(stacked.value.end(), values.begin(), values.end());
      stacked.row_start.push_back(stacked.column.size());
    }
  }
  return stacked;
}

/// An object as its part and its number there.
using PartObject = std::pair<std::uint32_t, std::uint32_t>;

/// The objects of all parts in order: that of the processes that they are, or of their names.
std::vector<PartObject> merged_objects(const std::vector<ContractPart>& parts, const Members& members) {
  std::vector<PartObject> objects;
  if (parts.front().head.lens.objects_are_processes) {
    objects.reserve(members.processes.size());
    for (const Member& member : members.processes) objects.emplace_back(member.part, member.object);
    return objects;
  }
  for (std::uint32_t k = 0; k < parts.size(); ++k) {
    for (std::uint32_t object = 0; object < parts[k].object_names.size(); ++object) objects.emplace_back(k, object);
  }
  const auto name = [&](const PartObject& at) -> const std::string& { return parts[at.first].object_names[at.second]; };
  std::ranges::sort(objects, {}, name);
  const auto twice = std::ranges::adjacent_find(objects, {}, name);
  if (twice != objects.end()) {
    refuse_overlap("the " + std::string(parts.front().head.lens.object.one) + " '" + printable(name(*twice)) + "'",
                   parts[twice->first], parts[(twice + 1)->first]);
  }
  return objects;
}

/// Throws Error (data) unless the features and bags of a part are those of its objects' names.
void require_tokens(const Context& context, const ContractPart& part, const std::vector<std::uint32_t>& bag_of) {
  const TokenBags tokens = token_bags(context, part.object_names, part.head.lens.split);
  const std::string whose = " of the " + std::string(part.head.lens.object.many) + " in " + kContractObjects;
  if (tokens.names != part.feature_names) refuse(part, kContractFeatures, "these are not the tokens" + whose);
  if (tokens.distinct.bags.counts != part.bags.counts || tokens.distinct.bag_of != bag_of) {
    refuse(part, kContractBags, "these are not the bags" + whose);
  }
}

/// The objects that the parts have between them, in order, with the bags and sequences that their names determine.
void merge_split_objects(const Context& context, const std::vector<ContractPart>& parts, const Members& members,
                         LensBags& bags) {
  for (std::size_t k = 0; k < parts.size(); ++k) require_tokens(context, parts[k], members.bag_of[k]);
  for (const ContractPart& part : parts) {
    bags.object_names.insert(bags.object_names.end(), part.object_names.begin(), part.object_names.end());
  }
  std::ranges::sort(bags.object_names);
  const auto repeated = std::ranges::unique(bags.object_names);
  bags.object_names.erase(repeated.begin(), repeated.end());
  for (const auto& [part, object] : members.processes) {
    const auto number = [&] {
      return std::ranges::lower_bound(bags.object_names, parts[part].object_names[object]) - bags.object_names.begin();
    };
    bags.object_of.push_back(object == kNone ? LensBags::kNoObject : static_cast<std::uint32_t>(number()));
  }
  split_objects(context, bags);
}

/// Merges equal bags, numbered by their lowest object.
DistinctBags merged_bags(const Context& context, const SparseRows& stacked, const std::vector<ContractPart>& parts,
                         const Members& members, const std::vector<PartObject>& objects) {
  std::vector<std::size_t> first_row;  // per part, of its bags in `stacked`
  std::size_t rows = 0;
  for (const ContractPart& part : parts) {
    first_row.push_back(rows);
    rows += part.bags.distinct();
  }
  const DistinctBags distinct = distinct_bags(context, stacked);
  std::vector<std::uint32_t> number_of(distinct.bags.distinct(), kNone);
  DistinctBags merged;
  merged.bags.counts.columns = stacked.columns;
  merged.bag_of.reserve(objects.size());
  for (const auto& [part, object] : objects) {
    const std::uint32_t bag = distinct.bag_of[first_row[part] + members.bag_of[part][object]];
    if (number_of[bag] == kNone) {
      number_of[bag] = static_cast<std::uint32_t>(merged.bags.distinct());
      SparseRows& counts = merged.bags.counts;
      const auto columns = distinct.bags.counts.row_columns(bag);
      const auto values = distinct.bags.counts.row_values(bag);
      counts.column.insert(counts.column.end(), columns.begin(), columns.end());
      counts.value.insert(counts.value.end(), values.begin(), values.end());
      counts.row_start.push_back(counts.column.size());
      merged.bags.multiplicity.push_back(0);
    }
    ++merged.bags.multiplicity[number_of[bag]];
    merged.bag_of.push_back(number_of[bag]);
  }
  return merged;
}

void require_feature_objects(const std::vector<ContractPart>& parts) {
  for (const ContractPart& part : parts) {
    if (objects_with_features(part.bags) != part.feature_objects) {
      refuse(part, kContractFeatures, "'objects' is not the number of objects that have the feature");
    }
  }
}

/// Per process of the table `selected`, its object.
std::vector<std::uint32_t> objects_of_processes(const Members& members, const std::vector<PartObject>& objects) {
  std::vector<std::vector<std::uint32_t>> number_of;
  for (const std::vector<std::uint32_t>& part : members.bag_of) number_of.emplace_back(part.size());
  for (std::size_t i = 0; i < objects.size(); ++i) {
    number_of[objects[i].first][objects[i].second] = static_cast<std::uint32_t>(i);
  }
  std::vector<std::uint32_t> object_of;
  object_of.reserve(members.processes.size());
  for (const auto& [part, object] : members.processes) {
    object_of.push_back(object == kNone ? LensBags::kNoObject : number_of[part][object]);
  }
  return object_of;
}

void add_selection(const SelectionCounts& part, SelectionCounts& sum) {
  sum.records += part.records;
  sum.without_hash += part.without_hash;
  sum.repeated += part.repeated;
  sum.sensors += part.sensors;
  sum.excluded_lineage += part.excluded_lineage;
  sum.outside_time += part.outside_time;
  sum.other_hosts += part.other_hosts;
  sum.selected += part.selected;
  sum.without_lineage += part.without_lineage;
}

/// Adds up counts by reason, in the order of lens_bags.
void add_rows_left_out(const std::vector<RowsLeftOut>& part, std::vector<RowsLeftOut>& sum) {
  for (const RowsLeftOut& rows : part) {
    const auto at = std::ranges::lower_bound(sum, rows.reason, {}, &RowsLeftOut::reason);
    if (at != sum.end() && at->reason == rows.reason) {
      at->count += rows.count;
    } else {
      sum.insert(at, rows);
    }
  }
}

void add_heads(const std::vector<ContractPart>& parts, BagsContract& contract) {
  contract.title = parts.front().head.title;
  contract.bags.lens = parts.front().head.lens;
  for (const ContractPart& part : parts) {
    add_selection(part.head.selection, contract.selection);
    contract.bags.recorded_rows += part.head.recorded_rows;
    contract.bags.counted_rows += part.head.counted_rows;
    add_rows_left_out(part.head.left_out, contract.bags.left_out);
    for (const SelectionOptions& selection : part.head.selections) {
      if (std::ranges::find(contract.selections, selection) == contract.selections.end()) {
        contract.selections.push_back(selection);
      }
    }
  }
}

}  // namespace

BagsContract read_contracts(const Context& context, Database& database, std::span<const std::filesystem::path> folders,
                            std::span<const Lens> known) {
  const Stage stage(context, "read bags");
  std::vector<ContractPart> parts;
  for (const std::filesystem::path& folder : folders) parts.push_back(read_contract_part(database, folder, known));
  require_one_lens(parts);
  make_selected(database, parts);
  const Members members = read_members(database, parts);
  require_feature_objects(parts);
  BagsContract contract;
  add_heads(parts, contract);
  if (contract.selection.selected != members.processes.size()) {
    throw Error(Fault::data,
                "members.parquet has " + counted(members.processes.size(), "process", "processes") +
                    ", but contract.json says " + with_separators(contract.selection.selected),
                kContractRemedy);
  }
  if (contract.bags.lens.split != nullptr) {
    merge_split_objects(context, parts, members, contract.bags);
    return contract;
  }
  MergedFeatures features = merge_features(parts);
  const std::vector<PartObject> objects = merged_objects(parts, members);
  LensBags& bags = contract.bags;
  bags.distinct = merged_bags(context, stacked_bags(parts, features), parts, members, objects);
  bags.object_of = objects_of_processes(members, objects);
  if (!bags.lens.objects_are_processes) {
    for (const auto& [part, object] : objects) bags.object_names.push_back(parts[part].object_names[object]);
  }
  bags.feature_names = std::move(features.names);
  bags.feature_examples = std::move(features.examples);
  bags.feature_objects = objects_with_features(bags.distinct.bags);
  return contract;
}

std::vector<InputFile> contract_files(std::span<const std::filesystem::path> folders) {
  std::vector<InputFile> files;
  for (const std::filesystem::path& folder : folders) {
    for (const char* file : {kContractJson, kContractFeatures, kContractBags, kContractObjects, kContractMembers}) {
      std::error_code code;
      const std::uintmax_t bytes = std::filesystem::file_size(folder / file, code);
      if (!code) files.push_back({"bags", file, bytes});
    }
  }
  return files;
}

}  // namespace proclens
