/** A hypothetical purchase: which losses of the last thirty days it would wash, and which loss sales it would bar for the thirty days after. IRC section 1091(a). */
import { type Cents, cents, noCents } from '../../../shared/kernel/cents.ts'
import type { CivilDate } from '../../../shared/kernel/civil-date.ts'
import { marketValue } from '../../../shared/kernel/price.ts'
import type { Shares } from '../../../shared/kernel/shares.ts'
import type { Collision, Trial, TrialLots } from '../../../shared/model/timeline.ts'
import { date as dateInWords, exactMoney, sharesHeld } from '../../../shared/present/format.ts'
import { washWords } from '../../../shared/present/words.ts'
import { scaled } from '../exact.ts'
import type { Standing } from '../standing/standing.ts'
import { treatmentIn } from '../wash/evidence.ts'
import { purchaseVerdict } from '../wash/purchase-verdict.ts'
import { outsideWords } from '../wash/reasons.ts'
import { windowEnd } from '../wash/window.ts'
import { firstClear } from './clear-days.ts'
import { restrictionWords } from './restrictions.ts'
import type { TrialHead } from './try.ts'

const taxOfPurchase = 'What the washed loss would have saved is priced where it was sold: open that sale in the household’s realized view.'

export function tryBuy(standing: Standing, head: TrialHead, asked: TrialLots): Trial {
  const { account, security, date } = head
  const count = asked.take === 'shares' && asked.shares > 0 ? asked.shares : null
  const verdict = purchaseVerdict({ account, security, date, shares: count }, standing.evidence)
  const isClear = (day: CivilDate) => purchaseVerdict({ account, security, date: day, shares: count }, standing.evidence).state === 'clear'
  const collisions = collisionsOf(standing, head, verdict)
  const losses = collisions.map(collision => collision.loss)
  const disallowed = losses.includes(null) ? null : cents(losses.reduce<number>((sum, loss) => sum + (loss ?? 0), 0))
  const sheltered = treatmentIn(standing.evidence, account) === 'sheltered'
  return {
    ...head,
    shares: count,
    picks: [],
    method: 'SPECID',
    amount: count === null || head.price === null ? null : marketValue(count, head.price),
    wash: verdict,
    gainShort: null,
    gainLong: null,
    disallowed,
    permanent: sheltered ? disallowed : noCents,
    passedOn: noCents,
    chain: null,
    saved: null,
    savedIfClear: null,
    carried: null,
    taxUnknown: collisions.length === 0 ? null : taxOfPurchase,
    headline: standing.policy.outside.has(security)
      ? `${outsideWords(standing.evidence, security)}.`
      : headlineOf(head, verdict, disallowed, sheltered),
    barred: restrictionWords(standing, head),
    collisions,
    clearOn: firstClear(standing, security, date, isClear),
    lastClear: null,
    locks: standing.policy.outside.has(head.security) ? null : lockOf(standing, head, count),
  }
}

/** A loss sale that the purchase would wash; its loss by the shares that are met. */
function collisionsOf(standing: Standing, head: TrialHead, verdict: Trial['wash']): Collision[] {
  const { lossSales } = standing.evidence.group(head.security)
  const permanent = treatmentIn(standing.evidence, head.account) === 'sheltered'
  return verdict.reasons.flatMap(reason => {
    const { account, security, date, shares: met, what, rule } = reason
    if (date === null || account === null || security === null) return []
    const sale = lossSales.find(one => one.account === account && one.security === security && one.date === date)
    const loss: Cents | null = sale?.loss == null || met === null ? null : cents(scaled(sale.loss, met, sale.shares))
    const accountName = standing.accountOf(account).name
    return [{ date, account, accountName, security, what, rule, shares: met, loss, permanent, estimated: false }]
  })
}

function headlineOf(head: TrialHead, verdict: Trial['wash'], disallowed: Cents | null, sheltered: boolean): string {
  const { washedShares, state } = verdict
  const dollars = disallowed === null ? '' : `, ${exactMoney(disallowed)},`
  if (washedShares > 0)
    return sheltered
      ? `Permanent loss: buying would destroy the loss on ${sharesHeld(washedShares)}${dollars} sold before.`
      : `Buying would defer the loss on ${sharesHeld(washedShares)}${dollars} sold before.`
  if (state === 'clear') return `Clear on the records: a purchase on ${dateInWords(head.date)} would wash no loss of the household.`
  const word = washWords[state]
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}.`
}

function lockOf(standing: Standing, head: TrialHead, count: Shares | null): Trial['locks'] {
  const group = standing.groupOf(head.security)
  const symbols = standing.snapshot.securities
    .filter(one => standing.groupOf(one.id) === group && !standing.policy.outside.has(one.id))
    .map(one => one.symbol)
  const until = windowEnd(head.date)
  const what = `Until ${dateInWords(until)} a sale of ${symbols.join(' or ')} at a loss, other than of these shares, meets ${count === null ? 'the shares' : sharesHeld(count)} bought.`
  return { from: head.date, until, what }
}
