/** The years of the wash ledger as chips, the sums of the one in view, and the identity that ties all of them. */
import type { WashLedger } from '../../../../shared/model/wash-ledger.ts'
import { exactMoney, signedExactMoney } from '../../../../shared/present/format.ts'
import { Button } from '../../../parts/button.tsx'
import { Figure } from '../../../parts/figure.tsx'
import { Status } from '../../../parts/status.tsx'

interface TotalsProps {
  readonly ledger: WashLedger
  readonly year: number | null
  readonly onYear: (year: number | null) => void
}

type Year = WashLedger['years'][number]
type Amount = Exclude<keyof Year, 'year' | 'provisional'>

const figures: readonly (readonly [Amount, string, string])[] = [
  ['losses', 'Losses sold', 'before section 1091'],
  ['disallowed', 'Disallowed', 'IRC §1091(a)'],
  ['deferred', 'Still in basis', 'of lots held now, §1091(d)'],
  ['released', 'Taken up by sales', 'losses of earlier washes'],
  ['permanent', 'Lost for good', 'in an IRA or HSA, Rev. Rul. 2008-5'],
  ['brokerDisallowed', 'By the brokers', 'one account, one CUSIP'],
]

export function WashTotals({ ledger, year, onYear }: TotalsProps) {
  const of = (amount: Amount) => ledger.years.reduce((sum, one) => (year === null || one.year === year ? sum + one[amount] : sum), 0)
  const open = ledger.years.reduce((sum, one) => (year === null || one.year === year ? sum + one.provisional : sum), 0)
  return (
    <section className="wash-totals panel" aria-label="Totals of the wash ledger">
      <fieldset className="line wash-chips">
        <legend className="hidden-label">Year</legend>
        {[null, ...ledger.years.map(one => one.year)].map(one => (
          <Button key={one ?? 'all'} pressed={year === one} onPress={() => onYear(one)}>
            {one ?? 'All years'}
          </Button>
        ))}
        {open > 0 && <Status tone="caution" word={`${open} provisional: a purchase may still wash more`} />}
      </fieldset>
      <div className="wash-figures">
        {figures.map(([amount, label, note]) => (
          <Figure key={amount} label={label} value={exactMoney(of(amount))} note={note} />
        ))}
      </div>
      <Identity ledger={ledger} />
    </section>
  )
}

/** Every cent of every match is somewhere. */
function Identity({ ledger: { identity } }: { ledger: WashLedger }) {
  const { raw, recognized, open, left, permanent, holds } = identity
  const sum = `without §1091 ${signedExactMoney(raw)} = recognized ${signedExactMoney(recognized)} − in basis ${exactMoney(open)} − gone with shares ${exactMoney(left)} − lost for good ${exactMoney(permanent)}`
  return (
    <p className="small wash-identity">
      <Status tone={holds ? 'ready' : 'blocked'} word={holds ? 'Adds up' : 'Does not add up'} />
      <span>All years: {sum}</span>
    </p>
  )
}
