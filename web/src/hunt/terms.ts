// What a finding's novelty is the sum of.
import type { Finding } from './data';

/** The term of reasons that say what a label is called. They say how rare it is, and are no part of novelty. */
export const labelTerm = 'label';

export interface TermShare {
  /** A term with a reason; undefined for all others together. */
  term: string | undefined;
  nats: number;
}

/** The terms that give reasons, the largest first, then what the others add up to. */
export function termShares({ novelty, reasons }: Finding): TermShare[] {
  const shares: TermShare[] = reasons.filter(({ term }) => term !== labelTerm).map(({ term, nats }) => ({ term, nats }));
  const rest = novelty - shares.reduce((sum, { nats }) => sum + nats, 0);
  if (rest >= 0.05) shares.push({ term: undefined, nats: rest });
  return shares;
}
