#include "import/sorted_records.hpp"

#include <algorithm>

namespace proclens {
namespace {

/// How far a record got with a mapping, nearest to keeping it last.
enum class Match { form, channel, event, kept };

std::optional<std::string_view> first_of(RecordFields& record, const FieldNames& names) {
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    if (const auto value = record.find(names[i])) return value;
  }
  return names.empty() ? std::nullopt : record.find(names.back());
}

bool equals_lower(std::string_view lower, std::string_view text) {
  return std::equal(lower.begin(), lower.end(), text.begin(), text.end(),
                    [](char l, char t) { return l == (t >= 'A' && t <= 'Z' ? static_cast<char>(t + 32) : t); });
}

/// Whether a small set of lower-case texts holds a text in any case.
bool contains_lower(const std::set<std::string, std::less<>>& set, std::string_view text) {
  return std::any_of(set.begin(), set.end(), [&](const std::string& lower) { return equals_lower(lower, text); });
}

Match match(RecordFields& record, const Mapping& mapping, const RecordForm& form) {
  if (!form.channel.empty()) {
    const auto channel = first_of(record, form.channel);
    if (!channel) return Match::form;
    const bool wanted = contains_lower(mapping.channels, *channel);
    if (!first_of(record, form.event)) return Match::form;
    if (!wanted) return Match::channel;
  }
  const auto event = first_of(record, form.event);
  if (!event) return Match::form;
  return contains_lower(mapping.events, *event) ? Match::kept : Match::event;
}

void keep(RecordFields& record, const RecordForm& form, RecordRows& rows) {
  std::size_t column = 0;
  for (const FieldNames* names : {&form.event, &form.host, &form.time}) rows.add(column++, first_of(record, *names));
  for (const FieldPath& field : form.fields) rows.add(column++, record.find(field));
}

}  // namespace

RecordCounts& RecordCounts::operator+=(const RecordCounts& more) {
  kept += more.kept;
  other_event += more.other_event;
  other_channel += more.other_channel;
  unknown_form += more.unknown_form;
  unreadable += more.unreadable;
  too_long += more.too_long;
  damaged += more.damaged;
  return *this;
}

void RecordRows::append(const RecordRows& more) {
  columns_.resize(std::max(columns_.size(), more.columns_.size()));
  for (std::size_t i = 0; i < more.columns_.size(); ++i) columns_[i].append(more.columns_[i]);
}

void sort_record(RecordFields& record, std::span<const Mapping> mappings, SortedRecords& sorted) {
  Match nearest = Match::form;
  for (std::size_t i = 0; i < mappings.size(); ++i) {
    for (const RecordForm& form : mappings[i].forms) {
      const Match got = match(record, mappings[i], form);
      if (got == Match::kept) {
        keep(record, form, sorted.rows[i]);
        ++sorted.counts.kept;
        return;
      }
      nearest = std::max(nearest, got);
    }
  }
  switch (nearest) {
    case Match::event:
      ++sorted.counts.other_event;
      break;
    case Match::channel:
      ++sorted.counts.other_channel;
      break;
    default:
      ++sorted.counts.unknown_form;
  }
}

}  // namespace proclens
