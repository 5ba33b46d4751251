// A chart of dots on a logarithmic scale: a row an operation, a dot a contestant. Colours follow the reader's theme.

const WIDTH = 860;
const LEFT = 300;
const RIGHT = 30;
const ROW = 26;
const TOP = 64;

/** Colours that can be told apart by everyone, on white and on black; shapes differ too. */
const LOOKS = {
  C: { colour: '#8a8a8a', shape: 'line' },
  'C, threads': { colour: '#8a8a8a', shape: 'dash' },
  koffi: { colour: '#8a8a8a', shape: 'ring' },
  'koffi, copies': { colour: '#8a8a8a', shape: 'ring' },
  'koffi, one way': { colour: '#8a8a8a', shape: 'ring' },
  cryptoki: { colour: '#0f8a6c', shape: 'circle' },
  pkcs11js: { colour: '#c2611b', shape: 'square' },
  graphene: { colour: '#5a6fd8', shape: 'diamond' },
  PyKCS11: { colour: '#b8478f', shape: 'triangle' },
};

/**
 * @param {{ title: string, unit: string, rows: { title: string, values: Record<string, number> }[], format: (value: number) => string }} chart
 */
export function drawChart({ title, unit, rows, format }) {
  const values = rows.flatMap((row) => Object.values(row.values));
  const low = Math.floor(Math.log10(Math.min(...values)) * 2) / 2;
  const high = Math.ceil(Math.log10(Math.max(...values)) * 2) / 2;
  const x = (value) => LEFT + ((Math.log10(value) - low) / (high - low)) * (WIDTH - LEFT - RIGHT);
  const height = TOP + rows.length * ROW + 34;
  const names = Object.keys(LOOKS).filter((name) => rows.some((row) => name in row.values));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeXml(title)}">`,
    '<style>',
    'text { font: 13px system-ui, sans-serif; fill: #24292f } .title { font-weight: 600; font-size: 15px }',
    '.grid { stroke: #d0d7de } .axis { fill: #57606a; font-size: 11px }',
    '@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .grid { stroke: #30363d } .axis { fill: #9198a1 } }',
    '</style>',
    `<text class="title" x="8" y="20">${escapeXml(title)}</text>`,
  ];
  let legend = 8;
  for (const name of names) {
    parts.push(mark(name, legend + 6, 40), `<text x="${legend + 18}" y="44">${name}</text>`);
    legend += 40 + name.length * 8;
  }
  for (const tick of ticks(low, high)) {
    const at = x(tick).toFixed(1);
    parts.push(
      `<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 6}" y2="${height - 28}"/>`,
      `<text class="axis" x="${at}" y="${height - 12}" text-anchor="middle">${format(tick)}</text>`,
    );
  }
  parts.push(`<text class="axis" x="8" y="${height - 12}">${escapeXml(unit)}</text>`);
  for (const [index, row] of rows.entries()) {
    const y = TOP + index * ROW + 10;
    parts.push(`<text x="8" y="${y + 4}">${escapeXml(row.title)}</text>`);
    // Ours last, so that it lies on top.
    for (const name of names.filter((each) => each in row.values).reverse()) {
      parts.push(mark(name, x(row.values[name]), y, `${name}: ${format(row.values[name])}`));
    }
  }
  return `${[...parts, '</svg>'].join('\n')}\n`;
}

function ticks(low, high) {
  const all = [];
  for (let power = Math.ceil(low); power <= high; power++) all.push(10 ** power);
  if (all.length >= 3) return all;
  return [1, 2, 5]
    .flatMap((step) => Array.from({ length: 12 }, (_, i) => step * 10 ** (i - 3)))
    .filter((value) => Math.log10(value) >= low && Math.log10(value) <= high);
}

function mark(name, x, y, title = name) {
  const { colour, shape } = LOOKS[name];
  const label = `<title>${escapeXml(title)}</title>`;
  const at = { x: Number(x.toFixed(1)), y };
  const shapes = {
    line: `<rect x="${at.x - 1.5}" y="${y - 9}" width="3" height="18" fill="${colour}">${label}</rect>`,
    dash: `<rect x="${at.x - 1}" y="${y - 5}" width="2" height="10" fill="${colour}">${label}</rect>`,
    ring: `<circle cx="${at.x}" cy="${y}" r="4.5" fill="none" stroke="${colour}" stroke-width="2">${label}</circle>`,
    circle: `<circle cx="${at.x}" cy="${y}" r="6" fill="${colour}">${label}</circle>`,
    square: `<rect x="${at.x - 5}" y="${y - 5}" width="10" height="10" fill="${colour}">${label}</rect>`,
    diamond: `<path d="M${at.x} ${y - 7}l7 7l-7 7l-7-7z" fill="${colour}">${label}</path>`,
    triangle: `<path d="M${at.x} ${y - 6}l6.5 11h-13z" fill="${colour}">${label}</path>`,
  };
  return shapes[shape];
}

function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
