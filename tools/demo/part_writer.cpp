#include "demo/part_writer.hpp"

#include <algorithm>

#include "demo/image_bag.hpp"
#include "demo/office_block.hpp"
#include "table/copy_to_file.hpp"
#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

/// What a default selection excludes as the sensors' own processes.
bool names_sensor(const std::string& name) {
  return name.find("wintap") != std::string::npos || name.find("ssm-") != std::string::npos;
}

class PartWriter {
 public:
  PartWriter(const Context& context, const DemoWorld& world, const DemoPart& part, Stage& stage)
      : context_(context),
        world_(world),
        part_(part),
        stage_(stage),
        cast_(world.catalogue),
        bags_(world),
        database_({1, 0, "", false, context.cancel_flag()}) {
    database_.run(sql("demo/part_tables"));
    truth_.image_used.resize(world.catalogue.image_count());
  }

  DemoTruth write() && {
    append_images();
    generate();
    for (const auto& [program, rows] : programs_) truth_.programs[world_.catalogue.program(program).key] = rows;
    std::sort(truth_.bags.begin(), truth_.bags.end());
    truth_.bags.erase(std::unique(truth_.bags.begin(), truth_.bags.end()), truth_.bags.end());
    copy("demo/process", part_.process);
    copy("demo/process_path", part_.process_path);
    copy("demo/process_image_load", part_.process_image_load);
    copy("demo/truth_processes", part_.truth_processes);
    if (!part_.sysmon_json.path.empty()) copy_lines("demo/sysmon_json", part_.sysmon_json);
    return std::move(truth_);
  }

 private:
  void copy(const char* query, const OutputPath& file) {
    copy_to_file(
        database_, sql(query), file,
        "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, WRITE_BLOOM_FILTER false, COMPRESSION_LEVEL 1");
  }

  /// Writes the query's single column, one line per row.
  void copy_lines(const char* query, const OutputPath& file) {
    copy_to_file(database_, sql(query), file, "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01'");
  }

  void append_images() {
    TableAppender images = database_.append_to("image");
    for (std::uint32_t image = 0; image < world_.catalogue.image_count(); ++image) {
      images.int32(static_cast<std::int32_t>(image));
      images.text(world_.catalogue.image_path(image));
      images.end_row();
    }
    images.close();
  }

  void generate() {
    TableAppender made = database_.append_to("made");
    TableAppender loads = database_.append_to("load");
    std::deque<DemoProcess> boot;
    std::uint32_t boot_index = 0xFFFFFFFF;
    OfficeBlock block;
    for (std::size_t i = part_.first_block; i < part_.first_block + part_.blocks; ++i) {
      context_.check_cancelled();
      const Block& plan = world_.fleet.blocks[i];
      if (plan.boot != boot_index) {
        boot_index = plan.boot;
        boot = boot_processes(world_, boot_index);
      }
      generate_block(world_, cast_, i, boot, block);
      if (plan.with_boot) {
        for (const DemoProcess& process : boot) append(process, made, loads);
      }
      for (const DemoProcess& process : block.processes) append(process, made, loads);
      for (std::uint32_t ghost = 0; ghost < plan.ghosts; ++ghost)
        ghosts_.push_back({boot_index, plan.first_ghost + ghost});
      stage_.advance(plan.rows() + (plan.with_boot ? boot.size() : 0));
    }
    made.close();
    append_ghosts(loads);
    loads.close();
  }

  void append(const DemoProcess& process, TableAppender& made, TableAppender& loads) {
    const LineageTruth truth = lineage_truth(world_, process);
    append_record(process, made);
    append_path(process, made);
    append_truth(process, truth, made);
    made.end_row();
    count(process, truth);
    append_loads(bags_.draw(process), loads, process);
    ++number_;
  }

