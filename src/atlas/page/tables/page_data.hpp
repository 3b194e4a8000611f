// The contents of the map page as plain values. Text may contain any bytes: the page treats all of it as data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

/// One feature of a topic: the cluster has more, or less, of it than the whole.
struct PageTopicPart {
  bool more = true;
  std::string name;  ///< the label, such as "ntdll.dll"
};

/// What sets a cluster apart, largest difference first.
using PageTopic = std::vector<PageTopicPart>;

/// A cluster of the map; its number is its index in `PageData::clusters`.
struct PageCluster {
  PageTopic topic;
  std::uint64_t objects = 0;
};

/// The name of a group of points and its position on the map.
struct PageLabel {
  PageTopic topic;
  float x = 0;  ///< at or near the group's middle
  float y = 0;
  float radius = 0;           ///< how far the group extends from there, in map units
  std::uint64_t objects = 0;  ///< larger groups are labelled first
  std::int32_t cluster = -1;  ///< the cluster with exactly these points, −1 if this is a coarser group
  std::int32_t parent = -1;   ///< the label of the group that contains this one, numbered across all layers
};

/// The labels of one zoom level. Layers are given from coarse to fine.
using PageLayer = std::vector<PageLabel>;

/// Something that is not on the map: "loads of unknown processes", 1,204, "no record in `process`".
struct PageLeftOut {
  std::string what;
  std::uint64_t count = 0;
  std::string why;
};

/// The singular and plural names of something.
struct PageNoun {
  std::string one;   ///< "process"
  std::string many;  ///< "processes"
};

/// What the page says about its lens.
struct PageLens {
  std::string name = "images";
  PageNoun object = {"process", "processes"};    ///< what a bag describes
  PageNoun feature = {"image", "images"};        ///< what bags contain
  std::string feature_label = "last_path_part";  ///< how a feature is shown if space is short, or "whole"
  bool objects_are_processes = true;             ///< otherwise an object has member processes: see `PageData::objects`
};

/// What a bag describes if that is not a process, such as a command line.
struct PageObject {
  std::uint32_t bag = 0;
  std::string_view name;
};

/// The contents of the summary panel.
struct PageSummary {
  std::string title;                  ///< heading and window title
  std::uint64_t objects = 0;          ///< if objects are processes, equal to `processes`
  std::uint64_t processes = 0;        ///< members of the objects
  std::uint64_t noise_processes = 0;  ///< of these, how many are in no cluster
  std::vector<PageLeftOut> left_out;
  std::vector<std::string> notes;                               ///< complete sentences
  std::vector<std::pair<std::string, std::string>> parameters;  ///< names and values, in display order
  std::string version;                                          ///< of proclens
};

/// A term of the audit: a lineage state or a flag.
struct PageTerm {
  std::string name;     ///< as in the rows
  std::string kind;     ///< "sound", "gap", "contradiction" or "suspicious"
  std::string meaning;  ///< a short phrase
};

/// Everything on the page except the rows of processes, which are streamed (atlas/page/page_payload.hpp). Spans and
/// pointers are borrowed and must outlive the call they are passed to. u distinct bags, v features, c clusters.
struct PageData {
  PageLens lens;
  PageSummary summary;
  std::string_view links = "[]";                  ///< page_links_json (atlas/page/page_links.hpp)
  std::span<const float> positions;               ///< 2u: x and y of each bag, finite
  std::span<const std::uint32_t> multiplicity;    ///< u: number of objects with this bag
  std::span<const std::uint32_t> members;         ///< u: number of their member processes
  std::span<const PageObject> objects;            ///< by number; empty if objects are processes
  std::span<const std::int32_t> cluster;          ///< u, −1 for noise
  std::span<const float> strength;                ///< u, 0 … 1
  std::span<const std::int32_t> nearest_cluster;  ///< u, −1 if there is none
  std::span<const float> outlier_score;           ///< u, 0 … 1
  std::span<const std::uint8_t> placed;           ///< u, 1: placed on the map `onto` of the others; empty: none is
  std::string onto;                               ///< the title of that map; ignored if `placed` is empty
  const SparseRows* bags = nullptr;               ///< u × v; only the columns are used
  std::span<const std::string> feature_names;     ///< v
  std::span<const double> feature_weight;         ///< v: the page lists a bag's heaviest features first
  std::span<const PageCluster> clusters;          ///< c
  std::span<const PageLayer> layers;              ///< coarse to fine
  std::vector<std::string> lineage_states;        ///< the states that occur in rows, such as "no parent"
  std::vector<std::string> lineage_flags;         ///< the flags that occur in rows, at most 31
  std::vector<PageTerm> terms;                    ///< the meanings of those terms, as far as they are known
  std::string_view hunt;                          ///< JSON by read_page_hunt (atlas/page/page_hunt.hpp), or empty
  /// Per bag its nearest other bags in the embedding, nearest first, `Neighbours::kNone` for none, and their distances;
  /// nullptr: the page shows no neighbours.
  const Matrix<std::uint32_t>* neighbours = nullptr;
  const Matrix<float>* neighbour_distance = nullptr;
};

/// One process instance. Views are borrowed for the call; missing values are nullopt.
struct PageProcess {
  std::uint32_t bag = 0;
  std::uint32_t object = 0;  ///< index into `PageData::objects`; ignored if objects are processes
  std::string_view pid_hash;
  std::optional<std::string_view> hostname;
  std::optional<std::string_view> process_name;
  std::optional<std::string_view> args;
  std::optional<std::string_view> user_name;
  std::optional<std::int64_t> started;  ///< µs since 1970 UTC; the page keeps milliseconds
  std::optional<std::string_view> ptree;
  std::optional<std::uint8_t> lineage_state;  ///< index into `PageData::lineage_states`
  std::uint32_t lineage_flags = 0;            ///< bit k: `PageData::lineage_flags[k]`
  std::string_view parent_pid_hash;           ///< empty if there is none
  std::optional<std::int64_t> ended;          ///< µs since 1970 UTC
  std::optional<std::int64_t> exit_code;
  std::optional<std::int64_t> os_pid;
  std::optional<std::int32_t> novelty;      ///< hundredths of a nat; ignored without a hunt, like the next three
  std::int32_t finding = 0;                 ///< 0, or 1 + the index of its finding in the header
  std::optional<std::string_view> reasons;  ///< one a line, the most surprising first
  std::optional<std::string_view> labels;   ///< by rules and people, one a line, the rarest first
};

}  // namespace proclens
