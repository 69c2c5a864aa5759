/** Source files as trees, for the tests that look at the code itself. */
import { parseSync, Visitor } from 'vite'

/** Every module a file names: imports, type imports, re-exports, dynamic imports with a plain name. */
export function importsOf(file: string, text: string): string[] {
  const names: string[] = []
  const add = (source: { value?: unknown } | null | undefined) => {
    if (typeof source?.value === 'string') names.push(source.value)
  }
  new Visitor({
    ImportDeclaration: found => add(found.source),
    ExportNamedDeclaration: found => add(found.source),
    ExportAllDeclaration: found => add(found.source),
    ImportExpression: found => add(found.source as { value?: unknown }),
    TSImportType: found => add((found as { source?: { value?: unknown } }).source),
  }).visit(parsed(file, text))
  return names
}

export interface FunctionSize {
  readonly name: string
  readonly line: number
  readonly lines: number
}

/** Functions with a body, by the lines that are their own: a table of small functions is as long as what stands between them. */
export function functionsOf(file: string, text: string): FunctionSize[] {
  const sizes: FunctionSize[] = []
  const lineAt = lineCounter(text)
  const open: { inner: number }[] = []
  const enter = () => void open.push({ inner: 0 })
  const leave = (found: { start: number; end: number; id?: { name?: string } | null }) => {
    const line = lineAt(found.start)
    const whole = lineAt(found.end) - line + 1
    const outer = open.at(-2)
    // a function within one line shares that line with its surroundings
    if (outer && whole > 1) outer.inner += whole
    sizes.push({ name: found.id?.name ?? 'a function', line, lines: whole - (open.pop()?.inner ?? 0) })
  }
  new Visitor({
    FunctionDeclaration: enter,
    FunctionExpression: enter,
    ArrowFunctionExpression: enter,
    'FunctionDeclaration:exit': leave,
    'FunctionExpression:exit': leave,
    'ArrowFunctionExpression:exit': leave,
  }).visit(parsed(file, text))
  return sizes
}

/** Only the modules that are still there when types are taken away. */
export function runtimeImportsOf(file: string, text: string): string[] {
  const names: string[] = []
  const add = (found: { source?: unknown; importKind?: string; exportKind?: string; specifiers?: readonly object[] }) => {
    const kinds = (found.specifiers ?? []).map(one =>
      'importKind' in one ? one.importKind : 'exportKind' in one ? one.exportKind : 'value',
    )
    const isType = found.importKind === 'type' || found.exportKind === 'type' || (kinds.length > 0 && kinds.every(kind => kind === 'type'))
    const value = (found.source as { value?: unknown } | null)?.value
    if (!isType && typeof value === 'string') names.push(value)
  }
  new Visitor({ ImportDeclaration: add, ExportNamedDeclaration: add, ExportAllDeclaration: add, ImportExpression: add }).visit(
    parsed(file, text),
  )
  return names
}

function parsed(file: string, text: string) {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  return program
}

function lineCounter(text: string): (at: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return at => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] as number) <= at) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
