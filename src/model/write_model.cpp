#include <nlohmann/json.hpp>
#include <stdexcept>

#include "model/map_model.hpp"
#include "model/model_arrays.hpp"
#include "model/npy.hpp"
#include "storage/digest.hpp"
#include "storage/output_file.hpp"

namespace proclens {
namespace {

std::string digest_of(std::string_view content) {
  Blake3 digest;
  digest.add(std::as_bytes(std::span(content)));
  return digest.hex();
}

template <class T>
std::string file_content(const std::vector<std::size_t>& shape, std::span<const T> values) {
  std::string content = npy_header(kNpyType<T>, shape);
  content.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  return content;
}

nlohmann::ordered_json layout_options(const LayoutOptions& layout) {
  return {{"neighbours", layout.neighbours},
          {"min_dist", layout.min_dist},
          {"spread", layout.spread},
          {"epochs", layout.epochs},
          {"negative_sample_rate", layout.negative_sample_rate},
          {"learning_rate", layout.learning_rate},
          {"seed", layout.seed}};
}

const char* name_of(NeighbourDistance distance) {
  switch (distance) {
    case NeighbourDistance::embedding:
      return "embedding";
    case NeighbourDistance::transport:
      return "transport";
    case NeighbourDistance::exact_transport:
      break;
  }
  return "exact_transport";
}

}  // namespace

void write_model(const MapModel& model, const OutputPath& folder) {
  if (const std::string why = inconsistency(model); !why.empty()) throw std::invalid_argument("write_model: " + why);
  make_folders(folder);
  nlohmann::ordered_json arrays = nlohmann::ordered_json::object();
  for_each_array(model, [&](const char* name, const auto& array) {
    const std::string content = file_content(shape_of(array), values_of(array));
    arrays[name] = {{"bytes", content.size()}, {"blake3", digest_of(content)}};
    write_file(folder / (std::string(name) + ".npy"), content);
  });
  nlohmann::ordered_json head = {
      {"format", kModelFormat},
      {"version", kModelVersion},
      {"lens", model.lens},
      {"lens_parameters", model.lens_parameters},
      {"distance", distance_name(model.distance)},
  };
  if (model.distance == BagDistance::wasserstein) {
    head["reference"] = model.embedding.reference == Reference::spread ? "spread" : "centre";
    head["metric"] = model.bags.metric == EmbeddingMetric::cosine ? "cosine" : "one_minus_dot";
    head["max_bag_features"] = model.embedding.max_bag_features;
    head["neighbour_distance"] = name_of(model.neighbour_distance);
  }
  head["layout"] = layout_options(model.layout);
  head["features"] = model.feature_names;
  head["arrays"] = arrays;
  write_file(folder / "model.json", head.dump(1) + "\n");
}

}  // namespace proclens
