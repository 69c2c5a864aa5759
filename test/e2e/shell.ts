/** What a shell is to a test: a page, and the two acts that leave it, choosing files and saving one. */
import type { Page } from '@playwright/test'

/** The day every end-to-end desk works on. */
export const today = '2026-11-21'

export interface SavedFile {
  readonly name: string
  readonly bytes: Buffer
}

export interface Shell {
  readonly page: Page
  /** Chooses these files in the dialog that `act` opens. */
  choosing(paths: readonly string[], act: () => Promise<void>): Promise<void>
  /** The file that `act` saves. */
  saving(act: () => Promise<void>): Promise<SavedFile>
  close(): Promise<void>
}
