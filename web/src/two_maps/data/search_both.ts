// Searches both maps: a term found on either map is found on both, before terms are combined. So a query can ask for
// something of one map and something of the other, and what it excludes is found on neither.
import type { Details } from '../../data/details';
import type { TextHits } from '../../search/finder';
import { languageAmong, parseQuery, searchLanguage, type Query } from '../../search/query';
import { foundBy, foundWhere } from '../../search/search';
import { forBoth, mapNames, type Both } from './both';
import type { Comparison } from './comparison';
import { onBoth, type Condition, type RowLinks } from './passing';

/** A query as each map reads it, with the same terms and the same structure; undefined if there is nothing to search for. */
export function parseForBoth(text: string, { maps }: Pick<Comparison, 'maps'>): Both<Query> | undefined {
  const languages = forBoth((map) => searchLanguage(maps[map].lens));
  const [a, b] = mapNames.map((map) => parseQuery(text, languageAmong(languages[map], Object.values(languages))));
  return a && b && { a, b };
}

/** What a query finds, given the texts that its terms match on each map. */
export function foundOnBoth(queries: Both<Query>, hits: Both<TextHits>, { maps, pairs }: Comparison, details: Both<Details>, links: RowLinks): Condition {
  const ofTerms = queries.a.terms.map((_, k) => onBoth(forBoth((map) => foundBy(queries[map].terms[k], maps[map].points, details[map], hits[map])), pairs, links));
  return forBoth((map) => foundWhere(queries[map].condition, (term) => ofTerms[queries[map].terms.indexOf(term)][map]));
}
