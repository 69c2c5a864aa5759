/** Corporate actions as statements: mergers, spin-offs and returns of capital, alone and inside the wash window. */
import { describe } from 'vitest'
import { scenario } from './scenario.ts'

describe('mergers', () => {
  scenario(
    'stock for stock carries basis and days over, lot by lot (IRC §354, §358, §1223(1))',
    `open    OLD 10 @ 100 on 2024-01-10
     open    OLD 20 @ 150 on 2026-02-10
     merge   OLD into NEW 3:2 on 2026-05-01
     sell    NEW 15 @ 80 on 2026-06-01
     expect  long 200.00  short 0.00
     left    NEW 30 basis 3000.00 held from 2026-02-10`,
  )
  scenario(
    'cash beside the stock: gain up to the cash, never a loss (IRC §356(a), (c))',
    `open    OLD 10 @ 50 on 2024-01-10
     open    OLD 10 @ 150 on 2026-02-10
     merge   OLD into NEW 1:1 on 2026-05-01 for 200 worth 80
     expect  allowed 100.00  long 100.00
     left    NEW 10 basis 500.00 held from 2024-01-10
     left    NEW 10 basis 1400.00 held from 2026-02-10`,
  )
  scenario(
    'a taxable merger buys the new stock, and that purchase washes (Reg. §1.1091-1(f))',
    `open    NEW 5 @ 100 on 2025-01-10
     sell    NEW 5 @ 60 on 2026-04-20
     open    OLD 10 @ 40 on 2024-01-10 in SPOUSE
     buyout  OLD into NEW 1:2 on 2026-05-01 in SPOUSE for 100 worth 60
     expect  disallowed -200.00  long 0.00
     left    NEW 5 basis 500.00 held from 2025-01-21`,
  )
  scenario(
    'a loss before the merger finds shares of the new security bought after it, where the two are declared identical',
    `identical OLD NEW
     open    OLD 20 @ 100 on 2024-01-10
     sell    OLD 20 @ 80 on 2026-04-20
     open    OLD 10 @ 80 on 2024-01-10 in SPOUSE
     merge   OLD into NEW 1:2 on 2026-05-01 in SPOUSE
     buy     NEW 5 @ 170 on 2026-05-10
     expect  allowed -200.00  disallowed -200.00
     left    NEW 5 basis 1050.00 held from 2024-01-30
     left    NEW 5 basis 800.00 held from 2024-01-10`,
  )
})

describe('spin-offs', () => {
  scenario(
    'basis by the stated part, days carried over (IRC §358(b), (c), §1223(1))',
    `open    MOM 10 @ 100 on 2024-01-10
     spin    MOM into KID 1:4 on 2026-05-01 part 25
     sell    KID 2.5 @ 80 on 2026-05-02
     expect  long -50.00
     left    MOM 10 basis 750.00 held from 2024-01-10`,
  )
  scenario(
    'shares of a spin-off were not bought: they replace nothing',
    `open    KID 5 @ 100 on 2024-01-10
     open    MOM 10 @ 100 on 2026-04-25 in SPOUSE
     spin    MOM into KID 1:1 on 2026-05-01 in SPOUSE part 50
     sell    KID 5 @ 60 on 2026-05-05
     expect  allowed -200.00  disallowed 0.00
     left    MOM 10 basis 500.00
     left    KID 10 basis 500.00`,
  )
})

describe('a return of capital', () => {
  scenario(
    'beyond the basis of a lot is gain, by the days of that lot (IRC §301(c)(3))',
    `open    REIT 10 @ 4 on 2024-01-10
     open    REIT 10 @ 30 on 2026-02-10
     return  REIT for 100 on 2026-05-01
     expect  long 10.00  short 0.00
     left    REIT 10 basis 0.00 held from 2024-01-10
     left    REIT 10 basis 250.00 held from 2026-02-10`,
  )
})
