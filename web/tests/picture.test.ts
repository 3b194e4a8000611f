import { describe, expect, it } from 'vitest';
import { Colourer } from '../src/colour/colouring';
import { pictureOf } from '../src/export/picture/picture';
import { svgOf } from '../src/export/picture/svg';
import { drawingOrder, pointSets } from '../src/map/scene';
import { exampleDetails } from './example_details';

describe('svgOf', () => {
  const { atlas, points } = exampleDetails(3, 50);
  points.x.forEach((_, i) => (points.x[i] = i));
  const hostile = '</text><script>alert(1)</script>&"\'\0\ud800\u202E]]>';
  const made = (theme: 'dark' | 'light', left = 0): string => {
    const colouring = new Colourer(atlas).colouring('cluster', theme, false, []);
    const scene = { ...pointSets(points, drawingOrder(points), colouring, theme, undefined, undefined), rings: [{ x: 1, y: 0, radius: 9, colour: [255, 255, 255] as [number, number, number], width: 2 }], radiusScale: 1 };
    const names = [{ x: 1, y: 2, size: 12, weight: 600, colour: '#fff', text: hostile }];
    return svgOf(pictureOf({ title: hostile, facts: [hostile], scene, view: { x: 25 + left, y: 0, zoom: 4 }, size: { width: 800, height: 200 }, names, colouring, colouredBy: 'cluster', theme }), theme);
  };
  const group = (svg: string, name: string): string => svg.slice(svg.indexOf(`<g id="${name}">`), svg.indexOf('</g>', svg.indexOf(`<g id="${name}">`)));

  it('draws each point in view once, and none that is not', () => {
    expect(group(made('dark'), 'points').match(/<circle/g)).toHaveLength(50);
    expect(group(made('dark', 25), 'points').match(/<circle/g)!.length).toBeLessThan(30);
    expect(group(made('dark'), 'rings').match(/<circle/g)).toHaveLength(1);
  });

  it('keeps hostile names text that XML allows', () => {
    for (const theme of ['dark', 'light'] as const) {
      const svg = made(theme);
      expect(svg).not.toMatch(/<script|[\0\ud800\u202E](?![\udc00-\udfff])/);
      expect([...svg.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag).filter((tag) => !['svg', 'title', 'rect', 'g', 'circle', 'text'].includes(tag))).toEqual([]);
    }
  });
});
