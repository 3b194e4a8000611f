#include "demo/vocabulary/demo_data.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <utility>

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::pair<std::string_view, Account> kAccounts[] = {{"system", Account::system},
                                                              {"local_service", Account::local_service},
                                                              {"user", Account::user},
                                                              {"network_service", Account::network_service},
                                                              {"font_driver", Account::font_driver},
                                                              {"window_manager", Account::window_manager}};

using By = PlaceholderData::By;
constexpr std::pair<std::string_view, By> kBys[] = {{"build", By::build},   {"graphics", By::graphics},
                                                    {"golden", By::golden}, {"release", By::release},
                                                    {"user", By::user},     {"chance", By::chance}};

[[noreturn]] void mistake(const std::string& where, const std::string& what) {
  throw std::logic_error("demo data, " + where + ": " + what);
}

/// The fields of one JSON object. Each is read into a variable, which keeps its default if an optional field is
/// omitted.
class Fields {
 public:
  Fields(const Json& object, std::string where) : object_(object), where_(std::move(where)) {
    if (!object.is_object()) mistake(where_, "an object is needed");
  }

  /// Rejects fields that were not read: usually they are misspelt.
  void refuse_others() const {
    for (const auto& [name, value] : object_.items()) {
      if (!known_.contains(name)) mistake(where_, "unknown field '" + name + "'");
    }
  }

  [[nodiscard]] const std::string& where() const noexcept { return where_; }

  template <class Value>
  void required(const char* name, Value& value) {
    if (!optional(name, value)) mistake(where_, std::string("field '") + name + "' is missing");
  }

  template <class Value>
  bool optional(const char* name, Value& value) {
    const Json* found = find(name);
    if (found != nullptr) read(*found, name, value);
    return found != nullptr;
  }

  /// A field whose value is the name of one of `choices`.
  template <class Value, std::size_t N>
  bool choice(const char* name, Value& value, const std::pair<std::string_view, Value> (&choices)[N]) {
    std::string text;
    if (!optional(name, text)) return false;
    for (const auto& [known, meaning] : choices) {
      if (known == text) {
        value = meaning;
        return true;
      }
    }
    std::string all;
    for (const auto& known : choices) all += (all.empty() ? "" : ", ") + std::string(known.first);
    mistake(where_, std::string("'") + name + "' is '" + text + "'; it may be " + all);
  }

  /// A field that is an array of objects: calls read_fields(fields, element) for each.
  template <class Value, class Read>
  void objects(const char* name, std::vector<Value>& values, Read read_fields) {
    const Json* found = find(name);
    if (found == nullptr) return;
    check(found->is_array(), name, "an array");
    for (std::size_t i = 0; i < found->size(); ++i) {
      Fields fields((*found)[i], where_ + ", " + name + "[" + std::to_string(i) + "]");
      read_fields(fields, values.emplace_back());
      fields.refuse_others();
    }
  }

  /// A field that is an object: calls read_fields(fields).
  template <class Read>
  void object(const char* name, Read read_fields) {
    const Json* found = find(name);
    if (found == nullptr) return;
    Fields fields(*found, where_ + ", " + name);
    read_fields(fields);
    fields.refuse_others();
  }

  void check(bool holds, const char* name, const char* needed) const {
    if (!holds) mistake(where_, std::string("'") + name + "' must be " + needed);
  }

 private:
  const Json* find(const char* name) {
    known_.insert(name);
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }

  void read(const Json& json, const char* name, std::string& value) const {
    check(json.is_string(), name, "text");
    value = json.get<std::string>();
  }
  void read(const Json& json, const char* name, bool& value) const {
    check(json.is_boolean(), name, "true or false");
    value = json.get<bool>();
  }
  void read(const Json& json, const char* name, double& value) const {
    check(json.is_number() && json.get<double>() >= 0, name, "a number, 0 or more");
    value = json.get<double>();
  }
  void read(const Json& json, const char* name, std::uint32_t& value) const {
    check(json.is_number_unsigned() && json.get<std::uint64_t>() <= 1'000'000, name, "a whole number, 0 to 1,000,000");
    value = json.get<std::uint32_t>();
  }
  void read(const Json& json, const char* name, std::vector<std::string>& value) const {
    check(json.is_array() && !json.empty() &&
              std::all_of(json.begin(), json.end(), [](const Json& e) { return e.is_string(); }),
          name, "an array of at least one text");
    value = json.get<std::vector<std::string>>();
  }
  void read(const Json& json, const char* name, std::array<double, 3>& value) const {
    check(json.is_array() && json.size() == value.size(), name, "three numbers");
    for (std::size_t i = 0; i < value.size(); ++i) read(json[i], name, value[i]);
  }

  const Json& object_;
  std::string where_;
  std::set<std::string, std::less<>> known_;
};

Json parse_file(const DataFiles& files, const std::string& name) {
  const auto found = files.find(name);
  if (found == files.end()) mistake(name + ".jsonc", "the file is missing");
  try {
    return Json::parse(found->second, nullptr, true, true);
  } catch (const Json::parse_error& error) {
    mistake(name + ".jsonc", error.what());
  }
}

