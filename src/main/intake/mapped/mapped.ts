/**
 * The generic reader: a CSV of any source, read through a mapping a person made and saved by name. It is as strict as the layouts: a column the mapping
 * names must be there, once; a cell that cannot be read is an issue. What no column states stays unknown.
 */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import type { Mapping } from '../../../shared/model/import-batch.ts'
import { isSpreadsheetDamaged, namedAccount, unnamedAccount } from '../accounts.ts'
import { symbolCell, wordsCell } from '../cells.ts'
import { readEntry, unknownAction } from '../entries.ts'
import { Findings } from '../findings.ts'
import { headerWord, isBlank, withoutTail } from '../header.ts'
import { readHolding } from '../holding.ts'
import { isOptionSymbol, kindOf } from '../kinds.ts'
import { type FileContext, type Layout, type LayoutReader, type LayoutResult, type Row, streamed } from '../layout.ts'
import { type PostedEntry, sequenced } from '../sequence.ts'
import { unknownBasis } from '../unknown-basis.ts'
import { plainEffect } from './actions.ts'
import { readBeside } from './beside.ts'
import { fieldsOf } from './fields.ts'

const headerWithin = 60

class MappedReader implements LayoutReader {
  readonly #findings: Findings
  readonly #mapping: Mapping
  readonly #entries: PostedEntry[] = []
  readonly #at = new Map<string, number>()
  #seen = 0
  #ended = false
  #from: CivilDate | null = null
  #to: CivilDate | null = null
  #asOf: CivilDate | null
  #computed = 0

  constructor(context: FileContext, mapping: Mapping) {
    this.#findings = new Findings(context, mapping.dateOrder)
    this.#mapping = mapping
    this.#asOf = mapping.asOf ?? context.asOf ?? null
  }

