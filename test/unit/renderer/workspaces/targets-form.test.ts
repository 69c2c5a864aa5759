import { expect, test } from 'vitest'
import { missingIn } from '../../../../src/renderer/workspaces/household/targets-form.tsx'
import { id } from '../../../../src/shared/kernel/id.ts'

const line = (symbol: string, weight: number | null | undefined, band: number | null | undefined = 300) => ({
  security: id<'security'>(symbol),
  weight,
  band,
})

test('a model needs a name, each security once, and weights that sum to exactly 100 %', () => {
  expect(missingIn('Growth', [line('VTI', 6000), line('BND', 4000)])).toEqual([])
  expect(missingIn(' ', [line('VTI', 9999)])).toEqual(['a name', 'weights that sum to 100 %'])
  expect(missingIn('Growth', [line('VTI', 5000), line('VTI', 5000)])).toEqual(['each security only once'])
  expect(missingIn('Growth', [{ ...line('VTI', 10_000), security: null }])).toEqual(['a security on every line'])
})

test('a weight or band that is no number, or negative, is missing', () => {
  expect(missingIn('Growth', [line('VTI', 10_000), line('BND', undefined)])).toEqual(['a weight on every line'])
  expect(missingIn('Growth', [line('VTI', 12_000), line('BND', -2000)])).toEqual(['a weight on every line'])
  expect(missingIn('Growth', [line('VTI', 10_000, null)])).toEqual(['a band on every line'])
})
