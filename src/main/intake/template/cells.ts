/**
 * Cells of Lotwright's own template: text to a checked value, a blank, or what is wrong with it and what to type instead.
 * Made to survive a spreadsheet: US dates beside ISO dates, thousands separators, `TRUE`, and a leading apostrophe that keeps `'00123` text.
 * Nothing is coerced: `--`, `n/a`, a missing digit or one decimal too many is told, never read as zero.
 */
import { type CivilDate, civilDateOf, parseCivilDate } from '../../../shared/kernel/civil-date.ts'
import { decimalFromScaled, scaledFromDecimal } from '../../../shared/kernel/decimal.ts'
import { typedText } from '../../../shared/model/units.ts'
import { numberCell, whyNoNumber } from '../cells.ts'

/** Dates, texts, ids and choices are strings; money is cents, shares and prices millionths, weights hundredths of a percent; null is a blank cell. */
export type CellValue = string | number | boolean | null

export interface BadCell {
  readonly what: string
  readonly remedy: string
}

export type CellResult = { readonly value: CellValue } | BadCell

/** One kind of column: how its cells read, how a value is written again, and how documentation describes it. */
export interface CellKind {
  readonly says: string
  /** Free text, which a spreadsheet could take for a number, a date or a formula: the writer protects it with an apostrophe. */
  readonly textual?: true
  read(text: string): CellResult
  /** The one canonical text of a value; reading it gives the value back. */
  write(value: CellValue): string
}

export function isBad(result: CellResult): result is BadCell {
  return 'what' in result
}

/** A cell as typed: outer blanks and one protecting apostrophe removed. */
export function bareText(cell: string): string {
  const text = cell.trim()
  return text.startsWith("'") ? text.slice(1) : text
}

function quoted(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
}

interface Decimal {
  readonly says: string
  readonly example: string
  readonly places: number
  /** Decimals that are always written. */
  readonly least: number
  /** A percent sign may follow. */
  readonly percent?: true
}

/** `$1,234.50`, `(1,234.50)` and `-1234.5` read alike; `--` and `n/a` do not: in this template a blank cell is what states nothing. */
function decimalKind(decimal: Decimal): CellKind {
  const { says, example, places, least, percent } = decimal
  return {
    says,
    read(text) {
      const bare = percent && text.endsWith('%') ? text.slice(0, -1) : text
      const value = numberCell(bare, places)
      if (value !== null && value !== undefined) return { value }
      return {
        what: value === null ? `${quoted(text)} states nothing` : whyNoNumber(bare, places),
        remedy: `Type ${says}, such as ${example}, or leave the cell blank where the column allows it.`,
      }
    },
    write: value => decimalFromScaled(value as number, places, least),
  }
}

export const money = decimalKind({ says: 'dollars with at most two decimals', example: '1234.50', places: 2, least: 2 })
export const quantity = decimalKind({ says: 'shares with at most six decimals', example: '12.4877', places: 6, least: 0 })
export const priceCell = decimalKind({ says: 'dollars a share with at most six decimals', example: '318.40', places: 6, least: 2 })
/** A part of a basis, as issuers state it (Form 8937); six decimals of a percent are hundred-millionths of the whole. */
export const basisPart = decimalKind({
  says: 'a percentage with at most six decimals',
  example: '15.7349',
  places: 6,
  least: 2,
  percent: true,
})
export const percent = decimalKind({ says: 'a percentage with at most two decimals', example: '42.50', places: 2, least: 2, percent: true })
/** Yearly cost of a fund in percent; stored in hundredths of a basis point (0.03 % is 300). */
export const expenseRatio = decimalKind({
  says: 'a yearly percentage with at most four decimals',
  example: '0.03',
  places: 4,
  least: 2,
  percent: true,
})
export const correlation = decimalKind({
  says: 'a correlation from -1 to 1 with at most two decimals',
  example: '0.99',
  places: 2,
  least: 2,
})

/** `0.093` or `9.3%` as a fraction; kept as its decimal text, because a rate is no scaled integer in the model. */
export const rate: CellKind = {
  says: 'a rate as a fraction or with a percent sign',
  read(text) {
    const inPercent = /^(.*?)\s*%$/.exec(text)
    const millionths = inPercent ? scaledFromDecimal(inPercent[1] ?? '', 6) : scaledFromDecimal(text, 8)
    if (millionths === undefined || millionths < 0 || millionths > 100_000_000) {
      return { what: `${quoted(text)} is not a rate from 0 to 1`, remedy: 'Type a fraction such as 0.093, or 9.3%.' }
    }
    return { value: decimalFromScaled(millionths, 8, 1) }
  },
  write: value => value as string,
}

/** As US spreadsheets rewrite an ISO date. */
function usDateOf(text: string): CivilDate | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  return match ? civilDateOf(Number(match[3]), Number(match[1]), Number(match[2])) : undefined
}

export const date: CellKind = {
  says: 'a date',
  read(text) {
    const value = parseCivilDate(text) ?? usDateOf(text)
    return value === undefined
      ? { what: `${quoted(text)} is not a day of the calendar`, remedy: 'Type the date as 2026-11-20 (or 11/20/2026, month first).' }
      : { value }
  },
  write: value => value as string,
}

