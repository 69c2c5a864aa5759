/** A binary heap: the item that comes first is at hand, and adding or taking one costs the logarithm of their number. */

export interface Heap<Item> {
  readonly items: Item[]
  /** Below zero where `a` comes before `b`. */
  readonly order: (a: Item, b: Item) => number
}

export function addTo<Item>({ items, order }: Heap<Item>, item: Item): void {
  let at = items.length
  items.push(item)
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = items[above] as Item
    if (order(parent, item) <= 0) break
    items[at] = parent
    at = above
  }
  items[at] = item
}

/** The first item, which leaves the heap. */
export function takeFirst<Item>({ items, order }: Heap<Item>): Item | undefined {
  const first = items[0]
  const moved = items.pop()
  if (moved === undefined || items.length === 0) return first
  let at = 0
  for (;;) {
    let below = at * 2 + 1
    if (below >= items.length) break
    if (below + 1 < items.length && order(items[below + 1] as Item, items[below] as Item) < 0) below += 1
    const child = items[below] as Item
    if (order(moved, child) <= 0) break
    items[at] = child
    at = below
  }
  items[at] = moved
  return first
}
