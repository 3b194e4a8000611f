// Finds texts by scanning everything in the page.
import type { Details } from '../data/details';
import type { Texts } from '../data/texts';
import { isText, SearchFailure, textCount, type SearchedText, type TextFinder } from './finder';
import type { Term } from './query';

/** Milliseconds that a regular expression may take over all texts. */
const patience = 4000;

export const asPattern = (source: string): RegExp => new RegExp(source, 'i');

export function scanner(): TextFinder {
  /** Texts in lower case, created when first needed. */
  const lowered = new WeakMap<Texts, string[]>();

  function lowerCase(texts: Texts): string[] {
    let known = lowered.get(texts);
    if (!known) lowered.set(texts, (known = Array.from({ length: texts.count }, (_, index) => texts.at(index).toLowerCase())));
    return known;
  }

  function hitsOf(term: Term, field: SearchedText, details: Details, until: number): Uint8Array {
    const { processes, features } = details;
    const hits = new Uint8Array(textCount(field, details));
    const { pattern, needle } = term;
    const texts = field === 'pid' ? undefined : field === 'feature' ? features.texts : processes.columns[field]?.texts;
    const text = (i: number): string => (texts ? texts.at(i) : processes.pidHash(i));
    if (!pattern) {
      const values = texts && lowerCase(texts);
      for (let i = 0; i < hits.length; ++i) if ((values ? values[i] : text(i).toLowerCase()).includes(needle)) hits[i] = 1;
      return hits;
    }
    for (let i = 0; i < hits.length; ++i) {
      if (pattern.test(text(i))) hits[i] = 1;
      if (i % 64 === 63 && performance.now() > until) throw new SearchFailure('This regular expression takes too long');
    }
    return hits;
  }

  return {
    patternOf: asPattern,
    find({ terms }, details) {
      const until = performance.now() + patience;
      const found = new Map(terms.map((term) => [term, new Map(term.fields.filter(isText).map((field) => [field, hitsOf(term, field, details, until)]))]));
      return (term, field) => found.get(term)?.get(field) ?? new Uint8Array(textCount(field, details));
    },
  };
}
