// The state of building a block; private to office_block.cpp, planted.cpp and intruders.cpp.
#pragma once

#include "demo/office_block.hpp"

namespace proclens {

class BlockBuilder {
 public:
  BlockBuilder(const DemoWorld& world, const Cast& cast, std::size_t index, const std::deque<DemoProcess>& boot,
               OfficeBlock& out);

  void add_orphans();
  void add_activity();
  void add_consoles();
  void add_nameless();
  void add_planted();
  void add_intrusion();

  /// Throws std::logic_error unless the block has the planned number of rows.
  void check() const;

 private:
  // office_block.cpp
  DemoProcess& add(Kind kind, std::uint32_t program, Moment start);
  void set_parent(DemoProcess& child, const DemoProcess& parent);
  void set_unknown_parent(DemoProcess& child);
  void set_unknown_parent_guid(DemoProcess& child);
  void live(DemoProcess& process);
  void add_job(std::size_t limit);
  const DemoProcess& starter_of(const Job& job);
  [[nodiscard]] Moment moment_in_block(bool office);
  [[nodiscard]] Moment moment_under(const DemoProcess& parent, double max_seconds);
  [[nodiscard]] const DemoProcess& core(std::uint32_t program) const { return *boot_process(boot_, program); }
  [[nodiscard]] std::uint32_t wanted(Kind kind) const { return plan_[kind]; }
  DemoProcess& add_console(Kind kind);

  // planted.cpp
  DemoProcess& add_leaf(Kind kind);
  DemoProcess& add_under(Kind kind, std::uint32_t program, const DemoProcess& parent);
  void add_pair_of_records();
  void add_wrong_path();
  void add_late_parent();
  void add_early_ended_parent();
  void add_foreign_parent();
  void add_unexpected_parent(std::uint64_t number);
  void add_cycle();
  void add_odd(std::uint64_t number);
  void add_short_path(std::uint64_t number);
  void add_kernel();
  void add_unresolved_parents();
  void add_reused_parent();

  // intruders.cpp
  void add_stage(std::size_t stage);
  [[nodiscard]] const DemoProcess* boot_alive_elsewhere(std::uint32_t program, Moment moment);
  [[nodiscard]] std::uint32_t one_of(const std::vector<std::uint32_t>& programs);
  [[nodiscard]] std::uint64_t ordinal(Kind kind, std::uint32_t i) const;

  const DemoWorld& world_;
  const Cast& cast_;
  const Block& plan_;
  const Boot& uptime_;
  const Host& host_;
  const std::deque<DemoProcess>& boot_;
  OfficeBlock& out_;
  Draws draws_;
  std::uint64_t next_unused_pid_ = 0;
  double office_chance_ = 0;                  ///< that the next job is one of office hours
  std::vector<const DemoProcess*> consoles_;  ///< console programs of the block
  std::size_t consoles_shown_ = 0;            ///< how many of them already have a window
  std::vector<const DemoProcess*> orphan_shells_;
};

}  // namespace proclens
