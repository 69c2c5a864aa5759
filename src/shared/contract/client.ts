/**
 * What a screen holds: typed calls that never throw, events, and files by handle. Derived from the tables, so a new method needs no line
 * here. Answers are not checked again on this side: main checked them, from the same build, before they left.
 */
import type { z } from 'zod'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { Bridge } from './bridge.ts'
import { bridgeTransport } from './bridge-transport.ts'
import type { EventName, events } from './events.ts'
import { fetchTransport } from './fetch-transport.ts'
import type { DeskFile } from './files.ts'
import type { methods } from './methods.ts'
import type { SentFile, Transport, TransportOptions } from './transport.ts'

export type MethodName = keyof typeof methods
export type Input<Name extends MethodName> = z.input<(typeof methods)[Name]['input']>
export type Output<Name extends MethodName> = z.output<(typeof methods)[Name]['output']>
export type Payload<Name extends EventName> = z.output<(typeof events)[Name]>

/** `onProgress` hears of jobs and of files on their way; aborting `signal` stops the work behind the call, not only the wait. */
export type CallOptions = TransportOptions

/** The two acts that need a page's document; `src/renderer/host/page.ts` has them. */
export interface Page {
  chooseFiles(): Promise<readonly SentFile[]>
  /** Saves what `address` answers with, under the name the host gives. */
  download(address: string): void
}

export interface Client {
  readonly host: 'electron' | 'loopback'
  call<Name extends MethodName>(name: Name, input: Input<Name>, options?: CallOptions): Promise<Outcome<Output<Name>>>
  /** Returns its own off. */
  on<Name extends EventName>(event: Name, listener: (payload: Payload<Name>) => void): () => void
  /** Asks the person for files; an empty list where they changed their mind. */
  pickFiles(options?: CallOptions): Promise<Outcome<readonly DeskFile[]>>
  /** Dropped files, as the browser gives them. */
  sendFiles(files: readonly SentFile[], options?: CallOptions): Promise<Outcome<readonly DeskFile[]>>
  /** Saves a file the desk offered (a PDF, a CSV); false where the person closed the dialog. */
  saveFile(file: { readonly handle: string; readonly name: string }): Promise<Outcome<boolean>>
}

export function connect(bridge: Bridge | undefined, page: Page): Client {
  return createClient(bridge ? bridgeTransport(bridge) : fetchTransport(), page)
}

export function createClient(transport: Transport, page: Page): Client {
  async function sendFiles(files: readonly SentFile[], options: CallOptions = {}): Promise<Outcome<readonly DeskFile[]>> {
    const sent: DeskFile[] = []
    for (const file of files) {
      const outcome = await transport.send(file, options)
      if (!outcome.ok) return outcome
      sent.push(outcome.value)
    }
    return done(sent)
  }

  async function pickFiles(options: CallOptions = {}): Promise<Outcome<readonly DeskFile[]>> {
    if (transport.host === 'loopback') return sendFiles(await page.chooseFiles(), options)
    const picked = (await transport.call('file.pick', {}, options)) as Outcome<{ files: DeskFile[] }>
    return picked.ok ? done(picked.value.files) : picked
  }

  async function saveFile(file: { readonly handle: string; readonly name: string }): Promise<Outcome<boolean>> {
    if (transport.host === 'loopback') {
      page.download(`/download/${encodeURIComponent(file.handle)}`)
      return done(true)
    }
    const saved = (await transport.call('file.save', { handle: file.handle, name: file.name }, {})) as Outcome<{ saved: boolean }>
    return saved.ok ? done(saved.value.saved) : saved
  }

  return {
    host: transport.host,
    call: (name, input, options = {}) => transport.call(name, input, options) as Promise<Outcome<never>>,
    on: (event, listener) =>
      transport.onEvent((name, payload) => {
        if (name === event) listener(payload as Payload<typeof event>)
      }),
    pickFiles,
    sendFiles,
    saveFile,
  }
}
