/** Preloaded into the program's processes: their clock runs ahead by as many milliseconds as the file `NHIP_BENCH_AHEAD` says. */
import { readFileSync } from 'node:fs'

const file = process.env.NHIP_BENCH_AHEAD ?? ''
const Real = Date
let ahead = 0
let readAt = Number.NEGATIVE_INFINITY

function now(): number {
  const steady = performance.now()
  if (steady - readAt > 100) {
    ahead = Number(readFileSync(file, 'utf8')) || 0
    readAt = steady
  }
  return Real.now() + ahead
}

globalThis.Date = new Proxy(Real, {
  construct: (target, args, wanted) => Reflect.construct(target, args.length === 0 ? [now()] : args, wanted),
  apply: () => new Real(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
})
