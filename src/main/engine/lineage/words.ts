/** The steps of a lineage in an advisor's words, each with its rule of law. */
import { dateOfDay } from '../../../shared/kernel/civil-date.ts'
import { shares } from '../../../shared/kernel/shares.ts'
import type { LineageKind } from '../../../shared/model/lineage.ts'
import type { Cited } from '../../../shared/model/wash-ledger.ts'
import { counted, date, exactMoney, sharesHeld, signedExactMoney } from '../../../shared/present/format.ts'
import { rulesOfMatch, tackedOf } from '../wash/citations.ts'
import { dayOrNull, type History } from './history.ts'
import type { GraphNode } from './replay.ts'

const openings = {
  purchase: 'bought',
  drip: 'reinvested',
  transfer: 'received',
  gift: 'received',
  inherited: 'received',
  statement: 'stated',
} as const

export function kindOf({ step, match, piece, lot }: GraphNode): LineageKind {
  if (match !== null) return 'washed'
  if (piece !== null || step === null) return 'open'
  switch (step.kind) {
    case 'opened':
      return openings[lot.origin as keyof typeof openings] ?? 'received'
    case 'moved':
      return 'moved'
    case 'restated':
      return 'split'
    case 'rebased':
      return 'rebased'
    case 'realized':
      return 'sold'
    case 'left':
      return 'left'
  }
}

const verbs: Readonly<Record<LineageKind, string>> = {
  bought: 'Bought',
  reinvested: 'Reinvested dividend bought',
  received: 'Received',
  stated: 'Stated by the custodian:',
  moved: 'Moved',
  split: 'Restated to',
  rebased: 'New basis of',
  washed: 'Replaced loss shares:',
  sold: 'Sold',
  left: 'Left',
  open: 'Held now:',
}

export function titleOf(node: GraphNode): string {
  return `${verbs[kindOf(node)]} ${sharesHeld(shares(node.shares))}`
}

export function wordsOf(history: History, node: GraphNode): string {
  if (node.match !== null) return washWords(history, node)
  const { step, basis, adjustment } = node
  const inside = adjustment === 0 ? '' : `, ${exactMoney(adjustment)} of it disallowed loss`
  if (step === null) return `Basis ${exactMoney(basis)}${inside}${heldWords(node)}`
  switch (step.kind) {
    case 'opened':
      return `Basis ${exactMoney(basis)}${takenOutWords(node)}${heldWords(node)}`
    case 'moved':
      return movedWords(history, node)
    case 'restated':
      return `${sharesHeld(shares(node.ins[0]?.shares ?? step.before))} became ${sharesHeld(shares(node.shares))}; the basis stays ${exactMoney(basis)} and so does the holding period`
    case 'rebased':
      return `${causes[step.cause]}: basis ${signedExactMoney(node.change)} to ${exactMoney(basis)}`
    case 'left':
      return `Left without a result on the return, with a basis of ${exactMoney(basis)}${inside}`
    case 'realized': {
      const { row } = step
      const washed = row.disallowed === 0 ? '' : `; ${exactMoney(row.disallowed)} of the loss disallowed`
      const lost = row.permanent === 0 ? '' : `, ${exactMoney(row.permanent)} of it for good`
      return `Proceeds ${exactMoney(row.proceeds)}, basis ${exactMoney(row.basis)}${inside}: ${resultWords(row.gain)}, ${row.term ?? 'unknown'} term${washed}${lost}`
    }
  }
}

/** To the cent: every step must add up on paper. */
function resultWords(gain: number | null): string {
  if (gain === null) return 'result unknown'
  return gain < 0 ? `loss ${exactMoney(-gain)}` : gain > 0 ? `gain ${exactMoney(gain)}` : 'no gain or loss'
}

const causes = {
  average: 'Averaged with the position',
  'return-of-capital': 'Return of capital',
  'constructive-sale': 'Constructive sale: the gain was recognized and is now basis',
  merger: 'Merger with cash',
  'spin-off': 'A part of the basis went to shares spun off',
} as const

function movedWords(history: History, { step, basis, lot, change }: GraphNode): string {
  if (step?.kind !== 'moved') return ''
  const from = `${history.security(step.from.lot).symbol} in ${history.account(step.from.lot).name}`
  const more = change === null || change === 0 ? '' : ` (${signedExactMoney(change)})`
  const kept = `basis ${exactMoney(basis)}${more}`
  if (step.cause === 'transfer') return `From ${history.account(step.from.lot).name}: no sale and no purchase; ${kept} and dates go along`
  if (step.cause === 'spin-off') return `Spun off from ${from}, with its part of the basis: ${kept}`
  if (step.cause === 'exercise') return `By exercise of ${from}: what the call cost is part of the ${kept}`
  return `For ${from} in a merger: ${history.security(lot).symbol} with ${kept}; dates go along`
}

