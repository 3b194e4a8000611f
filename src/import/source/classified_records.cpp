#include "import/source/classified_records.hpp"

#include <algorithm>

namespace proclens {
namespace {

/// How far a record got with a mapping; kept is the best.
enum class Match { form, channel, event, lacking, kept };

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

/// The item of a list such as "process, library" that is in a set; none if no item is.
FieldText listed(const std::set<std::string, std::less<>>& set, std::string_view text) {
  while (true) {
    const std::size_t comma = text.find(", ");
    const std::string_view item = text.substr(0, comma);
    if (contains_lower(set, item)) return item;
    if (comma == std::string_view::npos) return FieldText();
    text.remove_prefix(comma + 2);
  }
}

/// The events of a mapping that are wanted of a channel.
const std::set<std::string, std::less<>>& events_of(const Mapping& mapping, FieldText channel) {
  for (const auto& [name, events] : mapping.channel_events) {
    if (channel && equals_lower(name, *channel)) return events;
  }
  return mapping.events;
}

/// How a form matches a record, and the event that the record then is.
struct FormMatch {
  Match match = Match::form;
  FieldText event = {};
  std::size_t mapping = 0;
  const RecordForm* form = nullptr;
};

/// Whether the record has a host, something that names a process, and a time if the form needs one.
bool is_complete(RecordFields& record, const RecordForm& form) {
  const auto has_text = [&](const FieldPath& name) {
    const FieldText text = record.find(name);
    return text && !(*text).empty() && *text != "-";
  };
  if (form.needs_time && std::none_of(form.time.begin(), form.time.end(), has_text)) return false;
  return std::any_of(form.host.begin(), form.host.end(), has_text) &&
         (form.needs.empty() || std::any_of(form.needs.begin(), form.needs.end(), has_text));
}

FormMatch match(RecordFields& record, const Mapping& mapping, const RecordForm& form) {
  FieldText channel;
  if (!form.channel.empty()) {
    const auto channels = first_of(record, form.channel);
    if (!channels) return {};
    channel = listed(mapping.channels, *channels);
  }
  const auto event = first_of(record, form.event);
  if (!event) return {};
  if (!form.channel.empty() && !channel) return {Match::channel, event};
  const FieldText item = listed(events_of(mapping, channel), *event);
  if (!item) return {Match::event, event};
  return {is_complete(record, form) ? Match::kept : Match::lacking, item};
}

/// The first value among several fields that a set contains. @param any whether one of the fields is there
FieldText first_listed(RecordFields& record, const FieldNames& names, const std::set<std::string, std::less<>>& set,
                       bool& any) {
  for (const FieldPath& name : names) {
    const FieldText text = record.find(name);
    any = any || bool(text);
    if (!text) continue;
    if (const FieldText item = listed(set, *text)) return item;
  }
  return FieldText();
}

FormMatch match_loosely(RecordFields& record, const Mapping& mapping, const RecordForm& form) {
  bool has_channel = form.channel.empty();
  bool has_event = false;
  const FieldText channel = first_listed(record, form.channel, mapping.channels, has_channel);
  const FieldText event = first_listed(record, form.event, events_of(mapping, channel), has_event);
  if (!has_channel || !has_event) return {};
  if (!form.channel.empty() && !channel) return {Match::channel};
  if (!event) return {form.channel.empty() ? Match::form : Match::event};
  if (is_complete(record, form)) return {Match::kept, event};
  return {form.channel.empty() ? Match::form : Match::lacking, event};
}

template <class MatchForm>
FormMatch best_match(RecordFields& record, std::span<const Mapping> mappings, std::vector<RecordForm> Mapping::*forms,
                     MatchForm match_form) {
  FormMatch best;
  for (std::size_t i = 0; i < mappings.size(); ++i) {
    for (const RecordForm& form : mappings[i].*forms) {
      FormMatch got = match_form(record, mappings[i], form);
      if (got.match <= best.match) continue;
      got.mapping = i;
      got.form = &form;
      best = got;
      if (best.match == Match::kept) return best;
    }
  }
  return best;
}

void keep(RecordFields& record, const RecordForm& form, FieldText event, RecordRows& rows) {
  rows.add(0, event);
  rows.add(1, first_of(record, form.host));
  rows.add(2, first_of(record, form.time));
  rows.add(3, first_of(record, form.record));
  for (std::size_t i = 0; i < form.fields.size(); ++i) rows.add(4 + i, record.find(form.fields[i]));
}

bool settle(const FormMatch& best, RecordFields& record, ClassifiedRecords& classified, Unfit unfit) {
  if (unfit == Unfit::is_left && (best.match == Match::form || best.match == Match::lacking)) return false;
  switch (best.match) {
    case Match::kept:
    case Match::lacking:
      keep(record, *best.form, best.event, classified.rows[best.mapping]);
      ++classified.forms[best.mapping][best.form->name];
      ++classified.counts.kept;
      break;
    case Match::event:
      ++classified.counts.other_event;
      break;
    case Match::channel:
      ++classified.counts.other_channel;
      break;
    case Match::form:
      ++classified.counts.unknown_form;
  }
  return true;
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

void LackCounts::add(const std::string& lack, std::uint64_t records) {
  constexpr std::size_t kMost = 20;
  if (const auto known = counts_.find(lack); known != counts_.end()) {
    known->second += records;
  } else if (counts_.size() < kMost) {
    counts_.emplace(lack, records);
  }
}

LackCounts& LackCounts::operator+=(const LackCounts& more) {
  for (const auto& [lack, records] : more.counts_) add(lack, records);
  return *this;
}

std::string lack_of(RecordFields& record, std::span<const Mapping> mappings) {
  std::string best_lack = "with no field that a known source has";
  std::size_t best = 1;  // a form must share more than one thing with the record
  for (const Mapping& mapping : mappings) {
    for (const RecordForm& form : mapping.loose_forms) {
      std::size_t has = 0;
      std::string lack;
      const auto ask = [&](bool is_there, const std::string& what) {
        has += is_there ? 1 : 0;
        if (!is_there) lack += (lack.empty() ? "" : ", ") + what;
      };
      bool has_channel = false;
      bool has_event = false;
      if (!form.channel.empty())
        ask(bool(first_listed(record, form.channel, mapping.channels, has_channel)), "its channel");
      ask(bool(first_listed(record, form.event, mapping.events, has_event)), "one of its events");
      const auto has_text = [&](const FieldPath& name) { return bool(record.find(name)); };
      ask(std::any_of(form.host.begin(), form.host.end(), has_text), "a host");
      if (form.needs_time) ask(std::any_of(form.time.begin(), form.time.end(), has_text), "a time");
      if (!form.needs.empty()) {
        ask(std::any_of(form.needs.begin(), form.needs.end(), has_text),
            form.needs.front().parts.back() + " and the like");
      }
      if (has <= best) continue;
      best = has;
      best_lack = "like " + mapping.name + "'s " + form.name + ", but without " + lack;
    }
  }
  return best_lack;
}

bool classify_record(RecordFields& record, std::span<const Mapping> mappings, ClassifiedRecords& classified,
                     Unfit unfit) {
  return settle(best_match(record, mappings, &Mapping::forms, match), record, classified, unfit);
}

bool classify_flat(RecordFields& record, std::span<const Mapping> mappings, ClassifiedRecords& classified,
                   Unfit unfit) {
  return settle(best_match(record, mappings, &Mapping::loose_forms, match_loosely), record, classified, unfit);
}

}  // namespace proclens
