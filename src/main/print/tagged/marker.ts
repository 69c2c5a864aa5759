/**
 * Writes the structure into the PDF while pdfmake draws: each line and picture is marked as content of its part, everything else as artifact, and at the end the parts become the tree (ISO 32000-1, 14.6 to 14.8).
 * pdfmake 0.3 only sets the flag of a tagged PDF; pdfkit below it can write the marks, and is reached here.
 */
import { type Part, partOf } from './structure.ts'

interface Drawn {
  readonly type: string
  readonly item: { readonly inlines?: readonly object[] }
}

interface Element {
  add(child: unknown): void
  end(): void
  readonly dictionary: { readonly data: Record<string, unknown> }
}

/** What is used of pdfkit's document. */
export interface Writer {
  on(event: 'pageAdded', then: () => void): void
  markStructureContent(tag: string): unknown
  markContent(tag: 'Artifact'): void
  endMarkedContent(): void
  struct(tag: string, options?: { alt?: string; scope?: string }): Element
  addStructure(element: Element): void
  readonly _pdfMakePages: readonly { readonly items: readonly Drawn[] }[]
}

export class Marker {
  private writer: Writer | undefined
  private page = -1
  private at = 0
  private open: Part | 'artifact' | null = null
  private readonly written = new Map<Part, unknown[]>()
  /** Lines drawn: the head of a table that is drawn again overleaf is not read again. */
  private readonly seen = new WeakSet<object>()

  /** Parts that stand in the document; heads and feet of pages that were laid out again, or that are read once only, do not. */
  private standing: Set<Part> | undefined

  private readonly whole: Part

  constructor(whole: Part) {
    this.whole = whole
  }

  /** Before anything is drawn, and again without effect. */
  attach(writer: Writer): void {
    if (this.writer) return
    this.writer = writer
    writer.on('pageAdded', () => {
      this.page += 1
      this.at = 0
      this.begin()
    })
  }

  /** One piece of the page is drawn: what follows may be of another part. */
  step(): void {
    this.at += 1
    this.begin()
  }

  /** The tree, in the order of the document. Whoever draws nothing has no place in it, but for the cells of a table. */
  finish(): void {
    const root = this.writer && this.elementOf(this.whole)
    if (root) this.writer?.addStructure(root)
  }

  private begin(): void {
    const writer = this.writer
    const drawn = writer?._pdfMakePages[this.page]?.items[this.at]
    if (!writer) return
    const next = drawn === undefined ? null : (this.partDrawn(drawn) ?? 'artifact')
    if (next !== null && next === this.open && this.at > 0) return
    if (this.open !== null) writer.endMarkedContent()
    this.open = next
    if (next === 'artifact') writer.markContent('Artifact')
    else if (next !== null) {
      const contents = this.written.get(next) ?? []
      contents.push(writer.markStructureContent(next.role))
      this.written.set(next, contents)
    }
  }

  private partDrawn({ type, item }: Drawn): Part | null {
    const from = type === 'svg' ? item : type === 'line' ? item.inlines?.[0] : undefined
    if (from === undefined || this.seen.has(from)) return null
    this.seen.add(from)
    const part = partOf(from)
    this.standing ??= new Set(allOf(this.whole))
    return part !== null && this.standing.has(part) ? part : null
  }

  private elementOf(of: Part): Element | null {
    const { role, columns, alt, children } = of
    const contents = this.written.get(of) ?? []
    const inside = children.map(child => this.elementOf(child)).filter(child => child !== null)
    if (contents.length === 0 && inside.length === 0 && role !== 'TD' && role !== 'TH') return null
    const made = this.writer?.struct(role, { ...(alt === undefined ? {} : { alt }), ...(role === 'TH' ? { scope: 'Column' } : {}) })
    if (!made) return null
    if (columns !== undefined) made.dictionary.data.A = { ...(made.dictionary.data.A ?? {}), O: 'Table', ColSpan: columns }
    for (const child of [...contents, ...inside]) made.add(child)
    made.end()
    return made
  }
}

function allOf(part: Part): Part[] {
  return [part, ...part.children.flatMap(allOf)]
}
