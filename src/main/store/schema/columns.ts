/**
 * Column definitions of the schema steps: dates as checked text, amounts as whole numbers that a JS number holds exactly, flags, closed lists.
 * Released steps are made of these, so what stands here never changes; a new need gets a new function.
 */
const largest = 9_007_199_254_740_991

export function key(name: string): string {
  return `${name} INTEGER PRIMARY KEY`
}

export function identifier(name: string): string {
  return `${name} TEXT NOT NULL CHECK (length(${name}) BETWEEN 1 AND 120)`
}

export function words(name: string): string {
  return `${name} TEXT NOT NULL`
}

export function maybeWords(name: string): string {
  return `${name} TEXT`
}

/** A civil day that exists: SQLite's date() turns 2026-02-30 into another day, and null or 'now' into something else. */
export function day(name: string): string {
  return `${name} TEXT NOT NULL CHECK (length(${name}) = 10 AND date(${name}) IS ${name})`
}

export function maybeDay(name: string): string {
  return `${name} TEXT CHECK (${name} IS NULL OR (length(${name}) = 10 AND date(${name}) IS ${name}))`
}

/** UTC to the millisecond, for audit only. */
export function instant(name: string): string {
  return `${name} TEXT NOT NULL CHECK (${name} GLOB '????-??-??T??:??:??*Z')`
}

export function maybeInstant(name: string): string {
  return `${name} TEXT CHECK (${name} IS NULL OR ${name} GLOB '????-??-??T??:??:??*Z')`
}

/** Cents, or another whole number of either sign. */
export function signed(name: string): string {
  return `${name} INTEGER NOT NULL CHECK (${name} BETWEEN -${largest} AND ${largest})`
}

export function maybeSigned(name: string): string {
  return `${name} INTEGER CHECK (${name} IS NULL OR ${name} BETWEEN -${largest} AND ${largest})`
}

/** Shares and prices in millionths, counts, line numbers. */
export function unsigned(name: string): string {
  return `${name} INTEGER NOT NULL CHECK (${name} BETWEEN 0 AND ${largest})`
}

export function maybeUnsigned(name: string): string {
  return `${name} INTEGER CHECK (${name} IS NULL OR ${name} BETWEEN 0 AND ${largest})`
}

export function flag(name: string): string {
  return `${name} INTEGER NOT NULL CHECK (${name} IN (0, 1))`
}

export function maybeFlag(name: string): string {
  return `${name} INTEGER CHECK (${name} IS NULL OR ${name} IN (0, 1))`
}

/** A tax rate as an exact fraction. */
export function rate(name: string): string {
  return `${name} REAL NOT NULL CHECK (${name} BETWEEN 0 AND 1)`
}

export function oneOf(name: string, ...values: readonly string[]): string {
  return `${name} TEXT NOT NULL CHECK (${name} IN (${values.map(value => `'${value}'`).join(', ')}))`
}

export function maybeOneOf(name: string, ...values: readonly string[]): string {
  return `${name} TEXT CHECK (${name} IS NULL OR ${name} IN (${values.map(value => `'${value}'`).join(', ')}))`
}

/** A document, frozen or working; its shape is checked by zod on the way out. */
export function document(name: string): string {
  return `${name} TEXT NOT NULL CHECK (json_valid(${name}))`
}

export function maybeDocument(name: string): string {
  return `${name} TEXT CHECK (${name} IS NULL OR json_valid(${name}))`
}

export function refers(name: string, to: string): string {
  const type = to.endsWith('(key)') ? 'INTEGER' : 'TEXT'
  return `${name} ${type} NOT NULL REFERENCES ${to}`
}

export function maybeRefers(name: string, to: string): string {
  const type = to.endsWith('(key)') ? 'INTEGER' : 'TEXT'
  return `${name} ${type} REFERENCES ${to}`
}

/** A STRICT table; the last argument may be further clauses. */
export function table(name: string, columns: readonly string[], options: readonly string[] = []): string {
  return `CREATE TABLE ${name} (\n  ${columns.join(',\n  ')}\n) ${['STRICT', ...options].join(', ')};\n`
}

/** Triggers that refuse every change of rows once written. */
export function appendOnly(name: string): string {
  return (['UPDATE', 'DELETE'] as const)
    .map(
      verb =>
        `CREATE TRIGGER ${name}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${name} BEGIN SELECT RAISE(ABORT, '${name} is append-only'); END;\n`,
    )
    .join('')
}
