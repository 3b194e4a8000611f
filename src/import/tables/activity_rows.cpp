#include "import/tables/activity_rows.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "import/tables/process_cursor.hpp"
#include "table/table_function.hpp"

namespace proclens {
namespace {

class ActivityRows {
 public:
  ActivityRows(const ProcessNames& names, ActivityStore& activities)
      : names_(names), walk_(activities.walk()), cursor_(names) {}

  void operator()(RowWriter& writer) {
    while (writer.room() > 0) {
      const ActivityGroup* group = walk_.next();
      if (group == nullptr) return;
      const std::size_t process = cursor_.number_of(group->process);
      writer.text(digits_of(group->process, true));
      writer.text(walk_.target_text(group->target));
      write_name(writer, names_.hosts, names_.host[process]);
      write_name(writer, names_.names, names_.name[process]);
      writer.int64(group->first_seen);
      writer.int64(group->last_seen);
      writer.int64(group->events);
      writer.end_row();
    }
  }

 private:
  static void write_name(RowWriter& writer, const DistinctTexts& texts, std::uint32_t id) {
    id == DistinctTexts::kNull ? writer.null() : writer.borrowed_text(texts.text(id));
  }

  const ProcessNames& names_;
  ActivityStore::Walk walk_;
  ProcessCursor cursor_;
};

}  // namespace

void add_activity_source(Database& database, std::string name, const ProcessNames& names, ActivityStore& activities) {
  const std::vector<SourceColumn> columns = {{"pid_hash", SourceType::text},    {"target", SourceType::text},
                                             {"hostname", SourceType::text},    {"process_name", SourceType::text},
                                             {"first_seen", SourceType::int64}, {"last_seen", SourceType::int64},
                                             {"events", SourceType::int64}};
  database.add_table_function({std::move(name), columns, [&names, &activities]() -> FillRows {
                                 // A std::function must be copyable, but a walk is not.
                                 return [rows = std::make_shared<ActivityRows>(names, activities)](RowWriter& writer) {
                                   (*rows)(writer);
                                 };
                               }});
}

}  // namespace proclens
