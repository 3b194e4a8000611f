// The pages to build: one template, web/page.html, filled differently for each.

export interface PageKind {
  /** Where its script starts, below web/. */
  entry: string;
  /** The content of <title>; the program replaces comments that start with proclens: by its own text. */
  title: string;
  /** For browsers that run no scripts. */
  noscript: string;
  /** Placed directly before and after the script: where the program inserts data. */
  before: string;
  after: string;
  /** Whether its script may send requests to the server that the page came from. */
  connects: boolean;
}

const alone = { connects: false, after: '' };

export const pages: Record<string, PageKind> = {
  map: {
    ...alone,
    entry: 'src/main.ts',
    title: '<!--proclens:title-->',
    noscript: 'This map is drawn by a script inside this file. Allow scripts for it to see the map; it contacts no network.',
    before: '<!--proclens:map-->',
    after: '<!--proclens:details-->',
  },
  audit: {
    ...alone,
    entry: 'src/audit/main.ts',
    title: '<!--proclens:title-->',
    noscript: 'This audit is shown by a script inside this file. Allow scripts for it to see the charts; it contacts no network.',
    before: '<!--proclens:audit-->',
  },
  served: {
    ...alone,
    entry: 'src/served.ts',
    title: 'proclens',
    noscript: 'This map is drawn by a script inside this page. Allow scripts for it to see the map; it asks proclens, which serves it, and nobody else.',
    before: '',
    connects: true,
  },
  front: {
    ...alone,
    entry: 'src/front/main.ts',
    title: 'proclens',
    noscript: 'This page is put together by a script inside it. Allow scripts for it; it contacts no network.',
    before: '<!--proclens:front-->',
  },
};
