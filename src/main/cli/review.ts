/** The main job without a window: reviews every household and writes what an advisor takes to the meetings. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { exactMoney, money } from '../../shared/present/format.ts'
import { compose } from '../compose.ts'
import { openFileShelf } from '../hosts/file-shelf.ts'
import { machinePorts } from '../hosts/machine.ts'
import { dataFolder, defaultBook } from '../hosts/places.ts'
import { type CliCommand, type CliOutput, WrongUsage } from './command.ts'
import { untilInterrupted } from './interrupt.ts'
import { writeWhole } from './write-whole.ts'

type Pack = Awaited<ReturnType<Awaited<ReturnType<typeof compose>>['reviewPack']>>

export const review: CliCommand = {
  name: 'review',
  summary: 'Reviews every household; writes review.json, suggestions.csv and, for each household with trades, a ticket as PDF and lot CSV.',
  usage: '[--book FILE | --sample] [--as-of DATE] --out DIR [--json]',
  options: {
    book: { type: 'string' },
    sample: { type: 'boolean' },
    'as-of': { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(args, output) {
    const out = args.text('out')
    if (out === undefined) throw new WrongUsage('review needs --out DIR')
    if (args.flag('sample') && args.text('book') !== undefined) throw new WrongUsage('--sample makes its own book; leave out --book')
    const folder = resolve(out)
    mkdirSync(folder, { recursive: true })
    const shelf = openFileShelf()
    const asOf = args.date('as-of')
    const desk = await compose({
      book: args.flag('sample') ? ':memory:' : resolve(args.text('book') ?? defaultBook()),
      host: 'test',
      ports: machinePorts(shelf, join(dataFolder(), 'log', 'desk.log')),
      ...(asOf === undefined ? {} : { asOf }),
    })
    const interrupt = untilInterrupted()
    try {
      const call = {
        signal: interrupt.signal,
        progress: (step: { done: number; of: number; what?: string }) => output.progress(`${step.done} of ${step.of} ${step.what ?? ''}`),
      }
      if (args.flag('sample')) await desk.loadSample(call)
      const pack = await desk.reviewPack(call)
      output.progress('')
      for (const file of pack.files) writeWhole(join(folder, file.name), file.bytes)
      if (args.flag('json'))
        output.print(
          JSON.stringify({
            asOf: pack.asOf,
            engine: pack.engine,
            out: folder,
            files: pack.files.map(file => file.name),
            households: pack.households.map(summary),
          }),
        )
      else printTable(pack, folder, output)
    } finally {
      interrupt.done()
      await desk.close()
      shelf.close()
    }
  },
}

function summary(household: Pack['households'][number]) {
  return { name: household.name, value: household.value, ...household.totals, ticket: household.ticket }
}

function printTable(pack: Pack, folder: string, output: CliOutput): void {
  const rows = pack.households.map(household => [
    household.name,
    dollars(household.value),
    String(household.totals.readyLots),
    dollars(household.totals.lossShort),
    dollars(household.totals.lossLong),
    dollars(household.totals.savedNow),
    household.ticket?.pdf ?? 'no trades',
  ])
  const head = ['Household', 'Value', 'Lots ready', 'Short loss', 'Long loss', 'Est. saved now', 'Ticket']
  const widths = head.map((title, column) => rows.reduce((widest, row) => Math.max(widest, (row[column] ?? '').length), title.length))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 || column === 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  const saved = pack.households.reduce((sum, household) => sum + cents(household.totals.savedNow), 0)
  output.print(
    [
      `Review as of ${pack.asOf}, prices of ${pack.households[0]?.pricesAsOf ?? 'unknown'}`,
      '',
      line(head),
      ...rows.map(line),
      '',
      `Est. tax saved now by the lots that are ready: ${exactMoney(saved)} over ${pack.households.length} households.`,
      `Written to ${folder}: ${pack.files.map(file => file.name).join(', ')}`,
    ].join('\n'),
  )
}

function cents(amount: string | null): number {
  return amount === null ? 0 : Math.round(Number(amount) * 100)
}

function dollars(amount: string | null): string {
  return amount === null ? 'unknown' : money(cents(amount))
}
