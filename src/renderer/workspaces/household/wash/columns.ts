/** The columns of the wash ledger's two lists, and the words of its states. */
import type { LossRow, WashEntry } from '../../../../shared/model/wash-ledger.ts'
import { date } from '../../../../shared/present/format.ts'
import type { GridColumn } from '../../../grid/column.ts'
import type { StatusWord } from '../../../parts/status.tsx'

export const statusWords: Readonly<Record<WashEntry['status'], StatusWord>> = {
  deferred: { tone: 'waiting', word: 'Deferred in basis' },
  partly: { tone: 'caution', word: 'Partly taken up' },
  realised: { tone: 'ready', word: 'Taken up by a sale' },
  'passed-on': { tone: 'waiting', word: 'Washed again' },
  permanent: { tone: 'blocked', word: 'Lost for good' },
  gone: { tone: 'quiet', word: 'Left with shares' },
}

function provisional(until: string | null): StatusWord | null {
  return until === null ? { tone: 'quiet', word: 'Closed' } : { tone: 'caution', word: `Open until ${date(until)}` }
}

/** A column that also stands where the window is narrow; the panel beside the list says the rest in words. */
type Listed<Row> = GridColumn<Row> & { readonly first?: true }

const matchColumns: readonly Listed<WashEntry>[] = [
  { id: 'sold', head: 'Sold', kind: 'date', value: row => row.loss.sold, sort: 'desc', width: 104, pinned: true, first: true },
  { id: 'symbol', head: 'Loss on', kind: 'text', value: row => row.loss.symbol, width: 76, pinned: true, first: true },
  { id: 'shares', head: 'Loss shares', kind: 'shares', value: row => row.loss.shares, width: 92, first: true },
  { id: 'disallowed', head: 'Disallowed', kind: 'exact-money', value: row => row.disallowed, width: 100, first: true },
  { id: 'status', head: 'Where it is', kind: 'status', value: row => statusWords[row.status], width: 152, first: true },
  { id: 'bought', head: 'Bought', kind: 'date', value: row => row.replacement.bought, width: 104, first: true },
  {
    id: 'replacement',
    head: 'Replaced by',
    kind: 'text',
    value: row => row.replacement.symbol,
    opens: true,
    width: 92,
    grow: 1,
    first: true,
  },
  {
    id: 'apart',
    head: 'Days apart',
    tip: 'Purchase less sale: negative where it came first',
    kind: 'days',
    value: row => row.daysApart,
    width: 84,
  },
  { id: 'account', head: 'Sold in', kind: 'text', value: row => row.loss.accountName, width: 96, grow: 2 },
  { id: 'buyer', head: 'Bought in', kind: 'text', value: row => row.replacement.accountName, width: 96, grow: 2 },
  {
    id: 'broker',
    head: 'Form 1099-B',
    tip: 'Whether the broker’s form shows this wash sale: it looks at one account and one CUSIP only',
    kind: 'status',
    value: row => (row.brokerSees ? { tone: 'ready', word: 'Shown' } : { tone: 'caution', word: 'Not shown' }),
    width: 108,
  },
  {
    id: 'from',
    head: 'Held from',
    tip: 'Holding period of the replacement, with the days of the loss shares',
    kind: 'date',
    value: row => row.tacked?.from ?? null,
    none: 'no days pass',
    width: 104,
  },
  { id: 'window', head: 'Window', kind: 'status', value: row => provisional(row.provisionalUntil), width: 176 },
]

const lossColumns: readonly Listed<LossRow>[] = [
  { id: 'sold', head: 'Sold', kind: 'date', value: row => row.sold, sort: 'desc', width: 104, pinned: true, first: true },
  { id: 'symbol', head: 'Security', kind: 'text', value: row => row.symbol, opens: true, width: 84, pinned: true, first: true },
  { id: 'account', head: 'Account', kind: 'text', value: row => row.accountName, width: 140, grow: 1 },
  { id: 'shares', head: 'Shares', kind: 'shares', value: row => row.shares, width: 84, first: true },
  { id: 'loss', head: 'Loss', kind: 'exact-money', value: row => row.loss, width: 100, first: true },
  { id: 'disallowed', head: 'Disallowed', kind: 'exact-money', value: row => row.disallowed, width: 100, first: true },
  { id: 'allowed', head: 'Deductible', kind: 'exact-money', value: row => row.allowed, width: 100, first: true },
  {
    id: 'broker',
    head: 'By the broker',
    tip: 'What a broker’s own books disallow: one account, one CUSIP',
    kind: 'exact-money',
    value: row => row.brokerDisallowed,
    width: 108,
  },
  { id: 'unreplaced', head: 'Not replaced', kind: 'shares', value: row => row.unreplaced, width: 104 },
  {
    id: 'near',
    head: 'Near, not counted',
    tip: 'Purchases and receipts near the sale that do not wash it',
    kind: 'count',
    value: row => row.near.length,
    width: 132,
  },
  { id: 'window', head: 'Window', kind: 'status', value: row => provisional(row.provisionalUntil), width: 176, grow: 1, first: true },
]

/** Made once: a new list would rebuild the grid. */
export const washColumns = {
  matches: { all: matchColumns, first: matchColumns.filter(column => column.first) },
  losses: { all: lossColumns, first: lossColumns.filter(column => column.first) },
} as const
