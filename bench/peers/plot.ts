// The figures of a run as a picture: bars of the share that each server has of the last one's rate.
import { loadNames, shareOf, type Figures } from './table.ts';

const [width, label, row, bar] = [860, 250, 15, 11];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** An SVG of bars, one group a load. Works on light and dark pages. */
export const plotOf = (figures: readonly Figures[]): string => {
  const scale = (width - label - 70) / 1.1;
  const groups = loadNames.map((load) => ({
    load,
    bars: figures.flatMap((one) => {
      const share = shareOf(figures, one, load);
      return share === undefined ? [] : [{ name: one.name, share }];
    }),
  }));
  let y = 10;
  const parts = groups.flatMap(({ load, bars }) => {
    y += 22;
    const title = `<text x="0" y="${y}" class="title">${load}</text>`;
    const lines = bars.map(({ name, share }, at) => {
      y += row;
      const fill = at === 0 ? 'ours' : 'theirs';
      const length = Math.max(1, Math.min(share, 1.1) * scale);
      return [
        `<text x="${label - 8}" y="${y + 9}" text-anchor="end">${escaped(name)}</text>`,
        `<rect x="${label}" y="${y}" width="${length.toFixed(1)}" height="${bar}" class="${fill}"/>`,
        `<text x="${(label + length + 6).toFixed(1)}" y="${y + 9}">${share.toFixed(share < 0.1 ? 3 : 2)}</text>`,
      ].join('');
    });
    y += 8;
    return [title, ...lines];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + row}" role="img" aria-label="Requests per second of each server, as a share of the last one's">
<style>text{font:12px system-ui,sans-serif;fill:#57606a}.title{font-weight:600}.ours{fill:#1f6feb}.theirs{fill:#8c959f}@media(prefers-color-scheme:dark){text{fill:#9da7b1}}</style>
${parts.join('\n')}
</svg>
`;
};
