#include "contract/contract_json.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "atlas/manifest.hpp"
#include "core/text.hpp"
#include "lens/lens_json.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kKind = "bags";

/// A value of contract.json, with its path for messages.
class Part {
 public:
  Part(const Json& value, std::string file, std::string path)
      : value_(value), file_(std::move(file)), path_(std::move(path)) {}

  [[nodiscard]] Part at(const char* key) const {
    static const Json missing;
    const std::string path = path_.empty() ? key : path_ + "." + key;
    const auto found = value_.is_object() ? value_.find(key) : value_.end();
    return {value_.is_object() && found != value_.end() ? *found : missing, file_, path};
  }
  [[nodiscard]] std::uint64_t count() const {
    require(value_.is_number_unsigned(), "a count");
    return value_.get<std::uint64_t>();
  }
  /// A count, limited to what row numbers can represent.
  [[nodiscard]] std::uint64_t size() const {
    const std::uint64_t size = count();
    if (size > std::numeric_limits<std::int32_t>::max()) refuse(path_ + " is too large");
    return size;
  }
  [[nodiscard]] std::string text() const {
    require(value_.is_string(), "a text");
    return value_.get<std::string>();
  }
  [[nodiscard]] bool truth() const {
    require(value_.is_boolean(), "true or false");
    return value_.get<bool>();
  }
  [[nodiscard]] std::optional<std::int64_t> time() const {
    if (value_.is_null()) return std::nullopt;
    require(value_.is_number_integer(), "a time in microseconds, or null");
    return value_.get<std::int64_t>();
  }
  [[nodiscard]] std::vector<Part> list() const {
    require(value_.is_array(), "a list");
    std::vector<Part> parts;
    for (const Json& value : value_) parts.emplace_back(value, file_, path_ + "[" + std::to_string(parts.size()) + "]");
    return parts;
  }
  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    for (const Part& part : list()) texts.push_back(part.text());
    return texts;
  }
  /// Texts by name; none if it is missing.
  [[nodiscard]] LensParameters optional_texts() const {
    LensParameters texts;
    if (value_.is_null()) return texts;
    require(value_.is_object(), "an object of texts");
    for (const auto& [name, value] : value_.items()) {
      require(value.is_string(), "an object of texts");
      texts.emplace(name, value.get<std::string>());
    }
    return texts;
  }
  [[noreturn]] void refuse(const std::string& why, const std::string& remedy = kContractRemedy) const {
    throw Error(Fault::data, file_ + ": " + why, remedy);
  }

 private:
  void require(bool fits, const char* what) const {
    if (!fits) refuse(path_ + " is missing or is not " + what);
  }

  const Json& value_;
  std::string file_;
  std::string path_;
};

Json rows_left_out(const std::vector<RowsLeftOut>& left_out) {
  Json list = Json::array();
  for (const RowsLeftOut& rows : left_out) {
    list.push_back({{"reason", rows.reason}, {"why", rows.why}, {"count", rows.count}});
  }
  return list;
}

Lens read_lens(const Part& lens, std::span<const Lens> known) {
  const std::string name = lens.at("name").text();
  const std::optional<Lens> found = recorded_lens(name, lens.at("parameters").optional_texts(), known);
  if (!found) {
    lens.refuse("this proclens has no lens '" + printable(name) + "' with these parameters",
                "Use the version of proclens that wrote it, or count again with another --lens.");
  }
  if (lens.at("objects_are_processes").truth() != found->objects_are_processes) {
    lens.refuse("lens.objects_are_processes differs from the lens '" + name + "' of this proclens");
  }
  return *found;
}

SelectionOptions read_selection(const Part& part) {
  SelectionOptions selection;
  selection.exclude_lineage = part.at("exclude_lineage").texts();
  selection.keep_sensors = part.at("keep_sensors").truth();
  selection.include_unknown = part.at("include_unknown").truth();
  selection.since = part.at("since_us").time();
  selection.until = part.at("until_us").time();
  selection.hosts = part.at("hosts").texts();
  return selection;
}

SelectionCounts read_counts(const Part& counts) {
  const Part left_out = counts.at("left_out");
  SelectionCounts selection;
  selection.records = counts.at("process_records").count();
  selection.without_hash = left_out.at("without_hash").count();
  selection.repeated = left_out.at("repeated").count();
  selection.sensors = left_out.at("sensors").count();
  selection.excluded_lineage = left_out.at("excluded_lineage").count();
  selection.outside_time = left_out.at("outside_time").count();
  selection.other_hosts = left_out.at("other_hosts").count();
  selection.selected = counts.at("processes_selected").count();
  selection.without_lineage = counts.at("processes_without_lineage").count();
  return selection;
}

}  // namespace

std::string contract_json(const BagsContract& contract, const std::string& version) {
  const LensBags& bags = contract.bags;
  Json selections = Json::array();
  for (const SelectionOptions& selection : contract.selections) selections.push_back(selection_json(selection));
  Json counts = selection_counts_json(contract.selection);
  counts["rows"] = bags.recorded_rows;
  counts["rows_counted"] = bags.counted_rows;
  counts["rows_left_out"] = rows_left_out(bags.left_out);
  const Json json = {
      {"contract", kKind},        {"version", kContractVersion},  {"proclens", version},
      {"title", contract.title},  {"lens", lens_json(bags.lens)}, {"selections", selections},
      {"counts", counts},         {"features", bags.features()},  {"bags", bags.distinct.bags.distinct()},
      {"objects", bags.objects()}};
  return json_text(json);
}

ContractHead read_contract_json(const std::filesystem::path& folder, std::span<const Lens> known) {
  const std::filesystem::path path = folder / kContractJson;
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Json json = Json::parse(text, nullptr, false);
  const Part all(json, printable(path.string(), 4096), "");
  if (!file) all.refuse("cannot be read", "A contract is a folder written by 'proclens count'.");
  if (!json.is_object() || json.value("contract", Json()) != kKind) all.refuse("is not a bags contract");
  if (const std::uint64_t version = all.at("version").count(); version != kContractVersion) {
    all.refuse(
        "has version " + std::to_string(version) + "; this proclens reads version " + std::to_string(kContractVersion),
        "Write it again with 'proclens count' of this version.");
  }
  ContractHead head;
  head.title = all.at("title").text();
  head.lens = read_lens(all.at("lens"), known);
  for (const Part& selection : all.at("selections").list()) head.selections.push_back(read_selection(selection));
  const Part counts = all.at("counts");
  head.selection = read_counts(counts);
  head.recorded_rows = counts.at("rows").count();
  head.counted_rows = counts.at("rows_counted").count();
  for (const Part& rows : counts.at("rows_left_out").list()) {
    head.left_out.push_back({rows.at("reason").text(), rows.at("why").text(), rows.at("count").count()});
  }
  head.features = all.at("features").size();
  head.bags = all.at("bags").size();
  head.objects = all.at("objects").size();
  return head;
}

}  // namespace proclens
