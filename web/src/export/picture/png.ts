// A picture as a PNG file, drawn on a canvas.
import type { Theme } from '../../colour/palettes';
import { element } from '../../dom';
import { inks, type Picture, type Shape } from './picture';

const family = "'Inter Variable', Inter, system-ui, sans-serif";

function drawShape(context: CanvasRenderingContext2D, shape: Shape): void {
  if (shape.kind === 'box') {
    context.fillStyle = shape.colour;
    context.fillRect(shape.x, shape.y, shape.width, shape.height);
  } else if (shape.kind === 'text') {
    context.font = `${shape.weight} ${shape.size}px ${family}`;
    context.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor;
    if (shape.rim) {
      context.strokeStyle = shape.rim;
      context.lineWidth = 0.26 * shape.size;
      context.strokeText(shape.text, shape.x, shape.y);
    }
    context.fillStyle = shape.colour;
    context.fillText(shape.text, shape.x, shape.y);
  } else {
    context.beginPath();
    context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
    if (shape.kind === 'ring') {
      context.strokeStyle = shape.colour;
      context.lineWidth = shape.width;
      context.stroke();
    } else {
      context.globalAlpha = shape.opacity;
      context.fillStyle = shape.colour;
      context.fill();
      context.globalAlpha = 1;
    }
  }
}

/** @param density pixels of the file per unit of the picture. Throws Error if it is too large for this browser. */
export async function pngOf(picture: Picture, theme: Theme, density: number): Promise<Blob> {
  const canvas = element('canvas', { width: Math.round(density * picture.width), height: Math.round(density * picture.height) });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser cannot draw on a canvas');
  context.scale(density, density);
  context.lineJoin = 'round';
  context.fillStyle = inks[theme].ground;
  context.fillRect(0, 0, picture.width, picture.height);
  for (const { shapes } of picture.groups) for (const shape of shapes) drawShape(context, shape);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large for this browser'))), 'image/png'));
}
