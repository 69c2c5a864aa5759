/** Relief methods and holding periods as statements. */
import { describe } from 'vitest'
import { scenario } from './scenario.ts'

const three = `
    open    ABC 10 @ 115 on 2025-01-15
    open    ABC 10 @ 116 on 2025-01-16
    open    ABC 10 @ 114 on 2025-01-17`

describe('each method takes its own lots', () => {
  scenario(
    'FIFO the oldest',
    `${three}
    sell    ABC 15 @ 130 on 2025-05-02 by FIFO
    expect  allowed 220.00
    left    ABC 5 basis 580.00
    left    ABC 10 basis 1140.00`,
  )
  scenario(
    'LIFO the newest',
    `${three}
    sell    ABC 15 @ 130 on 2025-05-02 by LIFO
    expect  allowed 230.00
    left    ABC 10 basis 1150.00
    left    ABC 5 basis 580.00`,
  )
  scenario(
    'HIFO the dearest',
    `${three}
    sell    ABC 15 @ 130 on 2025-05-02 by HIFO
    expect  allowed 215.00
    left    ABC 5 basis 575.00
    left    ABC 10 basis 1140.00`,
  )
  scenario(
    'LOFO the cheapest',
    `${three}
    sell    ABC 15 @ 130 on 2025-05-02 by LOFO
    expect  allowed 235.00
    left    ABC 5 basis 575.00
    left    ABC 10 basis 1160.00`,
  )
  scenario(
    'names decide, in parts of lots',
    `${three}
    sell    ABC 9 @ 130 on 2025-05-02 of b3 4 b1 5
    expect  allowed 139.00
    left    ABC 5 basis 575.00
    left    ABC 10 basis 1160.00
    left    ABC 6 basis 684.00`,
  )
  scenario(
    'MINTAX short losses, long losses, then gains',
    `
    open    ABC 10 @  60 on 2023-02-01
    open    ABC 10 @ 110 on 2023-03-01
    open    ABC 10 @ 120 on 2025-01-06
    open    ABC 10 @  90 on 2025-01-08
    sell    ABC 35 @ 100 on 2025-06-02 by MINTAX
    expect  allowed 150.00  short -150.00  long 300.00
    left    ABC 5 basis 450.00`,
  )
})

describe('costs equal to the cent take the oldest first', () => {
  scenario(
    'HIFO',
    `
    open    ABC 10 @ 100 on 2025-01-15
    open    ABC 20 @ 100 on 2025-01-16
    sell    ABC 10 @ 130 on 2025-05-02 by HIFO
    expect  allowed 300.00
    left    ABC 20 basis 2000.00 held from 2025-01-16`,
  )
  scenario(
    'LOFO',
    `
    open    ABC 3 for 100 on 2025-01-15
    open    ABC 6 for 200 on 2025-01-16
    sell    ABC 3 @ 130 on 2025-05-02 by LOFO
    expect  allowed 290.00
    left    ABC 6 basis 200.00 held from 2025-01-16`,
  )
})

describe('what leaves without a sale', () => {
  scenario(
    'a gift takes the oldest lot and realizes nothing',
    `
    open    ABC 10 @ 100 on 2024-01-15
    open    ABC 10 @ 150 on 2025-01-15
    give    ABC 12 for 1600 on 2025-05-02
    expect  allowed 0.00
    left    ABC 8 basis 1200.00 held from 2025-01-15`,
  )
  scenario(
    'a donation of a loss lot is never a loss',
    `
    open    ABC 10 @ 100 on 2024-01-15
    donate  ABC 10 for 500 on 2025-05-02
    expect  allowed 0.00`,
  )
})

describe('accounts are relieved on their own', () => {
  scenario(
    'the same security elsewhere is not reached',
    `
    open    ABC 10 @ 50 on 2026-01-15
    open    ABC 10 @ 40 on 2026-01-01 in SECOND
    sell    ABC 10 @ 60 on 2026-03-01
    expect  allowed 100.00
    left    ABC 10 basis 400.00 held from 2026-01-01`,
  )
  scenario(
    'more than the account holds is refused by name',
    `
    open    ABC  5 @ 50 on 2026-01-15
    open    ABC 10 @ 50 on 2026-01-16 in SECOND
    sell    ABC  3 @ 50 on 2026-02-01
    sell    ABC  3 @ 50 on 2026-03-01
    refuse  s2`,
  )
})

describe('dates', () => {
  scenario(
    'bought on a leap day, short on February 28',
    `
    open    ABC 10 @ 100 on 2024-02-29
    sell    ABC 10 @ 120 on 2025-02-28
    expect  short 200.00  long 0.00`,
  )
  scenario(
    'bought on a leap day, long on March 1',
    `
    open    ABC 10 @ 100 on 2024-02-29
    sell    ABC 10 @ 120 on 2025-03-01
    expect  short 0.00  long 200.00`,
  )
  scenario(
    'what a transfer brings in keeps its own date',
    `
    receive ABC 10 for 1000 on 2025-05-01 since 2020-01-15
    sell    ABC 10 @ 120 on 2025-06-02
    expect  short 0.00  long 200.00`,
  )
  scenario(
    'rows out of order are put in order of their days',
    `
    sell    ABC 10 @ 120 on 2025-06-02
    open    ABC 10 @ 100 on 2024-01-02
    expect  long 200.00`,
  )
})
