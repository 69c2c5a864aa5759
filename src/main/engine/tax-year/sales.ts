/**
 * The sales of one year as plain facts, from whichever source tells of them: the lines that make up the year (standing/realized.ts), each with the
 * broker's view of the same shares, and the sales whose result nobody can tell, which stay in the list as unknown.
 */
import { type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import { type CivilDate, yearOf } from '../../../shared/kernel/civil-date.ts'
import type { AccountId, EntryId, LotId, SecurityId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { LedgerEntry, OpenLot, Provenance, Term } from '../../../shared/model/ledger.ts'
import type { SaleResult } from '../../../shared/model/tax-year.ts'
import type { RealizedRow } from '../lots/project.ts'
import { proportion } from '../lots/proportion.ts'
import { brokerProjection } from '../standing/broker.ts'
import { type RealizedLine, realizedLines, saleKey } from '../standing/realized.ts'
import type { Standing } from '../standing/standing.ts'
import { shareOut, type Told } from './share-out.ts'

export interface Sale {
  readonly id: string
  /** Lines of one order, or of one day where only a file tells of them. */
  readonly group: string
  readonly account: AccountId
  readonly security: SecurityId
  readonly entry: EntryId | null
  readonly lot: LotId | null
  /** The purchase the lot is part of, wherever it was moved; null where only a file tells of it. */
  readonly purchase: string | null
  readonly origin: OpenLot['origin'] | null
  readonly acquired: CivilDate | null
  readonly holdingFrom: CivilDate | null
  readonly sold: CivilDate
  readonly shares: Shares
  readonly proceeds: Cents | null
  readonly basis: Cents | null
  readonly carriedIn: Cents
  readonly disallowed: Cents
  readonly permanent: Cents
  readonly recognized: Cents | null
  readonly term: Term | null
  readonly source: Provenance
  readonly broker: SaleResult | null
  readonly otherLots: boolean
  readonly reported: SaleResult | null
  /** Put into a retirement account in kind: loss that is not deductible, nought of a gain; left out: a sale. */
  readonly contributed?: Cents
  /** What a person should look at where file and ledger tell of it differently (standing/realized.ts). */
  readonly why: RealizedLine['why']
}

export function salesOf(standing: Standing, year: number): Sale[] {
  const { snapshot, projection, sameOf } = standing
  const lines = realizedLines(snapshot, projection, year)
  if (lines.length === 0 && projection.undecided.length === 0) return []
  const broker = brokerProjection(snapshot).realized
  const entries = new Map(snapshot.entries.map(entry => [entry.id, entry]))
  const ledger = Map.groupBy(
    lines.flatMap(line => (line.ledger === null ? [] : [line.ledger])),
    row => row.sale,
  )
  const told = Map.groupBy(
    lines.filter(line => line.custodian !== null),
    line => keyOfLine(sameOf, line),
  )
  const bySale = Map.groupBy(broker, row => row.sale)
  const why = new Map(lines.flatMap(line => (line.ledger === null ? [] : [[line.ledger, line.why] as const])))
  const byKey = Map.groupBy(broker, row => saleKey(sameOf, row.account, row.security, row.sold))
  const sales: Sale[] = []
  for (const [sale, rows] of ledger) for (const one of ledgerSales(rows, bySale.get(sale) ?? [], entries, why)) sales.push(one)
  for (const [key, rows] of told) for (const one of filedSales(key, rows, byKey.get(key) ?? [])) sales.push(one)
  for (const one of undecidedSales(standing, year, new Set(ledger.keys()), told, entries)) sales.push(one)
  return sales.sort(
    (a, b) => compare(a.sold, b.sold) || compare(a.account, b.account) || compare(a.security, b.security) || compare(a.id, b.id),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function keyOfLine(sameOf: Standing['sameOf'], { custodian, sold }: RealizedLine): string {
  return custodian === null ? '' : saleKey(sameOf, custodian.account, custodian.security, sold)
}

type Entries = ReadonlyMap<EntryId, LedgerEntry>

function ledgerSales(
  rows: readonly RealizedRow[],
  broker: readonly RealizedRow[],
  entries: Entries,
  why: ReadonlyMap<RealizedRow, Sale['why']>,
): Sale[] {
  const shared = shareOut(
    broker.map(row => toldBy(row, row.lot)),
    rows.map(row => ({ key: row.lot, shares: row.shares })),
  )
  const seen = new Map<string, number>()
  return rows.map((row, index) => {
    const part = (seen.get(row.lot) ?? 0) + 1
    seen.set(row.lot, part)
    return {
      ...row,
      id: `${row.sale}|${row.lot}|${part}`,
      group: row.sale,
      entry: row.sale,
      acquired: dayOfColumnB(row),
      carriedIn: row.washAdjustment,
      source: entries.get(row.sale)?.source ?? { import: null, line: 0 },
      broker: shared.results[index] ?? null,
      otherLots: shared.otherLots,
      reported: null,
      why: why.get(row) ?? null,
    }
  })
}

/** A gift sold on its value when given counts from the day of the gift; nothing else moves the period of shares that were given. */
function dayOfColumnB({ origin, acquired, holdingFrom }: RealizedRow): CivilDate | null {
  return origin === 'gift' ? (holdingFrom ?? acquired) : acquired
}

function toldBy(row: RealizedRow, key: string): Told {
  const { shares, basis, disallowed, recognized, term } = row
  return { key, shares, basis, disallowed, recognized, term }
}

function filedSales(key: string, lines: readonly RealizedLine[], broker: readonly RealizedRow[]): Sale[] {
  const rows = lines.flatMap(line => (line.custodian === null ? [] : [{ line, row: line.custodian }]))
  // of a lot that the file alone tells of, a broker's rules know no more than the file
  const alone = new Set<string | null>(lines.map(line => line.toldLot))
  const shared = shareOut(
    broker.filter(row => !alone.has(row.lot)).map(row => toldBy(row, row.acquired ?? '')),
    rows.map(({ row }) => ({ key: row.opened ?? '', shares: row.shares })),
  )
  return rows.map(({ line, row }, index) => {
    const basis = row.basis === null ? null : cents(row.basis + line.basisMore)
    return {
      id: `file|${row.source.import ?? `entered ${key.replaceAll('\n', ' ')} ${index + 1}`}|${row.source.line}`,
      group: key,
      account: row.account,
      security: row.security,
      entry: null,
      lot: (line.toldLot as LotId | null) ?? null,
      purchase: null,
      origin: null,
      acquired: row.opened,
      holdingFrom: row.opened,
      sold: line.sold,
      why: line.why,
      shares: row.shares,
      proceeds: row.proceeds,
      basis,
      carriedIn: line.carriedIn,
      disallowed: line.disallowed,
      permanent: line.permanent,
      recognized: line.recognized,
      term: line.term,
      source: row.source,
      broker: line.toldLot === null ? (shared.results[index] ?? null) : null,
      otherLots: shared.otherLots,
      reported: {
        basis: row.basis,
        disallowed: row.disallowed,
        recognized: row.basis === null ? null : cents(row.proceeds - row.basis + row.disallowed),
        term: row.term,
      },
    }
  })
}

/** Sales that no line tells of: their lots are not in the records. */
function undecidedSales(
  { projection, sameOf }: Standing,
  year: number,
  booked: ReadonlySet<string>,
  told: ReadonlyMap<string, unknown>,
  entries: Entries,
): Sale[] {
  const left = projection.undecided.filter(
    sale =>
      yearOf(sale.sold) === year &&
      (sale.inside === true || (!booked.has(sale.sale) && !told.has(saleKey(sameOf, sale.account, sale.security, sale.sold)))),
  )
  return left.map(({ sale, account, security, sold, shares }) => {
    const entry = entries.get(sale)
    const whole = entry?.amount ?? null
    return {
      id: `${sale}|unknown|1`,
      group: sale,
      account,
      security,
      entry: sale,
      lot: null,
      purchase: null,
      origin: null,
      acquired: null,
      holdingFrom: null,
      sold,
      shares,
      proceeds: whole === null ? null : cents(proportion(whole, shares, entry?.shares ?? shares)),
      basis: null,
      carriedIn: noCents,
      disallowed: noCents,
      permanent: noCents,
      recognized: null,
      term: null,
      source: entry?.source ?? { import: null, line: 0 },
      broker: null,
      otherLots: false,
      reported: null,
      why: null,
    }
  })
}
