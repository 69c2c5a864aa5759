/** The type of a table of answers, derived from a table of methods: a method without a handler does not compile. */
import type { z } from 'zod'
import type { Method } from '../../shared/contract/kinds.ts'
import type { CallContext } from '../ports.ts'

export type MethodTable = Readonly<Record<string, Method<'query' | 'command' | 'job', z.ZodType, z.ZodType>>>

/** Answers with a value, or throws `Refused`; everything else that is thrown is a bug. */
export type Handler<Input, Output> = (input: Input, context: CallContext) => Output | Promise<Output>

export type Handlers<Table extends MethodTable> = {
  readonly [Name in keyof Table]: Handler<z.output<Table[Name]['input']>, z.input<Table[Name]['output']>>
}
