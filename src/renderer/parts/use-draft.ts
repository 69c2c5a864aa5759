/**
 * A form's draft: each field holds a value, null (nothing there) or undefined (what stands there is not a value). `field('x')` gives an input
 * its value and its change; `whole` is the finished record once every needed field has a value, else null with `missing` naming the rest.
 */
import { useMemo, useState } from 'react'

type Draft<Record> = { readonly [Key in keyof Record]: Record[Key] | null | undefined }

interface DraftForm<Record> {
  readonly draft: Draft<Record>
  readonly set: (change: Partial<Draft<Record>>) => void
  readonly field: <Key extends keyof Record>(key: Key) => FieldBinding<NonNullable<Record[Key]>>
  /** Keys without a value that need one, and keys whose text is no value. */
  readonly missing: readonly (keyof Record)[]
  readonly whole: Record | null
  readonly changed: boolean
}

interface FieldBinding<Value> {
  readonly value: Value | null
  readonly onChange: (value: Value | null | undefined) => void
}

export function useDraft<Record extends object>(initial: Draft<Record>, optional: readonly (keyof Record)[] = []): DraftForm<Record> {
  const [draft, setDraft] = useState(initial)
  const missing = useMemo(() => missingOf(draft, optional), [draft, optional])
  const set = (change: Partial<Draft<Record>>) => setDraft(before => ({ ...before, ...change }))
  return {
    draft,
    set,
    field: <Key extends keyof Record>(key: Key) => ({
      value: (draft[key] ?? null) as NonNullable<Record[Key]> | null,
      onChange: (value: NonNullable<Record[Key]> | null | undefined) => set({ [key]: value } as unknown as Partial<Draft<Record>>),
    }),
    missing,
    whole: missing.length === 0 ? (draft as Record) : null,
    changed: JSON.stringify(draft) !== JSON.stringify(initial),
  }
}

export function missingOf<Record extends object>(draft: Draft<Record>, optional: readonly (keyof Record)[]): readonly (keyof Record)[] {
  return (Object.keys(draft) as (keyof Record)[]).filter(
    key => draft[key] === undefined || (draft[key] === null && !optional.includes(key)),
  )
}