/** The custodian's own wash stood in the basis it states. */
function takenOutWords({ lot: { takenOut }, basis }: GraphNode): string {
  if (takenOut === undefined || basis === null) return ''
  return `, the custodian's ${exactMoney(basis + takenOut)} less ${exactMoney(takenOut)} of loss that it washed into these shares and the law gives elsewhere`
}

function heldWords({ heldFrom, lot }: GraphNode): string {
  if (heldFrom === null) return ', day of purchase unknown'
  const own = lot.acquiredDay
  if (own === null || own === heldFrom) return `, held from ${date(dateOfDay(heldFrom))}`
  return `, bought ${date(dateOfDay(own))}, holding period from ${date(dateOfDay(heldFrom))}`
}

function washWords(history: History, { match, basis }: GraphNode): string {
  if (match === null) return ''
  const { row, disallowed, permanent, saleShares } = match
  const sale = `${sharesHeld(shares(saleShares))} ${history.security(row.lot).symbol} sold ${date(dateOfDay(row.day))} in ${history.account(row.lot).name}`
  if (permanent) return `${exactMoney(disallowed)} of the loss of ${sale} is lost for good: no basis takes it up`
  const tacked = tackedOf(match)
  const days =
    tacked === null
      ? ''
      : `; ${counted(tacked.days, 'day')} pass to the holding period, which now counts from ${date(dayOrNull(match.heldFrom))}`
  return `+${exactMoney(disallowed)}, the loss of ${sale}: basis ${exactMoney(basis)}${days}`
}

export function rulesOf(history: History, node: GraphNode): Cited[] {
  const { match, step } = node
  if (match !== null) return rulesOfMatch(history, match)
  if (step === null) return []
  switch (step.kind) {
    case 'opened':
      return openingRules(node)
    case 'moved':
      return [movedRules[step.cause]]
    case 'restated':
      return [{ what: 'A split spreads the basis of each lot over the new shares', rule: 'IRC §307; Pub. 550, stock splits' }]
    case 'rebased':
      return [rebasedRules[step.cause]]
    case 'left':
      return [{ what: 'A gift, a donation or a transfer is no sale', rule: 'IRC §1001; a sale inside an IRA: §408(e)' }]
    case 'realized':
      return [
        { what: 'Gain or loss is proceeds less basis', rule: 'IRC §1001' },
        { what: 'Long-term from one year after the day that follows the purchase', rule: 'IRC §1222; Pub. 550, holding period' },
      ]
  }
}

const movedRules = {
  transfer: { what: 'A transfer between accounts of one owner is no sale and no purchase', rule: 'IRC §1001; Reg. §1.1091-1(f)' },
  merger: { what: 'Basis and days go over to the new shares', rule: 'IRC §358, §1223(1)' },
  'spin-off': { what: 'The stated part of the basis goes to the new shares, with the days', rule: 'IRC §358(b), (c), §1223(1)' },
  exercise: { what: 'What a call cost is part of the cost of the shares', rule: 'Rev. Rul. 78-182' },
} as const

const rebasedRules = {
  average: { what: 'The basis of the whole position is averaged', rule: 'Reg. §1.1012-1(e)' },
  'return-of-capital': { what: 'A return of capital reduces basis, not below zero', rule: 'IRC §301(c)(2)' },
  'constructive-sale': { what: 'A short sale of appreciated shares is a sale of them', rule: 'IRC §1259' },
  merger: { what: 'Cash reduces basis, a gain recognized adds to it', rule: 'IRC §356, §358(a)(1)' },
  'spin-off': { what: 'The stated part of the basis goes to the new shares', rule: 'IRC §358(b), (c)' },
} as const

function openingRules({ lot }: GraphNode): Cited[] {
  switch (lot.origin) {
    case 'purchase':
      return [{ what: 'Basis is cost, fees included', rule: 'IRC §1012' }]
    case 'drip':
      return [{ what: 'Basis is the dividend that was reinvested; each reinvestment is a lot of its own', rule: 'IRC §1012; Pub. 550' }]
    case 'gift':
      return [{ what: 'The donor’s basis and days go along; for a loss the lower value when given', rule: 'IRC §1015(a), §1223(2)' }]
    case 'inherited':
      return [{ what: 'Basis is the value at death; always long-term', rule: 'IRC §1014, §1223(9)' }]
    case 'statement':
      return [
        {
          what: 'As the custodian’s lot statement shows it; what happened before its day is not in the records',
          rule: 'projection policy',
        },
        ...(lot.takenOut === undefined
          ? []
          : [
              {
                what: 'A loss goes to the shares bought first in any account, not to those its broker finds in one',
                rule: 'Reg. §1.1091-1(c), (d); §1.6045-1(d)(6)(iii)',
              },
            ]),
      ]
    default:
      return [{ what: 'A transfer brings its basis and dates along', rule: 'IRC §1012' }]
  }
}
