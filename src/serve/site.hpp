// The site behind the token: the meaning of each address (docs/serve.md lists them).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "proclens/context.hpp"
#include "serve/compressed_tables.hpp"
#include "serve/http/access_check.hpp"
#include "serve/http/http_message.hpp"
#include "serve/labels/label_store.hpp"
#include "serve/map/map_results.hpp"
#include "serve/result_folder.hpp"
#include "storage/file_system.hpp"

namespace proclens {

struct SiteOptions {
  std::string version;                       ///< of proclens, shown on the front page
  bool read_only = false;                    ///< labels can be read but not changed
  FileSystem* files = &local_file_system();  ///< through which labels are written
};

/// Answers from a folder of results. The constructor reads the maps into memory; only OUT/labels.parquet is ever
/// written.
class Site : public HttpHandler {
 public:
  /// Throws Error like `find_results`, `MapResults` and `LabelStore`.
  Site(const Context& context, const std::filesystem::path& folder, const SiteOptions& options);

  /// Sets the access check; until then every request is denied.
  void open(AccessCheck access_check) { access_check_.emplace(std::move(access_check)); }

  [[nodiscard]] const ResultFolder& results() const noexcept { return results_; }
  /// The maps by lens.
  [[nodiscard]] const std::map<std::string, MapResults>& maps() const noexcept { return maps_; }

  /// Makes what pages request first (compressed_tables.hpp).
  void prepare(const Context& context) const;

  [[nodiscard]] std::unique_ptr<HttpAnswer> from_head(const HttpHead& head) const override;
  [[nodiscard]] HttpAnswer with_body(const HttpHead& head, const std::string& body) override;

 private:
  using Answerer = std::function<HttpAnswer(const HttpHead&)>;

  void add_page(const std::string& folder, const std::string& name);
  void add_explorer(const Context& context, const std::string& lens);
  [[nodiscard]] TextBody table_at(std::string_view path) const;
  [[nodiscard]] HttpAnswer front(const HttpHead& head) const;
  [[nodiscard]] HttpAnswer result_file(const std::string& path, const std::string& type) const;
  [[nodiscard]] HttpAnswer download(const std::string& path) const;

  SiteOptions options_;
  ResultFolder results_;
  std::map<std::string, MapResults> maps_;          ///< by lens
  std::map<std::string, CompressedTables> tables_;  ///< by the address below which the tables' names follow
  std::unique_ptr<LabelStore> labels_;              ///< one for all maps, since labels refer to processes
  std::optional<AccessCheck> access_check_;
  std::map<std::string, Answerer> answerers_;  ///< by inner path
};

}  // namespace proclens
