#include "import/tables/load_rows.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/hash/distinct_texts.hpp"
#include "import/store/file_details.hpp"
#include "import/tables/process_cursor.hpp"
#include "table/table_function.hpp"

namespace proclens {
namespace {

/// A column of text; of choices if it is known to have few distinct texts.
SourceColumn text_column(std::string name, std::vector<std::string> choices, const LoadRowLimits& limits) {
  std::size_t bytes = 0;
  bool has_nul = false;
  for (const std::string& choice : choices) {
    bytes += choice.size();
    has_nul = has_nul || choice.find('\0') != std::string::npos;
  }
  if (choices.empty() || choices.size() > limits.choices || bytes > limits.choice_bytes || has_nul) {
    return {std::move(name), SourceType::text};
  }
  return {std::move(name), SourceType::choice, std::move(choices)};
}

/// Empty if there are more than `max_choices`.
std::vector<std::string> choices_of(const DistinctTexts& texts, std::size_t max_choices) {
  std::vector<std::string> choices;
  if (texts.size() - 1 > max_choices) return choices;
  for (std::uint32_t id = 1; id < texts.size(); ++id) choices.emplace_back(texts.text(id));
  return choices;
}

std::vector<std::string> image_choices(ActivityStore& loads, std::size_t max_choices) {
  std::vector<std::string> choices;
  const std::size_t images = loads.targets();
  if (!loads.holds_all_targets() || images > max_choices) return choices;
  for (std::uint32_t image = 0; image < images; ++image) choices.emplace_back(loads.target_text(image));
  return choices;
}

/// A column of what is known of the loaded files.
struct DetailColumn {
  FileDetail detail;
  SourceColumn column = {};
  DistinctTexts texts = {};
  std::vector<std::uint32_t> of_details = {};  ///< texts by number of the details
};

std::array<DetailColumn, 5> detail_columns(ActivityStore& loads, const LoadRowLimits& limits) {
  std::array<DetailColumn, 5> columns{{{FileDetail::is_signed},
                                       {FileDetail::signature},
                                       {FileDetail::signature_status},
                                       {FileDetail::sha2},
                                       {FileDetail::original_file_name}}};
  for (std::uint32_t details = 0; details < loads.distinct_details(); ++details) {
    const auto parts = split_file_details(loads.details_text(details));
    for (DetailColumn& column : columns) {
      const std::string_view part = parts[static_cast<std::size_t>(column.detail)];
      column.of_details.push_back(part.empty() ? DistinctTexts::kNull : column.texts.add(part));
    }
  }
  constexpr std::array<const char*, 5> kNames = {"signed", "signature", "signature_status", "file_sha2",
                                                 "original_file_name"};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].column = text_column(kNames[i], choices_of(columns[i].texts, limits.choices), limits);
  }
  return columns;
}

std::vector<std::string> md5_choices(const ActivityStore& loads, std::size_t max_choices) {
  std::vector<std::string> choices;
  if (!loads.numbers_all_md5s() || loads.md5s().size() > max_choices) return choices;
  for (const HashBytes& md5 : loads.md5s().keys()) {
    choices.push_back(digits_of(md5, false));
  }
  return choices;
}

/// The sources of the rows.
struct LoadTable {
  ActivityStore& loads;
  const ProcessNames& names;
  SourceColumn filename;
  SourceColumn hostname;
  SourceColumn process_name;
  SourceColumn file_md5;
  std::array<DetailColumn, 5> details;

  LoadTable(const ProcessNames& process_names, ActivityStore& store, const LoadRowLimits& limits)
      : loads(store),
        names(process_names),
        filename(text_column("filename", image_choices(store, limits.choices), limits)),
        hostname(text_column("hostname", choices_of(names.hosts, limits.choices), limits)),
        process_name(text_column("process_name", choices_of(names.names, limits.choices), limits)),
        file_md5(text_column("file_md5", md5_choices(store, limits.choices), limits)),
        details(detail_columns(store, limits)) {}

