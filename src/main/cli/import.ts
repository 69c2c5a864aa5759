/**
 * Files into a book without a window: detects the layout, shows rows, issues and tie-out, commits unless asked for a preview. A file with an issue
 * commits nothing; of several files each stands for itself.
 */
import { createReadStream } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { z } from 'zod'
import type { methods } from '../../shared/contract/methods.ts'
import type { Outcome, Refusal } from '../../shared/kernel/outcome.ts'
import { Refused } from '../../shared/kernel/outcome.ts'
import type { ImportIssue, ImportPreview, ImportRow, Stated } from '../../shared/model/import-batch.ts'
import { compose } from '../compose.ts'
import { openFileShelf } from '../hosts/file-shelf.ts'
import { machinePorts } from '../hosts/machine.ts'
import { dataFolder, defaultBook } from '../hosts/places.ts'
import type { Desk, Files } from '../ports.ts'
import { type CliCommand, type CliOutput, WrongUsage } from './command.ts'
import { untilInterrupted } from './interrupt.ts'

type AccountChoice = z.output<(typeof methods)['import.commit']['input']>['accounts'][number]

interface Answer {
  readonly preview: ImportPreview
  readonly committed: ImportRow | null
  readonly refusal: Refusal | null
}

export const importCommand: CliCommand = {
  name: 'import',
  summary:
    'Reads custodian files into a book; --preview writes nothing. --account names the account, --as-of the day, where the file does not. Accounts the book does not know are made in the household “Imported accounts”.',
  usage: 'FILE… --book FILE [--account NAME] [--as-of DATE] [--preview] [--json]',
  options: {
    book: { type: 'string' },
    account: { type: 'string' },
    'as-of': { type: 'string' },
    preview: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(args, output) {
    if (args.positionals.length === 0) throw new WrongUsage('import needs at least one FILE')
    const shelf = openFileShelf()
    const desk = await compose({
      book: resolve(args.text('book') ?? defaultBook()),
      host: 'test',
      ports: machinePorts(shelf, join(dataFolder(), 'log', 'desk.log')),
    })
    const interrupt = untilInterrupted()
    const refusals: Refusal[] = []
    try {
      for (const path of args.positionals) {
        const answer = await importOne(desk, shelf, path, {
          preview: args.flag('preview'),
          stated: { asOf: args.date('as-of') ?? null, account: args.text('account') ?? null },
          signal: interrupt.signal,
          output,
        })
        output.print(args.flag('json') ? JSON.stringify(answerJson(answer)) : inWords(answer))
        if (answer.refusal) refusals.push(answer.refusal)
      }
    } finally {
      interrupt.done()
      await desk.close()
      shelf.close()
    }
    if (refusals[0]) throw new Refused(refusals[0])
  },
}

interface ImportOptions {
  readonly preview: boolean
  readonly stated: Stated
  readonly signal: AbortSignal
  readonly output: CliOutput
}

async function importOne(desk: Desk, files: Files, path: string, options: ImportOptions): Promise<Answer> {
  const context = {
    signal: options.signal,
    progress: (step: { done: number; of: number }) => options.output.progress(`${basename(path)}: ${step.done} of ${step.of}`),
  }
  const received = await files.receive(basename(path), source(path))
  const previewed = async (stated: Stated) =>
    unwrap<ImportPreview>(await desk.dispatch('import.preview', { handle: received.handle, mapping: null, stated }, context))
  let { stated } = options
  let preview = await previewed(stated)
  if (stated.account === null && preview.file.accounts.some(account => account.number === '')) {
    // nobody can be asked here: a file that names no account stands for one of its own name, never for another file's
    stated = { ...stated, account: withoutEnding(path) }
    preview = await previewed(stated)
  }
  options.output.progress('')
  if (!preview.canCommit) return { preview, committed: null, refusal: firstStop(preview) }
  if (options.preview) return { preview, committed: null, refusal: null }
  const committed = await desk.dispatch(
    'import.commit',
    { handle: received.handle, sha256: preview.file.sha256, mapping: null, stated, accounts: choicesFor(preview) },
    context,
  )
  if (!committed.ok) return { preview, committed: null, refusal: committed.refusal }
  return { preview, committed: committed.value as ImportRow, refusal: null }
}

function withoutEnding(path: string): string {
  return basename(path)
    .replace(/\.[^.]*$/, '')
    .slice(0, 40)
}

async function* source(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Uint8Array>
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new Refused({
      code: 'input/file',
      what: missing ? 'There is no such file.' : 'The file cannot be read.',
      where: path,
      remedy: 'Check the path and its permissions.',
    })
  }
}

