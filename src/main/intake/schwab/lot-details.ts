/**
 * Schwab "Lot Details": the open lots of one security in one account, from the Positions screen; also several such blocks in one file. Symbol, account
 * and day stand only in the block's title. Every block ends in a Total row, to which its lots are held; a block without one was cut off.
 */
import type { Cents } from '../../../shared/kernel/cents.ts'
import { addYears, type CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { Price } from '../../../shared/kernel/price.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import { namedAccount } from '../accounts.ts'
import { explains, roughly, slackOf, warnAmount } from '../amounts.ts'
import { percentCell, statesNothing, textCell, whyNoNumber } from '../cells.ts'
import { Findings } from '../findings.ts'
import { type ColumnNames, type Columns, columnsOf, findHeader, isBlank, neededColumns, unknownColumns } from '../header.ts'
import { type FileContext, type LayoutReader, type LayoutResult, type Row, streamed } from '../layout.ts'
import { tieOutCents, tieOutShares } from '../tie-out.ts'
import { unknownBasis } from '../unknown-basis.ts'
import { tellTitleDay, titleDay } from './title-day.ts'

const names = {
  acquired: ['open date'],
  shares: ['quantity'],
  price: ['price'],
  costPerShare: ['cost/share'],
  value: ['market value'],
  basis: ['cost basis'],
  gain: ['gain/loss $'],
  gainPercent: ['gain/loss %'],
  term: ['holding period'],
} satisfies ColumnNames<string>
type Field = keyof typeof names
const required = ['acquired', 'shares', 'price', 'value', 'basis'] as const

const title = /^(\S+) Lot Details for (.+?) as of (.+)$/i

interface Block {
  readonly symbol: string
  readonly account: string
  readonly asOf: CivilDate
  /** The day of the title, on which Schwab says short or long; after `asOf` where the file was made before the market opened. */
  readonly printed: CivilDate
  /** Lots bought before it are long term on the block's day, those after it short; null around 29 February, where the two rules part. */
  readonly yearBefore: CivilDate | null
  firstLine: number
  lastLine: number
  shares: number
  value: number
  basis: number
  gain: number
  lots: number
  complete: boolean
}

class LotDetailsReader implements LayoutReader {
  readonly #findings: Findings
  #block: Block | undefined
  #at: Columns<Field> | undefined
  #asOf: CivilDate | null = null

  constructor(context: FileContext) {
    this.#findings = new Findings(context)
  }

  take(row: Row): void {
    const { cells, line } = row
    const first = cells[0] ?? ''
    const code = first.charCodeAt(0)
    if (code >= 48 && code <= 57 && this.#block && this.#at) return this.#lot(row, this.#block, this.#at)
    if (isBlank(cells)) return this.#findings.reading(line, 'blank', '')
    const word = textCell(first)
    const found = title.exec(word)
    if (found) return this.#open(row, found)
    if (word.toLowerCase() === 'open date') return this.#head(row)
    if (word.toLowerCase() === 'total' && this.#block && this.#at) return this.#total(row, this.#block, this.#at)
    if (this.#block && this.#at) return this.#lot(row, this.#block, this.#at)
    this.#findings.issues.stop(
      'unexpected-row',
      line,
      '',
      'The row stands outside any "… Lot Details" block',
      'Export the file again; do not edit it.',
    )
    this.#findings.reading(line, 'unread', 'outside any block')
  }

  issueCount(): number {
    return this.#findings.issues.count
  }

  finish(): LayoutResult {
    this.#close(0)
    return this.#findings.result({ asOf: this.#asOf })
  }

  #open(row: Row, found: RegExpExecArray): void {
    this.#close(row.line)
    const [, symbol = '', account = '', when = ''] = found
    const day = titleDay(when)
    this.#at = undefined
    this.#findings.reading(row.line, 'note', `lots of ${symbol} in ${account}`)
    if (!day) {
      this.#findings.issues.stop(
        'no-date',
        row.line,
        '',
        `The title names no day: "${when}"`,
        'Export the file again; do not edit its title.',
      )
      this.#block = undefined
      return
    }
    const { asOf, printed } = day
    tellTitleDay(this.#findings.issues, row.line, day)
    if (this.#asOf === null || asOf > this.#asOf) this.#asOf = asOf
    const edge = printed.slice(5) >= '02-28' && printed.slice(5) <= '03-01'
    this.#block = {
      symbol,
      account: this.#findings.account(namedAccount(account), 'schwab'),
      asOf,
      printed,
      yearBefore: edge ? null : addYears(printed, -1),
      firstLine: row.line + 1,
      lastLine: row.line,
      shares: 0,
      value: 0,
      basis: 0,
      gain: 0,
      lots: 0,
      complete: false,
    }
  }

  #head(row: Row): void {
    this.#at = columnsOf(row.cells, names, required)
    this.#findings.head(row)
    if (!this.#at) {
      this.#findings.issues.stop(
        'header',
        row.line,
        '',
        'The columns of this block are not those of a Lot Details file',
        'Export the file again; do not edit it.',
      )
    }
    for (const column of unknownColumns(row.cells, names, [])) {
      this.#findings.issues.note('column-unread', row.line, column, 'The column is not known and was not read')
    }
  }

  #lot(row: Row, block: Block, at: Columns<Field>): void {
    const findings = this.#findings
    if (block.lots === 0) block.firstLine = row.line
    block.lastLine = row.line
    if (!findings.fits(row)) return
    const acquired = findings.date(row, at.acquired, 'optional')
    const shares = findings.shares(row, at.shares, 'required')
    const price = findings.price(row, at.price, 'optional')
    const value = findings.cents(row, at.value, 'optional')
    const basisText = row.cells[at.basis] ?? ''
    const basis = unknownBasis.test(basisText.trim()) ? null : findings.cents(row, at.basis, 'optional')
    const gain = at.gain < 0 ? null : findings.cents(row, at.gain, 'optional')
    if (
      typeof shares !== 'number' ||
      acquired === undefined ||
      price === undefined ||
      value === undefined ||
      basis === undefined ||
      gain === undefined
    ) {
      return findings.reading(row.line, 'unread', 'a cell cannot be read')
    }
    block.lots++
    block.shares += shares
    block.value += value ?? 0
    block.basis += basis ?? 0
    block.gain += gain ?? 0
    if (shares <= 0) {
      findings.issues.stop(
        'not-supported',
        row.line,
        findings.title(at.shares),
        'A short or empty lot: short sales are not kept',
        'Take the row out of a copy of the file.',
      )
      return findings.reading(row.line, 'unread', 'not a lot held')
    }
    const { account, symbol, asOf } = block
    findings.facts.push({ fact: 'lot', line: row.line, account, symbol, name: '', asOf, acquired, shares, basis, price })
    if (basis === null || acquired === null) this.#unknown(row, at, basis, acquired)
    this.#check(row, at, block, { shares, price, value, basis, gain, acquired })
  }

  #unknown(row: Row, at: Columns<Field>, basis: Cents | null, acquired: CivilDate | null): void {
    if (basis === null) {
      this.#findings.issues.warn(
        'basis-unknown',
        row.line,
        this.#findings.title(at.basis),
        'Schwab states no basis for this lot',
        'It is kept as "basis unknown" and cannot be harvested. Ask Schwab, or correct the basis there.',
      )
    }
    if (acquired === null) {
      this.#findings.issues.warn(
        'date-unknown',
        row.line,
        this.#findings.title(at.acquired),
        'Schwab states no open date for this lot',
        'Its term is unknown, and it cannot be harvested until Schwab shows the date.',
      )
    }
  }

  #check(
    row: Row,
    at: Columns<Field>,
    block: Block,
    lot: { shares: Shares; price: Price | null; value: Cents | null; basis: Cents | null; gain: Cents | null; acquired: CivilDate | null },
  ): void {
    const { shares, price, value, basis, gain, acquired } = lot
    const { cells, line } = row
    const findings = this.#findings
    const sharesText = cells[at.shares] ?? ''
    if (acquired !== null && acquired > block.asOf) {
      findings.issues.stop(
        'future-date',
        line,
        findings.title(at.acquired),
        `The lot was opened on ${acquired}, after the file's day ${block.asOf}`,
        acquired === block.printed ? 'Export the file again after 4:00 PM ET.' : 'Correct the cell to what Schwab shows.',
      )
    }
    if (value !== null && price !== null) {
      const computed = roughly(shares, price)
      if (!explains(value, computed, slackOf(shares, sharesText, price, cells[at.price] ?? '')))
        warnAmount(findings, line, findings.title(at.value), value, computed, 'quantity x price')
    }
    if (basis !== null && at.costPerShare >= 0) {
      const cost = findings.price(row, at.costPerShare, 'optional')
      if (typeof cost === 'number') {
        const computed = roughly(shares, cost)
        if (!explains(basis, computed, slackOf(shares, sharesText, cost, cells[at.costPerShare] ?? '')))
          warnAmount(findings, line, findings.title(at.basis), basis, computed, 'quantity x cost/share')
      }
    }
    if (gain !== null && value !== null && basis !== null && Math.abs(value - basis - gain) > 1) {
      warnAmount(findings, line, findings.title(at.gain), gain, value - basis, 'market value less cost basis')
    }
    this.#checkWords(row, at, block, gain, basis, acquired)
  }

  #checkWords(row: Row, at: Columns<Field>, block: Block, gain: Cents | null, basis: Cents | null, acquired: CivilDate | null): void {
    const findings = this.#findings
    if (at.gainPercent >= 0) {
      const cell = row.cells[at.gainPercent] ?? ''
      const percent = percentCell(cell)
      if (percent === undefined)
        findings.issues.stop(
          'unreadable',
          row.line,
          findings.title(at.gainPercent),
          whyNoNumber(cell.replace('%', ''), 4),
          'Correct the cell to what Schwab shows.',
        )
      else if (
        percent !== null &&
        gain !== null &&
        basis !== null &&
        basis > 0 &&
        Math.abs((gain / basis) * 1e6 - percent) > 51 + 1e6 / basis
      ) {
        findings.issues.warn(
          'percent-differs',
          row.line,
          findings.title(at.gainPercent),
          `The row says ${cell.trim()}; gain over basis makes ${((gain / basis) * 100).toFixed(2)}%`,
          'Compare the row with the custodian.',
        )
      }
    }
    if (at.term < 0 || acquired === null || block.yearBefore === null) return
    const cell = row.cells[at.term] ?? ''
    const long = cell === 'Long Term' || (cell !== 'Short Term' && /^long/i.test(cell.trim()))
    if (!statesNothing(cell) && long !== acquired < block.yearBefore) {
      findings.issues.note(
        'term-differs',
        row.line,
        findings.title(at.term),
        `Schwab says ${cell.trim()}, the open date ${acquired} says ${long ? 'short' : 'long'} term: the lot may carry the holding period of a washed sale (IRC section 1223(3))`,
      )
    }
  }

  #total(row: Row, block: Block, at: Columns<Field>): void {
    const findings = this.#findings
    block.complete = true
    findings.reading(row.line, 'total', `total of ${block.lots} lots`)
    const place = (field: Field) => ({
      what: `${findings.title(at[field])} of ${block.symbol}`,
      line: row.line,
      column: findings.title(at[field]),
      firstLine: block.firstLine,
      lastLine: block.lastLine,
    })
    const shares = findings.shares(row, at.shares, 'optional')
    if (typeof shares === 'number') tieOutShares(findings, place('shares'), shares, block.shares)
    const basis = findings.cents(row, at.basis, 'optional')
    if (typeof basis === 'number') tieOutCents(findings, place('basis'), basis, block.basis)
    const rounding = Math.max(1, Math.ceil(block.lots / 2))
    const value = findings.cents(row, at.value, 'optional')
    if (typeof value === 'number') tieOutCents(findings, place('value'), value, block.value, rounding)
    const gain = at.gain < 0 ? null : findings.cents(row, at.gain, 'optional')
    if (typeof gain === 'number') tieOutCents(findings, place('gain'), gain, block.gain, rounding)
    this.#block = undefined
  }

  #close(line: number): void {
    if (!this.#block || this.#block.complete) return
    this.#findings.issues.stop(
      'half-file',
      line === 0 ? this.#block.lastLine : line,
      '',
      `The lots of ${this.#block.symbol} have no Total row: the file was cut off`,
      'Export it again.',
    )
    this.#block = undefined
  }
}

export const schwabLotDetails = streamed({
  id: 'schwab-lot-details',
  name: 'Schwab Lot Details (open lots)',
  columns: neededColumns(names, required),
  recognises: head => findHeader(head, names, required) !== undefined && head.some(row => title.test(textCell(row.cells[0] ?? ''))),
  begin: context => new LotDetailsReader(context),
})
