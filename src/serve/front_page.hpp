// The first page of the server: what is in OUT, and where it leads.
#pragma once

#include <cstddef>
#include <string>

#include "serve/result_folder.hpp"

namespace proclens {

struct FrontPage {
  std::string version;
  bool read_only = false;
  std::size_t labels = 0;
};

/// What the page shows, as JSON: {version, folder, read_only, labels, dataset, maps: [{lens, title, object, feature,
/// objects, processes, points, clusters, noise_share, explorer, file}], audit: {page, processes, states} or null, files: [{path, bytes, rows,
/// href}]}. Addresses are relative to the page. Results that cannot be read are left out and named in `problems`.
[[nodiscard]] std::string front_page_json(const ResultFolder& results, const FrontPage& front);

/// Any bytes as one or several parts of an address.
[[nodiscard]] std::string escaped_path(const std::string& path);

}  // namespace proclens
