#include "hunt/hunt.hpp"

#include <utility>

namespace proclens {
namespace {

HuntedProcesses compare(const Context& context, Database& database, bool with_baseline) {
  const Stage stage(context, "compare");
  return with_baseline ? compare_with_baseline(context, database) : compare_with_rest(context, database);
}

NoveltyTerms score(const Context& context, const NoveltyReference& reference, const ImageReference& images,
                   HuntedProcesses& processes) {
  const Stage stage(context, "score");
  ProcessKeys& keys = processes.keys;
  keys.images = find_image_novelty(context, images, processes.files, keys.name, keys.unit);
  return novelty_terms(context, reference, images, keys);
}

Findings group(const Context& context, const HuntedProcesses& processes, const Reasons& reasons,
               const NoveltyTerms& terms) {
  const Stage stage(context, "group findings");
  return group_findings(context, processes, reasons, terms);
}

}  // namespace

Hunt::Hunt(const Context& context, Database& database, const std::optional<BaselineSummary>& with_baseline,
           const std::set<std::string>& known_ids, ProcessLabels process_labels,
           std::optional<MapEvidence> map_evidence)
    : baseline(with_baseline),
      in_baseline(baseline ? shared_with_baseline(database) : SharedProcesses()),
      labels(std::move(process_labels)),
      map(std::move(map_evidence)),
      processes(compare(context, database, baseline.has_value())),
      reference(std::exchange(processes.reference, {})),
      images(std::exchange(processes.image_reference, {})),
      terms(score(context, reference, images, processes)),
      reasons(processes, reference, images, terms, labels, map),
      findings(group(context, processes, reasons, terms)) {
  std::set<std::string> not_found = known_ids;
  for (const Finding& finding : findings.findings) {
    const std::string id = id_text(finding.id);
    is_known.push_back(known_ids.contains(id));
    not_found.erase(id);
  }
  known_ids_not_found = not_found.size();
}

}  // namespace proclens
