// Shares as percentages.

/** A share from 0 to 1 as "61%"; "<1%" and ">99%" where rounding would claim all or nothing. */
export function percent(share: number): string {
  const rounded = Math.round(100 * share);
  if (rounded === 0 && share > 0) return '<1%';
  if (rounded === 100 && share < 1) return '>99%';
  return `${rounded}%`;
}
