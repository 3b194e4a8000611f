#include "audit/assessment/assessed_records.hpp"

#include <algorithm>
#include <string>

namespace proclens {
namespace {

constexpr std::string_view kNameless = "?";
constexpr std::string_view kCut = "->…";

/// Calls visit(record) for the record and its ancestors, at most `limit` of them.
template <class Visit>
void climb(const Records& records, const Lineages& lineages, std::int32_t record, std::int32_t limit, Visit visit) {
  const std::int32_t steps = std::min(lineages.depth[record], limit);
  for (std::int32_t step = 0, at = record; step < steps; ++step, at = records.parent[at]) visit(at);
}

std::vector<SourceColumn> assessed_columns() {
  std::vector<SourceColumn> columns = {{"pid_hash", SourceType::text},
                                       {"state", SourceType::text},
                                       {"depth", SourceType::int64},
                                       {"likely_parent_pid_hash", SourceType::text}};
  for (const Term& flag : kFlags) columns.push_back({std::string(flag.name), SourceType::boolean});
  return columns;
}

/// The records' own text outlives every query.
void write_text(RowWriter& writer, std::string_view text) { text.empty() ? writer.null() : writer.borrowed_text(text); }

void write_assessed(RowWriter& writer, const Records& records, const Assessment& assessment, std::int32_t record) {
  write_text(writer, records.pid_hash[record]);
  writer.borrowed_text(name_of(assessment.lineages.state[record]));
  writer.int64(assessment.lineages.depth[record]);
  const std::int32_t likely = assessment.likely_parent[record];
  write_text(writer, likely == kNoLikelyParent ? std::string_view() : records.pid_hash[likely]);
  for (std::size_t i = 0; i < kFlagCount; ++i) {
    const auto flag = static_cast<Flag>(i);
    if (is_about_paths(flag) && !assessment.has_process_path) {
      writer.null();
    } else {
      writer.boolean(assessment.flags[record].has(flag));
    }
  }
}

/// Writes one record at a time with `write(writer, record)`.
template <class Write>
FillRows one_by_one(std::size_t n, Write write) {
  return [n, write, next = std::size_t{0}](RowWriter& writer) mutable {
    for (; next < n && writer.room() > 0; ++next) {
      write(writer, static_cast<std::int32_t>(next));
      writer.end_row();
    }
  };
}

void write_ptree(const Records& records, const Lineages& lineages, std::int32_t record, std::int32_t limit,
                 std::string& ptree) {
  ptree = "=";
  climb(records, lineages, record, limit, [&](std::int32_t at) {
    if (ptree.size() > 1) ptree += "->";
    const std::string_view name = records.process_name[at];
    ptree += name.empty() ? kNameless : name;
  });
  if (lineages.depth[record] > limit) ptree += kCut;
}

}  // namespace

TableFunction assessed_record_source(const Records& records, const Assessment& assessment) {
  return {"assessed_record", assessed_columns(), [&records, &assessment]() -> FillRows {
            return one_by_one(records.size(), [&records, &assessment](RowWriter& writer, std::int32_t record) {
              write_assessed(writer, records, assessment, record);
            });
          }};
}

TableFunction rebuilt_lineage_source(const Records& records, const Assessment& assessment, std::int32_t limit) {
  std::vector<SourceColumn> columns = assessed_columns();
  columns.push_back({"ptree", SourceType::text});
  columns.push_back({"ptree_list", SourceType::text_list});
  return {"rebuilt_lineage", std::move(columns), [&records, &assessment, limit]() -> FillRows {
            return one_by_one(records.size(), [&records, &assessment, limit, ptree = std::string(),
                                               hashes = std::vector<std::string_view>()](RowWriter& writer,
                                                                                         std::int32_t record) mutable {
              write_assessed(writer, records, assessment, record);
              write_ptree(records, assessment.lineages, record, limit, ptree);
              writer.text(ptree);
              hashes.clear();
              climb(records, assessment.lineages, record, limit,
                    [&](std::int32_t at) { hashes.push_back(records.pid_hash[at]); });
              writer.borrowed_text_list(hashes);
            });
          }};
}

}  // namespace proclens
