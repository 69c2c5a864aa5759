/**
 * The checker's findings as an advisor reads them: its fractions of the value as dollars, per cent and basis points, its lists by name. The checker says what it found to the
 * last place and shares no code with the desk; here only the words change, never a verdict.
 */
import { cents } from '../../../shared/kernel/cents.ts'
import type { Certificate } from '../../../shared/model/plan-explained.ts'
import { count, exactMoney, exactScore, percent, roughBasisPoints } from '../../../shared/present/format.ts'
import { isExposure, isWeight } from './limits/row-names.ts'
import { capital } from './plan-words.ts'

type Check = Certificate['checks'][number]
type Show = (fraction: number) => string

const number = String.raw`(-?[\d.]+(?:e[+-]?\d+)?)`
const said = new RegExp(`^says ${number}, is ${number}$`)
const range = new RegExp(`^${number} in (\\S+) … (\\S+)$`)
const most = new RegExp(`^${number} of ${number}$`)
const proven = new RegExp(`^${number} (by the certificate’s prices.*)$`)
const proves = new RegExp(`^says ${number}, the certificate’s prices prove ${number}$`)

const names: Readonly<Record<string, string>> = {
  shares: 'shares of every lot',
  'number of trades': 'orders',
  position: 'bounds of positions',
  wash: 'wash sales inside the plan',
  tax: 'tax by the rates of the search',
  'linear cost': 'commission and spread',
  'fixed cost': 'fees by order',
  objective: 'score',
  bound: 'score no plan can pass, worked out anew',
}

/** The one sector and country of an account of which none are known: no limit at all. */
const unasked = new Set(['sector 0', 'country 0'])
/** A range this wide in parts of the value limits nothing. */
const unlimited = 10

export function checksInWords(checks: readonly Check[], nav: number): Check[] {
  return checks
    .filter(({ name, verdict, found }) => verdict === 'broken' || !(unasked.has(name) || isUnlimited(found)))
    .map(({ name, verdict, found }) => ({ name: capital(names[name] ?? name), verdict, found: foundInWords(name, found, nav) }))
}

function isUnlimited(found: string): boolean {
  if (found.endsWith(' in −∞ … ∞')) return true
  const [, , low, high] = range.exec(found) ?? []
  return low !== undefined && Number(low) <= -unlimited && Number(high) >= unlimited
}

function foundInWords(name: string, found: string, nav: number): string {
  const show = shownAs(name, nav)
  const of = (text: string | undefined) => show(Number(text))
  const edge = (text: string | undefined) => (Number.isFinite(Number(text)) ? of(text) : 'any')
  const stated = said.exec(found)
  if (stated) return `the plan says ${of(stated[1])}, the checker finds ${of(stated[2])}`
  const within = range.exec(found)
  if (within) return `${of(within[1])}, allowed ${edge(within[2])} to ${edge(within[3])}`
  const atMost = most.exec(found)
  if (atMost) return `${of(atMost[1])}, at most ${of(atMost[2])}`
  const bound = proven.exec(found)
  if (bound) return `${of(bound[1])} ${bound[2]}`
  const short = proves.exec(found)
  return short ? `the plan says ${of(short[1])}, the certificate’s prices prove ${of(short[2])}` : found
}

function shownAs(name: string, nav: number): Show {
  const hundredths = (fraction: number) => Math.round(fraction * nav * 100)
  if (name.startsWith('number of')) return count
  if (name === 'objective' || name === 'bound') return fraction => exactScore(hundredths(fraction))
  if (name.startsWith('tracking error')) return fraction => roughBasisPoints(Math.round(fraction * 1e6))
  if (name === 'turnover' || name.startsWith('sector') || name.startsWith('country') || isWeight(name))
    return fraction => percent(Math.round(fraction * 1e4))
  if (isExposure(name)) return fraction => (Math.round(fraction * 1e3) / 1e3).toFixed(3).replace('-', '−')
  return fraction => exactMoney(cents(hundredths(fraction)))
}
