#include "import/explain_log.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "import/files/file_content.hpp"
#include "import/log_reader.hpp"
#include "import/source/mapping.hpp"

namespace proclens {
namespace {

constexpr std::size_t kExamples = 3;
constexpr std::size_t kCellBytes = 80;

/// What the records that a mapping keeps hold.
struct KeptRecords {
  std::map<std::string, std::uint64_t> forms;
  std::vector<std::uint64_t> has;  ///< records with a text, by column
  std::vector<std::string> examples;
  std::uint64_t records = 0;
};

/// What the records of one member are.
class Explanation {
 public:
  Explanation() : kept_(import_mappings().size()) {}

  void add(const ClassifiedRecords& part) {
    counts_ += part.counts;
    lacks_ += part.lacks;
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      for (const auto& [form, records] : part.forms[i]) kept_[i].forms[form] += records;
      add_rows(import_mappings()[i], part.rows[i], kept_[i]);
    }
  }

  [[nodiscard]] std::string text() const {
    std::string text = "  " + counted(counts_.all(), "record") + ": " + with_separators(counts_.kept) + " kept, " +
                       with_separators(counts_.other_event) + " other events, " +
                       with_separators(counts_.other_channel) + " from other channels, " +
                       with_separators(counts_.unknown_form) + " in an unknown form, " +
                       with_separators(counts_.unreadable + counts_.damaged + counts_.too_long) + " unreadable\n";
    for (std::size_t i = 0; i < kept_.size(); ++i) text += kept_text(import_mappings()[i], kept_[i]);
    for (const auto& [lack, records] : lacks_.counts()) {
      text += "  " + counted(records, "record") + " " + lack + "\n";
    }
    return text;
  }

 private:
  static void add_rows(const Mapping& mapping, const RecordRows& rows, KeptRecords& kept) {
    const std::vector<std::string> names = mapping.record_columns();
    kept.has.resize(names.size());
    kept.records += rows.rows();
    for (std::size_t column = 0; column < rows.columns().size(); ++column) {
      const auto is_text = [](std::uint32_t id) { return id != DistinctTexts::kNull; };
      const std::vector<std::uint32_t>& ids = rows.columns()[column].ids();
      kept.has[column] += static_cast<std::uint64_t>(std::count_if(ids.begin(), ids.end(), is_text));
    }
    for (std::size_t row = 0; row < rows.rows() && kept.examples.size() < kExamples; ++row) {
      std::string example;
      for (std::size_t column = 0; column < names.size(); ++column) {
        const auto cell = rows.columns()[column].cell(row);
        if (!cell || cell->empty()) continue;
        example += "      " + names[column] + " = " + printable(*cell, kCellBytes) + "\n";
      }
      kept.examples.push_back(std::move(example));
    }
  }

  /// The fields of columns for which the log has no field; one with an alternative present is not missing.
  static std::set<std::string> fields_without_alternative(const Mapping& mapping, const KeptRecords& kept) {
    const std::vector<std::string> names = mapping.record_columns();
    const auto is_of_form = [&](const std::string& name) {
      return std::ranges::find(mapping.fields, name) == mapping.fields.end();
    };
    const auto is_there = [&](const std::string& name) {
      return !is_of_form(name) &&
             kept.has[static_cast<std::size_t>(std::ranges::find(names, name) - names.begin())] > 0;
    };
    std::set<std::string> fields;
    for (const MappingColumn& column : mapping.columns) {
      if (std::ranges::none_of(column.inputs, is_there)) fields.insert(column.inputs.begin(), column.inputs.end());
    }
    return fields;
  }

  static std::string kept_text(const Mapping& mapping, const KeptRecords& kept) {
    if (kept.records == 0) return "";
    std::string text;
    for (const auto& [form, records] : kept.forms) {
      text += "  " + mapping.name + ", " + form + ": " + counted(records, "record") + "\n";
    }
    const std::vector<std::string> names = mapping.record_columns();
    std::string found;
    std::string missing;
    const std::set<std::string> without_alternative = fields_without_alternative(mapping, kept);
    for (std::size_t column = 0; column < names.size(); ++column) {
      if (kept.has[column] == 0 && !without_alternative.contains(names[column])) continue;
      std::string& list = kept.has[column] > 0 ? found : missing;
      list += (list.empty() ? "" : ", ") + names[column];
    }
    text += "    found: " + found + "\n";
    if (!missing.empty()) text += "    missing: " + missing + "\n";
    for (std::size_t i = 0; i < kept.examples.size(); ++i) {
      text += "    record " + std::to_string(i + 1) + "\n" + kept.examples[i];
    }
    return text;
  }

  RecordCounts counts_;
  LackCounts lacks_;
  std::vector<KeptRecords> kept_;  ///< by mapping
};

std::string explain_member(const Context& context, Member& member) {
  const LogReader log = open_log(context, member.read);
  if (!log.reader) return log.reason + "\n";
  Explanation explanation;
  std::string damage;
  try {
    for (std::vector<ClassifiedRecords> parts; log.reader->next(parts);) {
      for (const ClassifiedRecords& part : parts) explanation.add(part);
    }
  } catch (const UnreadableFile& error) {
    damage = std::string("  damaged: ") + error.what() + "\n";
  }
  for (const std::string& what : log.reader->damages()) damage += "  damaged: " + what + "\n";
  return std::string(format_name(log.format)) + "\n" + explanation.text() + damage;
}

}  // namespace

std::string explain_log(const Context& context, const LogFile& file, const std::string& password) {
  const std::string name = printable(file.path.string(), 4096);
  std::string text;
  const auto heading = [&](const std::string& member) {
    return name + (member.empty() ? "" : " " + printable(member)) + ": ";
  };
  const MemberVisitor visitor{
      [&](Member& member) { text += heading(member.name) + explain_member(context, member); },
      [&](const SkippedFile& skipped) { text += heading(skipped.name) + "skipped, " + skipped.reason + "\n"; }};
  ContentOptions options;
  options.password = password;
  try {
    visit_members(context, file, visitor, options);
  } catch (const UnreadableFile& error) {
    text += name + ": " + error.what() + "\n";
  }
  return text;
}

}  // namespace proclens
