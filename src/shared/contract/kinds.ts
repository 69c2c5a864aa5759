/**
 * How a call is declared. A query reads and runs freely; a command writes and runs one after another; a job is long, reports progress and
 * can be cancelled. The typed client, the handler table and the router are derived from the table in methods.ts.
 */
import type { z } from 'zod'

export interface Method<Kind extends 'query' | 'command' | 'job', Input extends z.ZodType, Output extends z.ZodType> {
  readonly kind: Kind
  readonly input: Input
  readonly output: Output
}

export function query<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output): Method<'query', Input, Output> {
  return { kind: 'query', input, output }
}
export function command<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output): Method<'command', Input, Output> {
  return { kind: 'command', input, output }
}
export function job<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output): Method<'job', Input, Output> {
  return { kind: 'job', input, output }
}
