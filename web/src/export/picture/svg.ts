// A picture as an SVG file: shapes and text, no script, no style sheet, no reference to anything.
import { inks, type Picture, type Shape } from './picture';
import type { Theme } from '../../colour/palettes';

/** Characters that XML 1.0 does not allow, and those that end text or an attribute. */
const xmlText = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const number = (value: number): string => String(Math.round(100 * value) / 100);

function shapeText(shape: Shape): string {
  const [x, y] = [number(shape.x), number(shape.y)];
  switch (shape.kind) {
    case 'disc':
      return `<circle cx="${x}" cy="${y}" r="${number(shape.radius)}" fill="${shape.colour}"${shape.opacity < 1 ? ` fill-opacity="${number(shape.opacity)}"` : ''}/>`;
    case 'ring':
      return `<circle cx="${x}" cy="${y}" r="${number(shape.radius)}" fill="none" stroke="${shape.colour}" stroke-width="${shape.width}"/>`;
    case 'box':
      return `<rect x="${x}" y="${y}" width="${number(shape.width)}" height="${number(shape.height)}" fill="${shape.colour}"/>`;
    case 'text': {
      const rim = shape.rim ? ` stroke="${shape.rim}" stroke-width="${number(0.26 * shape.size)}" stroke-linejoin="round" paint-order="stroke"` : '';
      return `<text x="${x}" y="${y}" font-size="${number(shape.size)}" font-weight="${shape.weight}" fill="${xmlText(shape.colour)}"${rim}${shape.anchor === 'start' ? '' : ` text-anchor="${shape.anchor}"`} xml:space="preserve">${xmlText(shape.text)}</text>`;
    }
  }
}

export function svgOf(picture: Picture, theme: Theme): string {
  const { width, height, title, groups } = picture;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, system-ui, sans-serif">`,
    `<title>${xmlText(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${inks[theme].ground}"/>`,
    ...groups.flatMap(({ name, shapes }) => [`<g id="${name}">`, ...shapes.map(shapeText), '</g>']),
    '</svg>',
    '',
  ].join('\n');
}
