#include "placement/recorded_page.hpp"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "atlas/page/page_header.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

using PageJson = nlohmann::ordered_json;

/// The next label's parent must be one of so many labels.
std::size_t labels_in(const std::vector<PageLayer>& layers) {
  std::size_t labels = 0;
  for (const PageLayer& layer : layers) labels += layer.size();
  return labels;
}

PageTopic read_topic(const PageJson& json) {
  PageTopic topic;
  for (const PageJson& part : json) topic.push_back({part.at(0).get<int>() == 1, part.at(1).get<std::string>()});
  return topic;
}

PageLabel read_label(const PageJson& json, std::size_t clusters, std::size_t coarser_labels) {
  PageLabel label{read_topic(json.at(6)),        json.at(0).get<float>(),         json.at(1).get<float>(),
                  json.at(2).get<float>(),       json.at(3).get<std::uint64_t>(), json.at(4).get<std::int32_t>(),
                  json.at(5).get<std::int32_t>()};
  const bool is_sound = std::isfinite(label.x) && std::isfinite(label.y) && label.radius >= 0 && label.cluster >= -1 &&
                        label.cluster < static_cast<std::int64_t>(clusters) && label.parent >= -1 &&
                        label.parent < static_cast<std::int64_t>(coarser_labels);
  if (!is_sound) throw std::out_of_range("a label that cannot be");
  return label;
}

RecordedPage read_page(const PageJson& json, std::size_t clusters) {
  RecordedPage page;
  for (const PageJson& cluster : json.at("clusters")) {
    page.clusters.push_back({read_topic(cluster.at(1)), cluster.at(0).get<std::uint64_t>()});
  }
  if (page.clusters.size() != clusters) throw std::out_of_range("another number of clusters than the model");
  for (const PageJson& layer : json.at("layers")) {
    const std::size_t coarser_labels = labels_in(page.layers);
    PageLayer& labels = page.layers.emplace_back();
    for (const PageJson& label : layer) labels.push_back(read_label(label, clusters, coarser_labels));
  }
  for (const PageJson& flag : json.at("lineage_flags")) page.lineage_flags.push_back(flag.get<std::string>());
  return page;
}

}  // namespace

RecordedPage read_recorded_page(const std::filesystem::path& folder, std::size_t clusters) {
  const std::filesystem::path file = folder / "page.json";
  const auto refuse = [&](const std::string& why) {
    throw Error(Fault::data, printable(file.string(), 4096) + " " + why,
                "Make the map again with this version of proclens.");
  };
  std::ifstream stream(file, std::ios::binary);
  if (!stream) refuse("is missing");
  const PageJson json = PageJson::parse(stream, nullptr, false);
  if (!json.is_object() || json.value("format", PageJson()) != kPageFormat) refuse("was not written by this version");
  try {
    return read_page(json, clusters);
  } catch (const PageJson::exception&) {
    refuse("is damaged");
  } catch (const std::out_of_range& contradiction) {
    refuse(std::string("is damaged: it has ") + contradiction.what());
  }
  return {};
}

}  // namespace proclens
