/** Runs a statement on the engine and says in words where the answer differs from what stands below the trades. Amounts are held to the cent. */
import { scaledFromDecimal } from '../../../shared/kernel/decimal.ts'
import { answerCase, type LotAnswer } from '../lots/case.ts'
import type { BookingPolicy } from '../lots/event.ts'
import { type ExpectedLot, readStatement, type Statement } from './statement.ts'

/** Empty where everything agrees. `policy` replaces parts of the law, for tests that a broken rule is noticed. */
export function differences(id: string, text: string, policy: Partial<BookingPolicy> = {}): string[] {
  const statement = readStatement(id, text)
  const answer = answerCase(statement.lotCase, policy)
  if (!answer.ok) return [answer.refusal.what]
  if ('unsupported' in answer.value) return [`unsupported: ${answer.value.unsupported}`]
  if ('error' in answer.value) {
    const { code, atTrade } = answer.value.error
    return statement.refused === atTrade ? [] : [`${code} at ${atTrade}`]
  }
  if (statement.refused !== null) return [`${statement.refused} was not refused`]
  return [...figureDifferences(statement, answer.value), ...lotDifferences(statement.left, answer.value, statement)]
}

function figureDifferences(statement: Statement, answer: LotAnswer): string[] {
  const sum = (of: (row: Readonly<Record<string, string>>) => number): number => answer.realized.reduce((total, row) => total + of(row), 0)
  const recognized = (row: Readonly<Record<string, string>>): number => units(row.gainBeforeWash) + units(row.washDisallowed)
  const figures: Readonly<Record<string, number>> = {
    allowed: units(answer.totals.recognizedGain),
    disallowed: -units(answer.totals.washDisallowed),
    permanent: -units(answer.totals.permanentlyDisallowed),
    short: sum(row => (row.holding === 'short' ? recognized(row) : 0)),
    recharacterized: -sum(row => units(row.recharacterizedLongTermLoss)),
    long: sum(row => (row.holding === 'long' ? recognized(row) : 0)),
  }
  const found: string[] = []
  for (const [name, text] of statement.figures) {
    const have = figures[name]
    if (have === undefined) throw new SyntaxError(`a statement expects no figure named ${name}`)
    if (Math.abs(have - units(text)) > cent) found.push(`${name}: ${text} expected, ${have / scale} found`)
  }
  return found
}

function lotDifferences(expected: readonly ExpectedLot[], answer: LotAnswer, statement: Statement): string[] {
  const securities = new Map(statement.lotCase.trades.map(trade => [trade.id, trade.security]))
  const have = answer.openLots.map(lot => ({
    name: `${securities.get(lot.lotId ?? '')} ${lot.quantity}`,
    basis: units(lot.adjustedBasis),
    heldFrom: lot.holdingPeriodStart ?? null,
  }))
  const found: string[] = []
  for (const lot of expected) {
    const name = `${lot.security} ${lot.shares}`
    const at = have.findIndex(
      other =>
        other.name === name &&
        Math.abs(other.basis - units(lot.basis)) <= cent &&
        (lot.heldFrom === null || other.heldFrom === lot.heldFrom),
    )
    if (at >= 0) have.splice(at, 1)
    else found.push(`left ${name} basis ${lot.basis} held from ${lot.heldFrom ?? 'any day'}: not found`)
  }
  return [...found, ...have.map(lot => `left ${lot.name} basis ${lot.basis / scale} held from ${lot.heldFrom}: not expected`)]
}

const places = 6
const scale = 10 ** places
const cent = scale / 100

/** Decimal text in millionths; further places only tell pieces of a repeating decimal apart. */
function units(text: string | null | undefined): number {
  const [whole = '0', fraction = ''] = (text ?? '0').split('.')
  return scaledFromDecimal(`${whole}.${fraction.slice(0, places)}`, places) ?? Number.NaN
}
