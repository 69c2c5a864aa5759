/** Wash sales as statements: one rule or collision each. */
import { describe } from 'vitest'
import { scenario } from './scenario.ts'

describe('which shares are matched', () => {
  scenario(
    'a partial buy-back disallows only the matched shares',
    `
    open    ABC 100 @ 50.00 on 2026-01-05
    sell    ABC 100 @ 40.00 on 2026-06-01
    buy     ABC  30 @ 41.00 on 2026-06-20
    expect  allowed -700.00  disallowed -300.00
    left    ABC  30 basis 1530.00 held from 2026-01-24`,
  )

  scenario(
    'the earliest purchase is matched first, before and after the sale alike',
    `
    open    ABC 100 @ 50 on 2025-02-01
    buy     ABC  40 @ 42 on 2026-03-10
    sell    ABC 100 @ 40 on 2026-03-20 of b1 100
    buy     ABC  90 @ 41 on 2026-03-25
    expect  allowed 0.00  disallowed -1000.00
    left    ABC  40 basis 2080.00 held from 2025-01-22
    left    ABC  60 basis 3060.00 held from 2025-02-06
    left    ABC  30 basis 1230.00 held from 2026-03-25`,
  )

  scenario(
    'fills of one order are one lot and never replace each other',
    `
    open    ABC 100 @ 50 on 2025-06-02 order o1
    open    ABC 100 @ 50 on 2025-06-02 order o1
    sell    ABC 100 @ 40 on 2025-06-12 of b1 100
    expect  allowed -1000.00  disallowed 0.00
    left    ABC 100 basis 5000.00 held from 2025-06-02`,
  )

  scenario(
    'two orders of one day are two lots',
    `
    open    ABC 100 @ 50 on 2025-06-02 order o1
    open    ABC 100 @ 50 on 2025-06-02 order o2
    sell    ABC 100 @ 40 on 2025-06-12 of b1 100
    expect  allowed 0.00  disallowed -1000.00
    left    ABC 100 basis 6000.00 held from 2025-05-23`,
  )

  scenario(
    'shares already sold when the loss is taken replace nothing',
    `
    open    ABC 10 @ 20 on 2025-05-20
    open    ABC 10 @ 10 on 2025-05-25
    sell    ABC 10 @ 12 on 2025-05-29 of b2 10
    sell    ABC 10 @ 10 on 2025-06-01 of b1 10
    expect  allowed -80.00  disallowed 0.00`,
  )

  scenario(
    'a purchase on the day of the sale, after it, is a replacement',
    `
    open    ABC 10 @ 50 on 2024-01-02
    sell    ABC 10 @ 40 on 2026-06-15
    buy     ABC 10 @ 40 on 2026-06-15
    expect  allowed 0.00  disallowed -100.00
    left    ABC 10 basis 500.00 held from 2024-01-02`,
  )

  scenario(
    'in one sale the newer lot can replace the older one, with the same totals',
    `
    open    ABC 100 @ 50 on 2024-02-01
    open    ABC 100 @ 42 on 2025-03-10
    sell    ABC 150 @ 40 on 2025-03-20
    expect  allowed -600.00  disallowed -1000.00
    left    ABC  50 basis 2600.00 held from 2024-01-22`,
  )

  scenario(
    'selling everything on one day leaves nothing to carry a loss',
    `
    open    ABC 100 @ 50 on 2024-02-01
    open    ABC 100 @ 42 on 2025-03-10
    sell    ABC 200 @ 40 on 2025-03-20
    expect  allowed -1200.00`,
  )

  scenario(
    'a break-even sale is no loss',
    `
    open    ABC 100 @ 50 on 2024-01-02
    sell    ABC 100 @ 50 on 2026-06-15
    buy     ABC 100 @ 40 on 2026-06-20
    expect  allowed 0.00  disallowed 0.00
    left    ABC 100 basis 4000.00 held from 2026-06-20`,
  )

  scenario(
    'a reinvested dividend washes its own few shares',
    `
    open     ABC 100 @ 50 on 2024-06-03
    reinvest ABC 2.5 @ 40 on 2025-05-29
    sell     ABC 100 @ 40 on 2025-06-10 of b1 100
    expect   allowed -975.00  disallowed -25.00
    left     ABC 2.5 basis 125.00 held from 2024-05-22`,
  )
})

