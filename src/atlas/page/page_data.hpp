// What the map page shows, as plain values. Text may hold any bytes: the page treats all of it as data.
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

/// One feature of a topic: clusters have more of it, or less, than the whole.
struct PageTopicPart {
  bool more = true;
  std::string name;  ///< as shown, such as "ntdll.dll"
};

/// What sets a cluster apart, most telling first.
using PageTopic = std::vector<PageTopicPart>;

/// A cluster of the map; its number is its place in `PageData::clusters`.
struct PageCluster {
  PageTopic topic;
  std::uint64_t objects = 0;
};

/// The name of a group of points at its place on the map.
struct PageLabel {
  PageTopic topic;
  float x = 0;  ///< on or near the group's middle
  float y = 0;
  float radius = 0;           ///< how far the group reaches from there, in map units
  std::uint64_t objects = 0;  ///< larger groups are labelled first
  std::int32_t cluster = -1;  ///< the cluster with this very set of points, −1 when it is a coarser group
  std::int32_t parent = -1;   ///< the label of the group that this one is a part of, counted through all layers
};

/// Labels of one zoom level. Layers are given from coarse to fine.
using PageLayer = std::vector<PageLabel>;

/// Something that is not on the map: "loads of unknown processes", 1,204, "no record in `process`".
struct PageLeftOut {
  std::string what;
  std::uint64_t count = 0;
  std::string why;
};

/// What something is called.
struct PageNoun {
  std::string one;   ///< "process"
  std::string many;  ///< "processes"
};

/// What the page says of its lens.
struct PageLens {
  std::string name = "images";
  PageNoun object = {"process", "processes"};    ///< what a bag describes
  PageNoun feature = {"image", "images"};        ///< what bags hold
  std::string feature_label = "last_path_part";  ///< how a feature is shown where room is short, or "whole"
  bool objects_are_processes = true;             ///< otherwise an object has member processes: `PageData::objects`
};

/// What a bag describes where that is not a process, such as a command line.
struct PageObject {
  std::uint32_t bag = 0;
  std::string_view name;
};

/// What the summary panel says.
struct PageSummary {
  std::string title;                  ///< heading and window title
  std::uint64_t objects = 0;          ///< as many as there are processes where objects are processes
  std::uint64_t processes = 0;        ///< members of the objects
  std::uint64_t noise_processes = 0;  ///< of them in no cluster
  std::vector<PageLeftOut> left_out;
  std::vector<std::string> notes;                               ///< whole sentences
  std::vector<std::pair<std::string, std::string>> parameters;  ///< name and value, in the order shown
  std::string version;                                          ///< of proclens
};

/// A word of the audit: a lineage state or a flag.
struct PageTerm {
  std::string name;     ///< as rows give it
  std::string kind;     ///< "sound", "gap", "contradiction" or "suspicious"
  std::string meaning;  ///< a few words
};

/// Everything on the page but the rows of processes, which are streamed (atlas/page/page_payload.hpp). Borrows: what
/// the spans and pointers name must outlive the call they are given to. u distinct bags, v features, c clusters.
struct PageData {
  PageLens lens;
  PageSummary summary;
  std::span<const float> places;                  ///< 2u: x and y of each bag, finite
  std::span<const std::uint32_t> multiplicity;    ///< u: objects with this bag
  std::span<const std::uint32_t> members;         ///< u: their member processes
  std::span<const PageObject> objects;            ///< by number; none where objects are processes
  std::span<const std::int32_t> cluster;          ///< u, −1 for noise
  std::span<const float> strength;                ///< u, 0 … 1
  std::span<const std::int32_t> nearest_cluster;  ///< u, −1 if there is none
  std::span<const float> outlier_score;           ///< u, 0 … 1
  const SparseRows* bags = nullptr;               ///< u × v; only the columns are used
  std::span<const std::string> feature_names;     ///< v
  std::span<const double> feature_weight;         ///< v: the page lists a bag's features heaviest first
  std::span<const PageCluster> clusters;          ///< c
  std::span<const PageLayer> layers;              ///< coarse to fine
  std::vector<std::string> lineage_states;        ///< names of the states that rows give, such as "no parent"
  std::vector<std::string> lineage_flags;         ///< names of the flags that rows give, at most 31
  std::vector<PageTerm> terms;                    ///< what those words mean, as far as that is known
  /// Per bag its nearest others in the embedding, nearest first, `Neighbours::kNone` for none, and how far away they
  /// are; none at all: the page tells of no neighbours.
  const Matrix<std::uint32_t>* neighbours = nullptr;
  const Matrix<float>* neighbour_distance = nullptr;
};

/// One process instance; all views are borrowed for the call. A missing value is an empty optional.
struct PageProcess {
  std::uint32_t bag = 0;
  std::uint32_t object = 0;  ///< index into `PageData::objects`; ignored where objects are processes
  std::string_view pid_hash;
  std::optional<std::string_view> hostname;
  std::optional<std::string_view> process_name;
  std::optional<std::string_view> args;
  std::optional<std::string_view> user_name;
  std::optional<std::int64_t> started;  ///< µs since 1970 UTC; the page keeps milliseconds
  std::optional<std::string_view> ptree;
  std::optional<std::uint8_t> lineage_state;  ///< index into `PageData::lineage_states`
  std::uint32_t lineage_flags = 0;            ///< bit k: `PageData::lineage_flags[k]`
  std::string_view parent_pid_hash;           ///< empty when there is none
  std::optional<std::int64_t> ended;          ///< µs since 1970 UTC
  std::optional<std::int64_t> exit_code;
  std::optional<std::int64_t> os_pid;
};

}  // namespace proclens
