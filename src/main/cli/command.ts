/**
 * What a command of the command line is. One file per command in this folder exports one `CliCommand`; main.ts finds it by the file's name.
 * Standard output holds the answer and nothing else. Exit: 0 done, 1 refused (one line: code, what, where, remedy), 2 wrong usage, 3 a bug.
 */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { type CivilDate, parseCivilDate } from '../../shared/kernel/civil-date.ts'

/** Only the machine's streams, so that tests can read what a command says. */
export interface CliOutput {
  /** The answer, to standard output. */
  print(text: string): void
  /** Anything else, to standard error. */
  note(text: string): void
  /** One line that is overwritten, only where standard error is a terminal. */
  progress(text: string): void
}

export interface CliArguments {
  readonly positionals: readonly string[]
  text(option: string): string | undefined
  flag(option: string): boolean
  date(option: string): CivilDate | undefined
  number(option: string): number | undefined
}

export interface CliCommand {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** After the command's name: `FILE… --book FILE [--json]`. */
  readonly usage: string
  readonly options: ParseArgsOptionsConfig
  /** Throws `Refused` for exit 1 and `WrongUsage` for exit 2. */
  run(args: CliArguments, output: CliOutput): Promise<void>
}

export class WrongUsage extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WrongUsage'
  }
}

export function readArguments(command: Pick<CliCommand, 'options'>, words: readonly string[]): CliArguments {
  const { values, positionals } = parsed(command.options, words)
  const text = (option: string) => {
    const value = values[option]
    return typeof value === 'string' ? value : undefined
  }
  return {
    positionals,
    text,
    flag: option => values[option] === true,
    date: option => dateOf(option, text(option)),
    number: option => numberOf(option, text(option)),
  }
}

function parsed(options: ParseArgsOptionsConfig, words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error))
  }
}

function dateOf(option: string, text: string | undefined): CivilDate | undefined {
  if (text === undefined) return undefined
  const date = parseCivilDate(text)
  if (date === undefined) throw new WrongUsage(`--${option} takes a date such as 2026-11-21, not ${JSON.stringify(text)}`)
  return date
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) throw new WrongUsage(`--${option} takes a number, not ${JSON.stringify(text)}`)
  return number
}
