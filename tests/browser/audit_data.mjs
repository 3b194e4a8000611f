// The JSON of an invented audit in the form of src/atlas/audit_page_data.cpp: every state and flag, cycles, likely
// parents, and on request texts that try to run, to break out and to deceive.

const states = [
  ['root', 'sound', 'a known first process'],
  ['complete', 'sound', 'reaches a known first process'],
  ['truncated', 'gap', 'has ancestors, but none of them is a first process'],
  ['orphan', 'gap', 'its parent has no record'],
  ['dud', 'gap', 'has no parent hash'],
  ['cyclic', 'contradiction', 'its lineage ends in a cycle'],
];
const flags = [
  ['missing_path', 'gap', 'no row in process_path'],
  ['short_path', 'gap', 'recorded lineage is correct but incomplete'],
  ['wrong_path', 'contradiction', 'recorded lineage disagrees with the records'],
  ['self_parent', 'contradiction', 'is its own parent'],
  ['parent_started_later', 'contradiction', 'parent started after it'],
  ['parent_ended_earlier', 'contradiction', 'parent had ended before it started'],
  ['cross_host_parent', 'contradiction', 'parent is on another host'],
  ['duplicate_pid_hash', 'contradiction', 'several records share its hash'],
  ['nameless', 'gap', 'has no name'],
  ['malformed_hash', 'contradiction', 'a hash is missing or not 32 hex digits'],
  ['unexpected_parent', 'suspicious', 'a core Windows process with a parent that it never has'],
];
const programs = ['svchost.exe', 'conhost.exe', 'chrome.exe', 'powershell.exe', 'cmd.exe', 'taskhostw.exe', 'runtimebroker.exe', 'msedge.exe', 'wmiprvse.exe', 'python.exe', 'lsass.exe', 'services.exe'];

export const attacks = [
  '<script>window.pwned=1</script>',
  '<img src=x onerror=window.pwned=1>',
  '</script><svg onload=window.pwned=1>',
  "'\"><a href=javascript:window.pwned=1>x</a>",
  '<!--<script>',
  '__proto__',
  'constructor',
  'exe.\u202egpj',
  'nul\0inside\u001b[2J',
  'red',
  '\u200b',
  '',
  `{{constructor.constructor('window.pwned=1')()}}`,
  '\u2028window.pwned=1\u2029',
  'A'.repeat(40_000),
];

