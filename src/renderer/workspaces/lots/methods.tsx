/** All relief methods of one sale beside each other, and the lots chosen by hand as the last column. Pressing a head takes that method's lots. */
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import type { HouseholdId } from '../../../shared/kernel/id.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { SaleChoice } from '../../../shared/model/ticket.ts'
import type { MethodResult, SaleView } from '../../../shared/model/views.ts'
import { counted, money, sharesHeld, signedMoney } from '../../../shared/present/format.ts'
import { deskMethodWords, proofWords } from '../../../shared/present/words.ts'
import type { TrailRequest } from '../../desk/trail.tsx'
import { FigureValue } from '../../parts/figure.tsx'
import { Status } from '../../parts/status.tsx'

export type MethodName = MethodResult['method']

interface MethodsProps {
  readonly household: HouseholdId
  readonly asOf: CivilDate
  readonly sale: SaleView
  readonly custom: MethodResult | null
  readonly customChoice: SaleChoice | null
  readonly current: MethodName
  readonly onChoose: (method: MethodName) => void
}

type FigureKey = 'gainShort' | 'gainLong' | 'washed' | 'passedOn' | 'permanent' | 'tax' | 'overLeast' | 'remaining'

const lines: readonly { readonly key: FigureKey; readonly label: string; readonly tip: string; readonly negative?: boolean }[] = [
  { key: 'gainShort', label: 'Short-term', tip: 'Short-term gain or loss of the shares sold' },
  { key: 'gainLong', label: 'Long-term', tip: 'Long-term gain or loss of the shares sold' },
  {
    key: 'washed',
    label: 'Loss disallowed',
    tip: 'IRC §1091: put off into the shares bought, or into lots sold with them',
    negative: true,
  },
  {
    key: 'passedOn',
    label: 'of it counted again',
    tip: 'Moves into a lot sold with it: in the lines above twice, in the tax once (Reg. §1.1091-1(b))',
    negative: true,
  },
  { key: 'permanent', label: 'Permanent loss', tip: 'Lost for good to a purchase in an IRA or HSA (Rev. Rul. 2008-5)', negative: true },
  { key: 'tax', label: 'Est. tax', tip: 'Change of this year’s tax: a minus saves' },
  { key: 'overLeast', label: 'Over the least', tip: 'More tax than the cheapest method for as many shares' },
  { key: 'remaining', label: 'Left unrealized', tip: 'Unrealized gain left in the position' },
]