  [[nodiscard]] std::vector<SourceColumn> columns() const {
    std::vector<SourceColumn> all = {{"pid_hash", SourceType::text},
                                     filename,
                                     hostname,
                                     process_name,
                                     {"first_seen", SourceType::int64},
                                     {"last_seen", SourceType::int64},
                                     {"num_load", SourceType::int64},
                                     file_md5};
    for (const DetailColumn& detail : details) all.push_back(detail.column);
    return all;
  }

  [[nodiscard]] bool has_only_choices() const {
    const auto is_choice = [](const SourceColumn* column) { return column->type == SourceType::choice; };
    return std::ranges::all_of(std::array{&filename, &hostname, &process_name, &file_md5}, is_choice) &&
           std::ranges::all_of(details, [&](const DetailColumn& detail) {
             return is_choice(&detail.column) || detail.texts.size() == 1;
           });
  }
};

/// Writes groups, which come in the same order as the processes.
class LoadRows {
 public:
  explicit LoadRows(std::shared_ptr<const LoadTable> table)
      : table_(std::move(table)),
        walk_(std::make_shared<ActivityStore::Walk>(table_->loads.walk())),
        cursor_(table_->names) {}

  void operator()(RowWriter& writer) {
    const HashBytes* above = nullptr;
    while (writer.room() > 0) {
      const ActivityGroup* group = walk_->next();
      if (group == nullptr) return;
      const std::size_t process = cursor_.number_of(group->process);
      const HashBytes& hash = table_->names.processes.keys()[process];
      write(writer, *group, process, above != nullptr && *above == hash);
      above = &hash;
    }
  }

 private:
  void write(RowWriter& writer, const ActivityGroup& group, std::size_t process, bool is_process_above) {
    is_process_above ? writer.repeat_text() : writer.text(digits_of(group.process, true));
    write_image(writer, group.target);
    write_name(writer, table_->hostname, table_->names.hosts, table_->names.host[process]);
    write_name(writer, table_->process_name, table_->names.names, table_->names.name[process]);
    writer.int64(group.first_seen);
    writer.int64(group.last_seen);
    writer.int64(group.events);
    group.has_md5 ? write_md5(writer, group.md5) : writer.null();
    for (const DetailColumn& detail : table_->details) {
      const bool is_known = group.details != kNoDetails;
      write_name(writer, detail.column, detail.texts,
                 is_known ? detail.of_details[group.details] : DistinctTexts::kNull);
    }
    writer.end_row();
  }

  void write_image(RowWriter& writer, std::uint32_t image) const {
    table_->filename.type == SourceType::choice ? writer.choice(image) : writer.text(walk_->target_text(image));
  }

  static void write_name(RowWriter& writer, const SourceColumn& column, const DistinctTexts& texts, std::uint32_t id) {
    if (id == DistinctTexts::kNull) {
      writer.null();
    } else if (column.type == SourceType::choice) {
      writer.choice(id - 1);
    } else {
      writer.borrowed_text(texts.text(id));
    }
  }

  void write_md5(RowWriter& writer, const HashBytes& md5) const {
    table_->file_md5.type == SourceType::choice ? writer.choice(table_->loads.md5s().find(md5))
                                                : writer.text(digits_of(md5, false));
  }

  std::shared_ptr<const LoadTable> table_;
  std::shared_ptr<ActivityStore::Walk> walk_;
  ProcessCursor cursor_;
};

}  // namespace

bool add_load_source(Database& database, const ProcessNames& names, ActivityStore& loads, const LoadRowLimits& limits) {
  const auto table = std::make_shared<const LoadTable>(names, loads, limits);
  database.add_table_function({"grouped_load", table->columns(), [table]() -> FillRows { return LoadRows(table); }});
  return table->has_only_choices();
}

}  // namespace proclens
