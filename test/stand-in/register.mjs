// node --import ./test/stand-in/register.mjs out/main/index.js: the real main bundle, with the stand-in in place of `electron`.
import { registerHooks } from 'node:module'

const standIn = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: standIn, shortCircuit: true, format: 'module-typescript' } : next(name, context),
})
