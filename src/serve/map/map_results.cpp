#include "serve/map/map_results.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "core/parallel.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "serve/map/lowered_texts.hpp"
#include "serve/map/map_tables.hpp"
#include "serve/map/spill_folder.hpp"
#include "table/arrow_stream.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::chrono::seconds kQueryTimeLimit{4};
constexpr std::chrono::minutes kTableTimeLimit{1};
constexpr std::size_t kMaxNeedleBytes = 1024;
constexpr std::uint64_t kDatabaseBytes = 1'200'000'000;

constexpr std::array<std::string_view, 9> kTextFields = {"object",  "host",      "name",    "args",  "user",
                                                         "lineage", "hash_text", "reasons", "labels"};
constexpr std::array<std::string_view, 6> kTables = {"points", "objects",  "processes",
                                                     "bags",   "features", "neighbours"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

[[noreturn]] void no_such(const char* kind, std::string_view name) {
  throw Error(Fault::usage, std::string("there is no ") + kind + " '" + printable(name) + "'");
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Handles to one database, each used by one thread at a time. If all are in use, threads wait: more concurrent queries
/// than the machine can handle would only make all of them slow.
class Handles {
 public:
  explicit Handles(Database database) : first_(std::move(database)) {}

  /// Calls ask(handle) with a deadline for the query; waiting for a handle has the same time limit.
  template <class Ask>
  auto use(std::chrono::milliseconds longest, Ask ask) {
    Lease lease(*this, longest);
    lease.handle.set_deadline(longest);
    auto answer = ask(lease.handle);
    lease.is_sound = true;
    return answer;
  }

 private:
  static constexpr std::size_t kMaxHandles = 8;

  /// Holds a handle while it is in use.
  struct Lease {
    Lease(Handles& of, std::chrono::milliseconds longest) : handles(of), handle(of.take(longest)) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { handles.give_back(std::move(handle), is_sound); }

    Handles& handles;
    Database handle;
    bool is_sound = false;  ///< a handle whose query threw is not reused
  };

  Database take(std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    if (!one_less_.wait_for(lock, longest, [this] { return in_use_ < kMaxHandles; })) {
      throw TimedOut(Fault::machine, "too many requests at once", "Try again in a moment.");
    }
    if (idle_.empty()) {
      Database handle = first_.new_connection();
      ++in_use_;
      return handle;
    }
    Database handle = std::move(idle_.back());
    idle_.pop_back();
    ++in_use_;
    return handle;
  }

  void give_back(Database handle, bool is_sound) {
    {
      const std::lock_guard lock(mutex_);
      --in_use_;
      if (is_sound) idle_.push_back(std::move(handle));
    }
    one_less_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable one_less_;
  std::size_t in_use_ = 0;
  Database first_;
  std::vector<Database> idle_;
};

LoweredTexts lowered(Database& database, const std::string& query) {
  LoweredTexts texts;
  Rows rows = database.query(query);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) texts.add(chunk->text(0, row));
  }
  return texts;
}

}  // namespace

struct MapResults::State {
  explicit State(const Context& context)
      : held({context.threads(), kDatabaseBytes, spill.path(), true, context.cancel_flag()}),
        handles(held.new_connection()) {}

  SpillFolder spill;  ///< first, so that it is removed after the database
  Database held;
  MapTables tables;
  std::map<std::string, LoweredTexts, std::less<>> searched;  ///< by field, including "feature" and "pid"
  mutable Handles handles;

  void fill_searched(const Context& context);
  [[nodiscard]] std::string lower(std::string_view text) const;
  [[nodiscard]] std::string find_pattern(std::string_view field, std::string_view pattern) const;
};

