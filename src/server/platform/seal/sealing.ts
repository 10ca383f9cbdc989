/** The worker's part: seals what has settled every few seconds. */
import { log } from '#server/platform/log.ts'
import { type Running, startLoop } from '#server/platform/loop.ts'
import { sealLog } from '#server/platform/seal/seal-log.ts'

let sealing: Running | undefined

/** Seals in this process until `stopSealing`. Several processes may: a lock lets one work at a time. */
export function startSealing(): void {
  sealing = startLoop({ name: 'platform.seal', restMs: 5_000, turn: seal })
}

/** Ends with everything sealed that was written before: nothing lies open while the program does not run. */
export async function stopSealing(): Promise<void> {
  if (!sealing) return
  await sealing.stop()
  sealing = undefined
  await seal().catch((error) => {
    log.error({ error: error instanceof Error ? error.stack : '' }, 'sealing failed')
  })
}

async function seal(): Promise<boolean> {
  const count = await sealLog()
  if (count > 0) log.debug({ count }, 'events sealed')
  return false
}
