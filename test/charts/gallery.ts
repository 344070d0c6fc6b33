import { drawFigure } from '../../client/charts/draw.ts';
import { examples } from '../client/fixtures/figures.ts';

const place = document.getElementById('gallery');

for (const [name, figure] of Object.entries(examples)) {
  const heading = document.createElement('h2');
  heading.textContent = name;
  place?.append(heading);
  for (const options of [
    { width: 720 },
    { width: 342 },
    { width: 720, theme: 'greyscale' as const },
  ]) {
    const frame = document.createElement('div');
    frame.style.cssText = 'display:inline-block;margin:0 32px 32px 0;vertical-align:top';
    frame.append(drawFigure(figure, { ...options, interactive: true }));
    place?.append(frame);
  }
}