export const yesOrNo: CellKind = {
  says: 'yes or no',
  read(text) {
    const word = text.toLowerCase()
    if (word === 'yes' || word === 'true') return { value: true }
    if (word === 'no' || word === 'false') return { value: false }
    return { what: `${quoted(text)} is neither yes nor no`, remedy: 'Type yes or no.' }
  },
  write: value => (value === true ? 'yes' : 'no'),
}

export function whole(least: number, most: number): CellKind {
  return {
    says: `a whole number from ${least} to ${most}`,
    read(text) {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : undefined
      return value === undefined || value < least || value > most
        ? {
            what: `${quoted(text)} is not a whole number from ${least} to ${most}`,
            remedy: `Type a whole number from ${least} to ${most}.`,
          }
        : { value }
    },
    write: value => String(value),
  }
}

/** One of a closed list of words; capitals do not matter. */
export function choice(words: readonly string[]): CellKind {
  const known = new Map(words.map(word => [word.toLowerCase(), word]))
  return {
    says: words.map(word => `\`${word}\``).join(', '),
    read(text) {
      const value = known.get(text.toLowerCase())
      return value === undefined
        ? { what: `${quoted(text)} is not a word this column knows`, remedy: `Type one of ${words.join(', ')}.` }
        : { value }
    },
    write: value => value as string,
  }
}

export function text(longest: number): CellKind {
  const shape = typedText(longest)
  return {
    says: `text of at most ${longest} characters`,
    textual: true,
    read(typed) {
      if (shape.safeParse(typed).success) return { value: typed }
      return {
        what: `the text has control characters or more than ${longest} characters`,
        remedy: `Shorten it to ${longest} characters of plain text.`,
      }
    },
    write: value => value as string,
  }
}

/** An identifier of the book. It begins with a letter, so that no spreadsheet takes it for a number. */
export const identifier: CellKind = {
  says: 'an id: a letter, then letters, digits, and . _ -',
  read(typed) {
    if (/^[A-Za-z][A-Za-z0-9._-]{0,119}$/.test(typed)) return { value: typed }
    return {
      what: `${quoted(typed)} is not an id`,
      remedy: 'Begin with a letter; go on with letters, digits, dots, dashes or underscores; no blanks.',
    }
  },
  write: value => value as string,
}

export const symbol: CellKind = {
  says: 'a ticker symbol',
  textual: true,
  read(typed) {
    const value = typed.toUpperCase()
    if (/^[A-Z0-9][A-Z0-9.$/^ -]{0,39}$/.test(value)) return { value }
    return {
      what: `${quoted(typed)} is not a symbol`,
      remedy: 'Type the ticker as the custodian prints it, for example VTI or BRK.B, without footnote marks.',
    }
  },
  write: value => value as string,
}

const scientific = /^\d(\.\d+)?E[+-]?\d+$/i

/** An account number as printed. A spreadsheet's `1.23E+11` has lost digits and is refused. */
export const accountNumber: CellKind = {
  says: "the custodian's account number as text",
  textual: true,
  read(typed) {
    if (scientific.test(typed))
      return {
        what: `${quoted(typed)} is a number that a spreadsheet shortened`,
        remedy: "Type the whole account number with an apostrophe in front: '00412887.",
      }
    return text(40).read(typed)
  },
  write: value => value as string,
}

/** Nine characters with the right check digit (ANSI X9.6): a lost leading zero cannot pass. */
export const cusip: CellKind = {
  says: 'a CUSIP of nine characters',
  textual: true,
  read(typed) {
    const value = typed.toUpperCase()
    if (/^[0-9A-Z*@#]{8}\d$/.test(value) && cusipCheckDigit(value) === Number(value[8])) return { value }
    return {
      what: `${quoted(typed)} is not a CUSIP: nine characters, the last a check digit`,
      remedy: "Type all nine characters with an apostrophe in front ('037833100): spreadsheets drop leading zeros.",
    }
  },
  write: value => value as string,
}

const cusipAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#'

/** Double every second of the first eight values, add all digits, take what is missing to the next ten. */
export function cusipCheckDigit(value: string): number {
  let sum = 0
  for (let place = 0; place < 8; place++) {
    const weighted = cusipAlphabet.indexOf(value[place] ?? '') * (place % 2 === 0 ? 1 : 2)
    sum += Math.floor(weighted / 10) + (weighted % 10)
  }
  return (10 - (sum % 10)) % 10
}

/** `3 for 2`: three new shares for two old. Words, because a spreadsheet takes `3:2` for a time of day. */
export const ratio: CellKind = {
  says: 'new shares for old, as `3 for 2`',
  read(typed) {
    const match = /^([1-9]\d{0,5})\s+for\s+([1-9]\d{0,5})$/i.exec(typed)
    return match
      ? { value: `${match[1]} for ${match[2]}` }
      : { what: `${quoted(typed)} is not a ratio`, remedy: 'Type new shares for old in words: 3 for 2.' }
  },
  write: value => value as string,
}
