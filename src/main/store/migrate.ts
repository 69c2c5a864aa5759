/**
 * Schema steps rise by tens. All pending ones run in one transaction together with the version stamp: a book is at the old version or at the new
 * one, never between. Foreign keys are held against the whole book before it commits.
 */
import type Database from 'better-sqlite3'

export interface SchemaStep {
  readonly version: number
  readonly name: string
  readonly sql: string
}

export function newestVersion(steps: readonly SchemaStep[]): number {
  return steps.at(-1)?.version ?? 0
}

export function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number
}

export function pendingSteps(found: number, steps: readonly SchemaStep[]): readonly SchemaStep[] {
  return steps.filter(step => step.version > found)
}

/** Stops at the first step that fails, by throwing; nothing of any step remains then. */
export function migrate(database: Database.Database, steps: readonly SchemaStep[]): void {
  database
    .transaction(() => {
      database.pragma('defer_foreign_keys = ON')
      for (const step of pendingSteps(versionOf(database), steps)) database.exec(step.sql)
      const orphans = database.pragma('foreign_key_check') as readonly { readonly table: string }[]
      if (orphans.length > 0) throw new Error(`rows of ${orphans[0]?.table} point nowhere after the upgrade`)
      database.pragma(`user_version = ${newestVersion(steps)}`)
    })
    .immediate()
}