  take(row: Row): void {
    const findings = this.#findings
    if (isBlank(row.cells)) {
      this.#ended ||= this.#seen > 0
      return findings.reading(row.line, 'blank', '')
    }
    if (findings.width === 0) return this.#head(row)
    const tail = withoutTail(row.cells)
    if (tail.length === 1 && (this.#ended || findings.width > 2)) {
      findings.issues.note(
        'text-unread',
        row.line,
        '',
        `The line "${(tail[0] ?? '').slice(0, 80)}" is no row of the table and was not read`,
      )
      return findings.reading(row.line, 'note', (tail[0] ?? '').slice(0, 80))
    }
    this.#seen++
    if (!findings.fits(row)) return
    const account = this.#account(row)
    if (account === undefined) return findings.reading(row.line, 'unread', 'no account')
    if (this.#mapping.kind === 'trades') this.#trade(row, account)
    else this.#holding(row, account)
  }

  issueCount(): number {
    return this.#findings.issues.count
  }

  finish(): LayoutResult {
    const findings = this.#findings
    if (findings.width === 0) {
      const wanted = Object.values(this.#mapping.columns)
        .map(column => `"${column}"`)
        .join(', ')
      findings.issues.stop(
        'header',
        0,
        '',
        `No row of the file has all the columns of the mapping "${this.#mapping.name}": ${wanted}`,
        'Choose another mapping, or map this file anew.',
      )
    }
    if (this.#computed > 0) {
      findings.issues.warn(
        'basis-computed',
        0,
        this.#mapping.columns.costPerShare ?? '',
        `The basis of ${this.#computed} lots was computed as shares x cost per share`,
        "Map a column of total basis where the file has one: computed cents may differ from the custodian's.",
      )
    }
    const { entries } = sequenced(this.#entries)
    for (const entry of entries) findings.facts.push(entry)
    return findings.result({ asOf: this.#asOf ?? this.#to, coverageFrom: this.#from, coverageTo: this.#to })
  }

  #head(row: Row): void {
    const findings = this.#findings
    if (++this.#seen > headerWithin) return
    const words = row.cells.map(headerWord)
    const wanted = Object.entries(this.#mapping.columns)
    if (!wanted.every(([, column]) => words.includes(headerWord(column))))
      return findings.reading(row.line, 'note', (row.cells[0] ?? '').slice(0, 80))
    this.#seen = 0
    for (const [field, column] of wanted) this.#at.set(field, words.indexOf(headerWord(column)))
    findings.head(row)
    for (const [field, column] of wanted) {
      if (words.indexOf(headerWord(column)) !== words.lastIndexOf(headerWord(column)))
        findings.issues.stop(
          'header',
          row.line,
          column,
          `Two columns are called "${column}"; nobody can say which is ${field}`,
          'Rename one of them in a copy of the file.',
        )
      if (!fieldsOf[this.#mapping.kind].some(known => known.field === field))
        findings.issues.stop(
          'mapping',
          row.line,
          column,
          `The mapping names a field "${field}" that ${this.#mapping.kind} do not have`,
          'Make the mapping anew.',
        )
    }
    for (const { field, needed } of fieldsOf[this.#mapping.kind]) {
      if (needed && !this.#at.has(field))
        findings.issues.stop('mapping', row.line, '', `The mapping says no column for ${field}`, 'Complete the mapping.')
    }
  }

  #column(field: string): number {
    return this.#at.get(field) ?? -1
  }

  #account(row: Row): string | undefined {
    const findings = this.#findings
    const at = this.#column('account')
    const text = at < 0 ? '' : findings.token(row, at)
    if (isSpreadsheetDamaged(text)) {
      findings.issues.stop(
        'account-number',
        row.line,
        findings.title(at),
        `"${text}" was an account number before a spreadsheet rounded it`,
        'Export the file again without opening it in a spreadsheet.',
      )
      return undefined
    }
    const stated = text || this.#mapping.account || findings.context.account || ''
    return findings.account(
      stated === '' ? { key: unnamedAccount, number: '', name: '' } : { ...namedAccount(stated), key: stated },
      this.#mapping.custodian,
    )
  }

  #holding(row: Row, account: string): void {
    const findings = this.#findings
    const stated = findings.date(row, this.#column('asOf'), 'optional')
    const asOf = stated ?? this.#asOf
    const { symbol } = symbolCell(findings.token(row, this.#column('symbol')))
    if (stated === undefined) return findings.reading(row.line, 'unread', 'no day')
    if (asOf === null || symbol === '') {
      if (asOf === null)
        findings.issues.stop(
          'no-date',
          row.line,
          '',
          'Neither a column nor the mapping says for which day this is',
          'State the day in the mapping.',
        )
      else
        findings.issues.stop('missing', row.line, findings.title(this.#column('symbol')), 'The row names no security', 'Correct the row.')
      return findings.reading(row.line, 'unread', 'see the issue')
    }
    if (this.#asOf === null || asOf > this.#asOf) this.#asOf = asOf
    const name = wordsCell(findings.words(row, this.#column('name')))
    const of = { account, symbol, name, asOf, reinvest: null, kindHint: kindOf(name, symbol) }
    if (this.#mapping.kind === 'lots') return this.#lot(row, of)
    readHolding(
      findings,
      row,
      {
        shares: this.#column('shares'),
        price: this.#column('price'),
        value: this.#column('value'),
        basis: this.#column('basis'),
        gain: -1,
      },
      of,
    )
  }

  #lot(row: Row, of: { account: string; symbol: string; name: string; asOf: CivilDate }): void {
    const findings = this.#findings
    const acquired = findings.date(row, this.#column('acquired'), 'optional')
    const shares = findings.shares(row, this.#column('shares'), 'required')
    const price = findings.price(row, this.#column('price'), 'optional')
    const at = this.#column('basis')
    const stated = at >= 0 && unknownBasis.test((row.cells[at] ?? '').trim()) ? null : findings.cents(row, at, 'optional')
    const each = findings.price(row, this.#column('costPerShare'), 'optional')
    if (acquired === undefined || typeof shares !== 'number' || price === undefined || stated === undefined || each === undefined)
      return findings.reading(row.line, 'unread', 'see the issue')
    if (shares <= 0) {
      findings.issues.stop(
        'not-supported',
        row.line,
        findings.title(this.#column('shares')),
        'A short or empty lot: short sales are not kept',
        'Take the row out of a copy of the file.',
      )
      return findings.reading(row.line, 'unread', 'not a lot held')
    }
    const basis = stated ?? (each === null || at >= 0 ? null : marketValue(shares, each))
    if (stated === null && basis !== null) this.#computed++
    if (basis === null)
      findings.issues.warn(
        'basis-unknown',
        row.line,
        findings.title(at),
        'No basis is stated for this lot',
        'It is kept as "basis unknown" and cannot be harvested.',
      )
    if (acquired === null)
      findings.issues.warn(
        'date-unknown',
        row.line,
        findings.title(this.#column('acquired')),
        'No day of purchase is stated for this lot',
        'Its term is unknown, and it cannot be harvested.',
      )
    findings.facts.push({ fact: 'lot', line: row.line, ...of, acquired, shares, basis, price })
  }

  #trade(row: Row, account: string): void {
    const findings = this.#findings
    const date = findings.date(row, this.#column('date'), 'required')
    if (typeof date !== 'string') return findings.reading(row.line, 'unread', 'no date')
    const action = findings.words(row, this.#column('action'), 60)
    const symbol = wordsCell(findings.token(row, this.#column('symbol')))
    const known = plainEffect(action)
    if (!known) {
      unknownAction(findings, row, this.#column('action'), action)
      return findings.reading(row.line, 'unread', 'unknown action')
    }
    const columns = {
      action: this.#column('action'),
      symbol: this.#column('symbol'),
      shares: this.#column('shares'),
      price: this.#column('price'),
      fees: this.#column('fees'),
      amount: this.#column('amount'),
      moreFees: -1,
      accrued: -1,
      settle: this.#column('settle'),
    }
    const beside = readBeside(findings, row, field => this.#column(field))
    if (beside === undefined) return findings.reading(row.line, 'unread', 'see the issue')
    // a purchase of a call says of which shares; without that nobody could say what it washes
    const isKept = known === 'action' || (beside !== null && (known === 'sell' || (known === 'buy' && beside.counter !== null)))
    const effect = isOptionSymbol(symbol) && !isKept ? 'refused' : known
    const entry = readEntry(findings, row, columns, {
      account,
      symbol,
      name: wordsCell(findings.words(row, this.#column('name'))),
      action,
      effect,
      tradeDate: date,
      ...(beside === null ? {} : { beside }),
    })
    if (!entry) return findings.reading(row.line, 'unread', 'see the issue')
    this.#entries.push({ entry, posted: date })
    if (this.#from === null || date < this.#from) this.#from = date
    if (this.#to === null || date > this.#to) this.#to = date
  }
}

/** The layout a mapping makes. It recognises nothing by itself: a person chooses it. */
export function mappedLayout(mapping: Mapping): Layout {
  return streamed({
    id: 'mapped',
    name: `Mapped: ${mapping.name}`,
    recognises: () => false,
    begin: context => new MappedReader(context, mapping),
  })
}
