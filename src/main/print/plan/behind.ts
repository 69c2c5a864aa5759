/** The last pages of a plan on paper: what stays and why, limits, cash by date, what not to buy, and what it all rests on. */
import type { Content } from 'pdfmake/interfaces'
import type { KeptLimit } from '../../../shared/model/plan-limits.ts'
import type { CashByDate, Proposal } from '../../../shared/model/proposal.ts'
import { counted, date, exactMoney, sharesHeld, signedExactMoney, signedMoney } from '../../../shared/present/format.ts'
import { limitsTold, littleCashWords, noLimitWords } from '../../../shared/present/limits-told.ts'
import { sourceWords } from '../../../shared/present/plan-limits.ts'
import { firstUnsold, hasPlan, keptStateWords, keptValue, riskSentences } from '../../../shared/present/plan-words.ts'
import { wishesInWords } from '../../../shared/present/wish-words.ts'
import { termWord } from '../../../shared/present/words.ts'
import { sheet, words } from '../pieces.ts'
import { bullets, heading, paperTable, paragraph } from '../year/tables.ts'
import { type Detail, firstOf, type PlanPaper, shortened } from './pieces.ts'
import { droppedTrades } from './trades.ts'

export function behindPages(paper: PlanPaper, detail: Detail): Content[] {
  const { proposal } = paper
  return [
    ...section('What stays, and why', lotsThatStay(proposal, detail)),
    ...section('Trades that do not pay', droppedTrades(proposal.accounts, detail)),
    ...limits(proposal, detail),
    ...cashByDate(proposal.cashByDate, detail),
    ...section('Give in kind', firstOf(proposal.gift === undefined ? [] : [proposal.gift.words], detail)),
    ...section('Do not buy', firstOf(proposal.bars, detail, 'on the screen and in the calendar')),
    ...section('What was asked', wishesInWords(proposal.wishes)),
    ...assumptions(paper, detail),
  ]
}

function section(title: string, list: readonly string[]): Content[] {
  return list.length === 0 ? [] : [heading(title), bullets(list, sheet.small)]
}

function lotsThatStay({ accounts }: Proposal, detail: Detail): string[] {
  const all = accounts.flatMap(({ accountName, unsold }) => unsold.map(lot => ({ ...lot, accountName })))
  const shown = firstUnsold(all, detail.lots).slice(0, detail.lots * 2)
  const told = shown.map(({ symbol, shares, acquired, term, gain, why, accountName }) =>
    shortened(
      `${symbol} ${sharesHeld(shares)}, acquired ${date(acquired)}, ${termWord(term)}, ${gain === null ? 'gain unknown' : signedMoney(gain)}: ${why} ${accountName}`,
      detail.letters,
    ),
  )
  return shown.length === all.length ? told : [...told, `And ${counted(all.length - shown.length, 'lot')} more, on the screen.`]
}

/** How each limit in force stood and stands, and what the next step of one that binds would bring. */
function limits(proposal: Proposal, detail: Detail): Content[] {
  const { joint, accounts } = proposal
  const { first, little } = limitsTold(proposal)
  const whose = (name: string) => (name === '' || accounts.length === 1 ? '' : ` ${name}`)
  const binding = first.map(({ accountName, limit }) => `${limit.words}${whose(accountName)}`)
  const kept = [...(joint?.kept ?? []), ...accounts.flatMap(account => account.kept ?? [])]
  const order: Readonly<Record<KeptLimit['state'], number>> = { out: 0, binds: 1, soft: 2, holds: 3 }
  const rows = kept.toSorted((a, b) => order[a.state] - order[b.state]).slice(0, detail.lines)
  if (!hasPlan(proposal) && kept.length === 0) return []
  return [
    heading('What limits it'),
    // limits that clash are told where they clash
    ...(!hasPlan(proposal) ? [] : binding.length === 0 ? [paragraph(noLimitWords)] : [bullets(firstOf(binding, detail), sheet.small)]),
    ...(hasPlan(proposal) && little.length > 0 ? [paragraph(`${littleCashWords(little.length)}.`)] : []),
    ...(rows.length === 0 ? [] : [keptTable(rows, detail)]),
    ...(rows.length === kept.length ? [] : [paragraph(`And ${counted(kept.length - rows.length, 'limit')} more, on the screen.`)]),
  ]
}

function keptTable(rows: readonly KeptLimit[], { letters }: Detail): Content {
  return paperTable(
    [
      { head: 'limit', width: '*', cell: limit => shortened(limit.words, letters) },
      { head: 'whose', width: 90, cell: limit => sourceWords[limit.source] },
      { head: 'now', width: 64, figure: true, cell: limit => keptValue(limit, limit.before) },
      { head: 'plan', width: 64, figure: true, cell: limit => keptValue(limit, limit.after) },
      { head: '', width: 64, cell: limit => keptStateWords[limit.state] },
    ],
    rows,
    limit => (limit.said === '' ? null : shortened(limit.said, letters)),
  )
}

function cashByDate(cash: CashByDate | undefined, detail: Detail): Content[] {
  if (cash === undefined) return []
  const shown = cash.sections.slice(0, detail.lines)
  return [
    heading('Cash by date'),
    paragraph(cash.words),
    ...shown.flatMap(({ name, start, lines, words: said }): Content[] => {
      const listed = lines.slice(0, detail.lines)
      return [
        words(shortened(name, 120), { bold: true, margin: [0, 2, 0, 0] }),
        paperTable(
          [
            { head: 'day', width: 70, cell: line => line.date },
            { head: 'for', width: '*', cell: line => shortened(line.what, 160) },
            { head: 'in or out', width: 90, figure: true, cell: line => line.amount },
            { head: 'est. cash then', width: 90, figure: true, cell: line => line.balance },
          ],
          [
            { date: 'after the plan', what: '', amount: '', balance: exactMoney(start) },
            ...listed.map(line => ({
              date: date(line.date),
              what: line.what,
              amount: signedExactMoney(line.amount),
              balance: exactMoney(line.balance),
            })),
          ],
        ),
        paragraph(
          listed.length === lines.length ? said : `${said} (${counted(lines.length - listed.length, 'further day')} on the screen.)`,
        ),
      ]
    }),
    ...(shown.length === cash.sections.length
      ? []
      : [paragraph(`And ${counted(cash.sections.length - shown.length, 'account')} more, on the screen.`)]),
    ...(cash.notes.length === 0 ? [] : [bullets(firstOf(cash.notes, detail), sheet.small)]),
  ]
}

function assumptions({ proposal, sources }: PlanPaper, detail: Detail): Content[] {
  const { risk, costNotes = [], notes, accounts, engine, snapshotHash, hash } = proposal
  const simplified = [...new Set([...notes, ...accounts.flatMap(account => account.notes)])]
  return [
    heading('What it rests on'),
    bullets(
      [
        ...firstOf(riskSentences(risk), detail),
        ...firstOf(costNotes, detail),
        ...firstOf(simplified, detail),
        ...sources,
        'Prices are estimates until an order is filled; gains are of the lots named on the ticket.',
      ],
      sheet.small,
    ),
    words(`${engine} · plan ${hash} · snapshot ${snapshotHash}`, { fontSize: sheet.small }),
  ]
}
