// The JSON of an invented hunt in the form of src/hunt/hunt_files.cpp; on request with texts that try to run, to break
// out and to deceive.
import { attacks, sequence } from './audit_data.mjs';

const programs = ['powershell.exe', 'cmd.exe', 'rundll32.exe', 'winword.exe', 'mpcmdrun.exe', 'hbsvc.exe'];
const terms = ['name', 'parent', 'command', 'images', 'folder', 'child', 'a_later_term'];

/** @param findings how many are listed, of `all` */
export function huntData({ findings: count = 120, all = count, hosts = 9, hostile = false, known = 0, labelled = 0 } = {}) {
  const random = sequence(11);
  const text = (plain, at) => (hostile ? attacks[at % attacks.length] : plain);
  const host = (number) => text(`HQ-WS-${101 + number}`, number);
  const findings = Array.from({ length: count }, (_, i) => {
    const name = text(programs[random(programs.length)], i);
    const processes = 1 + random(8);
    const on = 1 + random(Math.min(3, processes));
    const reasons = terms.filter((_, k) => k === i % terms.length || random(3) === 0).map((term, k) => ({ term: text(term, i + k), nats: 2 + random(600) / 100, text: text(`${term} of ${name}: 0 of ${100 + i} on ${hosts} other hosts`, i + k + 1) }));
    reasons.sort((a, b) => b.nats - a.nats);
    const sum = reasons.reduce((total, { nats }) => total + nats, 0);
    if (i < labelled) reasons.push({ term: 'label', nats: 9, text: text("labelled 'Odd parent' by hayabusa (high): 3 of 900 processes", i) });
    const started = (k) => (random(9) === 0 && !hostile ? '' : `2024-03-${String(1 + (i % 28)).padStart(2, '0')} 10:${String(10 + k).padStart(2, '0')}:44`);
    const examples = Array.from({ length: Math.min(5, processes) }, (_, k) => ({
      pid_hash: text(((i + 1) * 16 + k).toString(16).padStart(32, '0'), i + k),
      process_name: name,
      hostname: host((i + (k % on)) % hosts),
      user_name: text(k % 2 === 0 ? 'CORP\\m.keller' : '', i + k + 3),
      process_started: started(k),
      args: text(`-nop -w hidden -c "run ${i} ${k}"`, i + k + 4),
      novelty: sum + 1,
    }));
    const starts = examples.map(({ process_started: at }) => at).filter((at) => at !== '').sort();
    return {
      id: (0x1000000000000000n + BigInt(i)).toString(16),
      novelty: sum + 1.5,
      known: i % 10 === 3 && i / 10 < known,
      labelled: i < labelled,
      process_name: name,
      processes,
      host_count: on,
      hosts: Array.from({ length: on }, (_, k) => host((i + k) % hosts)),
      first_seen: starts[0] ?? '',
      last_seen: starts.at(-1) ?? '',
      reasons,
      examples,
    };
  });
  findings.sort((a, b) => b.novelty - a.novelty);
  return {
    kind: 'hunt',
    version: 1,
    title: text('An invented office', 0),
    compared_with: 'other hosts',
    baseline: null,
    rules: 'all',
    processes: 40_000,
    records: 41_000,
    hosts,
    processes_with_reasons: 3_000,
    findings_in_all: all,
    known_findings: findings.filter((finding) => finding.known).length,
    caveats: [],
    label_sources: labelled > 0 ? [{ source: text('hayabusa', 1), rows: 5, matched: 3 }] : [],
    findings,
  };
}
