/** The command line: finds the command, reads its arguments, turns its end into an exit status. See docs for what each command answers. */
import { randomUUID } from 'node:crypto'
import { Refused, refusalLine } from '../../shared/kernel/outcome.ts'
import { type CliCommand, type CliOutput, readArguments, WrongUsage } from './command.ts'

const files = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./main.ts', '!./command.ts'])
const promised = ['review', 'import', 'lots', 'tax', 'optimize', 'verify', 'export', 'serve', 'bench', 'selftest', 'restore']

const output: CliOutput = {
  print: text => void process.stdout.write(`${text}\n`),
  note: text => void process.stderr.write(`${text}\n`),
  progress: text => void (process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)),
}

async function run(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return showCommands(name === undefined ? 2 : 0)
  if (!promised.includes(name)) {
    output.note(`unknown command ${JSON.stringify(name)}; npm run -s lotwright -- --help lists them`)
    return 2
  }
  const command = await commandNamed(name)
  if (!command) {
    output.note(refusalLine({ code: 'input/not-yet', what: `${name} is not in this release yet`, remedy: 'see --help for what is' }))
    return 1
  }
  if (rest.includes('--help')) {
    output.print(`lotwright ${command.name} ${command.usage}\n\n${command.summary}`)
    return 0
  }
  await command.run(readArguments(command, rest), output)
  return 0
}

async function showCommands(status: number): Promise<number> {
  const lines = ['lotwright COMMAND …   (COMMAND --help says more)', '']
  for (const name of promised) {
    const command = await commandNamed(name)
    if (command) lines.push(`  ${name} ${command.usage}`, `      ${command.summary}`)
  }
  if (status === 0) output.print(lines.join('\n'))
  else output.note(lines.join('\n'))
  return status
}

async function commandNamed(name: string): Promise<CliCommand | undefined> {
  const load = files[`./${name}.ts`]
  if (!load) return undefined
  return Object.values(await load()).find(isCommand)
}

function isCommand(value: unknown): value is CliCommand {
  return typeof value === 'object' && value !== null && 'run' in value && 'summary' in value && 'usage' in value
}

function statusOf(error: unknown, name: string | undefined): number {
  if (error instanceof Refused) {
    output.note(refusalLine(error.refusal))
    return 1
  }
  if (error instanceof WrongUsage) {
    output.note(`${error.message}; lotwright ${name ?? ''} --help says how`)
    return 2
  }
  output.note(`internal/bug | ${error instanceof Error ? (error.stack ?? error.message) : String(error)} | trace ${randomUUID()}`)
  return 3
}

// a reader that closes early (head) is not an error of ours
process.stdout.on('error', error => process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 3))

const words = process.argv.slice(2)
if (Number(process.versions.node.split('.')[0]) < 24) {
  output.note(
    refusalLine({
      code: 'input/node',
      what: `Lotwright needs Node 24; this is ${process.version}`,
      remedy: 'run it as npm run -s lotwright -- …, which brings its own',
    }),
  )
  process.exit(1)
}
run(words).then(
  status => {
    process.exitCode = status
  },
  error => {
    process.exitCode = statusOf(error, words[0])
  },
)