export function Methods({ household, asOf, sale, custom, customChoice, current, onChoose }: MethodsProps) {
  const columns: readonly MethodResult[] = custom ? [...sale.methods, custom] : sale.methods
  const shown = lines.filter(line => !whereAny.has(line.key) || columns.some(column => column[line.key] !== 0))
  const risky = columns.some(({ wash }) => wash.otherOrder !== undefined)
  const notes = columns.find(({ method }) => method === current)?.notes ?? []
  const trail = (result: MethodResult, figure: string): TrailRequest | null => {
    if (result.method === 'CUSTOM' && customChoice === null) return null
    const ids = [sale.account.id, sale.security.id, result.method, String(sale.shares)]
    const common = { household, asOf, figure: { subject: 'method', ids, figure } }
    return { of: 'review', input: result.method === 'CUSTOM' && customChoice ? { ...common, choices: [customChoice] } : common }
  }

  return (
    <div className="methods-box">
      {notes.length > 0 && (
        <ul className="methods-notes" aria-label={`Read with ${nameOf(current)}`}>
          {notes.map((note, at) => (
            <li key={note}>
              {at === 0 && <strong>{headOf(current)}: </strong>}
              {note}
            </li>
          ))}
        </ul>
      )}
      <table className="methods">
        <caption className="hidden-label">Relief methods side by side, for as many shares as wanted</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden-label">Figure</span>
            </th>
            {columns.map((result, index) => (
              <th key={result.method} scope="col" className={result.method === current ? 'chosen' : undefined}>
                <MethodHead
                  result={result}
                  sale={sale}
                  digit={index + 1}
                  pressed={result.method === current}
                  onPress={() => onChoose(result.method)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line, at) => (
            <FigureRow
              key={line.key}
              line={line}
              columns={columns}
              current={current}
              trail={trail}
              refusedRows={at === 0 ? shown.length + (risky ? 2 : 1) : 0}
            />
          ))}
          {risky && <OtherOrderRow columns={columns} current={current} />}
          <tr>
            <th scope="row">Lots</th>
            {columns
              .filter(result => result.refusal === null)
              .map(result => (
                <td key={result.method} className={result.method === current ? 'chosen small' : 'small'}>
                  {counted(result.picks.length, 'lot')}
                </td>
              ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

interface FigureRowProps {
  readonly line: (typeof lines)[number]
  readonly columns: readonly MethodResult[]
  readonly current: MethodName
  readonly trail: (result: MethodResult, figure: string) => TrailRequest | null
  /** Rows that the words of a refused method cover; 0 where an earlier row has said them. */
  readonly refusedRows: number
}

function FigureRow({ line, columns, current, trail, refusedRows }: FigureRowProps) {
  return (
    <tr>
      <th scope="row" title={line.tip}>
        {line.label}
      </th>
      {columns.map(result =>
        result.refusal === null ? (
          <td key={result.method} className={result.method === current ? 'chosen number' : 'number'}>
            <FigureValue
              label={`${line.label}, ${nameOf(result.method)}`}
              value={signedMoney(line.negative ? -(result[line.key] ?? 0) : result[line.key])}
              trail={traceable.has(line.key) ? trail(result, traceable.get(line.key) as string) : null}
            />
          </td>
        ) : (
          refusedRows > 0 && (
            <td key={result.method} rowSpan={refusedRows} className="small method-refused">
              Cannot be used here. {result.refusal}
            </td>
          )
        ),
      )}
    </tr>
  )
}

/** Said only where there is one. */
const whereAny: ReadonlySet<FigureKey> = new Set<FigureKey>(['permanent', 'passedOn'])

/** The named risk: purchases of one day whose order is not in the records. The figures above hold for the records' order. */
function OtherOrderRow({ columns, current }: Pick<FigureRowProps, 'columns' | 'current'>) {
  return (
    <tr>
      <th
        scope="row"
        title="Several accounts bought on one day and the records do not say who bought first: what the worst order would cost"
      >
        Risk: other order
      </th>
      {columns
        .filter(result => result.refusal === null)
        .map(({ method, wash }) => (
          <td key={method} className={method === current ? 'chosen small' : 'small'} title={wash.otherOrder?.what}>
            {wash.otherOrder === undefined ? 'none' : riskOf(wash.otherOrder)}
          </td>
        ))}
    </tr>
  )
}

function riskOf({ disallowed, permanent, lost }: NonNullable<MethodResult['wash']['otherOrder']>): string {
  if (permanent === null || disallowed === null) return lost > 0 ? `${sharesHeld(lost)} lost` : 'more disallowed'
  return permanent > 0 ? `${signedMoney(-permanent)} lost` : `${signedMoney(-disallowed)} disallowed`
}

/** The basket's figure behind each line; what is left unrealized has no trail of its own. */
const traceable: ReadonlyMap<FigureKey, string> = new Map<FigureKey, string>([
  ['gainShort', 'gainShort'],
  ['gainLong', 'gainLong'],
  ['washed', 'washed'],
  ['passedOn', 'washed'],
  ['permanent', 'permanent'],
  ['tax', 'tax'],
  ['overLeast', 'overLeast'],
])

interface HeadProps {
  readonly result: MethodResult
  readonly sale: SaleView
  readonly digit: number
  readonly pressed: boolean
  readonly onPress: () => void
}

function MethodHead({ result, sale, digit, pressed, onPress }: HeadProps) {
  const { method } = result
  return (
    <button
      type="button"
      className="method-head"
      aria-pressed={pressed}
      aria-keyshortcuts={String(digit)}
      disabled={result.refusal !== null}
      title={result.refusal ?? `Take these lots (${digit})`}
      onClick={onPress}
    >
      <strong>{headOf(method)}</strong>
      <span className="small">{method === 'CUSTOM' ? 'the boxes below' : (proofOf(result) ?? deskMethodWords[method])}</span>
      <span className="method-marks">
        {method === sale.custodianDefault && <Status tone="waiting" icon="lock" word="custodian’s default" />}
        {method === sale.deskMethod && <Status tone="waiting" word="desk’s method" />}
        {result.refusal === null && result.overLeast === 0 && <Status tone="ready" word="least" />}
      </span>
    </button>
  )
}

function headOf(method: MethodName): string {
  return method === 'CUSTOM' ? 'By hand' : method === 'LEASTTAX' ? 'Least tax' : method
}

/** How sure least tax is of itself; null for every other column. */
function proofOf({ proof, within }: MethodResult): string | null {
  if (proof === null) return null
  if (proof === 'least of all lots' || within === null) return proofWords[proof]
  return `${proofWords[proof]}; others cost at most ${money(within)} less`
}

export function nameOf(method: MethodName): string {
  return method === 'CUSTOM' ? 'lots by hand' : deskMethodWords[method]
}

export function wantedOf(text: string | undefined): Shares | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? (Number(text) as Shares) : null
}
