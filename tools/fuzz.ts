/**
 * npm run fuzz -- pdf|image|office|form [--minutes N] [--seed S]: reads files and forms that are changed by what they are
 * made of, and finds those that end the process, take over 2 s of processor time or make it grow. A find is kept under
 * var/fuzz and can be made again from its seed and number. `documents` walks so long, or 20,000 times, through what may be done with drafts of an agency, with letters
 * that came and work files, and with drafts that several write; `--kind drafts|letters|writing` through one of them alone.
 */
import { fork, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { workOf } from '#server/crafts/threads/process-use.ts'
import { readerMemory } from '#server/platform/reading/reader-process.ts'
import { walkKinds } from '#tests/documents/walk-kinds.ts'
import type { Message } from './fuzz/run-inputs.ts'
import { walkDocuments } from './fuzz/walk-documents.ts'

const script = 'tools/fuzz/run-inputs.ts'
const folder = 'var/fuzz'
const kinds = ['pdf', 'image', 'office', 'form']
const minute = 60_000
/** Milliseconds of processor time on one input, or by the clock, on a machine with other work to do. */
const mostWork = 5_000
const mostWait = 120_000
const growth = 1.2

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string' },
  },
})
const [kind = ''] = positionals
const minutes = Number(values.minutes)
const isWalk = walkKinds.some((one) => one === (values.kind ?? one))
if (kind === 'documents' && minutes > 0 && isWalk) process.exit(await walkDocuments({ ...values, minutes }))
if (!kinds.includes(kind) || !(minutes > 0)) {
  console.error(
    `npm run fuzz -- ${kinds.join('|')}|documents [--minutes N] [--seed S] [--kind ${walkKinds.join('|')}]`,
  )
  process.exit(2)
}

mkdirSync(folder, { recursive: true })
const place = `${folder}/${kind}.current`
const ends = performance.now() + minutes * minute
const started = performance.now()
let found = 0
let count = 0
/** The least the process held after a collection in each minute, in megabytes: what grows, raises it. */
const held: number[] = []
let resident = 0

for (let start = 0; performance.now() < ends; ) start = await run(start)
const [early, late] = [held[1] ?? held[0] ?? 0, held.at(-1) ?? 0]
const grew = minutes >= 3 && late > early * growth
console.log(
  `${kind}: ${count} inputs in ${minutes} min, ${found} finds; held ${early.toFixed(0)} MB in minute 2, ${late.toFixed(0)} MB in the last${grew ? ': it grows' : ''}; ${resident.toFixed(0)} MB resident at most`,
)
process.exitCode = found > 0 || grew ? 1 : 0

/** Reads inputs until the time is over or one of them ends the process; the number to go on with. */
function run(start: number): Promise<number> {
  writeFileSync(place, String(start))
  const child = fork(script, [kind, values.seed, String(start), place], {
    execArgv: ['--expose-gc', ...readerMemory.flags],
    env: { ...process.env, ...readerMemory.env },
  })
  const launched = performance.now()
  let moved = { at: performance.now(), work: 0 }
  let last = start
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      const current = Number(readFileSync(place, 'utf8'))
      const work = workOf(child.pid)
      const isStarting = current === start && performance.now() - launched < mostWait
      if (current !== last || isStarting) moved = { at: performance.now(), work }
      last = current
      count = Math.max(count, current)
      if (performance.now() > ends) end()
      else if (work - moved.work > mostWork || performance.now() - moved.at > mostWait) {
        keep(last, 'hangs')
        end()
      }
    }, 500)
    const end = () => {
      clearInterval(watch)
      child.removeAllListeners('exit')
      child.kill('SIGKILL')
      resolve(last + 1)
    }
    child.on('message', (message: Message) => {
      if ('what' in message) keep(message.index, message.what)
      else note(message)
    })
    child.on('exit', (code, signal) => {
      last = Number(readFileSync(place, 'utf8'))
      keep(last, `ended the process (${signal ?? code})`)
      end()
    })
  })
}

function note({ megabytes, residentMegabytes }: Extract<Message, { megabytes: number }>): void {
  const current = Math.floor((performance.now() - started) / minute)
  held[current] = Math.min(held[current] ?? Number.POSITIVE_INFINITY, megabytes)
  resident = Math.max(resident, residentMegabytes)
}

function keep(index: number, what: string): void {
  found += 1
  const path = `${folder}/${kind}-${values.seed}-${index}`
  console.log(`${path}: ${what}`)
  if (found > 20) return
  spawnSync(process.execPath, [script, kind, values.seed, String(index), '', path], { stdio: 'inherit' })
}