/// Fills `searched`.
void MapResults::State::fill_searched(const Context& context) {
  std::vector<std::pair<std::string, std::string>> fields = {{"pid", "SELECT lower(text) FROM process_hash"},
                                                             {"feature", "SELECT lower(name) FROM feature"}};
  for (const std::string_view field : kTextFields) {
    fields.emplace_back(field, "SELECT lower(text) FROM field_text WHERE field = " + sql_literal(field));
  }
  std::vector<LoweredTexts> texts(fields.size());
  parallel_blocks(context, fields.size(), 1, [&](std::size_t i, std::size_t) {
    Database own = held.new_connection();
    texts[i] = lowered(own, fields[i].second);
  });
  for (std::size_t i = 0; i < fields.size(); ++i) searched.emplace(fields[i].first, std::move(texts[i]));
}

/// Converts text to lower case as in the searched texts.
std::string MapResults::State::lower(std::string_view text) const {
  if (is_ascii(text)) return ascii_lower(text);
  return handles.use(kQueryTimeLimit, [&](Database& database) {
    const std::vector<SqlValue> parameters = {std::string(text)};
    return database.text("SELECT lower($1)", parameters).value_or("");
  });
}

std::string MapResults::State::find_pattern(std::string_view field, std::string_view pattern) const try {
  return handles.use(kQueryTimeLimit, [&](Database& database) {
    if (field == "feature" || field == "pid") {
      const std::vector<SqlValue> parameters = {std::string(pattern)};
      return arrow_stream(database, sql(field == "pid" ? "serve/find_pid" : "serve/find_feature"), parameters);
    }
    const std::vector<SqlValue> parameters = {std::string(field), std::string(pattern)};
    return arrow_stream(database, sql("serve/find_text"), parameters);
  });
} catch (const Error& error) {
  if (error.fault() != Fault::data) throw;
  throw Error(Fault::usage, error.what(), "Patterns use RE2 syntax: https://github.com/google/re2/wiki/Syntax");
}

MapResults::MapResults(const Context& context, const std::filesystem::path& folder, const std::filesystem::path& hunt)
    : state_(std::make_unique<State>(context)) {
  state_->tables = read_map_tables(context, state_->held, folder, hunt);
  state_->held.forbid_files();
  state_->fill_searched(context);
}

MapResults::MapResults(MapResults&&) noexcept = default;
MapResults& MapResults::operator=(MapResults&&) noexcept = default;
MapResults::~MapResults() = default;

const MapCounts& MapResults::counts() const { return state_->tables.counts; }
const std::string& MapResults::page_json() const { return state_->tables.page_json; }

std::string MapResults::table(std::string_view name) const {
  constexpr std::string_view kTexts = "texts/";
  const bool is_texts = name.starts_with(kTexts) && is_among(kTextFields, name.substr(kTexts.size()));
  if (!is_texts && !is_among(kTables, name)) no_such("table", name);
  return state_->handles.use(kTableTimeLimit,
                             [&](Database& database) { return table_stream(database, state_->tables, name); });
}

std::string MapResults::find(std::string_view field, std::string_view text, bool pattern) const {
  const auto searched = state_->searched.find(field);
  if (searched == state_->searched.end()) no_such("field", field);
  if (text.size() > kMaxNeedleBytes) {
    throw Error(Fault::usage, "a search text can have at most " + std::to_string(kMaxNeedleBytes) + " bytes");
  }
  if (pattern) return state_->find_pattern(field, text);
  std::vector<std::int32_t> found = searched->second.containing(state_->lower(text));
  if (is_among(kTextFields, field)) {
    for (std::int32_t& id : found) ++id;
  }
  const std::vector<NamedValues> ids = {{"id", found}};
  return arrow_stream(ids);
}

std::optional<std::string> MapResults::text(std::string_view field, std::int64_t id) const {
  const bool is_feature = field == "feature";
  if (!is_feature && !is_among(kTextFields, field)) no_such("field", field);
  return state_->handles.use(kQueryTimeLimit, [&](Database& database) {
    std::vector<SqlValue> parameters;
    if (!is_feature) parameters.emplace_back(std::string(field));
    parameters.emplace_back(id);
    return database.text(sql(is_feature ? "serve/feature_by_rank" : "serve/field_text_by_id"), parameters);
  });
}

}  // namespace proclens
