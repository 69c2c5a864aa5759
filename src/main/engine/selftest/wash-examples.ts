/** Wash sales: IRC section 1091 and 1223(3), Reg. 1.1091-1 and -2, Pub. 550 pp. 86-87, Rev. Rul. 56-602, 70-231, 2008-5. */
import type { PublishedExample } from './example.ts'

export const washExamples: readonly PublishedExample[] = [
  {
    id: 'reg-1091-1-h-1',
    citation: 'Reg. §1.1091-1(h), example 1',
    figures: 'source',
    title: 'A purchase before the sale replaces the shares sold',
    statement: `
      open    X 100 for 10000 on 1954-12-01
      buy     X 100 for 9000 on 1954-12-15
      sell    X 100 for 9000 on 1955-01-03 of b1 100
      expect  allowed 0.00  disallowed -1000.00
      left    X 100 basis 10000.00 held from 1954-11-12`,
  },
  {
    id: 'reg-1091-1-h-2',
    citation: 'Reg. §1.1091-1(h), example 2',
    figures: 'source',
    title: 'Fewer bought than sold: 75 of 100 shares lose their loss, the rest is deductible',
    statement: `
      open    X 100 for 5000 on 1954-09-21
      buy     X  50 for 2750 on 1954-12-21
      buy     X  25 for 1125 on 1954-12-27
      sell    X 100 for 4000 on 1955-01-03 of b1 100
      expect  allowed -250.00  disallowed -750.00
      left    X  50 basis 3250.00
      left    X  25 basis 1375.00`,
  },
  {
    id: 'reg-1091-1-h-3',
    citation: 'Reg. §1.1091-1(h), example 3',
    figures: 'source',
    title: 'More bought than sold: the first shares bought are the replacement',
    statement: `
      open    X 100 for 5000 on 1954-09-15
      sell    X 100 for 4000 on 1956-02-01
      buy     X  50 for 2000 on 1956-02-15
      buy     X  50 for 2000 on 1956-02-16
      buy     X  50 for 2000 on 1956-02-17
      buy     X  50 for 2000 on 1956-02-18
      expect  allowed 0.00  disallowed -1000.00
      left    X  50 basis 2500.00
      left    X  50 basis 2500.00
      left    X  50 basis 2000.00 held from 1956-02-17
      left    X  50 basis 2000.00 held from 1956-02-18`,
  },
  {
    id: 'reg-1091-2-a-1',
    citation: 'Reg. §1.1091-2(a), example 1; IRC §1091(d)',
    figures: 'source',
    title: 'Basis of the replacement: 100 sold at 80, bought at 90, is 110',
    statement: `
      open    X 1 for 100 on 1935-09-15
      sell    X 1 for 80 on 1954-02-01
      buy     X 1 for 90 on 1954-02-15
      expect  allowed 0.00  disallowed -20.00
      left    X 1 basis 110.00`,
  },
  {
    id: 'reg-1091-2-a-2',
    citation: 'Reg. §1.1091-2(a), example 2; IRC §1091(d)',
    figures: 'source',
    title: 'Basis of the replacement: 100 sold at 80, bought at 70, is 90',
    statement: `
      open    X 1 for 100 on 1935-09-15
      sell    X 1 for 80 on 1954-02-01
      buy     X 1 for 70 on 1954-02-15
      expect  allowed 0.00  disallowed -20.00
      left    X 1 basis 90.00`,
  },
  {
    id: 'pub-550-wash-1',
    citation: 'Pub. 550 (2025), Wash Sales, example 1',
    figures: 'source',
    title: 'A loss of 250 is added to the cost of 800: basis 1,050',
    statement: `
      open    X 100 for 1000 on 2024-03-01
      sell    X 100 for 750 on 2025-03-03
      buy     X 100 for 800 on 2025-03-20
      expect  allowed 0.00  disallowed -250.00
      left    X 100 basis 1050.00`,
  },
  {
    id: 'pub-550-wash-2',
    citation: 'Pub. 550 (2025), Wash Sales, example 2',
    figures: 'ours',
    title: 'Stock awarded by an employer is an acquisition',
    statement: `
      open    X 100 for 5000 on 2024-03-01
      sell    X 100 for 4000 on 2025-03-03
      award   X  10 for 405 on 2025-03-20
      expect  allowed -900.00  disallowed -100.00
      left    X  10 basis 505.00`,
  },
  {
    id: 'pub-550-more-bought',
    citation: 'Pub. 550 (2025), p. 87, more or less stock bought than sold, example 2',
    figures: 'source',
    title: 'Four purchases of 50: the first two take the loss of 1,000',
    statement: `
      open    X 100 @ 60 on 2024-09-16
      sell    X 100 @ 50 on 2025-01-29
      buy     X  50 @ 48 on 2025-02-03
      buy     X  50 @ 48 on 2025-02-04
      buy     X  50 @ 48 on 2025-02-05
      buy     X  50 @ 48 on 2025-02-06
      expect  allowed 0.00  disallowed -1000.00
      left    X  50 basis 2900.00 held from 2024-09-21
      left    X  50 basis 2900.00 held from 2024-09-22
      left    X  50 basis 2400.00 held from 2025-02-05
      left    X  50 basis 2400.00 held from 2025-02-06`,
  },
  {
    id: 'rev-rul-70-231',
    citation: 'Rev. Rul. 70-231; Pub. 550 (2025), p. 87',
    figures: 'source',
    title: 'Of several lots sold, gains are taxed and only the loss lot is washed',
    statement: `
      open    X 100 @ 158 on 2009-03-01
      open    X 100 @ 100 on 2009-06-01
      open    X 100 @  95 on 2009-09-01
      sell    X 300 @ 125 on 2014-12-26
      buy     X 250 @ 100 on 2015-01-09
      expect  allowed 5500.00  disallowed -3300.00
      left    X 100 basis 13300.00
      left    X 150 basis 15000.00 held from 2015-01-09`,
  },
  {
    id: 'rev-rul-56-602',
    citation: 'Rev. Rul. 56-602',
    figures: 'ours',
    title: 'Shares left of the same purchase do not replace the ones sold',
    statement: `
      open    X 200 @ 50 on 2014-06-01
      sell    X 100 @ 40 on 2014-06-12
      expect  allowed -1000.00  disallowed 0.00
      left    X 100 basis 5000.00 held from 2014-06-01`,
  },
  {
    id: 'rev-rul-2008-5-ira',
    citation: 'Rev. Rul. 2008-5 (IRA)',
    figures: 'source',
    title: 'An IRA buys: the loss is gone for good and the basis in the IRA does not rise',
    statement: `
      open    X 100 for 1000 on 2006-05-01
      sell    X 100 for 600 on 2007-12-20
      buy     X 100 for 610 on 2007-12-21 in IRA
      expect  allowed 0.00  disallowed -400.00  permanent -400.00
      left    X 100 basis 610.00 held from 2007-12-21`,
  },
  {
    id: 'rev-rul-2008-5-roth',
    citation: 'Rev. Rul. 2008-5 (Roth IRA)',
    figures: 'source',
    title: 'A Roth IRA buys: the same',
    statement: `
      open    X 100 for 1000 on 2006-05-01
      sell    X 100 for 600 on 2007-12-20
      buy     X 100 for 610 on 2007-12-21 in ROTH
      expect  allowed 0.00  disallowed -400.00  permanent -400.00
      left    X 100 basis 610.00 held from 2007-12-21`,
  },
  {
    id: 'pub-550-spouse',
    citation: 'Pub. 550 (2025), p. 86: your spouse buys',
    figures: 'ours',
    title: 'A purchase by the spouse is a wash sale; the basis goes to the spouse’s lot',
    statement: `
      open    X 100 @ 50 on 2025-01-06
      sell    X 100 @ 40 on 2025-04-10
      buy     X 100 @ 41 on 2025-04-21 in SPOUSE
      expect  allowed 0.00  disallowed -1000.00  permanent 0.00
      left    X 100 basis 5100.00 held from 2025-01-17`,
  },
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