  void append_record(const DemoProcess& process, TableAppender& made) {
    const Boot& boot = world_.fleet.boots[process.boot];
    const Host& host = world_.fleet.hosts[boot.host];
    const Program* program = process.program == kNoProgram ? nullptr : &world_.catalogue.program(process.program);
    made.int32(number_);
    made.text(digits_of(process.hash, true));
    process.parent_hash ? made.text(digits_of(*process.parent_hash, true)) : made.null();
    made.text(process.guid.text());
    process.parent_guid ? made.text(process.parent_guid->text()) : made.null();
    made.text(host.name);
    made.int64(static_cast<std::int64_t>(process.pid));
    process.parent_pid ? made.int64(static_cast<std::int64_t>(*process.parent_pid)) : made.null();
    program != nullptr ? made.text(program->name) : made.null();
    process.arguments.empty() ? made.null() : made.text(process.arguments);
    program != nullptr ? made.int32(executable(process, *program)) : made.null();
    program != nullptr ? made.text(account_name(world_.catalogue, program->account, process.user)) : made.null();
    made.int64(process.start);
    process.end != 0 ? made.int64(process.end) : made.null();
    made.int64((process.end != 0 ? process.end : world_.fleet.end) + process.last_seen_offset);
    process.end != 0 ? made.int64(process.exit_code) : made.null();
    made.text(host.agent);
  }

  [[nodiscard]] std::int32_t executable(const DemoProcess& process, const Program& program) const {
    return static_cast<std::int32_t>(world_.catalogue.image(program.executable, bags_.path_traits(process)));
  }

  void append_path(const DemoProcess& process, TableAppender& made) {
    const Lineage lineage = recorded_lineage(process);
    if (lineage.empty()) {
      made.null();
      made.null();
      return;
    }
    ++truth_.path_rows;
    hashes_.clear();
    names_.clear();
    bool sensor = false;
    for (const DemoProcess* ancestor : lineage) {
      hashes_.push_back(digits_of(ancestor->hash, true));
      if (ancestor->program == kNoProgram) continue;
      names_.push_back(world_.catalogue.program(ancestor->program).name);
      sensor = sensor || names_sensor(names_.back());
    }
    truth_.sensor_lineages += sensor ? 1 : 0;
    made.text_list(hashes_);
    names_.empty() ? made.null() : made.text_list(names_);
  }

  void append_truth(const DemoProcess& process, const LineageTruth& truth, TableAppender& made) {
    process.program != kNoProgram ? made.text(world_.catalogue.program(process.program).key) : made.null();
    made.text(kind_name(process.kind));
    made.text(state_name(truth.state));
    process.likely_parent != nullptr ? made.text(digits_of(process.likely_parent->hash, true)) : made.null();
    for (const bool flag : truth.flag) made.boolean(flag);
    made.boolean(process.odd >= 0);
  }

  void count(const DemoProcess& process, const LineageTruth& truth) {
    ++truth_.process_rows;
    ++truth_.states[static_cast<std::size_t>(truth.state)];
    ++truth_.kinds[static_cast<std::size_t>(process.kind)];
    bool rare = false;
    for (std::size_t i = 0; i < kLineageFlags; ++i) {
      if (!truth.flag[i]) continue;
      ++truth_.flags[i];
      if (truth_.flagged[i].size() <= kMaxListed) truth_.flagged[i].push_back(digits_of(process.hash, true));
      const auto flag = static_cast<LineageFlag>(i);
      rare = rare || (flag != LineageFlag::short_path && flag != LineageFlag::nameless);
    }
    truth_.rare += rare ? 1 : 0;
    truth_.likely_parents += process.likely_parent != nullptr ? 1 : 0;
    truth_.unknown_parents += process.parent_hash && process.parent == nullptr ? 1 : 0;
    if (process.program != kNoProgram) ++programs_[process.program];
    if (process.intrusion != nullptr) note_intrusion(process, *process.intrusion);
  }

