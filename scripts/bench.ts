/** `npm run bench [NAME…]`: the measurements of bench/, on Node 24. */
import '../bench/run.ts'
