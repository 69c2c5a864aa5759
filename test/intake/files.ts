/** Small files in the exact header layouts of the custodians, with invented contents, and the shortest way to read one. */

import { type ReadOptions, readFile } from '../../src/main/intake/read-file.ts'
import type { ImportIssue, ReadFile } from '../../src/shared/model/import-batch.ts'

export function read(text: string | Uint8Array, fileName = 'file.csv', options: Partial<ReadOptions> = {}): Promise<ReadFile> {
  return readFile(typeof text === 'string' ? new TextEncoder().encode(text) : text, { fileName, ...options })
}

export function stops(file: ReadFile): ImportIssue[] {
  return file.issues.filter(issue => issue.weight === 'stop')
}

/** `import/tie-out 6 Amount` of each issue, for one deep-equal. */
export function places(issues: readonly ImportIssue[]): string[] {
  return issues.map(issue => `${issue.code} ${issue.line} ${issue.column}`.trim())
}

export const lotHeader =
  '"Open Date","Quantity","Price","Cost/Share","Market Value","Cost Basis","Gain/Loss $","Gain/Loss %","Holding Period",'

export const lotDetails = [
  '"ACME Lot Details for XXXX-0420 as of 05:03 PM ET, 02/11/2026"',
  '',
  lotHeader,
  '"10/30/2017 00:00:00","8","$93.34","$108.98","$746.72","$871.84","-$125.12","-14.35%","Long Term",',
  '"06/02/2025 00:00:00","12.5","$93.34","$80.00","$1,166.75","$1,000.00","$166.75","+16.68%","Short Term",',
  '"Total","20.5","--","--","$1,913.47","$1,871.84","$41.63","+2.22%","--",',
].join('\r\n')

export const positions2025Header =
  '"Symbol","Description","Qty (Quantity)","Price","Price Chng $ (Price Change $)","Price Chng % (Price Change %)","Mkt Val (Market Value)","Day Chng $ (Day Change $)",' +
  '"Day Chng % (Day Change %)","Cost Basis","Gain $ (Gain/Loss $)","Gain % (Gain/Loss %)","Ratings","Reinvest?","Reinvest Capital Gains?","% of Acct (% of Account)","Security Type"'

function position2025(
  symbol: string,
  quantity: string,
  price: string,
  value: string,
  basis: string,
  gain: string,
  reinvest: string,
  kind: string,
): string {
  return `"${symbol}","${symbol} NAME","${quantity}","${price}","$0.10","+0.09%","${value}","$1.00","+0.09%","${basis}","${gain}","--","--","${reinvest}","--","10%","${kind}"`
}

export function positions2025(lastColumn = 'Security Type'): string {
  return [
    `"Positions for account Individual ...042 as of 12:33 PM ET, 2025/05/04"${',""'.repeat(16)}`,
    `""${',""'.repeat(16)}`,
    positions2025Header.replace('"Security Type"', `"${lastColumn}"`),
    position2025('SCHB', '1,000', '$23.50', '$23,500.00', '$20,100.00', '$3,400.00', 'Yes', 'ETFs & Closed End Funds'),
    position2025('OLDCO', '10', '$5.00', '$50.00', 'Incomplete', 'N/A', 'No', 'Equity'),
    `"Cash & Cash Investments","--","--","--","--","--","$42.82","$0.00","0%","--","--","--","--","--","--","0.5%","Cash and Money Market"`,
    `"Account Total","","--","--","--","--","$23,592.82","$2.00","+0.09%","$20,100.00","$3,400.00","--","--","--","--","--","--"`,
  ].join('\n')
}

export const transactionsHeader = '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount"'

export function transactions(...rows: string[]): string {
  return [transactionsHeader, ...rows].join('\n')
}

export const realizedHeader =
  '"Symbol","Name","Closed Date","Opened Date","Quantity","Proceeds Per Share","Cost Per Share","Proceeds","Cost Basis (CB)","Gain/Loss ($)","Gain/Loss (%)",' +
  '"Long Term Gain/Loss","Short Term Gain/Loss","Term","Unadjusted Cost Basis","Wash Sale?","Disallowed Loss","Transaction Closed Date","Transaction Cost Basis",' +
  '"Total Transaction Gain/Loss ($)","Total Transaction Gain/Loss (%)","LT Transaction Gain/Loss ($)","LT Transaction Gain/Loss (%)","ST Transaction Gain/Loss ($)","ST Transaction Gain/Loss (%)"'

