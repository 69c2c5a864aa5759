/**
 * Accounts as files name them: `XXXX-5792`, `...123`, `Individual ...123`, `Roth IRA    XXXX-5678`, `CASH MGMT X0000000A`, or only in the file's
 * name. Numbers stay text: leading zeros count, and a spreadsheet's `1.2E+08` is no number of anybody's account.
 */
import type { AccountType } from '../../shared/model/book.ts'
import { textCell } from './cells.ts'

export interface NamedAccount {
  /** What the rows of the file call it. */
  readonly key: string
  readonly number: string
  readonly name: string
}

/** Key of an account that neither the file nor its name says. */
export const unnamedAccount = '(not named in the file)'

const maskedNumber = /(?:^|\s)([Xx*.…]{2,}-?\d{2,}|[Xx]+\d{3,}[A-Za-z]?|[A-Z]?\d{4,}(?:-\d+)*[A-Z]?)$/

/** Splits `Roth IRA    XXXX-5678` into name and number; a text without a number is both, so that the next file finds the same account. */
export function namedAccount(text: string): NamedAccount {
  const all = textCell(text)
    .replace(/\s+/g, ' ')
    .replace(/^account /i, '')
  const found = maskedNumber.exec(all)
  if (!found?.[1]) return { key: all === '' ? unnamedAccount : all, number: all, name: all }
  return { key: found[1], number: found[1], name: all.slice(0, found.index).trim() }
}

/** An account a person named where the file does not: their word is its number, to the character. */
export function statedAccount(text: string): NamedAccount {
  return { key: text, number: text, name: '' }
}

/** From a number column and, where there is one, a name column. */
export function numberedAccount(number: string, name: string): NamedAccount {
  return { key: number === '' ? name || unnamedAccount : number, number, name }
}

/** `Individual_XXX178_Transactions_20250309-115444.csv`, `Realized_Gain_Loss_Account_X12345678.csv`. */
export function accountOfFileName(fileName: string): NamedAccount | undefined {
  const bare = fileName.replace(/\.[a-z]{2,4}$/i, '')
  const schwab = /^(?:(.+?)[_ ])?([Xx*.]{2,}-?\d{3,})[_ ]/.exec(bare)
  if (schwab?.[2]) return { key: schwab[2], number: schwab[2], name: (schwab[1] ?? '').replaceAll('_', ' ').trim() }
  const fidelity = /account[_ ]([A-Z]?\d{4,}[A-Z]?)\b/i.exec(bare)
  return fidelity?.[1] ? { key: fidelity[1], number: fidelity[1], name: '' } : undefined
}

/** What a spreadsheet makes of a long account number; the digits are gone. */
export function isSpreadsheetDamaged(number: string): boolean {
  return /^\d(?:\.\d+)?E\+\d+$/i.test(number.trim())
}

const hints: readonly (readonly [RegExp, AccountType])[] = [
  [/\broth\b.*\b401|401.*\broth\b|\b401\s?\(?k\)?|\b403\s?\(?b\)?|brokeragelink/i, '401k'],
  [/\broth\b/i, 'roth-ira'],
  [/\bhsa\b|health savings/i, 'hsa'],
  [/\bira\b|rollover|contributory|\bsep\b|\bsimple\b/i, 'traditional-ira'],
  [/\btrust(ee)?\b/i, 'trust'],
  [/\bjoint\b|\bjt\b|\bjtwros\b|tenants|community property/i, 'joint'],
  [/individual|\btod\b|taxable|brokerage/i, 'taxable'],
]

/** The kind of account its name suggests; a hint that a person confirms. */
export function typeOfName(name: string): AccountType | null {
  return hints.find(([pattern]) => pattern.test(name))?.[1] ?? null
}
