#include "import/source/classified_records.hpp"

#include <algorithm>

namespace proclens {
namespace {

/// How far a record got with a mapping; kept is the best.
enum class Match { form, channel, event, kept };

FieldText first_of(RecordFields& record, const FieldNames& names) {
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    if (const auto value = record.find(names[i])) return value;
  }
  return names.empty() ? FieldText() : record.find(names.back());
}

bool equals_lower(std::string_view lower, std::string_view text) {
  if (lower.size() != text.size()) return false;
  // Usually the first ones already differ; case never changes more than this bit of a letter.
  if (!text.empty() && ((lower.front() ^ text.front()) & ~0x20) != 0) return false;
  // No early exit, so that many letters are compared at once.
  unsigned char differences = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char t = text[i];
    differences |= static_cast<unsigned char>(lower[i] ^ (t >= 'A' && t <= 'Z' ? static_cast<char>(t + 32) : t));
  }
  return differences == 0;
}

/// Whether a small set of lower-case texts contains a text, ignoring case.
bool contains_lower(const std::set<std::string, std::less<>>& set, std::string_view text) {
  return std::any_of(set.begin(), set.end(), [&](const std::string& lower) { return equals_lower(lower, text); });
}

/// How a form matches a record, and the event that the record then is.
struct FormMatch {
  Match match;
  FieldText event;
};

FormMatch match(RecordFields& record, const Mapping& mapping, const RecordForm& form) {
  bool is_of_channel = true;
  if (!form.channel.empty()) {
    const auto channel = first_of(record, form.channel);
    if (!channel) return {Match::form, {}};
    is_of_channel = contains_lower(mapping.channels, *channel);
  }
  const auto event = first_of(record, form.event);
  if (!event) return {Match::form, {}};
  if (!is_of_channel) return {Match::channel, event};
  return {contains_lower(mapping.events, *event) ? Match::kept : Match::event, event};
}

void keep(RecordFields& record, const RecordForm& form, FieldText event, RecordRows& rows) {
  rows.add(0, event);
  rows.add(1, first_of(record, form.host));
  rows.add(2, first_of(record, form.time));
  rows.add(3, first_of(record, form.record));
  for (std::size_t i = 0; i < form.fields.size(); ++i) rows.add(4 + i, record.find(form.fields[i]));
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

void classify_record(RecordFields& record, std::span<const Mapping> mappings, ClassifiedRecords& classified) {
  Match nearest = Match::form;
  for (std::size_t i = 0; i < mappings.size(); ++i) {
    for (const RecordForm& form : mappings[i].forms) {
      const auto [got, event] = match(record, mappings[i], form);
      if (got == Match::kept) {
        keep(record, form, event, classified.rows[i]);
        ++classified.counts.kept;
        return;
      }
      nearest = std::max(nearest, got);
    }
  }
  switch (nearest) {
    case Match::event:
      ++classified.counts.other_event;
      break;
    case Match::channel:
      ++classified.counts.other_channel;
      break;
    default:
      ++classified.counts.unknown_form;
  }
}

}  // namespace proclens