export const realizedLots = [
  `"Realized Gain/Loss - Lot Details for ...615 as of Wed Sep 16  10:16:58 EDT 2026 from 06/16/2026 to 09/16/2026"${',""'.repeat(24)}`,
  realizedHeader,
  '"ACME","ACME CORP","08/03/2026","01/15/2026","10","$40.00","$50.00","$400.00","$500.00","-$100.00","-20.00%","--","-$100.00","Short Term","$500.00","Yes","-$50.00","08/03/2026","$500.00","-$100.00","-20%","--","--","-$100.00","-20%"',
  '"ACME","ACME CORP","08/04/2026","01/15/2020","5","$40.00","$30.00","$200.00","$150.00","$50.00","33.33%","$50.00","--","Long Term","$150.00","No","--","08/04/2026","$150.00","$50.00","33.33%","$50.00","33.33%","--","--"',
].join('\n')

export const fidelityHeader2021 =
  "Account Number,Account Name,Symbol,Description,Quantity,Last Price,Last Price Change,Current Value,Today's Gain/Loss Dollar,Today's Gain/Loss Percent," +
  'Total Gain/Loss Dollar,Total Gain/Loss Percent,Percent Of Account,Cost Basis,Cost Basis Per Share,Type'
export const fidelityHeader2023 = fidelityHeader2021.replace('Cost Basis,Cost Basis Per Share', 'Cost Basis Total,Average Cost Basis')
export const fidelityHeader2026 =
  'Account number,Account name,Symbol,Description,Quantity,Last price,Last price change,Current value,Today\u2019s gain/loss dollar,Today\u2019s gain/loss percent,' +
  'Total  gain/loss dollar,Total gain/loss percent,Percent of account,Cost basis total,Average cost basis,Type'

export function fidelityPositions(header = fidelityHeader2023): string {
  return [
    `\ufeff${header}`,
    'X00123456,Individual - TOD,SPAXX**,HELD IN MONEY MARKET,,,,$512.05,,,,,1.2%,,,Cash,',
    'X00123456,Individual - TOD,VTI,VANGUARD INDEX FDS,10,$250.00,+$1.00,"$2,500.00",+$10.00,+0.4%,+$500.00,+25.00%,90%,"$2,000.00",$200.00,Cash,',
    'X00123456,Individual - TOD,Pending Activity,,,,,-$100.00,,,,,,,,,',
    '002345678,ROTH IRA,FXAIX,FIDELITY 500 INDEX FUND,1.234,$200.00,+$1.00,$246.80,+$1.00,+0.4%,--,--,100%,n/a,n/a,Cash,',
    '',
    '"The data and information in this spreadsheet is provided to you solely for your use, and is not for distribution, sale."',
    '',
    '"Date downloaded Jul-12-2026 2:35 a.m ET"',
  ].join('\r\n')
}

export const historyHeader2021 =
  'Run Date,Account,Action,Symbol,Security Description,Security Type,Quantity,Price ($),Commission ($),Fees ($),Accrued Interest ($),Amount ($),Settlement Date'
export const historyHeader2025 =
  'Run Date,Action,Symbol,Description,Type,Price ($),Quantity,Commission ($),Fees ($),Accrued Interest ($),Amount ($),Cash Balance ($),Settlement Date'

export const history2021 = [
  '',
  '',
  'Brokerage',
  '',
  historyHeader2021,
  ' 03/04/2026,Joint WROS X00012345, YOU BOUGHT VANGUARD INDEX FDS (VTV) (Cash), VTV, VANGUARD INDEX FDS,Cash,7,100.5,,0.02,,-703.52,03/05/2026',
  ' 03/04/2026,Joint WROS X00012345, YOU SOLD ACME CORP (ACME) (Cash), ACME, ACME CORP,Cash,-3,50,,0.01,,149.99,03/05/2026',
  ' 03/02/2026,ROTH IRA X00099999, REINVESTMENT ACME CORP (ACME) (Cash), ACME, ACME CORP,Cash,0.1,40,,,,-4,',
  ' 03/02/2026,ROTH IRA X00099999, DIVIDEND RECEIVED ACME CORP (ACME) (Cash), ACME, ACME CORP,Cash,,,,,,4,',
  ' 03/01/2026,ROTH IRA X00099999, PURCHASE INTO CORE ACCOUNT FIDELITY GOVERNMENT MONEY MARKET (SPAXX) (Cash), SPAXX, FIDELITY GOVERNMENT,Cash,20,1,,,,-20,',
  '',
  '"The data and information, in this spreadsheet, is provided solely for your use."',
  'Date downloaded 03/06/2026 3:26 pm',
].join('\n')

export const closedLots = [
  'Symbol(CUSIP),Security Description,Quantity,Date Acquired,Date Sold,Proceeds,Cost Basis,Short Term Gain/Loss,Long Term Gain/Loss',
  'ACME(000000001),"ACME CORP",3.0,08/31/2025,01/29/2026,"$3621.38 ","$3700.00 ","-$78.62 ",-',
  'BETA(000000002),"BETA CORP",1.5,08/31/2020,01/29/2026,"$150.00 ","$100.00 ",-,"$50.00 "',
].join('\n')
