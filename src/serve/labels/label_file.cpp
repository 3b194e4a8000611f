#include "serve/labels/label_file.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "storage/put_in_place.hpp"
#include "storage/work_folder.hpp"
#include "table/copy_to_file.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// The limits and colours of web/src/labels/labels.ts.
constexpr std::size_t kMaxLabels = 1000;
constexpr std::size_t kMaxNameLength = 120;
constexpr std::size_t kMaxNoteLength = 4000;
constexpr std::size_t kMaxHashBytes = 65'536;  // the data may be hostile
constexpr std::array<std::string_view, 8> kColours = {"#56b4e9", "#e69f00", "#009e73", "#d55e00",
                                                      "#cc79a7", "#b8a800", "#0072b2", "#8a8f98"};

/// The document, its list, a label, its list of processes.
constexpr int kMaxDepth = 3;

constexpr unsigned kPrivate = 0700;

constexpr const char* kColumns =
    "label INTEGER, name VARCHAR, note VARCHAR, colour VARCHAR, cluster INTEGER, processes VARCHAR[]";

[[noreturn]] void no_labels(const std::string& what) { throw Error(Fault::usage, "invalid labels: " + what); }

/// Length as in JavaScript: in UTF-16 units.
std::size_t length_of(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) length += byte >= 0xF0 ? 2 : 1;
  }
  return length;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos; }

std::optional<std::string> fault_of(const Label& label) {
  if (is_blank(label.name)) return "it has no name";
  if (length_of(label.name) > kMaxNameLength) return "its name is longer than " + std::to_string(kMaxNameLength);
  if (length_of(label.note) > kMaxNoteLength) return "its note is longer than " + std::to_string(kMaxNoteLength);
  if (std::find(kColours.begin(), kColours.end(), label.colour) == kColours.end()) return "invalid colour";
  if (label.cluster && *label.cluster < 0) return "invalid cluster";
  const auto is_hash = [](const std::string& hash) { return !hash.empty() && hash.size() <= kMaxHashBytes; };
  if (!std::all_of(label.processes.begin(), label.processes.end(), is_hash)) return "it has an invalid process hash";
  return std::nullopt;
}

/// Parses without building more than labels can contain.
Json parsed(std::string_view text) {
  std::size_t containers = 0;
  const auto watch = [&](int depth, Json::parse_event_t event, const Json& /*value*/) {
    if (event != Json::parse_event_t::array_start && event != Json::parse_event_t::object_start) return true;
    if (depth > kMaxDepth) no_labels("they are nested too deeply");
    if (++containers > 2 * (2 * kMaxLabels + 2)) no_labels("there are more than " + std::to_string(kMaxLabels));
    return true;
  };
  Json json = Json::parse(text.begin(), text.end(), watch, false);
  if (json.is_discarded()) no_labels("not JSON");
  return json;
}

std::string text_of(const Json& label, const char* name) {
  const auto found = label.find(name);
  if (found == label.end() || !found->is_string()) no_labels(std::string("a ") + name + " is not a string");
  return found->get<std::string>();
}

std::optional<std::int32_t> cluster_of(const Json& label) {
  const auto found = label.find("cluster");
  if (found == label.end()) return std::nullopt;
  if (!found->is_number_integer()) no_labels("a cluster is not a number");
  const auto number = found->get<std::int64_t>();
  if (number < 0 || number > std::numeric_limits<std::int32_t>::max()) no_labels("a cluster is out of range");
  return static_cast<std::int32_t>(number);
}

Label label_of(const Json& json) {
  if (!json.is_object()) no_labels("a label is not an object");
  Label label{text_of(json, "name"), text_of(json, "note"), text_of(json, "colour"), cluster_of(json), {}};
  const auto processes = json.find("processes");
  if (processes == json.end() || !processes->is_array()) no_labels("a label has no list of processes");
  for (const Json& hash : *processes) {
    if (!hash.is_string()) no_labels("a process is not a string");
    label.processes.push_back(hash.get<std::string>());
  }
  return label;
}

