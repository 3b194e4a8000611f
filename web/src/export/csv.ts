// Rows as CSV (RFC 4180) that spreadsheets treat as text, whatever the cells contain.

/**
 * A quoted cell. Spreadsheets evaluate what starts like a formula (= + - @, also in full width, or after a tab or a
 * line break): such cells get a leading apostrophe, which spreadsheets hide. Source: OWASP, "CSV Injection".
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const defused = /^[\s\u0000]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return `"${defused.replaceAll('\0', '').replaceAll('"', '""')}"`;
}

export function csvOf(header: readonly string[], rows: Iterable<readonly (string | number | undefined)[]>): string {
  const lines = [header.map(csvCell).join(',')];
  for (const row of rows) lines.push(row.map(csvCell).join(','));
  return `${lines.join('\r\n')}\r\n`;
}
