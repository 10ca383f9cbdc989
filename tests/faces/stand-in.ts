/** The port of what looks at pictures, with a process of its own behind it that needs no weights. */
import { resolve } from 'node:path'
import { FaceRefused } from '#server/crafts/faces/faces.ts'
import type { FaceAnswer, FaceReading } from '#server/crafts/faces/process-messages.ts'
import { createLimitedProcess, LimitedFailed } from '#server/crafts/threads/limited-process.ts'

const engine = createLimitedProcess<{ bytes: Uint8Array }, FaceAnswer>({
  script: resolve('tests/faces/stand-in-process.ts'),
  reads: () => [resolve('tests/faces')],
  megabytes: 400,
  niceness: 0,
})

export async function standIn(bytes: Uint8Array): Promise<FaceReading> {
  const answer = await engine.ask({ bytes }, { work: 20_000, wait: 60_000 }).catch((error: unknown) => {
    if (error instanceof LimitedFailed && error.why === 'unreadable') throw new FaceRefused('unreadable')
    throw error
  })
  if ('refused' in answer) throw new FaceRefused(answer.refused)
  if ('unusable' in answer) throw new Error(answer.unusable)
  return answer.reading
}

export const stopStandIn = (): void => engine.stop()
