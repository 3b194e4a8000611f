#include "demo/plan/jobs.hpp"

#include <charconv>
#include <stdexcept>

namespace proclens {
namespace {

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw std::logic_error("demo jobs: not a number: " + std::string(text));
  }
  return value;
}

int latest_step_of(const std::vector<Step>& steps, std::uint32_t program) {
  for (std::size_t i = steps.size(); i-- > 0;) {
    if (steps[i].program == program) return static_cast<int>(i);
  }
  throw std::logic_error("demo jobs: a parent comes after its child");
}

/// `program[*min-max][@parent]`
Step parse_step(const Catalogue& catalogue, std::string_view text, const std::vector<Step>& before) {
  Step step{0, -1, 1, 1};
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    step.parent = latest_step_of(before, catalogue.find(text.substr(at + 1)));
    text = text.substr(0, at);
  }
  if (const std::size_t star = text.find('*'); star != std::string_view::npos) {
    const std::string_view range = text.substr(star + 1);
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos) throw std::logic_error("demo jobs: not a range: " + std::string(range));
    step.min = number(range.substr(0, dash));
    step.max = number(range.substr(dash + 1));
    text = text.substr(0, star);
  }
  step.program = catalogue.find(text);
  return step;
}

void parse_steps(const Catalogue& catalogue, const std::vector<std::string>& texts, std::vector<Step>& steps) {
  for (const std::string& text : texts) steps.push_back(parse_step(catalogue, text, steps));
}

}  // namespace

Jobs parse_jobs(const Catalogue& catalogue, const JobsData& data) {
  Jobs jobs;
  for (const JobData& entry : data.jobs) {
    Job job{catalogue.find(entry.parent), entry.often, entry.office_hours, {}};
    parse_steps(catalogue, entry.steps, job.steps);
    jobs.all.push_back(std::move(job));
  }
  for (std::size_t role = 0; role < kRoles; ++role) {
    parse_steps(catalogue, data.boot, jobs.boot[role]);
    parse_steps(catalogue, role == static_cast<std::size_t>(Role::server) ? data.server_boot : data.desk_boot,
                jobs.boot[role]);
    if (jobs.boot[role].size() != jobs.boot[0].size()) throw std::logic_error("demo jobs: boots differ in size");
  }
  return jobs;
}

double total_weight(const Jobs& jobs, Role role, bool office_hours) {
  double total = 0;
  for (const Job& job : jobs.all) {
    if (job.office_hours == office_hours) total += job.weight[static_cast<std::size_t>(role)];
  }
  return total;
}

const Job& draw_job(const Jobs& jobs, Role role, bool office_hours, Draws& draws) {
  double left = draws.uniform() * total_weight(jobs, role, office_hours);
  const Job* chosen = nullptr;
  for (const Job& job : jobs.all) {
    const double weight = job.weight[static_cast<std::size_t>(role)];
    if (job.office_hours != office_hours || weight <= 0) continue;
    chosen = &job;
    left -= weight;
    if (left < 0) break;
  }
  if (chosen == nullptr) throw std::logic_error("demo: a role without jobs");
  return *chosen;
}

}  // namespace proclens
