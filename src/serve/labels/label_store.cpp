#include "serve/labels/label_store.hpp"

#include <mutex>
#include <utility>
#include <vector>

#include "proclens/error.hpp"
#include "serve/labels/label_file.hpp"
#include "serve/labels/merge_labels.hpp"

namespace proclens {

struct LabelStore::State {
  OutputPath file;
  bool read_only = false;
  std::mutex writing;  ///< one change at a time
  std::mutex reading;  ///< guards the fields below, held briefly
  std::string json;
  std::size_t count = 0;
  std::vector<Label> labels;  ///< guarded by `writing`

  /// Sets what readers see from now on. Returns it.
  nlohmann::ordered_json show(std::vector<Label> now) {
    nlohmann::ordered_json whole = labels_to_json(now);
    whole["read_only"] = read_only;
    std::string text = whole.dump();
    labels = std::move(now);
    const std::lock_guard lock(reading);
    json = std::move(text);
    count = labels.size();
    return whole;
  }
};

LabelStore::LabelStore(OutputPath file, bool read_only) : state_(std::make_unique<State>()) {
  state_->file = std::move(file);
  state_->read_only = read_only;
  static_cast<void>(state_->show(read_label_file(state_->file.path)));
}

LabelStore::LabelStore(LabelStore&&) noexcept = default;
LabelStore& LabelStore::operator=(LabelStore&&) noexcept = default;
LabelStore::~LabelStore() = default;

std::string LabelStore::json() const {
  const std::lock_guard lock(state_->reading);
  return state_->json;
}

std::string LabelStore::change(std::string_view json) {
  if (state_->read_only) {
    throw Error(Fault::usage, "labels cannot be changed here", "Start proclens serve without --read-only.");
  }
  LabelChange change = label_change_from_json(json);
  const std::lock_guard lock(state_->writing);
  MergedLabels merged{std::move(change.labels), {}};
  if (change.base) {
    merged = merge_labels(*change.base, merged.labels, state_->labels);
    if (const auto fault = fault_of(merged.labels)) throw Error(Fault::usage, "invalid labels: " + *fault);
  }
  write_label_file(state_->file, merged.labels);
  nlohmann::ordered_json answer = state_->show(std::move(merged.labels));
  answer["conflicts"] = merged.conflicts;
  return answer.dump();
}

std::size_t LabelStore::count() const {
  const std::lock_guard lock(state_->reading);
  return state_->count;
}

}  // namespace proclens
