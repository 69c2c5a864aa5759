/** Rules of section 1091 and 1223(3) that a source states in words: the window, the order of matching, holding periods, identity, and the points we decided. */
import type { LotExample } from './example.ts'

export const washRuleExamples: readonly LotExample[] = [
  {
    id: 'window-last-day',
    citation: 'IRC §1091(a); Reg. §1.1091-1(a)',
    figures: 'ours',
    title: 'The thirtieth day after the sale is inside the 61 days',
    statement: `
      open    X 100 @ 50 on 2025-01-06
      sell    X 100 @ 40 on 2026-06-15
      buy     X 100 @ 41 on 2026-07-15
      expect  allowed 0.00  disallowed -1000.00
      left    X 100 basis 5100.00`,
  },
  {
    id: 'window-day-after',
    citation: 'IRC §1091(a); Reg. §1.1091-1(a)',
    figures: 'ours',
    title: 'The thirty-first day is not',
    statement: `
      open    X 100 @ 50 on 2025-01-06
      sell    X 100 @ 40 on 2026-06-15
      buy     X 100 @ 41 on 2026-07-16
      expect  allowed -1000.00  disallowed 0.00
      left    X 100 basis 4100.00 held from 2026-07-16`,
  },
  {
    id: 'one-replacement-each',
    citation: 'Reg. §1.1091-1(b), (e)',
    figures: 'ours',
    title: 'Two losses, one purchase: the earlier loss comes first and a share replaces once',
    statement: `
      open    X 5 @ 300 on 2023-01-10
      open    X 5 @ 300 on 2023-02-10
      sell    X 5 @ 200 on 2024-10-10 of b1 5
      sell    X 5 @ 200 on 2024-10-15 of b2 5
      buy     X 8 @ 250 on 2024-10-20
      expect  allowed -200.00  disallowed -800.00
      left    X 5 basis 1750.00 held from 2023-01-20
      left    X 3 basis 1050.00 held from 2023-02-15`,
  },
  {
    id: 'used-once',
    citation: 'Reg. §1.1091-1(e)',
    figures: 'ours',
    title: 'Shares that replaced one loss are disregarded for the next',
    statement: `
      open    X 5 @ 300 on 2023-01-10
      open    X 5 @ 300 on 2023-02-10
      buy     X 5 @ 250 on 2024-10-01
      sell    X 5 @ 200 on 2024-10-10 of b1 5
      sell    X 5 @ 200 on 2024-10-15 of b2 5
      expect  allowed -500.00  disallowed -500.00
      left    X 5 basis 1750.00`,
  },
  {
    id: 'holding-period-carried',
    citation: 'IRC §1223(3); Pub. 550 (2025), p. 83',
    figures: 'ours',
    title: 'Days of the shares sold are added: a replacement held 100 days is long-term',
    statement: `
      open    X 100 @ 50 on 2024-03-01
      sell    X 100 @ 40 on 2024-12-26
      buy     X 100 @ 41 on 2025-01-06
      sell    X 100 @ 56 on 2025-04-16
      expect  allowed 500.00  disallowed -1000.00  short 0.00  long 500.00`,
  },
  {
    id: 'holding-period-gap',
    citation: 'IRC §1223(3)',
    figures: 'ours',
    title: 'Days between sale and purchase are not added',
    statement: `
      open    X 100 @ 50 on 2024-03-01
      sell    X 100 @ 40 on 2025-02-03
      buy     X 100 @ 41 on 2025-03-03
      sell    X 100 @ 56 on 2025-03-25
      expect  allowed 500.00  disallowed -1000.00  short 500.00  long 0.00`,
  },
  {
    id: 'gift-is-no-purchase',
    citation: 'Reg. §1.1091-1(f)',
    figures: 'ours',
    title: 'Shares received as a gift inside the window are not acquired by purchase',
    statement: `
      open    X 100 @ 50 on 2024-06-03
      sell    X 100 @ 40 on 2025-06-10
      gift    X 100 for 3000 on 2025-06-20 since 2020-01-15
      expect  allowed -1000.00  disallowed 0.00
      left    X 100 basis 3000.00 held from 2020-01-15`,
  },
  {
    id: 'option-to-acquire',
    citation: 'IRC §1091(a), (d): contract or option to acquire',
    figures: 'ours',
    title: 'A call bought inside the window takes the loss into its basis',
    statement: `
      open    X 10 @ 300 on 2023-01-10
      sell    X 10 @ 200 on 2024-10-15
      call    X  1 for 500 on 2024-10-20
      expect  allowed 0.00  disallowed -1000.00
      left    X-call 1 basis 1500.00`,
  },
  {
    id: 'identical-securities',
    citation: 'IRC §1091(a): substantially identical; the group is declared by the client',
    figures: 'ours',
    title: 'Only a declared group makes two funds identical',
    statement: `
      identical VOO IVV
      open    VOO 100 @ 50 on 2025-01-06
      sell    VOO 100 @ 40 on 2025-04-10
      buy     IVV  90 for 4100 on 2025-04-21
      expect  allowed -100.00  disallowed -900.00
      left    IVV  90 basis 5000.00 held from 2025-01-17`,
  },
  {
    id: 'other-security',
    citation: 'Pub. 550 (2025), p. 87: securities of different issuers are ordinarily not identical',
    figures: 'ours',
    title: 'A fund that nobody declared identical does not wash',
    statement: `
      open    VOO 100 @ 50 on 2025-01-06
      sell    VOO 100 @ 40 on 2025-04-10
      buy     VTI  90 for 4100 on 2025-04-21
      expect  allowed -1000.00  disallowed 0.00
      left    VTI  90 basis 4100.00 held from 2025-04-21`,
  },
  {
    id: 'older-shares-replace',
    citation: 'Reg. §1.1091-1(a), read literally; a named switch of the engine',
    figures: 'ours',
    title: 'An older lot inside the window replaces a newer one sold at a loss',
    statement: `
      open    X 100 @ 30 on 2025-05-20
      open    X 100 @ 50 on 2025-06-02
      sell    X 100 @ 40 on 2025-06-12 of b2 100
      expect  allowed 0.00  disallowed -1000.00
      left    X 100 basis 4000.00 held from 2025-05-10`,
  },
  {
    id: 'split-in-the-window',
    citation: 'IRC §1091(a) in shares after the split (no direct authority)',
    figures: 'ours',
    title: 'A 2-for-1 split between sale and purchase: 100 new shares replace 50 old ones',
    statement: `
      open    X 100 @ 60 on 2023-01-10
      sell    X 100 @ 50 on 2025-03-20
      split   X 2:1 on 2025-03-25
      buy     X 100 @ 24.5 on 2025-04-01
      expect  allowed -500.00  disallowed -500.00
      left    X 100 basis 2950.00 held from 2023-01-22`,
  },
]
