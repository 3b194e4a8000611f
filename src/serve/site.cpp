#include "serve/site.hpp"

#include <charconv>
#include <sstream>

#include "atlas/page/page_links.hpp"
#include "atlas/page/page_template.hpp"
#include "atlas/page/page_writer.hpp"
#include "proclens/error.hpp"
#include "serve/front_page.hpp"
#include "serve/http/gzip.hpp"

namespace proclens {
namespace {

constexpr const char* kHtml = "text/html; charset=utf-8";
constexpr const char* kArrow = "application/vnd.apache.arrow.stream";
constexpr const char* kPlain = "text/plain; charset=utf-8";
constexpr std::string_view kLabels = "/api/labels";
constexpr std::size_t kMaxQueryBytes = 1000;

/// The policy that a page contains, as a header, which can also forbid framing the page.
void add_policy(HttpAnswer& answer, std::string_view page) {
  constexpr std::string_view kStart = "http-equiv=\"Content-Security-Policy\" content=\"";
  const std::size_t from = page.find(kStart);
  if (from == std::string_view::npos) return;
  const std::size_t begin = from + kStart.size();
  const std::string policy(page.substr(begin, page.find('"', begin) - begin));
  answer.headers.emplace_back("Content-Security-Policy", policy + "; frame-ancestors 'none'");
}

HttpAnswer page_answer(std::string page) {
  HttpAnswer answer;
  add_policy(answer, page);
  answer.type = kHtml;
  answer.body = std::make_shared<const std::string>(std::move(page));
  return answer;
}

/// Compressed bytes as they are, or uncompressed for clients that do not accept gzip.
HttpAnswer compressed_answer(const HttpHead& head, const TextBody& compressed, const char* type) {
  HttpAnswer answer;
  answer.type = type;
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (head.takes_gzip) {
    answer.headers.emplace_back("Content-Encoding", "gzip");
    answer.body = compressed;
  } else {
    answer.body = std::make_shared<const std::string>(gunzip(*compressed));
  }
  return answer;
}

HttpAnswer redirect(const std::string& relative) {
  HttpAnswer answer = text_answer("", kPlain);
  answer.status = 308;
  answer.headers.emplace_back("Location", relative);
  return answer;
}

HttpAnswer found_texts(const MapResults& map, const HttpHead& head) {
  const std::string text = head.parameter("text");
  const std::string pattern = head.parameter("pattern");
  if (text.empty() == pattern.empty()) return refusal(400, "a search needs either text or pattern");
  if (text.size() + pattern.size() > kMaxQueryBytes) return refusal(400, "the search is too long");
  return text_answer(map.find(head.parameter("field"), text.empty() ? pattern : text, text.empty()), kArrow);
}

HttpAnswer whole_text(const MapResults& map, const HttpHead& head) {
  const std::string number = head.parameter("id");
  std::int64_t id = -1;
  const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), id);
  if (problem != std::errc() || end != number.data() + number.size()) return refusal(400, "id must be a number");
  std::optional<std::string> text = map.text(head.parameter("field"), id);
  return text ? text_answer(std::move(*text), kPlain) : refusal(404, "there is no such text");
}

}  // namespace

Site::Site(const Context& context, const std::filesystem::path& folder, const SiteOptions& options)
    : options_(options), results_(find_results(folder)) {
  answerers_[""] = [this](const HttpHead& head) { return front(head); };
  if (!results_.maps.empty()) {
    labels_ = std::make_unique<LabelStore>(OutputPath(results_.folder / "labels.parquet", *options_.files),
                                           options_.read_only);
  }
  for (const std::string& lens : results_.maps) add_explorer(context, lens);
  for (const std::string& compared : results_.comparisons) add_page(compared, "compare");
  if (results_.has_audit) add_page("audit", "audit");
  if (results_.has_hunt) add_page("hunt", "hunt");
}

/// A page of results, also under its file's name, by which the pages of OUT link to each other.
void Site::add_page(const std::string& folder, const std::string& name) {
  const std::string file = folder + "/" + name + ".html";
  answerers_[folder] = [folder](const HttpHead&) { return redirect(escaped_path(folder + "/")); };
  for (const std::string& address : {folder + "/", file}) {
    answerers_[address] = [this, file](const HttpHead&) { return result_file(file, kHtml); };
  }
}

