/** The worker's part: seals what has settled every few seconds. */
import { log } from '#server/platform/log.ts'
import { sealLog } from '#server/platform/seal/seal-log.ts'

const restMs = 5_000

let timer: NodeJS.Timeout | undefined
let running: Promise<void> = Promise.resolve()
let active = false

/** Seals in this process until `stopSealing`. Several processes may: a lock lets one work at a time. */
export function startSealing(): void {
  active = true
  schedule()
}

/** Ends with everything sealed that was written before: nothing lies open while the program does not run. */
export async function stopSealing(): Promise<void> {
  if (!active) return
  active = false
  clearTimeout(timer)
  await running
  await seal()
}

function schedule(): void {
  if (!active) return
  timer = setTimeout(() => {
    running = seal().finally(schedule)
  }, restMs)
}

async function seal(): Promise<void> {
  try {
    const count = await sealLog()
    if (count > 0) log.debug({ count }, 'events sealed')
  } catch (error) {
    log.error({ error: error instanceof Error ? error.stack : '' }, 'sealing failed')
  }
}