/** Numbers that look random and are the same in every run. */
export function sequence(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const add = (counts, name, by = 1) => (counts[name] = (counts[name] ?? 0) + by);

/** Counts of one group, only those that occur. */
function tally(records) {
  const counts = { processes: records.length, states: {}, flags: {} };
  for (const { state, flags: marks } of records) {
    add(counts.states, state);
    for (const flag of marks) add(counts.flags, flag);
  }
  return counts;
}

function rowsBy(records, keyOf, nameKeys, compare) {
  const groups = new Map();
  for (const record of records) {
    const key = JSON.stringify(keyOf(record));
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(record);
  }
  const rows = [...groups].map(([key, members]) => ({ ...Object.fromEntries(nameKeys.map((name, i) => [name, JSON.parse(key)[i]])), ...tally(members) }));
  return { rows: rows.sort(compare), other_rows: 0 };
}

const mostFirst = (a, b) => b.processes - a.processes;

/** @returns everything that the page must show, with all counted records */
export function auditData({ records: count = 3_000, hosts = 24, days = 30, hostile = false, processPath = true } = {}) {
  const random = sequence(7);
  const text = (plain, at) => (hostile ? attacks[at % attacks.length] : plain);
  const hash = (i) => text(i.toString(16).padStart(32, '0'), 3 * i + 1);
  const all = [];
  for (let i = 0; i < count; ++i) {
    const host = random(hosts);
    const day = random(days);
    const lossy = (host % 5 === 2 && random(10) < 7) || (day % 9 === 4 && random(10) < 6) || random(10) < 1;
    const state = i < hosts ? 'root' : lossy ? ['orphan', 'dud', 'truncated', 'truncated'][random(4)] : random(200) === 0 ? 'cyclic' : 'complete';
    const marks = flags.map(([name]) => name).filter((name) => random(name === 'short_path' ? 40 : 300) === 0 && (processPath || !name.endsWith('_path')));
    if (state === 'cyclic' && random(2) === 0 && !marks.includes('self_parent')) marks.push('self_parent');
    const started = new Date(Date.UTC(2024, 4, 1 + day, 6 + random(14), random(60), random(60)));
    all.push({
      pid_hash: hash(i),
      name: marks.includes('nameless') ? null : text(programs[Math.min(random(programs.length), random(programs.length))], i),
      host: text(`OFFICE-${101 + host}`, host),
      user: text('CORP\\m.keller', i + 2),
      args: random(6) === 0 ? null : text(`-k netsvcs -p -s ${i} --type=renderer`, i + 4),
      os_pid: 4 * random(9_000),
      parent_os_pid: 4 * random(9_000),
      started: started.toISOString().replace('T', ' ').replace(/\.000Z$/, ''),
      ended: random(3) === 0 ? null : new Date(started.getTime() + 1000 * random(90_000)).toISOString().replace('T', ' ').replace(/\.000Z$/, ''),
      state,
      flags: marks,
      depth: state === 'root' || state === 'dud' || state === 'orphan' ? 1 : 2 + random(7),
      parent: null,
      parent_pid_hash: state === 'dud' ? null : hash(count + i),
      likely_parent: null,
      recorded: null,
    });
  }

  const examples = {};
  const kept = [];
  const place = new Map();
  const keep = (record) => {
    if (!place.has(record)) place.set(record, kept.push(record) - 1);
    return place.get(record);
  };
  const roots = all.slice(0, hosts);
  for (const [name] of [...states.slice(2), ...flags]) {
    const found = all.filter((record) => record.state === name || record.flags.includes(name));
    if (found.length > 0) examples[name] = found.slice(0, 60).map(keep);
  }
  // Parents: chains that end as their state says.
  for (const record of [...kept]) {
    if (record.state === 'cyclic') {
      const other = record.flags.includes('self_parent') ? record : { ...all[random(count)], state: 'cyclic', flags: [], parent: null };
      record.parent = keep(other);
      if (other !== record) other.parent = keep(record);
    } else if (record.depth > 1) {
      let below = record;
      for (let depth = record.depth - 1; depth >= 1; --depth) {
        const top = depth === 1;
        const state = top ? (record.state === 'complete' ? 'root' : 'orphan') : record.state;
        const parent = { ...all[random(count)], state, flags: [], depth, parent: null };
        if (state === 'root') parent.name = text('smss.exe', depth);
        below.parent = keep(parent);
        below = parent;
      }
    } else if (record.state === 'orphan' && random(4) === 0) {
      record.likely_parent = keep(roots[random(roots.length)]);
    }
    if (record.flags.includes('wrong_path')) record.recorded = `=${record.name}->${text('explorer.exe', 1)}->userinit.exe`;
  }

  const total = tally(all);
  const every = (terms, counts, known = () => true) => Object.fromEntries(terms.map(([name]) => [name, known(name) ? (counts[name] ?? 0) : null]));
  const day = ({ started }) => started.slice(0, 10);
  const byDay = (a, b) => (a.day < b.day ? -1 : 1);
  const by_host = rowsBy(all, ({ host }) => [host], ['host'], mostFirst);
  const order = by_host.rows.map(({ host }) => host);
  const depths = [...new Set(all.map(({ depth }) => depth))].sort((a, b) => a - b);
  const duds = all.filter(({ state }) => state === 'dud');
  const top = (records, column) => {
    const rows = rowsBy(records, (record) => [record[column]], [column], mostFirst).rows;
    return { names: rows.slice(0, 50).map((row) => ({ [column]: row[column], count: row.processes })), other_names: Math.max(0, rows.length - 50), other_count: rows.slice(50).reduce((sum, row) => sum + row.processes, 0) };
  };
  return {
    version: 1,
    title: text('Example office', 0),
    states: states.map(([name, kind, meaning]) => ({ name, kind, meaning })),
    flags: flags.map(([name, kind, meaning]) => ({ name, kind, meaning })),
    audit: {
      processes: { records: count, known: count, only_as_parent: 321, only_in_image_loads: 12, as_parent_and_in_image_loads: 7, image_loads_of_unknown: 450, image_loads_without_hash: 3, hosts, first_day: all.map(day).sort()[0] ?? null, last_day: all.map(day).sort().pop() ?? null },
      tables: { process_path: processPath, process_image_load: true },
      duds: { processes: duds.length, share: duds.length / Math.max(1, count), nameless: duds.filter(({ name }) => name === null).length, with_args: duds.filter(({ args }) => args !== null).length, in_process_path: duds.length, lineage_lengths: [{ length: 1, count: duds.length }], by_name: top(duds, 'name'), by_args: top(duds, 'args') },
      no_lineage: processPath ? { paths: count, shorter_than_2: duds.length, share_of_processes: duds.length / Math.max(1, count), lengths: [{ length: 1, count: duds.length }, { length: 2, count: 40 }], by_name: top(duds, 'name') } : null,
      exports: { process_nondud: count - duds.length, process_with_lineage: Math.round(count / 2), anomalies: 99, lineage: count },
      states: every(states, total.states),
      flags: every(flags, total.flags, (name) => processPath || !name.endsWith('_path')),
      parent_started_later_within_a_second: 2,
      parent_ended_earlier_within_a_second: 3,
      unexpected_parent_in_impossible_records: 1,
      repaired: 87,
      likely_parents: 41,
      longest_lineage: Math.max(0, ...depths),
      lineage_steps_written_at_most: 100,
      depths: depths.map((depth) => ({ depth, states: tally(all.filter((record) => record.depth === depth)).states })),
      deeper: null,
      by_host,
      by_name: rowsBy(all, ({ name }) => [name], ['name'], mostFirst),
      by_day: rowsBy(all, (record) => [day(record)], ['day'], byDay),
      by_hour_of_day: rowsBy(all, ({ started }) => [Number(started.slice(11, 13))], ['hour'], (a, b) => a.hour - b.hour),
      by_host_and_day: rowsBy(all, (record) => [record.host, day(record)], ['host', 'day'], (a, b) => order.indexOf(a.host) - order.indexOf(b.host) || byDay(a, b)),
    },
    records: kept.map((record) => ({ ...record, args: record.args && record.args.slice(0, 300) })),
    examples,
  };
}
