/** Marks of a picture on paper as SVG, black on white and legible when faxed. */

/** Width of a letter of nine points, about. */
const letter = 4.6

/** Hundredths of a point: the same text on every machine. */
export function fixed(place: number): string {
  return String(Math.round(place * 100) / 100)
}

export function line(x1: number, y1: number, x2: number, y2: number, width: number): string {
  return `<line x1="${fixed(x1)}" y1="${fixed(y1)}" x2="${fixed(x2)}" y2="${fixed(y2)}" stroke="#000" stroke-width="${width}"/>`
}

/** On a white ground, so that no line strikes it through. */
export function text(x: number, y: number, said: string, anchor: 'start' | 'middle' | 'end', bold = false): string {
  const wide = said.length * letter
  const from = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2
  const ground = `<rect x="${fixed(from - 1)}" y="${fixed(y - 8)}" width="${fixed(wide + 2)}" height="10" fill="#fff"/>`
  return `${ground}<text x="${fixed(x)}" y="${fixed(y)}" font-family="Roboto" font-size="9"${bold ? ' font-weight="bold"' : ''} text-anchor="${anchor}">${said}</text>`
}
