/** Lots: holding periods, gifts, relief, average basis, splits and distributions. IRC section 307, 852, 1012, 1015, 1222, 1223, 1259; Pub. 550. */
import type { LotExample } from './example.ts'

export const lotExamples: readonly LotExample[] = [
  {
    id: 'one-year-short',
    citation: 'IRC §1222; Pub. 550 (2025), p. 81',
    figures: 'source',
    title: 'Bought February 5, sold February 5 of the next year: short-term',
    statement: `
      open    X 10 @ 100 on 2024-02-05
      sell    X 10 @ 120 on 2025-02-05
      expect  allowed 200.00  short 200.00  long 0.00`,
  },
  {
    id: 'one-year-long',
    citation: 'IRC §1222; Pub. 550 (2025), p. 81',
    figures: 'source',
    title: 'Bought February 5, sold February 6 of the next year: long-term',
    statement: `
      open    X 10 @ 100 on 2024-02-05
      sell    X 10 @ 120 on 2025-02-06
      expect  allowed 200.00  short 0.00  long 200.00`,
  },
  {
    id: 'leap-day-short',
    citation: 'Rev. Rul. 66-7: calendar months',
    figures: 'ours',
    title: 'Bought February 28, 2023, sold February 29, 2024: 366 days, and still short-term',
    statement: `
      open    X 10 @ 100 on 2023-02-28
      sell    X 10 @ 120 on 2024-02-29
      expect  allowed 200.00  short 200.00  long 0.00`,
  },
  {
    id: 'leap-day-long',
    citation: 'Rev. Rul. 66-7: calendar months',
    figures: 'ours',
    title: 'Bought February 28, 2023, sold March 1, 2024: long-term',
    statement: `
      open    X 10 @ 100 on 2023-02-28
      sell    X 10 @ 120 on 2024-03-01
      expect  allowed 200.00  short 0.00  long 200.00`,
  },
  {
    id: 'inherited-long',
    citation: 'IRC §1223(9); Pub. 550 (2025), p. 82',
    figures: 'ours',
    title: 'Inherited shares are long-term on the first day',
    statement: `
      inherit X 10 @ 100 on 2025-03-03
      sell    X 10 @ 120 on 2025-03-10
      expect  allowed 200.00  short 0.00  long 200.00`,
  },
  {
    id: 'gift-loss',
    citation: 'IRC §1015(a); Pub. 550 (2025), p. 60',
    figures: 'source',
    title: 'A gift worth less than its basis: a loss counts from the value, and its days from the gift',
    statement: `
      gift    X 100 for 10000 worth 9000 on 2024-06-03 since 2019-04-01
      sell    X 100 for 7000 on 2025-02-10
      expect  allowed -2000.00  short -2000.00  long 0.00`,
  },
  {
    id: 'gift-between',
    citation: 'IRC §1015(a); Pub. 550 (2025), p. 60',
    figures: 'source',
    title: 'Sold between the two: neither gain nor loss',
    statement: `
      gift    X 100 for 10000 worth 9000 on 2024-06-03 since 2019-04-01
      sell    X 100 for 9500 on 2025-02-10
      expect  allowed 0.00`,
  },
  {
    id: 'gift-gain',
    citation: 'IRC §1015(a); Pub. 550 (2025), p. 60',
    figures: 'source',
    title: 'Sold above the donor’s basis: gain from that basis, with the donor’s days',
    statement: `
      gift    X 100 for 10000 worth 9000 on 2024-06-03 since 2019-04-01
      sell    X 100 for 12000 on 2025-02-10
      expect  allowed 2000.00  short 0.00  long 2000.00`,
  },
  {
    id: 'first-in-first-out',
    citation: 'Reg. §1.1012-1(c)(1); Pub. 550 (2025), p. 62',
    figures: 'ours',
    title: 'Shares that nobody identified are the ones bought first, by their real date',
    statement: `
      open    X 100 @ 50 on 2024-01-02
      open    X  50 @ 44 on 2024-12-20
      sell    X 100 @ 40 on 2025-02-03 of b1 100
      buy     X 100 @ 41 on 2025-02-10
      sell    X  50 @ 60 on 2025-06-02
      expect  allowed 800.00  disallowed -1000.00
      left    X 100 basis 5100.00 held from 2024-01-09`,
  },
  {
    id: 'pub-550-shares-given',
    citation: 'Pub. 550 (2025), p. 62, identification not possible',
    figures: 'source',
    title: 'Of 400 shares, 50 given away and 130 sold: the oldest leave first, with a basis of 1,380',
    statement: `
      open    X 100 @ 10 on 2002-03-01
      open    X 200 @ 11 on 2003-01-15
      give    X  50 for 0 on 2003-07-15
      open    X 100 @ 9 on 2005-12-15
      sell    X 130 for 2600 on 2025-04-15
      expect  allowed 1220.00  long 1220.00
      left    X 120 basis 1320.00 held from 2003-01-15
      left    X 100 basis 900.00 held from 2005-12-15`,
  },
  {
    id: 'reinvested-shares',
    citation: 'Pub. 550 (2025), p. 83, reinvested dividends',
    figures: 'ours',
    title: 'Shares bought with dividends count their own days',
    statement: `
      open    X 10 @ 100 on 2023-05-01
      reinvest X 1 @ 110 on 2025-03-03
      sell    X 11 @ 120 on 2025-05-05
      expect  allowed 210.00  short 10.00  long 200.00`,
  },
  {
    id: 'highest-cost-first',
    citation: 'Reg. §1.1012-1(c)(8): a standing order identifies; here highest cost first',
    figures: 'ours',
    title: 'Highest cost first takes the wash-adjusted cost a share',
    statement: `
      method  HIFO
      open    X 100 @ 50 on 2024-01-02
      sell    X 100 @ 40 on 2025-02-03
      buy     X 100 @ 41 on 2025-02-10
      open    X 100 @ 45 on 2025-06-02
      sell    X 100 @ 60 on 2025-07-01
      expect  allowed 900.00  disallowed -1000.00
      left    X 100 basis 4500.00 held from 2025-06-02`,
  },
  {
    id: 'costs-of-trading',
    citation: 'Pub. 550 (2025), pp. 63, 100',
    figures: 'source',
    title: 'Costs of buying are basis, costs of selling reduce proceeds',
    statement: `
      open    X 100 @ 10 on 2023-05-01 fees 50
      sell    X 100 @ 25 on 2025-05-01 fees 75
      expect  allowed 1375.00  long 1375.00`,
  },
  {
    id: 'average-basis',
    citation: 'Reg. §1.1012-1(e); Pub. 550 (2025), pp. 68-69, example 3',
    figures: 'source',
    title: 'Average basis: 16 a share, and 15 after a further purchase',
    statement: `
      method  AVERAGE
      open    X 100 @ 10 on 2021-03-01
      open    X 100 @ 12 on 2022-03-01
      open    X 100 @ 26 on 2023-03-01
      sell    X 150 @ 30 on 2025-05-06
      buy     X 150 @ 14 on 2025-09-09
      sell    X  50 @ 30 on 2025-12-09
      expect  allowed 2850.00  long 2850.00
      left    X 100 basis 1500.00 held from 2023-03-01
      left    X 150 basis 2250.00 held from 2025-09-09`,
  },
  {
    id: 'average-basis-term',
    citation: 'Pub. 550 (2025), p. 68',
    figures: 'source',
    title: 'Average basis pools cost, not time: 200 of 300 shares are long-term',
    statement: `
      method  AVERAGE
      open    X 200 @ 10 on 2024-05-13
      open    X 200 @ 12 on 2025-05-17
      sell    X 300 @ 15 on 2025-11-18
      expect  allowed 1200.00  short 400.00  long 800.00
      left    X 100 basis 1100.00 held from 2025-05-17`,
  },
  {
    id: 'average-basis-table',
    citation: 'Pub. 550 (2025), p. 69, table 4-2',
    figures: 'source',
    title:
      'Average of 410 shares for 9,100: 210 sold have a basis of 4,660.98 (the table rounds the average to cents first and prints 4,662)',
    statement: `
      method  AVERAGE
      open    X 160 @ 25 on 2023-02-10
      open    X 240 @ 20 on 2023-08-11
      reinvest X 10 @ 30 on 2023-12-15
      sell    X 210 @ 32 on 2025-10-02
      expect  allowed 2059.02
      left    X 190 basis 4217.07
      left    X  10 basis 221.95`,
  },
  {
    id: 'stock-split',
    citation: 'IRC §307; Pub. 550 (2025), p. 63',
    figures: 'source',
    title: 'Two new shares for each: every lot spreads its own basis',
    statement: `
      open    X 1 for 30 on 2020-01-15
      open    X 1 for 45 on 2021-01-15
      split   X 3:1 on 2025-02-03
      expect  allowed 0.00
      left    X 3 basis 30.00 held from 2020-01-15
      left    X 3 basis 45.00 held from 2021-01-15`,
  },
  {
    id: 'return-of-capital',
    citation: 'IRC §301(c); Form 8949 instructions, p. 7',
    figures: 'ours',
    title: 'A return of capital reduces basis, and what exceeds it is gain',
    statement: `
      open    X 10 for 100 on 2023-05-01
      return  X for 130 on 2025-05-02
      expect  allowed 30.00  long 30.00
      left    X 10 basis 0.00 held from 2023-05-01`,
  },
  {
    id: 'six-month-distribution',
    citation: 'IRC §852(b)(4)(A); Pub. 550 (2025), p. 83',
    figures: 'source',
    title: 'Fund shares held six months or less: the loss is long-term up to the capital gain received',
    statement: `
      open    X 1 for 20 on 2025-04-03
      distribute X for 2 on 2025-06-17
      sell    X 1 for 17.50 on 2025-07-15
      expect  allowed -2.50  recharacterized -2.00`,
  },
  {
    id: 'constructive-sale',
    citation: 'IRC §1259(a); Pub. 550 (2025), p. 85',
    figures: 'source',
    title: 'Short against shares held at a gain: the gain is taxed at once and a new holding period begins',
    statement: `
      open    X 100 @ 10 on 2025-05-06
      short   X 100 @ 16 on 2025-09-09
      expect  allowed 600.00  short 600.00
      left    X 100 basis 1600.00 held from 2025-09-09`,
  },
  {
    id: 'more-than-held',
    citation: 'Reg. §1.1012-1(c): lots of the account',
    figures: 'ours',
    title: 'More shares than the account holds are refused, whatever another account has',
    statement: `
      open    X  5 @ 50 on 2026-01-15
      open    X 10 @ 50 on 2026-02-01 in SECOND
      sell    X  8 @ 50 on 2026-03-01
      refuse  s1`,
  },
]