/// Reads a file that is an array of objects, appending to `entries`: calls read(fields, entry) for each.
template <class Entry, class Read>
void read_entries(const DataFiles& files, const std::string& name, std::vector<Entry>& entries, Read read) {
  const Json json = parse_file(files, name);
  if (!json.is_array()) mistake(name + ".jsonc", "an array is needed");
  for (std::size_t i = 0; i < json.size(); ++i) {
    Fields fields(json[i], name + ".jsonc, entry " + std::to_string(i + 1));
    read(fields, entries.emplace_back());
    fields.refuse_others();
  }
}

void read_placeholder(Fields& fields, PlaceholderData& placeholder) {
  fields.required("name", placeholder.name);
  if (!fields.choice("by", placeholder.by, kBys)) mistake(fields.where(), "field 'by' is missing");
  const bool values = fields.optional("values", placeholder.values);
  const bool digests = fields.optional("digests", placeholder.digests);
  if (placeholder.by == By::user ? values || digests : values == digests) {
    mistake(fields.where(), "'by' user needs neither 'values' nor 'digests', all others one of them");
  }
}

void read_options(Fields& fields, std::vector<ImageOptionData>& options) {
  fields.objects("options", options, [](Fields& option, ImageOptionData& data) {
    option.required("probability", data.probability);
    option.check(data.probability <= 1, "probability", "at most 1");
    option.required("images", data.images);
  });
}

void read_program(Fields& fields, ProgramData& program) {
  fields.required("key", program.key);
  fields.required("path", program.path);
  fields.optional("arguments", program.arguments);
  fields.optional("images", program.images);
  read_options(fields, program.options);
  fields.object("pool", [&](Fields& pool) {
    pool.required("set", program.pool.set);
    pool.required("min", program.pool.min);
    pool.required("max", program.pool.max);
    pool.check(program.pool.min <= program.pool.max, "min", "at most 'max'");
  });
  fields.choice("account", program.account, kAccounts);
  fields.optional("seconds", program.seconds);
  fields.optional("console", program.console);
  fields.optional("lossy", program.lossy);
  fields.check(program.lossy <= 1, "lossy", "at most 1");
}

void read_service(Fields& fields, ServiceData& service) {
  fields.required("service", service.service);
  fields.required("group", service.group);
  fields.required("images", service.images);
  read_options(fields, service.options);
  fields.choice("account", service.account, kAccounts);
  fields.optional("seconds", service.seconds);
}

JobsData read_jobs(const DataFiles& files) {
  const Json json = parse_file(files, "jobs");
  Fields fields(json, "jobs.jsonc");
  JobsData data;
  fields.required("boot", data.boot);
  fields.required("desk_boot", data.desk_boot);
  fields.required("server_boot", data.server_boot);
  fields.objects("jobs", data.jobs, [](Fields& job, JobData& entry) {
    job.required("parent", entry.parent);
    job.required("often", entry.often);
    job.optional("office_hours", entry.office_hours);
    job.required("steps", entry.steps);
  });
  fields.refuse_others();
  return data;
}

IntrusionData read_intrusion(const DataFiles& files) {
  const Json json = parse_file(files, "intrusion");
  Fields fields(json, "intrusion.jsonc");
  IntrusionData data;
  fields.objects("programs", data.programs, read_program);
  fields.objects("stages", data.stages, [](Fields& stage, IntrusionStageData& entry) {
    stage.required("role", entry.role);
    stage.optional("minutes", entry.minutes);
    stage.objects("steps", entry.steps, [](Fields& step, IntrusionStepData& made) {
      step.required("program", made.program);
      step.required("parent", made.parent);
      step.optional("seconds", made.seconds);
      step.required("arguments", made.arguments);
      step.optional("set", made.set);
      step.required("tactic", made.tactic);
      step.required("label", made.label);
    });
  });
  fields.refuse_others();
  return data;
}

NamesData read_names(const DataFiles& files) {
  const Json json = parse_file(files, "names");
  Fields fields(json, "names.jsonc");
  NamesData data;
  fields.required("documents", data.documents);
  fields.required("sites", data.sites);
  fields.required("given_names", data.given_names);
  fields.required("family_names", data.family_names);
  fields.refuse_others();
  return data;
}

}  // namespace

DemoData parse_demo_data(const DataFiles& files) {
  DemoData data;
  read_entries(files, "placeholders", data.placeholders, read_placeholder);
  read_entries(files, "image_sets", data.image_sets, [](Fields& fields, ImageSetData& set) {
    fields.required("name", set.name);
    fields.required("images", set.images);
  });
  read_entries(files, "services", data.services, read_service);
  for (const char* file : {"windows_programs", "office_programs", "tool_programs"}) {
    read_entries(files, file, data.programs, read_program);
  }
  data.jobs = read_jobs(files);
  data.intrusion = read_intrusion(files);
  data.names = read_names(files);
  return data;
}

const DemoData& demo_data() {
  static const DemoData data = parse_demo_data(demo_data_files());
  return data;
}

}  // namespace proclens