describe('where the loss goes', () => {
  scenario(
    'an IRA that buys first destroys the loss although a taxable purchase follows',
    `
    open    ABC 100 @ 50 on 2024-02-01
    sell    ABC 100 @ 40 on 2025-03-20
    buy     ABC 100 @ 40.50 on 2025-03-24 in IRA
    buy     ABC 100 @ 41 on 2025-03-28
    expect  allowed 0.00  disallowed -1000.00  permanent -1000.00
    left    ABC 100 basis 4050.00 held from 2025-03-24
    left    ABC 100 basis 4100.00 held from 2025-03-28`,
  )

  scenario(
    'a 401(k) purchase is nobody’s ruling: nothing is disallowed by itself',
    `
    open    ABC 100 @ 50 on 2024-02-01
    sell    ABC 100 @ 40 on 2025-03-20
    buy     ABC 100 @ 40.50 on 2025-03-24 in 401K
    expect  allowed -1000.00  disallowed 0.00
    left    ABC 100 basis 4050.00 held from 2025-03-24`,
  )

  scenario(
    'a sale inside an IRA is not recognized and washes nothing',
    `
    open    ABC 100 @ 50 on 2024-02-01 in IRA
    sell    ABC 100 @ 40 on 2025-03-20 in IRA
    buy     ABC 100 @ 41 on 2025-03-24
    expect  allowed 0.00  disallowed 0.00
    left    ABC 100 basis 4100.00 held from 2025-03-24`,
  )

  scenario(
    'a replacement sold inside the window keeps the disallowance and uses its basis',
    `
    open    ABC 100 @ 50 on 2024-02-01
    sell    ABC 100 @ 40 on 2025-03-20
    buy     ABC 100 @ 41 on 2025-03-25
    sell    ABC 100 @ 55 on 2025-03-31
    expect  allowed 400.00  disallowed -1000.00  long 400.00`,
  )

  scenario(
    'a loss washed twice travels down the chain with its days',
    `
    open    ABC 100 @ 60 on 2024-02-01
    sell    ABC 100 @ 50 on 2025-03-20
    buy     ABC  60 @ 49 on 2025-03-25
    sell    ABC  60 @ 45 on 2025-04-14
    buy     ABC  30 @ 44 on 2025-04-21
    expect  allowed -820.00  disallowed -1020.00  long -820.00
    left    ABC  30 basis 1740.00 held from 2024-02-13`,
  )

  scenario(
    'a loss of 100.00 over three lots re-adds to the cent',
    `
    open    ABC 3 for 1100 on 2024-01-02
    sell    ABC 3 for 1000 on 2026-06-15
    buy     ABC 1 for 300 on 2026-06-16
    buy     ABC 1 for 300 on 2026-06-17
    buy     ABC 1 for 300 on 2026-06-18
    expect  allowed 0.00  disallowed -100.00
    left    ABC 1 basis 333.33
    left    ABC 1 basis 333.33
    left    ABC 1 basis 333.33`,
  )

  scenario(
    'a December loss is washed by a January purchase',
    `
    open    ABC 50 @ 150 on 2023-01-10
    sell    ABC 50 @ 100 on 2024-12-20
    buy     ABC 50 @ 110 on 2025-01-05
    expect  allowed 0.00  disallowed -2500.00
    left    ABC 50 basis 8000.00 held from 2023-01-26`,
  )

  scenario(
    'a split after the wash keeps the adjusted basis',
    `
    open    ABC 10 @ 50 on 2025-01-06
    sell    ABC 10 @ 40 on 2025-03-03
    buy     ABC 10 @ 41 on 2025-03-10
    split   ABC 3:1 on 2025-04-01
    expect  allowed 0.00  disallowed -100.00
    left    ABC 30 basis 510.00 held from 2025-01-13`,
  )

  scenario(
    'one contract stands for the shares of two losses',
    `
    open    ABC 60 @ 50 on 2024-01-02
    open    ABC 60 @ 50 on 2024-02-02
    sell    ABC 60 @ 40 on 2026-06-15 of b1 60
    sell    ABC 60 @ 40 on 2026-06-16 of b2 60
    call    ABC  1 for 500 on 2026-06-20
    expect  allowed -200.00  disallowed -1000.00
    left    ABC-call 1 basis 1500.00`,
  )
})
