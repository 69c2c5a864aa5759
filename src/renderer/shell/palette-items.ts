/** What the palette offers and how it is found: every word typed must begin a word of the item; names before notes, then in order given. */
export interface PaletteItem {
  readonly key: string
  readonly kind: 'Screen' | 'Action' | 'Household' | 'Account' | 'Security'
  readonly name: string
  readonly note: string
  readonly act: () => void
}

export const mostShown = 60

export function findItems(items: readonly PaletteItem[], typed: string): readonly PaletteItem[] {
  const words = wordsOf(typed)
  if (words.length === 0) return items.slice(0, mostShown)
  const inName: PaletteItem[] = []
  const inNote: PaletteItem[] = []
  for (const item of items) {
    if (matches(wordsOf(item.name), words)) inName.push(item)
    else if (matches(wordsOf(`${item.name} ${item.note} ${item.kind}`), words)) inNote.push(item)
    if (inName.length >= mostShown) break
  }
  return [...inName, ...inNote].slice(0, mostShown)
}

function matches(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every(want => words.some(word => word.startsWith(want)))
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
}
