/** What administrators see of recognising faces: how far the engine is here, who is enrolled by number, and how often it errs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { type EngineView, viewEngine } from './engine.ts'
import { threshold } from './model.ts'
import { countEnrolments } from './queries.ts'

/** What `npm run evaluate -- faces` leaves in the data folder. */
const Evaluation = z.object({
  set: z.string(),
  day: z.iso.date(),
  detectors: z.array(
    z.object({
      detector: z.enum(['yunet', 'mesh']),
      photos: z.number(),
      genuine: z.number(),
      impostors: z.number(),
      atThreshold: z.object({ threshold: z.number(), trueAccept: z.number(), falseAccept: z.number() }),
    }),
  ),
})
export type Evaluation = z.infer<typeof Evaluation>

export interface FacesView {
  engine: EngineView
  threshold: number
  enrolled: number
  /** The last one, at the threshold in use; undefined where none was run at it. */
  evaluation: Evaluation | undefined
}

/** For administrators. */
export async function viewFaces(work: Work, officer: Officer): Promise<FacesView> {
  requireRole(officer, 'administrator')
  return {
    engine: viewEngine(),
    threshold,
    enrolled: await countEnrolments(work.tx),
    evaluation: readEvaluation(),
  }
}

/** A file that is not there, not whole, or of another threshold is no evaluation. */
function readEvaluation(): Evaluation | undefined {
  let text: string
  try {
    text = readFileSync(join(config.NHIP_DATA, 'evaluation-faces.json'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const found = Evaluation.safeParse(readJson(text)).data
  const isAtUse = found?.detectors.every(({ atThreshold }) => atThreshold.threshold === threshold)
  return isAtUse ? found : undefined
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