Label label_of(const Chunk& rows, std::size_t row) {
  Label label;
  label.name = rows.text(1, row);
  label.note = rows.text(2, row);
  label.colour = rows.text(3, row);
  if (rows.valid(4, row)) label.cluster = rows.int32(4)[row];
  for (std::size_t i = 0; i < rows.list_size(5, row); ++i) label.processes.emplace_back(rows.list_text(5, row, i));
  return label;
}

void write_rows(Database& database, const std::vector<Label>& labels) {
  database.run(std::string("CREATE TABLE label_row (") + kColumns + ")");
  TableAppender rows = database.append_to("label_row");
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Label& label = labels[i];
    rows.int32(static_cast<std::int32_t>(i));
    rows.text(label.name);
    rows.text(label.note);
    rows.text(label.colour);
    if (label.cluster) {
      rows.int32(*label.cluster);
    } else {
      rows.null();
    }
    rows.text_list(label.processes);
    rows.end_row();
  }
  rows.close();
}

}  // namespace

std::optional<std::string> fault_of(const std::vector<Label>& labels) {
  if (labels.size() > kMaxLabels) return "there are more than " + std::to_string(kMaxLabels);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (const auto fault = fault_of(labels[i])) return "label " + std::to_string(i + 1) + ": " + *fault;
  }
  return std::nullopt;
}

LabelChange label_change_from_json(std::string_view text) {
  const Json json = parsed(text);
  if (!json.is_object() || json.value("format", Json()) != "proclens labels" || json.value("version", Json()) != 1) {
    no_labels("not the format 'proclens labels', version 1");
  }
  const auto list = [&](const char* name) {
    std::vector<Label> labels;
    for (const Json& label : json[name]) labels.push_back(label_of(label));
    if (const auto fault = fault_of(labels)) no_labels(*fault);
    return labels;
  };
  const auto is_list = [&](const char* name) { return json.contains(name) && json[name].is_array(); };
  if (!is_list("labels")) no_labels("there is no list of labels");
  LabelChange change{list("labels"), std::nullopt};
  if (is_list("base")) change.base = list("base");
  return change;
}

nlohmann::ordered_json labels_to_json(const std::vector<Label>& labels) {
  auto list = nlohmann::ordered_json::array();
  for (const Label& label : labels) {
    nlohmann::ordered_json json = {{"name", label.name}, {"note", label.note}, {"colour", label.colour}};
    if (label.cluster) json["cluster"] = *label.cluster;
    json["processes"] = label.processes;
    list.push_back(std::move(json));
  }
  return {{"format", "proclens labels"}, {"version", 1}, {"labels", std::move(list)}};
}

std::vector<Label> read_label_file(const fs::path& file) {
  if (!fs::exists(file)) return {};
  std::vector<Label> labels;
  std::string fault;
  try {
    Database database({1, 0, ""});
    Rows rows = database.query(
        "SELECT CAST(label AS INTEGER), CAST(name AS VARCHAR), coalesce(CAST(note AS VARCHAR), ''), CAST(colour AS "
        "VARCHAR), CAST(cluster AS INTEGER), coalesce(CAST(processes AS VARCHAR[]), []) FROM read_parquet(" +
        sql_literal(file.string()) + ") ORDER BY label");
    while (const Chunk* chunk = rows.next()) {
      for (std::size_t row = 0; row < chunk->rows(); ++row) labels.push_back(label_of(*chunk, row));
    }
    fault = fault_of(labels).value_or("");
  } catch (const Error& error) {
    fault = error.what();
  }
  if (fault.empty()) return labels;
  throw Error(Fault::data, printable(file.string()) + " is not a valid label file: " + fault,
              "Move it away, or restore it.");
}

void write_label_file(const OutputPath& file, const std::vector<Label>& labels) {
  const fs::path folder = file.path.has_parent_path() ? file.path.parent_path() : fs::path(".");
  const std::string name = file.path.filename().string();
  const WorkFolder work({folder, *file.files}, name, kPrivate);
  Database database({1, 0, ""});
  write_rows(database, labels);
  const OutputPath written = work.path() / name;
  copy_to_file(database, "FROM label_row ORDER BY label", written, "FORMAT parquet, COMPRESSION zstd");
  put_in_place(written, folder / name);
}

}  // namespace proclens
