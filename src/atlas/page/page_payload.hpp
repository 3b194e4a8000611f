// The data of the map page as Arrow tables, compressed: what the page's scripts read back.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "atlas/page/page_block.hpp"
#include "atlas/page/page_data.hpp"
#include "atlas/page/page_limits.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Takes the rows of processes one at a time and keeps them as numbers and distinct texts. The tables are those of
/// docs/map-page.md. Same rows and data, same bytes, for any number of threads. Not for two threads at once.
class PagePayload {
 public:
  /// @param members per bag, how many rows will come; decides what the limits leave room for
  /// @param with_objects whether rows name objects that are apart from processes
  explicit PagePayload(std::span<const std::uint32_t> members, const PageLimits& limits = {},
                       bool with_objects = false);
  PagePayload(PagePayload&&) noexcept;
  PagePayload& operator=(PagePayload&&) noexcept;
  ~PagePayload();

  /// Adds a process. The order of rows decides which ones a limit leaves out and how ties are shown; give them in one
  /// that does not depend on threads. Throws std::logic_error for a bag or lineage state that does not exist.
  void add_process(const PageProcess& process);

  /// Encodes everything. Blocks come in the order in which the page wants them: the first two are enough to draw the
  /// map. Throws std::logic_error when the sizes in `data` do not agree.
  [[nodiscard]] std::vector<PageBlock> blocks(const Context& context, const PageData& data) const;

  /// What the limits left out; `bytes` is 0 here, and features are known after `blocks`.
  [[nodiscard]] PageOutcome outcome(const PageData& data) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
