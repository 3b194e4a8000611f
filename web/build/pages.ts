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
    noscript: 'A script in this file draws the map. Allow scripts to see it; the file makes no network requests.',
    before: '<!--proclens:map-->',
    after: '<!--proclens:details-->',
  },
  audit: {
    ...alone,
    entry: 'src/audit/main.ts',
    title: '<!--proclens:title-->',
    noscript: 'A script in this file draws the audit. Allow scripts to see it; the file makes no network requests.',
    before: '<!--proclens:audit-->',
  },
  hunt: {
    ...alone,
    entry: 'src/hunt/main.ts',
    title: '<!--proclens:title-->',
    noscript: 'A script in this file lists the findings. Allow scripts to see them; the file makes no network requests.',
    before: '<!--proclens:hunt-->',
  },
  compare: {
    ...alone,
    entry: 'src/two_maps/main.ts',
    title: '<!--proclens:title-->',
    noscript: 'A script in this file draws the two maps. Allow scripts to see them; the file makes no network requests.',
    before: '<!--proclens:compare-->',
    after: '<!--proclens:details-->',
  },
  served: {
    ...alone,
    entry: 'src/served.ts',
    title: 'proclens',
    noscript: 'A script in this page draws the map. Allow scripts to see it; the page makes requests only to the proclens that serves it.',
    before: '',
    connects: true,
  },
  front: {
    ...alone,
    entry: 'src/front/main.ts',
    title: 'proclens',
    noscript: 'A script in this page shows its contents. Allow scripts to see them; it makes no network requests.',
    before: '<!--proclens:front-->',
  },
};
