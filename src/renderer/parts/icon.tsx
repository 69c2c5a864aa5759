/** Our own line icons on a 16-pixel field. Always decoration: the word beside an icon carries the meaning. */
const paths = {
  book: 'M3 2.5h8.5A1.5 1.5 0 0 1 13 4v9.5H4.5A1.5 1.5 0 0 1 3 12zM3 12a1.5 1.5 0 0 1 1.5-1.5H13M6 5.5h4',
  household: 'M2.5 7.5 8 2.8l5.5 4.7M4 6.5v6.7h8V6.5M6.7 13.2V9.5h2.6v3.7',
  harvest: 'M8 13.5V6M8 9C5 9 3.4 7.2 3.2 4.2 6.3 4.3 8 6 8 9zM8 7.2c0-2.6 1.6-4.2 4.8-4.4C12.7 5.8 11 7.2 8 7.2z',
  rebalance: 'M8 2.5v11M5 13.5h6M3 4.5h10M3 4.5l-1.7 4.2h3.4zM13 4.5l-1.7 4.2h3.4z',
  undo: 'M6 3 2.8 6.2 6 9.4M3 6.2h6.2a3.6 3.6 0 0 1 0 7.2H6.5',
  redo: 'M10 3l3.2 3.2L10 9.4M13 6.2H6.8a3.6 3.6 0 0 0 0 7.2h2.7',
  lots: 'M2.5 4.5 8 2l5.5 2.5L8 7zM2.5 8 8 10.5 13.5 8M2.5 11.3 8 13.8l5.5-2.5',
  tickets: 'M4 2h6l2.5 2.5V14H4zM10 2v2.7h2.5M6 7.5h4.5M6 10h4.5',
  timeline: 'M2.5 9.5h11M5 9.5v-4M8.5 9.5v-6M11.5 9.5v3M5 5.3v.4M8.5 3.2v.4',
  data: 'M8 2v7.5M5 6.8l3 3 3-3M2.8 11v2.5h10.4V11',
  settings: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3',
  ready: 'M3 8.5 6.5 12 13 4.5',
  blocked: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM4 4l8 8',
  caution: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.3',
  waiting: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 5v3.2l2 1.5',
  quiet: 'M4 8h8',
  note: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 7.3v3.5M8 5v.3',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3l3.4 3.4',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6.2 8 10l4-3.8',
  back: 'M9.8 4 6 8l3.8 4',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  stop: 'M4.5 4.5h7v7h-7z',
  plus: 'M8 3.5v9M3.5 8h9',
  light:
    'M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6zM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1',
  dark: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z',
  trail: 'M4 3.5h3v3H4zM9 9.5h3v3H9zM5.5 6.5V11H9',
  lock: 'M4 7.5h8v6H4zM5.7 7.5V5.2a2.3 2.3 0 0 1 4.6 0v2.3',
  save: 'M8 2.5v6M5.5 6.2 8 8.7l2.5-2.5M3 10.5V13h10v-2.5',
  print: 'M4.5 6V2.5h7V6M4.5 11h-2V6h11v5h-2M4.5 9h7v4.5h-7z',
  offline: 'M8 12.5v.3M5.7 10.2a3.3 3.3 0 0 1 4.6 0M3.5 7.8a6.3 6.3 0 0 1 9 0M2.5 2.5l11 11',
  edit: 'M3 13l.8-3L10.5 3.3l2.2 2.2L6 12.2z',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
