import { describe, expect, it } from 'vitest';
import type { Processes } from '../src/data/processes';
import { derivedCondition, type Conjunction } from '../src/export/conditions/derive';
import { exportCondition } from '../src/export/conditions/export';
import { kqlText, sigmaText, sqlText, yamlText } from '../src/export/conditions/quote';
import { exampleDetails, packed, processesOf, texts } from './example_details';

const hostile = ['it\'s', 'a "b" \\c', 'C:\\*\\?', '*?', '\\', 'line\nbreak\r\n', '\0\u001b[31m', '\u202Egpj.exe', '- {a: b} # c', '%{}', '𝓤nicode\u{E0041}', '', ' lead', '\uFEFFx', '\u2028'];

describe('literals', () => {
  it('become the same text again, on one line', () => {
    for (const text of hostile) {
      const decoded = (literal: string): string =>
        literal.slice(1, -1).replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(["\\]))/g, (_, four?: string, eight?: string, plain?: string) => plain ?? String.fromCodePoint(parseInt(four ?? eight ?? '', 16)));
      for (const literal of [yamlText(text), kqlText(text)]) {
        expect(literal).toMatch(/^"(?:[^"\\]|\\.)*"$/u);
        expect(literal).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(decoded(literal)).toBe(text);
      }
      // How pySigma reads it: a backslash escapes wildcards and itself; wildcards alone would match other texts.
      const sigma = decoded(sigmaText(text));
      expect(sigma.replace(/\\[\\*?]/g, '')).not.toMatch(/[\\*?]/);
      expect(sigma.replace(/\\([\\*?])/g, '$1')).toBe(text);
    }
  });

  it('of SQL have no escapes but doubled quotes', () => {
    expect(sqlText("it's \\n")).toBe("'it''s \\n'");
    expect(sqlText("a\n'b")).toBe("('a' || chr(10) || '''b')");
    expect(sqlText('\u202E')).toBe('chr(8238)');
    expect(sqlText('')).toBe("''");
    for (const text of hostile) expect(sqlText(text)).toMatch(/^\(?(('([^']|'')*'|chr\(\d+\))( \|\| )?)+\)?$/);
  });
});

/** A slow, obvious test of what a condition says of a row. */
function holds(condition: readonly Conjunction[], processes: Processes, row: number): boolean {
  const is = (value: string | undefined, values: readonly string[]): boolean => value !== undefined && values.includes(value);
  return condition.some((part) =>
    Object.entries(part).every(([field, values]) =>
      field === 'parent' ? processes.parent[row] >= 0 && is(processes.text('name', processes.parent[row]), values) : is(processes.text(field as 'name', row), values),
    ),
  );
}

describe('derivedCondition', () => {
  it('holds for what is selected and for nothing else', () => {
    let derived = 0;
    for (let seed = 1; seed <= 12; ++seed) {
      const { details: { processes }, rows } = exampleDetails(seed, 12);
      const all = Array.from({ length: rows }, (_, row) => row);
      const selections = [...new Set(all.map((row) => processes.text('name', row)))].flatMap((name) => [
        all.filter((row) => processes.text('name', row) === name),
        all.filter((row) => processes.text('name', row) === name && processes.text('host', row) === processes.text('host', all[0])),
      ]);
      for (const selected of [...selections, all.slice(0, 3), all.slice(0, 1), all]) {
        if (selected.length === 0) continue;
        const condition = derivedCondition(processes, Uint32Array.from(selected));
        if (!condition) continue;
        ++derived;
        expect(all.filter((row) => holds(condition, processes, row))).toEqual(selected);
      }
    }
    expect(derived).toBeGreaterThan(50);
  });

  it('prefers the name, and takes other fields where others have that name', () => {
    const column = (...row: number[]) => ({ row: Uint32Array.from(row), texts: texts('a.exe', 'b.exe', '-x', '-y', 'h') });
    const four = processesOf(4, { columns: { name: column(1, 1, 2, 2), args: column(3, 4, 3, 4), host: column(5, 5, 5, 5), user: column(0, 0, 0, 0), lineage: column(0, 0, 0, 0), hashText: column(0, 0, 0, 0) } });
    expect(derivedCondition(four, Uint32Array.of(0, 1))).toEqual([{ name: ['a.exe'] }]);
    expect(derivedCondition(four, Uint32Array.of(0))).toEqual([{ name: ['a.exe'], args: ['-x'] }]);
    expect(derivedCondition(four, Uint32Array.of(0, 2))).toEqual([{ args: ['-x'] }]);
    expect(derivedCondition(four, Uint32Array.of(0, 3))).toEqual([{ name: ['a.exe'], args: ['-x'] }, { name: ['b.exe'], args: ['-y'] }]);
  });

  it('trusts neither texts that were cut nor other spellings nor other beginnings', () => {
    const args = { row: Uint32Array.of(1, 2), texts: packed(['long …', 'x'], [4000, 0]) };
    const none = { row: new Uint32Array(2), texts: texts() };
    const rest = { host: none, user: none, lineage: none, hashText: none };
    expect(derivedCondition(processesOf(2, { columns: { ...rest, name: none, args } }), Uint32Array.of(0))).toBeUndefined();
    expect(derivedCondition(processesOf(2, { columns: { ...rest, name: none, args } }), Uint32Array.of(1))).toBeUndefined();
    const spelt = { row: Uint32Array.of(1, 2), texts: texts('A -x', 'b a -X') };
    expect(derivedCondition(processesOf(2, { columns: { ...rest, name: none, args: spelt } }), Uint32Array.of(0))).toBeUndefined();
    expect(derivedCondition(processesOf(2, { columns: { ...rest, name: none, args: spelt } }), Uint32Array.of(1))).toEqual([{ args: ['b a -X'] }]);
  });
});

describe('exportCondition', () => {
  const ofHostile = () => {
    const row = Uint32Array.from(hostile, (_, i) => i + 1);
    const none = { row: new Uint32Array(hostile.length), texts: texts() };
    const example = exampleDetails(1);
    const values = { row, texts: texts(...hostile) };
    const host = { row: new Uint32Array(hostile.length).fill(1), texts: texts('h*\n"x"') };
    const processes = processesOf(hostile.length, {
      columns: { name: none, args: values, host, user: none, lineage: none, hashText: values },
      osPid: new Float64Array(hostile.length).fill(4),
      started: new Float64Array(hostile.length).fill(1_700_000_000_123),
    });
    return { atlas: { ...example.atlas, outcome: { ...example.atlas.outcome, processes_counted: 0 } }, details: { ...example.details, processes } };
  };

  it('says which way it selects, in comments of one line', () => {
    const { atlas, details } = ofHostile();
    const sigma = exportCondition(atlas, details, Uint32Array.of(2), 'sigma');
    expect(sigma.said[0]).toBe('Selects 1 process by command line.');
    expect(sigma.text).toContain('CommandLine|endswith: "C:\\\\\\\\\\\\*\\\\\\\\\\\\?"');
    expect(sigma.text).toContain('condition: selection_1\n');
    expect(exportCondition(atlas, details, Uint32Array.of(0), 'sql').text).toContain("WHERE (args IN ('it''s'));");
    expect(exportCondition(atlas, details, Uint32Array.of(5), 'kql').text).toContain('ProcessCommandLine endswith "line\\u000abreak\\u000d\\u000a"');
  });

  it('falls back to one process at a time', () => {
    const { atlas, details } = ofHostile();
    const cut = { ...atlas, outcome: { ...atlas.outcome, processes_counted: 1 } };
    const rows = Uint32Array.of(0, 1);
    expect(exportCondition(cut, details, rows, 'sql').text).toContain("pid_hash IN (\n  'it''s',\n  'a \"b\" \\c')");
    expect(exportCondition(cut, details, rows, 'sigma').text).toContain('    - Computer: "h\\\\*\\u000a\\"x\\""\n      ProcessId: 4\n      UtcTime: "2023-11-14 22:13:20.123"\n');
    expect(exportCondition(cut, details, rows, 'kql').text).toContain('DeviceName =~ "h*\\u000a\\"x\\"" and ProcessId == 4 and ProcessCreationTime >= datetime(2023-11-14T22:13:20.123Z) and ProcessCreationTime < datetime(2023-11-14T22:13:20.124Z)');
  });
});
