/** The workstation in a browser window, on the loopback host, until Ctrl-C (or until its last page is gone, with --until-deserted). */
import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { compose } from '../compose.ts'
import { openFileShelf } from '../hosts/file-shelf.ts'
import { serveLoopback } from '../hosts/loopback/server.ts'
import { machinePorts } from '../hosts/machine.ts'
import { dataFolder, defaultBook, usualPort } from '../hosts/places.ts'
import { builtPath } from '../resources.ts'
import { importsInThread, threadedJobs } from '../threads.ts'
import { type CliCommand, WrongUsage } from './command.ts'

/** A browser may put a page to sleep and wake it much later: that is not the end of a day's work. */
const longestDesertion = 15 * 60

export const serve: CliCommand = {
  name: 'serve',
  summary: 'Opens the workstation for a browser on this machine and prints its one-time address.',
  usage: '[--book FILE] [--port N] [--as-of DATE] [--json] [--until-deserted]',
  options: {
    book: { type: 'string' },
    port: { type: 'string' },
    'as-of': { type: 'string' },
    json: { type: 'boolean' },
    'until-deserted': { type: 'boolean' },
  },
  async run(args, output) {
    const port = args.number('port') ?? 0
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new WrongUsage('--port takes a whole number up to 65535')
    const book = resolve(args.text('book') ?? defaultBook())
    mkdirSync(dirname(book), { recursive: true, mode: 0o700 })

    const shelf = openFileShelf()
    const ports = machinePorts(shelf, join(dataFolder(), 'log', 'desk.log'))
    const asOf = args.date('as-of')
    const ended = endOfRun()
    try {
      const desk = await compose({
        book,
        host: 'loopback',
        ports,
        jobs: threadedJobs(),
        imports: importsInThread,
        ...(asOf === undefined ? {} : { asOf }),
      })
      const loopback = await serveLoopback({
        desk,
        shelf,
        log: ports.log,
        pages: builtPath('renderer'),
        port,
        usualPort: usualPort(book),
        ...(args.flag('until-deserted') ? { whenDeserted: { afterSeconds: longestDesertion, act: ended.end } } : {}),
      })
      const address = loopback.launchAddress()
      if (args.flag('json')) output.print(JSON.stringify({ address, origin: loopback.origin, book, pid: process.pid }))
      else output.print(`Lotwright is open at ${address}\n(the address works once, in a browser on this machine; Ctrl-C ends the desk)`)
      await ended.promise
      await loopback.close()
      await desk.close()
    } finally {
      shelf.close()
    }
  },
}

/** Ends with Ctrl-C, with the terminal, or when asked. */
function endOfRun(): { promise: Promise<void>; end(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  return { promise, end: resolve }
}
