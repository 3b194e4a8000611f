#include "import/store/deferred_events.hpp"

namespace proclens {

ProcessEvent DeferredEvent::of(const HashBytes& process) const {
  ProcessEvent whole = event;
  whole.process = process;
  whole.host = host;
  whole.image = image;
  if (user_name) whole.user_name = *user_name;
  return whole;
}

std::optional<DeferredEvent> deferred_event(const MappedRecords& records, const FoldedEvent& folded,
                                            std::int64_t number, std::string_view host) {
  const auto text = [&](MappedColumn column) { return records.text(column, folded.row); };
  const auto image = text(MappedColumn::image);
  const auto pid = records.number(MappedColumn::pid, folded.row);
  if (folded.kind == EventKind::start || !image || !pid || folded.time == kNoTime) return std::nullopt;
  DeferredEvent deferred;
  deferred.host = host;
  deferred.image = *image;
  if (const auto user = text(MappedColumn::user_name)) deferred.user_name = std::string(*user);
  deferred.event.kind = folded.kind;
  deferred.event.number = number;
  deferred.event.events = folded.events;
  deferred.event.time = folded.time;
  deferred.event.last_time = folded.last_time;
  deferred.event.pid = pid;
  if (deferred.event.kind == EventKind::end) {
    deferred.event.exit_code = records.number(MappedColumn::exit_code, folded.row);
  }
  return deferred;
}

}  // namespace proclens
