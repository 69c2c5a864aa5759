/**
 * Questions somebody asks who wants the rules to fail: the last day of the window in every kind of year, chains of losses with half of them elsewhere, gifts with two
 * bases that split, pay capital back or are sold short, options that cover a part, order of the file against order of the days. Each answer is worked by hand.
 */
import { describe } from 'vitest'
import { scenario } from './scenario.ts'

describe('the last day of the window', () => {
  for (const [sold, bought, washed] of [
    ['2024-01-31', '2024-03-01', true],
    ['2024-01-31', '2024-03-02', false],
    ['2025-01-31', '2025-03-02', true],
    ['2025-01-31', '2025-03-03', false],
    ['2024-12-31', '2025-01-30', true],
    ['2024-12-31', '2025-01-31', false],
    ['2025-01-15', '2024-12-16', true],
    ['2025-01-15', '2024-12-15', false],
    ['2024-03-30', '2024-02-29', true],
    ['2024-03-30', '2024-02-28', false],
    ['2100-01-30', '2100-03-01', true],
    ['2100-01-30', '2100-03-02', false],
  ] as const) {
    const trades = [`open ABC 10 @ 50 on 2023-01-03`, `buy ABC 10 @ 41 on ${bought}`, `sell ABC 10 @ 40 on ${sold} of b1 10`]
    const words = washed ? 'expect allowed 0.00 disallowed -100.00' : 'expect allowed -100.00 disallowed 0.00'
    scenario(
      `sold on ${sold}, bought on ${bought}: ${washed ? 'washed' : 'allowed'}`,
      [...trades, words, `left ABC 10 basis ${washed ? '510.00' : '410.00'}`].join('\n'),
    )
  }
})

describe('more than a year', () => {
  for (const [bought, sold, term] of [
    ['2023-02-28', '2024-02-29', 'short'],
    ['2023-02-28', '2024-03-01', 'long'],
    ['2023-02-27', '2024-02-28', 'long'],
    ['2024-01-31', '2025-01-31', 'short'],
    ['2024-01-31', '2025-02-01', 'long'],
    ['2023-12-31', '2024-12-31', 'short'],
    ['2027-02-28', '2028-02-29', 'short'],
    ['2027-02-28', '2028-03-01', 'long'],
  ] as const)
    scenario(
      `bought on ${bought}, sold on ${sold}: ${term}`,
      `open ABC 1 @ 10 on ${bought}
       sell ABC 1 @ 12 on ${sold}
       expect ${term} 2.00 ${term === 'long' ? 'short' : 'long'} 0.00`,
    )

  scenario(
    'with the days of the loss shares, to the day: 182 of them, so a purchase of 10 July counts from 10 January',
    `open ABC 10 @ 50 on 2024-01-02
     sell ABC 10 @ 40 on 2024-07-02
     buy  ABC 20 @ 41 on 2024-07-10
     sell ABC  5 @ 60 on 2025-01-10 of b2 5
     sell ABC  5 @ 60 on 2025-01-11 of b2 5
     expect short 45.00 long 45.00 disallowed -100.00
     left ABC 10 basis 410.00 held from 2024-07-10`,
  )
})

describe('losses in a row', () => {
  scenario(
    'four links: each loss holds the one before, and so do the days',
    `open ABC 10 @ 50 on 2024-01-02
     sell ABC 10 @ 45 on 2024-03-01
     buy  ABC 10 @ 46 on 2024-03-05
     sell ABC 10 @ 44 on 2024-04-04
     buy  ABC 10 @ 45 on 2024-04-10
     sell ABC 10 @ 43 on 2024-05-01
     buy  ABC 10 @ 44 on 2024-05-20
     expect allowed 0.00 disallowed -210.00
     left ABC 10 basis 530.00 held from 2024-01-31`,
  )
  scenario(
    'a purchase serves the older loss, and the younger is left with what remains of it',
    `open ABC 6 @ 50 on 2023-01-03
     open ABC 10 @ 60 on 2023-02-05
     sell ABC 6 @ 40 on 2025-06-10 of b1 6
     buy  ABC 10 @ 45 on 2025-06-11
     sell ABC 10 @ 40 on 2025-06-12 of b2 10
     expect allowed -120.00 disallowed -140.00
     left ABC 6 basis 330.00 held from 2023-01-04
     left ABC 4 basis 260.00 held from 2023-02-04`,
  )
  scenario(
    'a gain that a carried loss turns into a loss is washed again',
    `open ABC 10 @ 50 on 2023-01-03
     sell ABC 10 @ 40 on 2025-06-10
     buy  ABC 10 @ 40 on 2025-06-11
     sell ABC 10 @ 45 on 2025-06-20
     buy  ABC 10 @ 45 on 2025-06-21
     expect allowed 0.00 disallowed -150.00
     left ABC 10 basis 500.00 held from 2023-01-05`,
  )
  scenario(
    'bought and sold all day, the last sale at a gain takes it all',
    `open ABC 100 @ 10 on 2025-06-02
     sell ABC 100 @  9 on 2025-06-02 of b1 100
     buy  ABC 100 @  9 on 2025-06-02
     sell ABC 100 @  8 on 2025-06-02 of b2 100
     buy  ABC 100 @  8 on 2025-06-02
     sell ABC 100 @ 12 on 2025-06-02 of b3 100
     expect allowed 200.00 disallowed -300.00`,
  )
  scenario(
    'an IRA share that has replaced one loss is used up for the next',
    `open ABC 10 @ 50 on 2023-01-03
     open ABC 10 @ 50 on 2023-02-03
     sell ABC 10 @ 40 on 2025-06-10 of b1 10
     buy  ABC 10 @ 41 on 2025-06-11 in IRA
     sell ABC 10 @ 40 on 2025-06-12 of b2 10
     expect allowed -100.00 disallowed -100.00 permanent -100.00
     left ABC 10 basis 410.00 held from 2025-06-11`,
  )
})

