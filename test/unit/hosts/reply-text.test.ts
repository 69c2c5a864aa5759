import { expect, test } from 'vitest'
import { replyText } from '../../../src/main/hosts/loopback/call.ts'

test('an answer that no text can hold is refused in words', () => {
  const endless = {
    toJSON(): never {
      throw new RangeError('Invalid string length')
    },
  }
  expect(replyText('review.run', { ok: true, value: endless })).toContain('data/too-large')
  expect(replyText('review.run', { ok: true, value: 1 })).toContain('"value":1')
})

test('any other failure stays a failure', () => {
  const broken = {
    toJSON(): never {
      throw new TypeError('no')
    },
  }
  expect(() => replyText('review.run', { ok: true, value: broken })).toThrow(TypeError)
})