void Site::add_explorer(const Context& context, const std::string& lens) {
  const MapResults& map =
      maps_.try_emplace(lens, context, results_.folder / lens, results_.folder / "hunt").first->second;
  tables_.try_emplace(lens + "/api/", map);
  answerers_[lens] = [lens](const HttpHead&) { return redirect(escaped_path(lens + "/")); };
  answerers_[lens + "/"] = [](const HttpHead&) { return page_answer(std::string(served_template())); };
  answerers_[lens + "/map.html"] = [this, lens](const HttpHead&) { return result_file(lens + "/map.html", kHtml); };
  answerers_[lens + "/api/map.json"] = [&map](const HttpHead&) {
    return text_answer(map.page_json(), "application/json");
  };
  answerers_[lens + "/api/find"] = [&map](const HttpHead& head) { return found_texts(map, head); };
  answerers_[lens + "/api/text"] = [&map](const HttpHead& head) { return whole_text(map, head); };
  answerers_[lens + std::string(kLabels)] = [this](const HttpHead&) {
    return text_answer(labels_->json(), "application/json");
  };
}

/// The table at this address; nullptr if there is none.
TextBody Site::table_at(std::string_view path) const {
  constexpr std::string_view kTable = ".arrow";
  if (!path.ends_with(kTable)) return nullptr;
  for (const auto& [start, tables] : tables_) {
    if (path.starts_with(start) && path.size() >= start.size() + kTable.size()) {
      return tables.compressed(std::string(path.substr(start.size(), path.size() - start.size() - kTable.size())));
    }
  }
  return nullptr;
}

void Site::prepare(const Context& context) const {
  for (const auto& [start, tables] : tables_) tables.prepare(context);
}

std::unique_ptr<HttpAnswer> Site::from_head(const HttpHead& head) const {
  const auto with = [](HttpAnswer answer) { return std::make_unique<HttpAnswer>(std::move(answer)); };
  if (!access_check_) return with(refusal(503, "the server is still starting"));
  if (std::optional<HttpAnswer> refused = access_check_->denial(head)) return with(std::move(*refused));
  const std::string path = access_check_->inner_path(head);
  const auto found = answerers_.find(path);
  if (head.method == "PUT" && found != answerers_.end() && path.ends_with(kLabels)) {
    if (options_.read_only) return with(refusal(403, "this server is read-only", "Start it without --read-only."));
    if (!head.content_type.starts_with("application/json")) return with(refusal(415, "labels must be sent as JSON"));
    return nullptr;
  }
  if (head.method != "GET" && head.method != "HEAD") return with(refusal(405, "method not allowed"));
  if (path.empty() && head.path.back() != '/') return with(redirect(head.path.substr(1) + "/"));
  if (found != answerers_.end()) return with(found->second(head));
  if (const TextBody table = table_at(path)) return with(compressed_answer(head, table, kArrow));
  constexpr std::string_view kFiles = "files/";
  if (path.starts_with(kFiles)) return with(download(path.substr(kFiles.size())));
  return with(refusal(404, "there is nothing at this address"));
}

/// Labels: from_head lets no other body through.
HttpAnswer Site::with_body(const HttpHead&, const std::string& body) {
  try {
    return text_answer(labels_->change(body), "application/json");
  } catch (const Error& error) {
    if (error.fault() == Fault::machine) throw;
    return refusal(400, error.what(), error.remedy());
  }
}

HttpAnswer Site::front(const HttpHead&) const {
  const FrontPage front{options_.version, options_.read_only, labels_ == nullptr ? 0 : labels_->count()};
  std::ostringstream page;
  PageWriter writer(page, front_template(), "the front page");
  writer.write_until("<!--proclens:front-->");
  writer.write("<script type=\"application/json\" data-block=\"front\">");
  writer.write(inert_json(front_page_json(results_, front)));
  writer.write("</script>\n");
  writer.finish();
  return page_answer(page.str());
}

HttpAnswer Site::result_file(const std::string& path, const std::string& type) const {
  const ResultFile* file = results_.find(path);
  if (file == nullptr) return refusal(404, "there is no such file");
  HttpAnswer answer;
  answer.type = type;
  answer.body = FileBody{results_.folder / file->path, file->bytes};
  // The file contains its own policy, and two would have to agree; this one adds what a file cannot state.
  answer.headers.emplace_back("Content-Security-Policy", "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  return answer;
}

HttpAnswer Site::download(const std::string& path) const {
  HttpAnswer answer = result_file(path, "application/octet-stream");
  if (answer.status != 200) return answer;
  const std::string name = std::filesystem::path(path).filename().string();
  answer.headers.emplace_back("Content-Disposition", "attachment; filename*=UTF-8''" + escaped_path(name));
  return answer;
}

}  // namespace proclens
