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

export async function stopSealing(): Promise<void> {
  active = false
  clearTimeout(timer)
  await running
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
