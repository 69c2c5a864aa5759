/** The orders of a plan on paper, account by account: what each is, what it realizes, and its part of the score, which adds up to the change of the whole. */
import type { Content } from 'pdfmake/interfaces'
import { sumCents } from '../../../shared/kernel/cents.ts'
import type { Proposal, ProposalAccount, ProposalTrade } from '../../../shared/model/proposal.ts'
import { counted, exactMoney, exactScore, money, roughBasisPoints, shareCount, signedMoney } from '../../../shared/present/format.ts'
import { hasPlan, planTax, reasonParts, scoreInWords, wishWords } from '../../../shared/present/plan-words.ts'
import { accountTypeWords } from '../../../shared/present/words.ts'
import { sheet, words } from '../pieces.ts'
import { heading, type PaperColumn, paperTable, paragraph, together } from '../year/tables.ts'
import { type Detail, firstOf, shortened } from './pieces.ts'

export function tradePages(proposal: Proposal, detail: Detail): Content[] {
  if (!hasPlan(proposal)) return []
  const { accounts, adds, edit } = proposal
  const shown = mostTelling(accounts, detail.orders)
  const idle = accounts.filter(({ trades, status }) => trades.length === 0 && status !== 'refused')
  const trading = accounts.filter(({ trades }) => trades.some(trade => shown.has(trade)))
  return [
    heading('Trades by account', `Below zero betters the plan’s score, above worsens it. ${scoreInWords}`),
    ...trading.flatMap(account => accountTrades(account, shown, detail)),
    ...leftOut(accounts, shown),
    ...(idle.length === 0
      ? []
      : [
          paragraph(
            shortened(
              `No trades: ${idle.map(({ accountName, words: said }) => `${accountName} (${said.replace(/\.$/, '')})`).join('; ')}.`,
              detail.letters,
            ),
          ),
        ]),
    ...(accounts.every(({ trades }) => trades.length === 0) ? [paragraph('Nothing is traded.')] : []),
    ...(adds === undefined || edit !== null ? [] : [paragraph(adds.words)]),
  ]
}

/** Those that do most to the score; where two do the same, the first. */
function mostTelling(accounts: readonly ProposalAccount[], most: number): ReadonlySet<ProposalTrade> {
  const all = accounts.flatMap(({ trades }) => trades)
  if (all.length <= most) return new Set(all)
  return new Set(all.toSorted((a, b) => Math.abs(b.contribution.total) - Math.abs(a.contribution.total)).slice(0, most))
}

function leftOut(accounts: readonly ProposalAccount[], shown: ReadonlySet<ProposalTrade>): Content[] {
  const left = accounts.flatMap(({ trades }) => trades.filter(trade => !shown.has(trade)))
  if (left.length === 0) return []
  const sum = (side: ProposalTrade['side']) => sumCents(left.filter(trade => trade.side === side).map(trade => trade.amount))
  return [
    paragraph(
      `And ${counted(left.length, 'further order')} that do less to the score: est. ${money(sum('sell'))} sold, ${money(sum('buy'))} bought, score ${exactScore(sumCents(left.map(trade => trade.contribution.total)))}. The screen and the ticket list each.`,
    ),
  ]
}

/** Up to so many orders of an account stay on one page; where more go on overleaf, the account is named again. */
const keptWhole = 8

function accountTrades(account: ProposalAccount, shown: ReadonlySet<ProposalTrade>, detail: Detail): Content[] {
  const { accountName, accountType, before, after } = account
  const listed = account.trades.filter(trade => shown.has(trade))
  const whole = listed.length === account.trades.length
  const told = `${accountTypeWords[accountType]} · ${counted(account.trades.length, 'order')} · tracking error ${roughBasisPoints(before.trackingError)} to ${roughBasisPoints(after.trackingError)} · ${planTax(after.tax)}`
  const named: Content = {
    stack: [
      words(shortened(accountName, 120), { role: 'H3', bold: true, fontSize: 10, margin: [0, 4, 0, 0] }),
      words(told, { fontSize: sheet.small }),
    ],
  }
  const table = paperTable(columnsOf(listed, whole), listed, trade => (detail.why ? whyOf(trade, detail) : null), named)
  return [listed.length <= keptWhole ? together(table) : table]
}

function columnsOf(trades: readonly ProposalTrade[], whole: boolean): PaperColumn<ProposalTrade>[] {
  const parts = reasonParts.filter(({ part }) => part !== 'other' || trades.some(({ contribution }) => contribution.other !== 0))
  const sum = whole ? 'sum' : 'sum of these'
  return [
    { head: 'order', width: '*', cell: ({ side, symbol }) => `${side === 'sell' ? 'Sell' : 'Buy'} ${symbol}`, total: sum },
    { head: 'shares', width: 48, figure: true, cell: trade => shareCount(trade.shares) },
    { head: 'est. amount', width: 62, figure: true, cell: trade => exactMoney(trade.amount) },
    { head: 'short', width: 46, figure: true, cell: trade => (trade.side === 'sell' ? signedMoney(trade.gainShort) : '') },
    { head: 'long', width: 46, figure: true, cell: trade => (trade.side === 'sell' ? signedMoney(trade.gainLong) : '') },
    ...parts.map(
      ({ part, word }): PaperColumn<ProposalTrade> => ({
        head: part === 'other' ? 'other' : word,
        width: 48,
        figure: true,
        cell: trade => exactScore(trade.contribution[part]),
        total: exactScore(sumCents(trades.map(trade => trade.contribution[part]))),
      }),
    ),
    {
      head: 'score',
      width: 54,
      figure: true,
      cell: trade => exactScore(trade.contribution.total),
      total: exactScore(sumCents(trades.map(trade => trade.contribution.total))),
    },
  ]
}

function whyOf({ name, why, wishes }: ProposalTrade, { letters }: Detail): string {
  return shortened([`${name}:`, why, wishWords(wishes)].filter(text => text !== '').join(' '), letters)
}

/** Trades that do not pay, in the screen's sentences; whose they are, where there are several accounts. */
export function droppedTrades(accounts: readonly ProposalAccount[], detail: Detail): string[] {
  const whose = (accountName: string) => (accounts.length > 1 ? ` ${accountName}` : '')
  return firstOf(
    accounts.flatMap(({ dropped, accountName }) =>
      dropped.map(({ symbol, words: said }) => `${said ?? `${symbol}: too small to pay once it is whole shares.`}${whose(accountName)}`),
    ),
    detail,
  )
}