describe('a gift with two bases', () => {
  scenario(
    'a return of capital comes off both: worth 90 and 100 a share, 20 paid back, sold at 65',
    `gift ABC 100 for 10000 worth 9000 on 2024-06-03 since 2019-04-01
     return ABC for 2000 on 2024-09-02
     sell ABC 100 @ 65 on 2025-02-10
     expect short -500.00 long 0.00`,
  )
  scenario(
    'and between the two there is still neither gain nor loss',
    `gift ABC 100 for 10000 worth 9000 on 2024-06-03 since 2019-04-01
     return ABC for 2000 on 2024-09-02
     sell ABC 100 @ 75 on 2025-02-10
     expect allowed 0.00`,
  )
  scenario(
    'a split divides both',
    `gift ABC 100 for 10000 worth 9000 on 2024-06-03 since 2019-04-01
     split ABC 2:1 on 2024-10-01
     sell ABC 200 @ 44 on 2025-02-10
     expect short -200.00 long 0.00`,
  )
  scenario(
    'a constructive sale ends the second basis and the donor’s days (IRC §1259(a)(2))',
    `gift  ABC 100 for 1000 worth 500 on 2024-06-03 since 2019-04-01
     short ABC 100 @ 16 on 2025-09-09
     sell  ABC 100 @ 12 on 2025-12-10
     expect long 600.00 short -400.00`,
  )
  scenario(
    'a loss from its value counts its days from the gift, and so does what replaces it',
    `gift ABC 100 for 10000 worth 9000 on 2024-06-03 since 2019-04-01
     sell ABC 100 @ 89 on 2025-02-10
     buy  ABC 100 @ 90 on 2025-02-20
     expect allowed 0.00 disallowed -100.00
     left ABC 100 basis 9100.00 held from 2024-06-13`,
  )
})

describe('MINTAX and a gift with two bases', () => {
  // at 100 the first gift, given 200 and worth 90, is neither gain nor loss, and the second, worth 130, a short loss of 30 a share
  const held = `open ABC 10 @ 110 on 2023-03-01
     gift ABC 10 for 2000 worth 900 on 2024-06-03 since 2019-04-01
     gift ABC 10 for 2000 worth 1300 on 2025-01-06 since 2019-04-01`
  const left = `left ABC 5 basis 550.00 held from 2023-03-01
     left ABC 10 basis 2000.00 held from 2019-04-01`
  scenario(
    'its real loss decides when it leaves, not the basis of the donor',
    `${held}
     sell ABC 15 @ 100 on 2025-06-02 by MINTAX
     expect short -300.00 long -50.00
     ${left}`,
  )
  const many = Array.from({ length: 50 }, (_, lot) => lot)
  scenario(
    'and so among more lots than are looked through one by one',
    `${held}
     ${many.map(lot => `open ABC 1 @ ${90 - lot} on 2025-01-08`).join('\n')}
     sell ABC 15 @ 100 on 2025-06-02 by MINTAX
     expect short -300.00 long -50.00
     ${left}
     ${many.map(lot => `left ABC 1 basis ${90 - lot}.00 held from 2025-01-08`).join('\n')}`,
  )
  scenario(
    'between two gifts without a result the older leaves first',
    `gift ABC 10 for 1500 worth 900 on 2024-06-03 since 2019-04-02
     gift ABC 10 for 2000 worth 900 on 2024-06-03 since 2019-04-01
     sell ABC 10 @ 100 on 2025-06-02 by MINTAX
     expect allowed 0.00
     left ABC 10 basis 1500.00 held from 2019-04-02`,
  )
})

