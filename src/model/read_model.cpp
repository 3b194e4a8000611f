#include <algorithm>
#include <cstddef>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <span>

#include "core/text.hpp"
#include "model/map_model.hpp"
#include "model/model_arrays.hpp"
#include "model/npy.hpp"
#include "proclens/error.hpp"
#include "storage/digest.hpp"

namespace proclens {
namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& why) {
  throw Error(Fault::data,
              "the model file " + printable(file.string(), 300) + " cannot be used: " + printable(why, 300),
              "Make the map again with this version of proclens.");
}

std::ifstream opened(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) refuse(file, "it is missing or cannot be opened");
  return stream;
}

/// Leaves the stream at its start.
std::size_t size_of(std::ifstream& stream) {
  stream.seekg(0, std::ios::end);
  const auto size = static_cast<std::size_t>(std::max<std::streamoff>(0, stream.tellg()));
  stream.seekg(0);
  return size;
}

void read_bytes(const std::filesystem::path& file, std::ifstream& stream, std::span<std::byte> bytes) {
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!stream) refuse(file, "it cannot be read");
}

std::string file_content(const std::filesystem::path& file) {
  std::ifstream stream = opened(file);
  std::string content(size_of(stream), '\0');
  read_bytes(file, stream, std::as_writable_bytes(std::span(content)));
  return content;
}

/// The members of an object in model.json. Each member present must be asked for.
class Members {
 public:
  Members(const std::filesystem::path& file, const Json& object, std::string where)
      : file_(file), object_(object), where_(std::move(where)) {
    if (!object.is_object()) refuse(file_, where_ + " is not an object");
  }

  const Json& get(const char* name) {
    const auto found = object_.find(name);
    if (found == object_.end()) refuse(file_, where_ + " has no member \"" + name + "\"");
    asked_.insert(name);
    return *found;
  }

  std::string text(const char* name) {
    const Json& value = get(name);
    if (!value.is_string()) refuse(file_, std::string("\"") + name + "\" is not a string");
    return value.get<std::string>();
  }

  std::uint64_t whole(const char* name, std::uint64_t max_value) {
    const Json& value = get(name);
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > max_value) {
      refuse(file_, std::string("\"") + name + "\" is not a whole number from 0 to " + std::to_string(max_value));
    }
    return value.get<std::uint64_t>();
  }

  double number(const char* name) {
    const Json& value = get(name);
    if (!value.is_number()) refuse(file_, std::string("\"") + name + "\" is not a number");
    return value.get<double>();
  }

  /// The index of the text among `choices`.
  std::size_t choice(const char* name, std::initializer_list<std::string_view> choices) {
    const auto* const found = std::find(choices.begin(), choices.end(), text(name));
    if (found == choices.end()) refuse(file_, std::string("\"") + name + "\" has an unknown value");
    return static_cast<std::size_t>(found - choices.begin());
  }

  void refuse_others() const {
    for (const auto& [name, value] : object_.items()) {
      if (!asked_.contains(name)) refuse(file_, where_ + " has the unknown member \"" + name + "\"");
    }
  }

 private:
  const std::filesystem::path& file_;
  const Json& object_;
  std::string where_;
  std::set<std::string> asked_;
};

constexpr std::size_t kMaxHeaderBytes = 192;  // of an array
constexpr std::uint64_t kAny = std::numeric_limits<std::int64_t>::max();

LayoutOptions read_layout(const std::filesystem::path& file, const Json& object) {
  Members members(file, object, "\"layout\"");
  LayoutOptions layout;
  layout.neighbours = members.whole("neighbours", std::numeric_limits<std::uint32_t>::max());
  layout.min_dist = members.number("min_dist");
  layout.spread = members.number("spread");
  layout.epochs = static_cast<int>(members.whole("epochs", std::numeric_limits<int>::max()));
  layout.negative_sample_rate = members.number("negative_sample_rate");
  layout.learning_rate = members.number("learning_rate");
  layout.seed = members.whole("seed", std::numeric_limits<std::uint64_t>::max());
  members.refuse_others();
  return layout;
}

std::vector<std::string> read_names(const std::filesystem::path& file, const Json& names) {
  if (!names.is_array()) refuse(file, "\"features\" is not a list");
  std::vector<std::string> result;
  result.reserve(names.size());
  for (const Json& name : names) {
    if (!name.is_string()) refuse(file, "\"features\" contains something that is not a string");
    result.push_back(name.get<std::string>());
  }
  return result;
}

std::map<std::string, std::string, std::less<>> read_texts(const std::filesystem::path& file, const Json& object) {
  if (!object.is_object()) refuse(file, "\"lens_parameters\" is not an object");
  std::map<std::string, std::string, std::less<>> texts;
  for (const auto& [name, value] : object.items()) {
    if (!value.is_string()) refuse(file, "\"lens_parameters\" contains something that is not a string");
    texts.emplace(name, value.get<std::string>());
  }
  return texts;
}

/// The shape declared by a header, which must be byte for byte the one that npy_header() gives for that shape.
std::vector<std::size_t> declared_shape(const std::filesystem::path& file, std::string_view content,
                                        std::string_view type) {
  constexpr std::string_view kShapeKey = "'shape': (";
  std::vector<std::size_t> shape;
  const std::string_view head = content.substr(0, kMaxHeaderBytes);
  std::size_t at = head.find(kShapeKey);
  if (at != std::string_view::npos) {
    std::size_t value = 0;
    bool digits = false;
    for (at += kShapeKey.size(); at < head.size() && shape.size() < 3; ++at) {
      const char c = head[at];
      if (c >= '0' && c <= '9' && value < kAny / 100) {
        value = value * 10 + static_cast<std::size_t>(c - '0');
        digits = true;
      } else {
        if (digits) shape.push_back(value);
        value = 0;
        digits = false;
        if (c == ')') break;
      }
    }
  }
  if (!content.starts_with(npy_header(type, shape))) refuse(file, "it is not an array of type " + std::string(type));
  return shape;
}

