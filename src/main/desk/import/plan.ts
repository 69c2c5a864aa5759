/**
 * From what a file states to what would be written: accounts and securities resolved, ids given, rows the book already holds left out.
 * Pure; preview and commit both use it, so that what was shown is what is written. Ids come from content, so the same file always makes the same ids.
 */
import { type Cents, cents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { type AccountId, type EntryId, type ImportId, id, type LotId, type SecurityId } from '../../../shared/kernel/id.ts'
import type { Account, Security } from '../../../shared/model/book.ts'
import type { Fact, ReadFile } from '../../../shared/model/import-batch.ts'
import type { LedgerEntry, Provenance, RealizedLot, StatementLot } from '../../../shared/model/ledger.ts'
import type { SourcedPosition } from '../../store/holdings.ts'
import type { SourcedPrice } from '../../store/prices.ts'
import type { LotStatement } from '../../store/statements.ts'
import { contentHash } from '../canonical.ts'

type LotFact = Extract<Fact, { fact: 'lot' }>
type PositionFact = Extract<Fact, { fact: 'position' }>
type EntryFact = Extract<Fact, { fact: 'entry' }>
type RealizedFact = Extract<Fact, { fact: 'realized' }>

/** `ofDay` counts the lots of each purchase day, so that twins get ids of their own without looking at every lot again. */
type OpenStatement = LotStatement & { readonly lots: StatementLot[]; readonly ofDay: Map<CivilDate | null, number> }

export interface CashBalance {
  readonly account: AccountId
  readonly amount: Cents
  readonly asOf: CivilDate
  readonly source: Provenance
}

export interface ImportPlan {
  readonly newSecurities: readonly Security[]
  readonly entries: readonly LedgerEntry[]
  readonly statements: readonly LotStatement[]
  readonly positions: readonly SourcedPosition[]
  readonly prices: readonly SourcedPrice[]
  readonly realized: readonly { readonly fingerprint: string; readonly lot: RealizedLot }[]
  readonly cash: readonly CashBalance[]
  readonly accounts: readonly AccountId[]
  /** Accounts of which the file lists every holding: what it leaves out is gone. */
  readonly wholeAccounts: readonly AccountId[]
  /** The file lists trades: its days count as covered for wash windows. */
  readonly statesTrades: boolean
}

export interface PlanInput {
  readonly file: ReadFile
  /** One a fact, in the order of `file.facts`. */
  readonly fingerprints: readonly string[]
  readonly importId: ImportId
  /** The book's account for each key of the file; keys without one are left out (the preview says so). */
  readonly accounts: ReadonlyMap<string, Account>
  readonly securities: readonly Security[]
  /** Fingerprints of ledger entries and realized lots that stand in the book. */
  readonly standing: ReadonlySet<string>
  /** How often an entry with this fingerprint was already written and reversed: its new id must differ. */
  readonly reversals: ReadonlyMap<string, number>
}

/** Layouts whose files list every holding of their accounts: what they leave out is gone. Files of lots speak for their symbols alone. */
const wholeAccountLayouts = /-positions/

export function planImport(input: PlanInput): ImportPlan {
  const securities = securityBook(input.securities)
  const statements = new Map<string, OpenStatement>()
  const plan = {
    entries: [] as LedgerEntry[],
    positions: [] as SourcedPosition[],
    realized: [] as { fingerprint: string; lot: RealizedLot }[],
    cash: [] as CashBalance[],
  }
  const prices = new Map<string, SourcedPrice>()
  const source = (line: number) => ({ import: input.importId, line })

  input.file.facts.forEach((fact, index) => {
    const account = input.accounts.get(fact.account)
    if (!account || fact.fact === 'record') return
    const fingerprint = input.fingerprints[index] as string
    if (fact.fact === 'cash') {
      plan.cash.push({ account: account.id, amount: fact.amount, asOf: fact.asOf, source: source(fact.line) })
      return
    }
    if (fact.fact === 'entry') {
      if (!input.standing.has(fingerprint)) plan.entries.push(entryOf(fact, account, securities, fingerprint, input, source(fact.line)))
      return
    }
    const security = securities.of(fact)
    if (fact.fact === 'realized') {
      if (!input.standing.has(fingerprint)) plan.realized.push({ fingerprint, lot: realizedOf(fact, account, security, source(fact.line)) })
      return
    }
    if (fact.price !== null)
      prices.set(`${security}|${fact.asOf}`, { security, date: fact.asOf, price: fact.price, source: source(fact.line) })
    if (fact.fact === 'position')
      plan.positions.push({
        account: account.id,
        security,
        asOf: fact.asOf,
        shares: fact.shares,
        basis: fact.basis,
        reinvest: fact.reinvest,
        source: source(fact.line),
      })
    else addLot(statements, fact, account.id, security, source(fact.line))
  })
  const accounts = [...new Set([...input.accounts.values()].map(account => account.id))]
  return {
    ...plan,
    newSecurities: securities.added,
    statements: [...statements.values()],
    prices: [...prices.values()],
    statesTrades: input.file.facts.some(fact => fact.fact === 'entry') || /transactions|history/.test(input.file.layout ?? ''),
    accounts,
    wholeAccounts: wholeAccountLayouts.test(input.file.layout ?? '') ? accounts : [],
  }
}

function addLot(
  statements: Map<string, OpenStatement>,
  fact: LotFact,
  account: AccountId,
  security: SecurityId,
  source: StatementLot['source'],
): void {
  const key = `${account}|${security}|${fact.asOf}`
  const statement: OpenStatement = statements.get(key) ?? {
    account,
    security,
    asOf: fact.asOf,
    import: source.import,
    lots: [],
    ofDay: new Map(),
  }
  statements.set(key, statement)
  const twins = statement.ofDay.get(fact.acquired) ?? 0
  statement.ofDay.set(fact.acquired, twins + 1)
  statement.lots.push({
    id: statementLotId(account, security, fact.acquired, twins),
    account,
    security,
    asOf: fact.asOf,
    acquired: fact.acquired,
    shares: fact.shares,
    basis: fact.basis,
    source,
  })
}

/** The id a security gets when a file first names it. */
export function securityIdOf(symbol: string): SecurityId {
  return id(`security-${symbol.toUpperCase()}`.slice(0, 120))
}

/** The same purchase keeps its id from statement to statement: account, security, day, and place among purchases of that day. */
export function statementLotId(account: AccountId, security: SecurityId, acquired: CivilDate | null, twins: number): LotId {
  return id(`lot-${contentHash([account, security, acquired, twins]).slice(0, 16)}`)
}

function entryOf(
  fact: EntryFact,
  account: Account,
  securities: ReturnType<typeof securityBook>,
  fingerprint: string,
  input: PlanInput,
  source: LedgerEntry['source'],
): LedgerEntry {
  const again = input.reversals.get(fingerprint) ?? 0
  const entry: EntryId = id(`entry-${contentHash(again === 0 ? [fingerprint] : [fingerprint, again]).slice(0, 16)}`)
  return {
    id: entry,
    account: account.id,
    security: fact.symbol === '' ? null : securities.of(fact),
    kind: fact.kind,
    tradeDate: fact.tradeDate,
    settleDate: fact.settleDate,
    sequence: fact.sequence,
    shares: fact.shares,
    price: fact.price,
    amount: fact.amount,
    fees: fact.fees,
    basis: fact.basis ?? boughtFor(fact),
    acquired: fact.acquired,
    ratio: fact.ratio,
    picks: null,
    orderGroup: fact.orderGroup ?? null,
    ...toldBeside(fact, securities),
    reverses: null,
    fingerprint,
    memo: fact.memo,
    source,
  }
}

/** What only corporate actions, options, gifts and sales with a method of their own state: left out where it is not stated. */
function toldBeside(fact: EntryFact, securities: ReturnType<typeof securityBook>): Partial<LedgerEntry> {
  const { method, counter, counterPrice, allocation, giftTax } = fact
  return {
    ...(method == null ? {} : { method }),
    ...(counter == null ? {} : { counter: securities.of({ ...fact, symbol: counter, name: '' }) }),
    ...(counterPrice == null ? {} : { counterPrice }),
    ...(allocation == null ? {} : { allocation }),
    ...(giftTax == null ? {} : { giftTax }),
  }
}

/** A purchase costs what the file says was paid, fees included (RULES 7.1); without a stated amount its basis is unknown. */
function boughtFor(fact: EntryFact): Cents | null {
  const bought = fact.kind === 'buy' || fact.kind === 'reinvest'
  return bought && fact.amount !== null ? cents(Math.abs(fact.amount)) : null
}

function realizedOf(fact: RealizedFact, account: Account, security: SecurityId, source: RealizedLot['source']): RealizedLot {
  return {
    account: account.id,
    security,
    opened: fact.opened,
    closed: fact.closed,
    shares: fact.shares,
    proceeds: fact.proceeds,
    basis: fact.basis,
    term: fact.term,
    disallowed: fact.disallowed,
    source,
  }
}

/** Securities by symbol; one the book does not know is added with everything but its name and kind unknown. */
function securityBook(known: readonly Security[]) {
  const bySymbol = new Map(known.map(security => [security.symbol.toUpperCase(), security.id]))
  const added: Security[] = []
  return {
    added,
    of(fact: LotFact | PositionFact | EntryFact | RealizedFact): SecurityId {
      const symbol = fact.symbol.toUpperCase()
      const found = bySymbol.get(symbol)
      if (found) return found
      const security: Security = {
        id: securityIdOf(symbol),
        symbol,
        name: fact.name === '' ? symbol : fact.name.slice(0, 200),
        cusip: null,
        kind: fact.fact === 'position' && fact.kindHint !== null ? fact.kindHint : 'other',
        assetClass: null,
        sector: null,
        industry: null,
        country: null,
        expenseRatio: null,
        capClass: null,
      }
      bySymbol.set(symbol, security.id)
      added.push(security)
      return security.id
    },
  }
}