describe('splits and calls between loss and purchase', () => {
  scenario(
    'two splits multiply: 10 sold before 2:1 and 2:1 are replaced a quarter by 10 bought after',
    `open  ABC 10 @ 60 on 2023-01-03
     sell  ABC 10 @ 50 on 2025-03-20
     split ABC 2:1 on 2025-03-25
     split ABC 2:1 on 2025-03-26
     buy   ABC 10 @ 13 on 2025-04-01
     expect allowed -75.00 disallowed -25.00
     left  ABC 10 basis 155.00 held from 2023-01-15`,
  )
  scenario(
    'losses that add up to whole new shares do so still: 1, 1 and 13 before 1:3 are the 5 bought after it, and the next loss gets none of them',
    `open  ABC  1 @ 50 on 2023-01-03
     open  ABC  1 @ 51 on 2023-01-04
     open  ABC 13 @ 52 on 2023-01-05
     open  ABC  6 @ 60 on 2023-01-06
     sell  ABC 21 @ 40 on 2025-03-20
     split ABC 1:3 on 2025-03-25
     buy   ABC 5 @ 130 on 2025-04-01
     expect allowed -120.00 disallowed -177.00
     left  ABC 0.3333333333 basis 53.33 held from 2023-01-15
     left  ABC 0.3333333334 basis 54.33 held from 2023-01-16
     left  ABC 4.3333333333 basis 719.33 held from 2023-01-17`,
  )
  scenario(
    'a third of a share that 1:3 has left is sold at what it cost: no loss, so nothing is washed and no days are passed on',
    `open  ABC 1 @ 10 on 2024-01-03
     split ABC 1:3 on 2024-06-03
     open  ABC 3 @ 30 on 2025-01-06
     sell  ABC 3 @ 30 on 2025-03-20
     buy   ABC 1 @ 29 on 2025-04-01
     expect allowed 0.00 disallowed 0.00
     left  ABC 0.3333333333 basis 10.00 held from 2025-01-06
     left  ABC 1 basis 29.00 held from 2025-04-01`,
  )
  scenario(
    'a call takes the shares it covers and the stock takes the rest',
    `open ABC 150 @ 50 on 2023-01-03
     sell ABC 150 @ 40 on 2025-06-10
     call ABC   1 for 500 on 2025-06-11
     buy  ABC 100 @ 41 on 2025-06-12
     expect allowed 0.00 disallowed -1500.00
     left ABC-call 1 basis 1500.00
     left ABC 50 basis 2550.00 held from 2023-01-05
     left ABC 50 basis 2050.00 held from 2025-06-12`,
  )
})

describe('costs that are equal stay equal', () => {
  // 7.00 over 47 shares is no whole unit on any lot: 10 and 5 shares at 8.00 both cost 7.851… each
  scenario(
    'the cheapest after a return of capital is the oldest of the cheapest',
    `open ABC 19 @ 10 on 2021-01-12
     open ABC 10 @ 8 on 2021-04-11
     open ABC 13 @ 12 on 2021-11-19
     open ABC 5 @ 8 on 2022-02-23
     return ABC for 7 on 2022-04-23
     sell ABC 1 @ 9 on 2022-07-04 by LOFO
     expect long 1.15 short 0.00
     left ABC 19 basis 187.17 held from 2021-01-12
     left ABC 9 basis 70.66 held from 2021-04-11
     left ABC 13 basis 154.06 held from 2021-11-19
     left ABC 5 basis 39.26 held from 2022-02-23`,
  )
  scenario(
    'equal losses carried into one lot leave it in its order',
    `open ABC 14 @ 11 on 2021-01-04
     open ABC 10 @ 12 on 2021-01-24
     open ABC 20 @ 11 on 2021-02-12
     buy  ABC 20 @ 10.01 on 2021-02-23 fees 1.25
     buy  ABC 14 @ 8 on 2021-02-23 fees 1.25
     open ABC 12 @ 12 on 2021-03-04
     sell ABC 39 @ 9.50 on 2021-03-24 by MINTAX
     give ABC 43 for 344 on 2021-07-11 by MINTAX
     expect allowed -12.50 disallowed -68.00
     left ABC 3 basis 28.77 held from 2021-01-14
     left ABC 5 basis 52.95 held from 2021-02-03`,
  )
})
