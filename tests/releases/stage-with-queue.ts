/** The demo's people with the queue beneath them: what follows a fact waits there for a worker. */
import { openQueue } from '#server/facts.ts'
import type { Stage } from '../rights/scenes.ts'
import { openStage } from '../rights/stage.ts'

export async function openStageWithQueue(): Promise<Stage> {
  await openQueue()
  return openStage()
}