template <class T>
void make_room(const std::filesystem::path& file, const std::vector<std::size_t>& shape, std::vector<T>& values) {
  if (shape.size() != 1) refuse(file, "it is not a list of numbers");
  values.resize(shape[0]);
}
template <class T>
void make_room(const std::filesystem::path& file, const std::vector<std::size_t>& shape, Matrix<T>& values) {
  if (shape.size() != 2) refuse(file, "it is not a table of numbers");
  values = Matrix<T>(shape[0], shape[1]);
}

/// What model.json says of an array's file.
struct FileEntry {
  std::uint64_t bytes = 0;
  std::string digest;
};

FileEntry file_entry(const std::filesystem::path& file, const std::filesystem::path& head, const Json& entry) {
  Members members(head, entry, printable(file.filename().string(), 100));
  FileEntry result{members.whole("bytes", kAny), members.text("blake3")};
  members.refuse_others();
  return result;
}

/// Reads the values into their own memory: most of a model is one array, of hundreds of megabytes.
template <class Array>
void read_array(const std::filesystem::path& file, const FileEntry& entry, Array& array) {
  using T = std::remove_cvref_t<decltype(*values_of(array).data())>;
  std::ifstream stream = opened(file);
  const std::size_t bytes = size_of(stream);
  if (bytes != entry.bytes)
    refuse(file, "it has " + std::to_string(bytes) + " bytes, not " + std::to_string(entry.bytes));
  std::string start(std::min(kMaxHeaderBytes, bytes), '\0');
  read_bytes(file, stream, std::as_writable_bytes(std::span(start)));
  const std::vector<std::size_t> shape = declared_shape(file, start, kNpyType<T>);
  const std::size_t head = npy_header(kNpyType<T>, shape).size();
  const std::size_t values = (bytes - head) / sizeof(T);
  // Checked before allocating: no product overflows, and no more is allocated than the file contains.
  std::size_t wanted = 1;
  for (const std::size_t n : shape) {
    if (n != 0 && wanted > values / n) refuse(file, "it is shorter than its shape says");
    wanted *= n;
  }
  if (wanted * sizeof(T) != bytes - head) refuse(file, "it is longer than its shape says");
  make_room(file, shape, array);
  const auto memory = std::as_writable_bytes(std::span(const_cast<T*>(values_of(array).data()), wanted));
  stream.seekg(static_cast<std::streamoff>(head));
  read_bytes(file, stream, memory);
  Blake3 digest;
  digest.add(std::as_bytes(std::span(start).first(head)));
  digest.add(memory);
  if (digest.hex() != entry.digest) refuse(file, "it was changed after it was written: its digest differs");
}

/// model.json, of the right kind and version.
Json read_head(const std::filesystem::path& head) {
  Json json = Json::parse(file_content(head), nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) refuse(head, "it is truncated or not JSON");
  Members members(head, json, "it");
  if (members.text("format") != kModelFormat) refuse(head, "it is not the model of a map");
  if (const auto version = members.whole("version", kAny); version != kModelVersion) {
    refuse(head, "its version is " + std::to_string(version) + "; this program reads version " +
                     std::to_string(kModelVersion));
  }
  return json;
}

void read_embedding(Members& members, MapModel& model) {
  model.embedding.reference =
      members.choice("reference", {"spread", "centre"}) == 0 ? Reference::spread : Reference::centre;
  model.bags.metric = members.choice("metric", {"one_minus_dot", "cosine"}) == 0 ? EmbeddingMetric::one_minus_dot
                                                                                 : EmbeddingMetric::cosine;
  model.embedding.max_bag_features = members.whole("max_bag_features", kAny);
  model.neighbour_distance = static_cast<NeighbourDistance>(
      members.choice("neighbour_distance", {"embedding", "transport", "exact_transport"}));
}

}  // namespace

MapModel read_model(const std::filesystem::path& folder) {
  const std::filesystem::path head = folder / "model.json";
  const Json json = read_head(head);
  Members members(head, json, "it");
  for (const char* known : {"format", "version"}) static_cast<void>(members.get(known));
  MapModel model;
  model.lens = members.text("lens");
  model.lens_parameters = read_texts(head, members.get("lens_parameters"));
  model.distance =
      members.choice("distance", {"wasserstein", "hellinger"}) == 0 ? BagDistance::wasserstein : BagDistance::hellinger;
  if (model.distance == BagDistance::wasserstein) read_embedding(members, model);
  model.layout = read_layout(head, members.get("layout"));
  model.feature_names = read_names(head, members.get("features"));
  Members arrays(head, members.get("arrays"), "\"arrays\"");
  members.refuse_others();
  for_each_array(model, [&](const char* name, auto& array) {
    const std::filesystem::path file = folder / (std::string(name) + ".npy");
    read_array(file, file_entry(file, head, arrays.get(name)), array);
  });
  arrays.refuse_others();
  if (const std::string why = inconsistency(model); !why.empty()) refuse(folder, why);
  return model;
}

ModelLens read_model_lens(const std::filesystem::path& folder) {
  const std::filesystem::path head = folder / "model.json";
  const Json json = read_head(head);
  Members members(head, json, "it");
  return {members.text("lens"), read_texts(head, members.get("lens_parameters"))};
}

}  // namespace proclens
