#include "atlas/page/page_links.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <tuple>
#include <vector>

#include "atlas/page/page_writer.hpp"
#include "core/text.hpp"
#include "storage/replace_file.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOpening = "<script type=\"application/json\" data-block=\"links\">";
constexpr std::string_view kClosing = "</script>\n";

constexpr std::array kPageFiles = {"map.html", "compare.html", "audit.html", "hunt.html"};  // in the order of links

/// A page that a command wrote, or is about to write: its folder in OUT, and which of the files it is.
struct LinkedPage {
  std::string folder;
  std::size_t file = 0;

  [[nodiscard]] std::string kind() const { return fs::path(kPageFiles[file]).stem().string(); }
  [[nodiscard]] fs::path path() const { return fs::path(folder) / kPageFiles[file]; }
};

std::vector<LinkedPage> pages_in(const fs::path& out, const fs::path& written) {
  std::vector<LinkedPage> pages;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(out, none)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(".") || name == written.parent_path()) continue;
    for (std::size_t file = 0; file < kPageFiles.size(); ++file) {
      const bool is_ours = (name != "audit" && name != "hunt") || name + ".html" == kPageFiles[file];
      if (is_ours && fs::is_regular_file(entry.path() / kPageFiles[file], none)) pages.push_back({name, file});
    }
  }
  if (!written.empty()) {
    const auto* const file = std::ranges::find(kPageFiles, written.filename().string());
    pages.push_back({written.parent_path().string(), static_cast<std::size_t>(file - kPageFiles.begin())});
  }
  std::ranges::sort(pages, {}, [](const LinkedPage& page) { return std::tuple(page.file, page.folder); });
  return pages;
}

std::string links_json(const std::vector<LinkedPage>& pages) {
  nlohmann::ordered_json links = nlohmann::ordered_json::array();
  for (const LinkedPage& page : pages) {
    links.push_back({{"kind", page.kind()},
                     {"name", printable(page.folder)},
                     {"href", "../" + escaped_path(page.path().generic_string())}});
  }
  return links.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// As far as it can be read. Pages have tens of megabytes.
std::string whole_file(const std::filesystem::path& file) {
  std::error_code code;
  const std::uintmax_t size = std::filesystem::file_size(file, code);
  std::string text(code ? 0 : size, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

}  // namespace

std::string escaped_path(const std::string& path) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '/';
    if (plain) {
      escaped += c;
    } else {
      escaped += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return escaped;
}

std::vector<std::string> map_folders(const fs::path& out) {
  std::vector<std::string> folders;
  for (const LinkedPage& page : pages_in(out, "")) {
    if (page.kind() == "map" && fs::exists(out / page.folder / "page.json")) folders.push_back(page.folder);
  }
  return folders;
}

std::string page_links_json(const fs::path& out, const fs::path& written) { return links_json(pages_in(out, written)); }

std::string page_links_element(std::string_view links_json) {
  return std::string(kOpening) + inert_json(links_json) + std::string(kClosing);
}

void update_page_links(const OutputPath& out) {
  const std::vector<LinkedPage> pages = pages_in(out.path, "");
  const std::string element = page_links_element(links_json(pages));
  for (const LinkedPage& page : pages) {
    const OutputPath file = out / page.path();
    std::string text = whole_file(file.path);
    const std::size_t begin = text.find(kOpening);
    const std::size_t end = begin == std::string::npos ? begin : text.find(kClosing, begin);
    if (end == std::string::npos) continue;  // of an earlier version, or not ours
    const std::size_t length = end + kClosing.size() - begin;
    if (text.compare(begin, length, element) == 0) continue;
    replace_file(file, text.replace(begin, length, element));
  }
}

}  // namespace proclens