function unwrap<Value>(outcome: Outcome<unknown>): Value {
  if (!outcome.ok) throw new Refused(outcome.refusal)
  return outcome.value as Value
}

/** Without a window nobody can be asked: an unknown account is made as the file names it, in a household of its own that a person can rename. */
function choicesFor(preview: ImportPreview): AccountChoice[] {
  return preview.file.accounts
    .filter(account => account.matched === null)
    .map(account => ({
      key: account.key,
      account: null,
      create: {
        name: account.name === '' ? account.number : account.name,
        number: account.number === '' ? account.key : account.number,
        custodian: account.custodian,
        type: account.typeHint ?? 'taxable',
        mode: 'tradable',
        defaultMethod: 'FIFO',
        fractional: false,
        household: null,
        householdName: 'Imported accounts',
      },
    }))
}

function firstStop(preview: ImportPreview): Refusal {
  const stop = preview.file.issues.find(issue => issue.weight === 'stop')
  if (!stop)
    return {
      code: 'import/not-recognised',
      what: 'No layout fits this file.',
      where: preview.file.fileName,
      remedy: 'Map its columns in the window.',
    }
  const column = stop.column === '' ? '' : `, column ${stop.column}`
  return { code: stop.code, what: stop.what, where: `${preview.file.fileName}, line ${stop.line}${column}`, remedy: stop.remedy }
}

function answerJson({ preview, committed, refusal }: Answer) {
  return {
    file: preview.file.fileName,
    sha256: preview.file.sha256,
    layout: preview.file.layout,
    layoutName: preview.file.layoutName,
    asOf: preview.file.asOf,
    accounts: preview.file.accounts.map(account => ({
      key: account.key,
      number: account.number,
      name: account.name,
      account: account.matched,
      rows: account.rows,
    })),
    counts: preview.counts,
    differences: preview.differences,
    tieOuts: preview.file.tieOuts,
    issues: preview.file.issues,
    alreadyImported: preview.alreadyImported,
    committed: committed && {
      import: committed.id,
      new: committed.new,
      changed: committed.changed,
      gone: committed.gone,
      same: committed.same,
    },
    refusal,
  }
}

function inWords({ preview, committed, refusal }: Answer): string {
  const { file, counts } = preview
  const lines = [`${file.fileName}: ${file.layoutName}${file.asOf === null ? '' : `, as of ${file.asOf}`}`]
  lines.push(
    ...file.accounts.map(
      account =>
        `  account ${account.number === '' ? account.name : account.number}: ${account.rows} rows${account.matched === null ? ', not in the book yet' : ''}`,
    ),
  )
  lines.push(
    ...file.tieOuts.map(
      tie =>
        `  ${tie.agrees ? 'ties out' : 'does not tie out'}: ${tie.what}, line ${tie.line}: stated ${tie.stated}, rows sum to ${tie.computed}${tie.agrees ? '' : `, difference ${tie.difference}`}`,
    ),
  )
  lines.push(...issuesInWords(file.issues))
  lines.push(`  ${counts.new} new, ${counts.changed} changed, ${counts.gone} gone, ${counts.same} the same`)
  if (preview.alreadyImported) lines.push('  these very bytes were imported before: nothing was changed')
  else if (committed) lines.push('  committed')
  else lines.push(refusal ? '  nothing was written' : '  preview only, nothing was written')
  return lines.join('\n')
}

/** Of one kind; a file of prices in front of its securities has as many as rows, and what one says all say. */
const mostOfAKind = 10

/** Stops first. All of them are in `--json`. */
export function issuesInWords(issues: readonly ImportIssue[]): string[] {
  const kinds = Map.groupBy(issues, ({ weight, code }) => `${weight} ${code}`)
  const rank = ([first]: readonly ImportIssue[]) => ['stop', 'warning', 'note'].indexOf(first?.weight ?? 'note')
  return [...kinds.values()]
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(kind => {
      const lines = kind.slice(0, mostOfAKind).map(({ weight, line, column, what, remedy }) => {
        const place = `${line === 0 ? 'file' : `line ${line}`}${column === '' || line === 0 ? '' : `, ${column}`}`
        return `  ${weight}: ${place}: ${sentence(what)} ${remedy}`
      })
      const more = kind.length - lines.length
      const last = kind.at(-1)
      return more === 0 ? lines : [...lines, `  ${last?.weight}: ${more} more of this kind, to line ${last?.line}; --json lists them all`]
    })
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
