// Finds texts by scanning everything in the page, one slice of time at a time, so that the page stays responsive.
import type { Details } from '../data/details';
import type { Texts } from '../data/texts';
import { textCount, textsOf, type SearchedText, type HitsOfTexts, type TextFinder } from './finder';
import type { Term } from './query';
import { Slices } from './slices';

/** Texts between two looks at the clock; those of 64 KiB take a regular expression the longest, some 30 ms. */
const textsAtOnce = 32;

export function scanner(): TextFinder {
  /** Texts in lower case, created when first needed. */
  const lowered = new WeakMap<Texts, string[]>();

  function lowerCase(texts: Texts): string[] {
    let known = lowered.get(texts);
    if (!known) lowered.set(texts, (known = []));
    return known;
  }

  async function hitsOf({ pattern, needle }: Term, field: SearchedText, details: Details, slices: Slices): Promise<Uint8Array> {
    const { processes, features } = details;
    const hits = new Uint8Array(textCount(field, details));
    const texts = field === 'pid' ? undefined : field === 'feature' ? features.texts : processes.columns[field]?.texts;
    const text = (i: number): string => (texts ? texts.at(i) : processes.pidHash(i));
    const values = texts && !pattern ? lowerCase(texts) : [];
    const matches = pattern ? (i: number) => pattern.test(text(i)) : (i: number) => (values[i] ??= text(i).toLowerCase()).includes(needle);
    for (let i = 0; i < hits.length; ++i) {
      if (matches(i)) hits[i] = 1;
      if (i % textsAtOnce === textsAtOnce - 1) await slices.pause();
    }
    return hits;
  }

  return {
    async find({ terms }, details, signal): Promise<HitsOfTexts> {
      const slices = new Slices(signal);
      const found = new Map<Term, Map<SearchedText, Uint8Array>>();
      for (const term of terms) {
        const ofTerm = new Map<SearchedText, Uint8Array>();
        for (const field of textsOf(term)) ofTerm.set(field, await hitsOf(term, field, details, slices));
        found.set(term, ofTerm);
      }
      return (term, field) => found.get(term)?.get(field) ?? new Uint8Array(textCount(field, details));
    },
  };
}
