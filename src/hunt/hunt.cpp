#include "hunt/hunt.hpp"

#include <utility>

namespace proclens {
namespace {

HuntedProcesses compare(const Context& context, Database& database, bool with_baseline) {
  const Stage stage(context, "compare");
  return with_baseline ? compare_with_baseline(database) : compare_with_rest(database);
}

NoveltyTerms score(const Context& context, const NoveltyReference& reference, const ProcessKeys& keys) {
  const Stage stage(context, "score");
  return novelty_terms(context, reference, keys);
}

Findings group(const Context& context, const HuntedProcesses& processes, const Reasons& reasons,
               const NoveltyTerms& terms) {
  const Stage stage(context, "group findings");
  return group_findings(context, processes, reasons, terms);
}

}  // namespace

Hunt::Hunt(const Context& context, Database& database, const std::optional<BaselineSummary>& with_baseline,
           const std::set<std::string>& known_ids, ProcessLabels process_labels)
    : baseline(with_baseline),
      labels(std::move(process_labels)),
      processes(compare(context, database, baseline.has_value())),
      reference(std::exchange(processes.reference, {})),
      terms(score(context, reference, processes.keys)),
      reasons(processes, reference, terms, labels),
      findings(group(context, processes, reasons, terms)) {
  for (const Finding& finding : findings.findings) is_known.push_back(known_ids.contains(id_text(finding.id)));
}

}  // namespace proclens
