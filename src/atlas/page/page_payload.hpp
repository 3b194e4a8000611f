// The data of the map page as compressed Arrow tables, which the page's scripts read.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "atlas/page/page_block.hpp"
#include "atlas/page/tables/page_data.hpp"
#include "atlas/page/tables/page_limits.hpp"
#include "atlas/page/tables/process_rows.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Takes the rows of processes one at a time and stores them as numbers and distinct texts. The tables are those of
/// docs/map-page.md. The same rows and data give the same bytes, for any number of threads. Not safe for concurrent
/// use.
class PagePayload {
 public:
  /// @param members per bag, how many rows will come; determines what fits within the limits
  /// @param columns what rows have besides the columns of every page
  explicit PagePayload(std::span<const std::uint32_t> members, const PageLimits& limits = {}, RowColumns columns = {});
  PagePayload(PagePayload&&) noexcept;
  PagePayload& operator=(PagePayload&&) noexcept;
  ~PagePayload();

  /// Of all rows that will come, given by their bags in their order, the indices of those whose details the page keeps.
  /// The others are counted here and need not be added. Throws std::logic_error for a bag that does not exist.
  [[nodiscard]] std::vector<std::uint32_t> kept(std::span<const std::uint32_t> bag_of_row);

  /// Adds a process. The order of rows determines which ones a limit leaves out and how ties are shown, so it must not
  /// depend on threads. Throws std::logic_error for a bag or lineage state that does not exist.
  void add_process(const PageProcess& process);

  /// Encodes everything. Blocks are in the order in which the page needs them: the first two suffice to draw the map.
  /// Throws std::logic_error if the sizes in `data` do not agree.
  /// @param add_rows adds the processes, if they were not added before: at the same time what does not depend on them
  /// is encoded
  [[nodiscard]] std::vector<PageBlock> blocks(const Context& context, const PageData& data,
                                              const std::function<void()>& add_rows = {});

  /// What the limits left out; `bytes` is 0 here, and features are known only after `blocks`.
  [[nodiscard]] PageOutcome outcome(const PageData& data) const;

 private:
  [[nodiscard]] std::vector<PageBlock> process_blocks(const Context& context, const PageData& data) const;

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
