/** `scenario('what it shows', statement)`: a test that reads like a brokerage statement. The language: src/main/engine/selftest/statement.ts. */
import { expect, test } from 'vitest'
import { differences } from '../../src/main/engine/selftest/check.ts'

export function scenario(title: string, statement: string): void {
  test(title, () => {
    expect(differences('scenario', statement)).toEqual([])
  })
}
