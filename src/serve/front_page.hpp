// The front page of the server: what is in OUT, with links to it.
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

/// The page's data as JSON: {version, folder, read_only, labels, dataset, maps: [{lens, title, object, feature,
/// objects, processes, points, clusters, noise_share, explorer, file}], audit: {page, processes, states} or null,
/// hunt: {page, findings, processes, hosts} or null, comparisons: [{page, title, a, b, item, items, neighbours,
/// mean_agreement}], files: [{path, bytes, rows, href}]}. Addresses are relative to the
/// page. Results that cannot be read are left out and listed in `problems`.
[[nodiscard]] std::string front_page_json(const ResultFolder& results, const FrontPage& front);

}  // namespace proclens
