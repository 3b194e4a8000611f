// Searches what command lines hide, beside the texts that another finder searches.
import type { Details } from '../data/details';
import type { Texts } from '../data/texts';
import { decodedTexts, mayHide } from '../text/decoded';
import type { Finder, TextFinder, TextHits } from './finder';
import type { Term } from './query';
import { Slices } from './slices';

/** What each command line that hides something says, by its index among the command lines. */
type Hidden = Map<number, string[]>;

const known = new WeakMap<Texts, Promise<Hidden>>();

async function hiddenIn(texts: Texts): Promise<Hidden> {
  const slices = new Slices();
  const hidden: Hidden = new Map();
  for (let i = 0; i < texts.count; ++i) {
    const line = texts.at(i);
    const parts = mayHide(line) ? decodedTexts(line) : [];
    if (parts.length > 0) hidden.set(i, parts.map(({ text }) => text));
    if (i % 64 === 63) await slices.pause();
  }
  return hidden;
}

/** Looked for once, since searches follow each other while someone types. */
function hiddenOf(texts: Texts): Promise<Hidden> {
  let hidden = known.get(texts);
  if (!hidden) known.set(texts, (hidden = hiddenIn(texts)));
  return hidden;
}

const holds = ({ pattern, needle }: Term, text: string): boolean => (pattern ? pattern.test(text) : text.toLowerCase().includes(needle));

/**
 * Adds to the command lines that a finder finds those that say the same once they are decoded, and finds them for the
 * field `decoded`. Of lines that were cut for the page only what is left of them is decoded.
 */
export function withDecodedLines(finder: TextFinder): Finder {
  return {
    async find(query, details: Details, signal): Promise<TextHits> {
      const texts = details.processes.columns.args?.texts;
      const wanted = query.terms.filter(({ fields }) => fields.includes('args') || fields.includes('decoded'));
      const [plain, hidden] = await Promise.all([finder.find(query, details, signal), texts && wanted.length > 0 ? hiddenOf(texts) : undefined]);
      signal.throwIfAborted();
      const decoded = new Map<Term, Uint8Array>();
      for (const term of wanted) {
        const hits = new Uint8Array(texts?.count ?? 0);
        hidden?.forEach((parts, line) => parts.some((part) => holds(term, part)) && (hits[line] = 1));
        decoded.set(term, hits);
      }
      return (term, field) => {
        if (field === 'decoded') return decoded.get(term) ?? new Uint8Array(texts?.count ?? 0);
        const hits = plain(term, field);
        const more = field === 'args' ? decoded.get(term) : undefined;
        return more ? hits.map((hit, line) => hit | more[line]) : hits;
      };
    },
  };
}