  void note_intrusion(const DemoProcess& process, const IntrusionStep& step) {
    const Program& program = world_.catalogue.program(process.program);
    truth_.intrusion.push_back({process.start, digits_of(process.hash, true), step.label, step.tactic,
                                world_.fleet.hosts[world_.fleet.boots[process.boot].host].name, program.name,
                                program.key, process.arguments});
  }

  void append_loads(const std::vector<std::uint32_t>& bag, TableAppender& loads, const DemoProcess& process) {
    if (process.odd >= 0) note_odd(bag, process);
    if (bag.empty()) {
      truth_.without_loads += process.again ? 0 : 1;
      return;
    }
    truth_.bags.push_back(bag_fingerprint(bag));
    append_bag(bag, loads);
  }

  void append_bag(const std::vector<std::uint32_t>& bag, TableAppender& loads) {
    // Libraries load within milliseconds of each other; a repeated load is a plug-in that was unloaded in between.
    const CounterRandom random(world_.seed, static_cast<std::uint64_t>(DemoStream::bags));
    const std::uint64_t salt = random.bits(static_cast<std::uint64_t>(number_) + part_.first_block * 1'000'003ULL);
    std::int32_t delay = 2;
    for (std::size_t i = 0; i < bag.size(); ++i) {
      const std::uint64_t bits = (salt + i * 0x9E3779B97F4A7C15ULL) >> 20U;
      delay += static_cast<std::int32_t>(bits % 11U);
      loads.int32(number_);
      loads.int32(static_cast<std::int32_t>(bag[i]));
      loads.int32(delay);
      loads.int32(bits % 37U == 5U ? 2 + static_cast<std::int32_t>(bits % 3U) : 1);
      loads.end_row();
      truth_.image_used[bag[i]] = true;
    }
    truth_.load_rows += bag.size();
  }

  void note_odd(const std::vector<std::uint32_t>& bag, const DemoProcess& process) {
    // The odd set was drawn last: its images that are in the bag, and not the program's own, are at the end.
    OddProcess odd{
        digits_of(process.hash, true), world_.fleet.hosts[world_.fleet.boots[process.boot].host].name, process.odd, {}};
    for (std::size_t i = bags_.odd_begin(); i < bag.size(); ++i)
      odd.images.push_back(world_.catalogue.image_path(bag[i]));
    truth_.odd.push_back(std::move(odd));
  }

  void append_ghosts(TableAppender& loads) {
    TableAppender rows = database_.append_to("ghost");
    for (const auto& [boot_index, ghost] : ghosts_) {
      const Boot& boot = world_.fleet.boots[boot_index];
      const std::vector<std::uint32_t>& bag = bags_.draw_ghost(cast_.runtime_broker, boot, ghost);
      rows.int32(number_);
      const std::string& host = world_.fleet.hosts[boot.host].name;
      const ProcessGuid guid = unknown_guid(world_.seed, kGhostGuids + ghost);
      rows.text(digits_of(pid_hash(host, guid), true));
      rows.text(guid.text());
      rows.text(host);
      rows.text(world_.catalogue.program(cast_.runtime_broker).name);
      rows.int64(boot.begin);
      rows.end_row();
      append_bag(bag, loads);
      ++truth_.ghosts;
      truth_.ghost_loads += bag.size();
      ++number_;
    }
    rows.close();
  }

  /// Numbers of unknown GUIDs are above those of rows.
  static constexpr std::uint64_t kGhostGuids = 1ULL << 62U;

  const Context& context_;
  const DemoWorld& world_;
  const DemoPart& part_;
  Stage& stage_;
  Cast cast_;
  ImageBags bags_;
  Database database_;
  DemoTruth truth_;
  std::int32_t number_ = 0;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> ghosts_;  ///< boot, number
  std::map<std::uint32_t, std::uint64_t> programs_;
  std::vector<std::string> hashes_;
  std::vector<std::string> names_;
};

}  // namespace

DemoTruth write_part(const Context& context, const DemoWorld& world, const DemoPart& part, Stage& stage) {
  return PartWriter(context, world, part, stage).write();
}

}  // namespace proclens
