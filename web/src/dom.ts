// Creates elements. Text only ever becomes text nodes, and attributes that a browser would act upon cannot be set here.

type Attribute = string | number | boolean | ((event: Event) => void);
export type Child = Node | string | null | undefined | false;

const harmless = /^(class|id|role|type|title|for|tabindex|placeholder|name|value|dir|hidden|disabled|open|autocomplete|spellcheck|rows|viewBox|width|height|x|y|rx|min|max|step|d|aria-[a-z]+|data-[a-z-]+)$/;

function setAttributes(node: Element, attributes: Record<string, Attribute>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(name, value);
    else if (!harmless.test(name)) throw new Error(`dom: the attribute “${name}” may not be set`);
    else if (value !== false) node.setAttribute(name, value === true ? '' : String(value));
  }
}

/** An element with attributes (functions are event listeners) and children (strings become text nodes). */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  append(node, children);
  return node;
}

export function append(node: Element, children: Child[]): void {
  for (const child of children) if (child !== null && child !== undefined && child !== false) node.append(child);
}

/** Replaces the children of a node. */
export function fill(node: Element, ...children: Child[]): void {
  node.replaceChildren();
  append(node, children);
}

export function svgElement<Tag extends keyof SVGElementTagNameMap>(tag: Tag, attributes: Record<string, Attribute> = {}): SVGElementTagNameMap[Tag] {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(node, attributes);
  return node;
}

/** Outlines of 24 × 24, drawn with the current text colour. */
const outlines = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.3 15.3 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M20 14.2A8.2 8.2 0 0 1 9.8 4 8.2 8.2 0 1 0 20 14.2',
  help: 'M9.2 9.2a2.9 2.9 0 1 1 4.2 2.6c-.9.5-1.4 1-1.4 2.2M12 17.2v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  previous: 'M14.5 6l-6 6 6 6',
  next: 'M9.5 6l6 6-6 6',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  fold: 'M6 15l6-6 6 6',
  unfold: 'M6 9l6 6 6-6',
  panel: 'M4 5h16v14H4zM10 5v14',
  except: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M6.5 6.5l11 11',
  box: 'M4 7V4h3M17 4h3v3M20 17v3h-3M7 20H4v-3M10 4h4M10 20h4M4 10v4M20 10v4',
  lasso: 'M12 4c5 0 8.5 2.2 8.5 5.2S17 14.5 12 14.5 3.5 12.2 3.5 9.2 7 4 12 4M7 13.600c-1.6 1.2-1.2 3 .4 3.2 1.4.200 2.2 1 1.6 3.2',
  hand: 'M12 3v18M3 12h18M12 3 9.5 5.500M12 3l2.5 2.500M12 21l-2.5-2.500M12 21l2.5-2.500M3 12l2.5-2.500M3 12l2.5 2.500M21 12l-2.5-2.500M21 12l-2.5 2.5',
  tag: 'M4 4h7l9 9-7 7-9-9zM8 8h.1',
  download: 'M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  labels: 'M4 5h10M4 12h16M4 19h7',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1',
} as const;
export type IconName = keyof typeof outlines;

export function icon(name: IconName): SVGSVGElement {
  const svg = svgElement('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' });
  svg.append(svgElement('path', { d: outlines[name] }));
  return svg;
}

/** A button that shows an icon; `label` is its accessible name and its tooltip. */
export function iconButton(name: IconName, label: string, act: () => void): HTMLButtonElement {
  return element('button', { type: 'button', class: 'icon-button', title: label, 'aria-label': label, click: act }, icon(name));
}
