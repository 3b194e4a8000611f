// Shapes of records: which keys, in which order, nested how. Records of one kind have one shape, so where a field is
// found has to be worked out only once for all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/distinct_texts.hpp"
#include "import/source/record_fields.hpp"

namespace proclens {

/// A step of a walk through a record: a key, or the end of an object.
enum class KeyStep : std::uint8_t {
  value,  ///< a key whose value is no object
  open,   ///< a key whose value is an object; the steps up to its `close` are inside
  shut,   ///< a key whose value is an object that the walk does not enter
  close,  ///< the end of an object, in the end of the record itself
  none    ///< no step
};

/// The shapes of records that were walked before, as a tree of steps: records that begin alike share a path from its
/// root. A step costs one comparison when the record goes the way of the last one that came by, else a look-up in a
/// hash table. Shapes whose keys are not to be trusted cost no more than that: steps, keys and probes have limits, and
/// when the tree is full all of it is forgotten. For one thread.
///
/// Usage: `begin`, `go` once for each step, `end`, then `find`.
class KeyShapes {
 public:
  static constexpr std::size_t kMostSteps = 512;  ///< of one record
  static constexpr std::size_t kLongestKey = 255;
  static constexpr int kMissing = -1;    ///< the record has no such field
  static constexpr int kUncertain = -2;  ///< the shape does not tell

  /// @param wrapper where a record has an object under this key, that object is the record
  explicit KeyShapes(std::string wrapper);

  /// A record begins.
  void begin();

  /// The record's next step; `key` is empty for `close`. False when it is too much for a shape: then the record has
  /// none.
  [[nodiscard]] bool go(KeyStep step, std::string_view key) {
    const std::uint32_t usual = nodes_[at_].usual;
    if (nodes_[usual].step != step || !same_text(key_of(nodes_[usual]), key)) return go_elsewhere(step, key);
    at_ = usual;
    return true;
  }

  /// The key of the step that the last record took from here when it can only be written in one way: without quotes
  /// and backslashes; else without data. Valid until the next step.
  [[nodiscard]] std::string_view usual_key() const {
    const Node& usual = nodes_[nodes_[at_].usual];
    return usual.is_plain ? key_of(usual) : std::string_view();
  }
  /// `go` with that key, of which there is one.
  [[nodiscard]] bool go_usual(KeyStep step) {
    const std::uint32_t usual = nodes_[at_].usual;
    if (nodes_[usual].step != step) return go_elsewhere(step, std::string(key_of(nodes_[usual])));
    at_ = usual;
    return true;
  }

  /// The record is at its end; the last step was its `close`.
  void end();

  /// Of the record that ended last: the step (counted from 0) whose value a path means, or kMissing, or kUncertain.
  /// Remembered from the second record of a shape on: many a shape comes but once. A path of several parts is first one
  /// key of the record as it is, then nested objects part by part; of keys that are the same the first counts.
  [[nodiscard]] int find(const FieldPath& path) {
    const std::vector<std::int16_t>& answers = shape_->answers;
    const bool is_asked = path.number < answers.size() && answers[path.number] != kUnasked;
    return is_asked ? answers[path.number] : find_first_time(path);
  }

  /// The note of that record's shape; none for the first record of a shape.
  [[nodiscard]] ShapeNote* note() { return is_new_ ? nullptr : &shape_->note; }

  [[nodiscard]] const std::string& wrapper() const { return wrapper_; }
  /// Steps in the tree.
  [[nodiscard]] std::size_t size() const { return nodes_.size() - 1; }
  /// How often everything was forgotten.
  [[nodiscard]] std::size_t times_full() const { return times_full_; }

 private:
  struct Node {
    std::uint32_t parent;
    std::uint32_t usual;  ///< the child that was gone to last; 0: none yet
    std::uint32_t key;    ///< where it begins in keys_
    std::uint16_t steps;  ///< from the root
    std::uint16_t shape;  ///< of records that end here, from 1; 0: none did
    std::uint8_t key_size;
    KeyStep step;
    bool is_plain;  ///< a key without quotes and backslashes
  };
  static constexpr std::int16_t kUnasked = -3;
  struct Shape {
    std::vector<std::int16_t> answers;  ///< by the number of the path
    ShapeNote note;
  };

  [[nodiscard]] std::string_view key_of(const Node& node) const { return {keys_.data() + node.key, node.key_size}; }
  [[nodiscard]] bool go_elsewhere(KeyStep step, std::string_view key);
  [[nodiscard]] std::uint32_t add(KeyStep step, std::string_view key);
  void grow();
  void forget();
  [[nodiscard]] int find_first_time(const FieldPath& path);
  void find_steps();
  [[nodiscard]] int find_in_steps(const FieldPath& path) const;
  [[nodiscard]] int find_key(std::size_t first, std::string_view key) const;
  [[nodiscard]] KeyStep step_at(int i) const { return nodes_[path_[static_cast<std::size_t>(i)]].step; }

  std::string wrapper_;
  std::vector<Node> nodes_;  ///< the first one is the root
  std::string keys_;
  std::vector<std::uint32_t> slots_;  ///< nodes by parent and key; 0: free
  std::vector<Shape> shapes_;
  std::uint32_t at_ = 0;
  Shape* shape_ = nullptr;           ///< of the record that ended last
  bool is_new_ = false;              ///< whether that record is its first
  std::vector<std::uint32_t> path_;  ///< nodes of that record in order, once they were needed
  std::size_t record_ = 0;           ///< and the first step inside it
  std::size_t times_full_ = 0;
};

}  // namespace proclens
