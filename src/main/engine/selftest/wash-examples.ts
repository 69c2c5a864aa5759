/** Wash sales whose example a source prints or nearly prints: Reg. 1.1091-1 and -2, Pub. 550 pp. 86-87, Rev. Rul. 56-602, 70-231, 2008-5. */
import type { LotExample } from './example.ts'

export const washExamples: readonly LotExample[] = [
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
    id: 'pub-550-fewer-bought',
    citation: 'Pub. 550 (2025), p. 87, more or less stock bought than sold, example 1',
    figures: 'source',
    title: '75 shares bought for 100 sold: 750 of the loss of 1,000 is not deductible',
    statement: `
      open    X 100 for 5000 on 2024-09-24
      buy     X  50 for 2750 on 2024-12-21
      buy     X  25 for 1125 on 2024-12-26
      sell    X 100 for 4000 on 2025-01-02
      expect  allowed -250.00  disallowed -750.00
      left    X  50 basis 3250.00
      left    X  25 basis 1375.00`,
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
    id: 'first-bought-first',
    citation: 'Reg. §1.1091-1(d)',
    figures: 'ours',
    title: 'Two purchases before the sale: the one made first is the replacement',
    statement: `
      open    X 100 @ 50 on 2024-03-01
      buy     X 100 @ 41 on 2025-06-02
      buy     X 100 @ 42 on 2025-06-04
      sell    X 100 @ 40 on 2025-06-12
      expect  allowed 0.00  disallowed -1000.00
      left    X 100 basis 5100.00
      left    X 100 basis 4200.00 held from 2025-06-04`,
  },
  {
    id: 'ira-bought-first',
    citation: 'Reg. §1.1091-1(d) with Rev. Rul. 2008-5',
    figures: 'ours',
    title: 'Purchases replace in their order: what the IRA bought first is lost, the rest is deferred',
    statement: `
      open    X 100 @ 50 on 2024-03-01
      buy     X  60 @ 41 on 2025-06-02 in IRA
      sell    X 100 @ 40 on 2025-06-12
      buy     X  60 @ 42 on 2025-06-20
      expect  allowed 0.00  disallowed -1000.00  permanent -600.00
      left    X  60 basis 2460.00 held from 2025-06-02
      left    X  40 basis 2080.00
      left    X  20 basis 840.00 held from 2025-06-20`,
  },
  {
    id: 'loss-inside-ira',
    citation: 'IRC §408(e): an IRA realizes no loss that could be deducted or washed',
    figures: 'ours',
    title: 'A loss inside an IRA goes into no other lot',
    statement: `
      open    X 100 @ 50 on 2024-03-01 in IRA
      sell    X 100 @ 40 on 2025-06-12 in IRA
      buy     X 100 @ 41 on 2025-06-20
      expect  allowed 0.00  disallowed 0.00
      left    X 100 basis 4100.00 held from 2025-06-20`,
  },
  {
    id: 'fills-of-one-order',
    citation: 'Rev. Rul. 56-602: shares of one purchase, here in two fills',
    figures: 'ours',
    title: 'Two fills of one order are one purchase: the second does not replace the first',
    statement: `
      open    X 100 @ 50 on 2025-06-02 order 7
      open    X 100 @ 50 on 2025-06-02 order 7
      sell    X 100 @ 40 on 2025-06-12
      expect  allowed -1000.00  disallowed 0.00
      left    X 100 basis 5000.00 held from 2025-06-02`,
  },
  {
    id: 'sold-before-the-loss',
    citation: 'IRC §1091(d): basis of the property acquired; shares already sold carry none (a decision)',
    figures: 'ours',
    title: 'Shares bought in the window and sold before the loss replace nothing',
    statement: `
      open    X 100 @ 50 on 2024-03-01
      buy     X  50 @ 41 on 2025-06-02
      sell    X  50 @ 43 on 2025-06-05 of b2 50
      sell    X 100 @ 40 on 2025-06-12
      expect  allowed -900.00  disallowed 0.00`,
  },
  {
    id: 'washed-again',
    citation: 'IRC §1091(d); Reg. §1.1091-2(a): the adjusted basis is what the next sale loses from',
    figures: 'ours',
    title: 'A replacement sold at a loss inside its own window passes both losses on',
    statement: `
      open    X 100 @ 50 on 2024-03-01
      sell    X 100 @ 40 on 2025-06-02
      buy     X 100 @ 41 on 2025-06-12
      sell    X 100 @ 39 on 2025-06-23
      buy     X 100 @ 38 on 2025-07-01
      expect  allowed 0.00  disallowed -2200.00
      left    X 100 basis 5000.00`,
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
]
