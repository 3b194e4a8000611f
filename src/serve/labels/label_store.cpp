#include "serve/labels/label_store.hpp"

#include <mutex>
#include <utility>
#include <vector>

#include "proclens/error.hpp"
#include "serve/labels/label_file.hpp"

namespace proclens {

struct LabelStore::State {
  OutputPath file;
  bool read_only = false;
  std::mutex writing;  ///< one change at a time
  std::mutex reading;  ///< guards the fields below, held briefly
  std::string json;
  std::size_t count = 0;

  /// Sets what readers see from now on.
  void show(const std::vector<Label>& labels) {
    nlohmann::ordered_json whole = labels_to_json(labels);
    whole["read_only"] = read_only;
    std::string text = whole.dump();
    const std::lock_guard lock(reading);
    json = std::move(text);
    count = labels.size();
  }
};

LabelStore::LabelStore(OutputPath file, bool read_only) : state_(std::make_unique<State>()) {
  state_->file = std::move(file);
  state_->read_only = read_only;
  state_->show(read_label_file(state_->file.path));
}

LabelStore::LabelStore(LabelStore&&) noexcept = default;
LabelStore& LabelStore::operator=(LabelStore&&) noexcept = default;
LabelStore::~LabelStore() = default;

std::string LabelStore::json() const {
  const std::lock_guard lock(state_->reading);
  return state_->json;
}

void LabelStore::replace(std::string_view json) {
  if (state_->read_only) {
    throw Error(Fault::usage, "labels cannot be changed here", "Start proclens serve without --read-only.");
  }
  const std::vector<Label> labels = labels_from_json(json);
  const std::lock_guard lock(state_->writing);
  write_label_file(state_->file, labels);
  state_->show(labels);
}

std::size_t LabelStore::count() const {
  const std::lock_guard lock(state_->reading);
  return state_->count;
}

}  // namespace proclens
