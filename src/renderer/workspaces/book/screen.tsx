/** The book: what is to be done in all households, by tile, by line, and every open lot. The first screen of the day. */
import type { Screen } from '../../shell/screen.ts'
import './book.css'
import { Book } from './book.tsx'

export const screen: Screen = {
  key: 'book',
  title: 'Book',
  icon: 'book',
  order: 1,
  household: 'none',
  component: Book,
  keys: [
    { keys: 'O', does: 'Optimize: plan every account of the book' },
    { keys: 'S', does: 'Optimize: stop, while it is at work' },
    { keys: 'D', does: 'The week: mark the item in focus as done' },
    { keys: 'K', does: 'The week: leave the item out; Switchbacks: keep the substitute' },
    { keys: 'B', does: 'Switchbacks: switch back, into the basket' },
  ],
}
