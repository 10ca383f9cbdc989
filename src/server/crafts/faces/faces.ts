/** The face in a picture, found and described in a process of its own, which ends when nobody showed a picture for a minute. */
import { join } from 'node:path'
import { createLimitedProcess, LimitedFailed } from '#server/crafts/threads/limited-process.ts'
import { readToLoad } from '#server/crafts/threads/may-read.ts'
import { mostPictureBytes } from './decode-picture.ts'
import type { FaceProblem } from './model.ts'
import type { FaceAnswer, FaceFiles, FaceQuestion, FaceReading } from './process-messages.ts'

const engine = createLimitedProcess<FaceQuestion, FaceAnswer>({
  script: join(process.cwd(), 'src/server/crafts/faces/process.ts'),
  // Native code is loaded by its path; the files are compared before.
  flags: ['--allow-addons', '--allow-worker'],
  reads: ({ files }) => readsOf(files),
  megabytes: 900,
  niceness: 5,
})

/** Engines and weights: no picture lies there, it is given as bytes. */
function readsOf({ sface, yunet, mesh, native, web }: FaceFiles): string[] {
  const programs = [native, web, mesh.core, mesh.converter, mesh.kernels].map(({ main }) => main)
  const weights = [sface, ...(yunet ? [yunet] : []), ...mesh.detector, ...mesh.mesh]
  return [...programs, ...weights].map(({ path }) => readToLoad(path))
}

/** A photo of 16 million dots takes two seconds of a quiet core, starting one more. */
const allowance = { work: 20_000, wait: 60_000 }

export class FaceRefused extends Error {
  readonly problem: FaceProblem

  constructor(problem: FaceProblem) {
    super(problem)
    this.problem = problem
  }
}

/** A file of engine or weights is missing or not what was chosen. */
export class FacesUnusable extends Error {
  readonly path: string
  readonly isMissing: boolean

  constructor(path: string, isMissing: boolean) {
    super(`${path} is ${isMissing ? 'missing' : 'not the file that was chosen'}`)
    this.path = path
    this.isMissing = isMissing
  }
}

/**
 * Which face is meant in a JPEG or PNG, and its template; no `face` where there is none. One picture at a time. Throws `FaceRefused` for
 * what cannot be looked at, `FacesUnusable` where engine or weights are not whole; a defect of ours within a transaction.
 */
export async function readFace(question: FaceQuestion): Promise<FaceReading> {
  if (question.bytes.length > mostPictureBytes) throw new FaceRefused('too_large')
  const answer = await engine.ask(question, allowance).catch((error: unknown) => {
    if (!(error instanceof LimitedFailed)) throw error
    if (error.why === 'unreadable') throw new FaceRefused('unreadable')
    throw new FaceRefused(error.why === 'too-long' || error.why === 'too-large' ? 'beyond_limits' : 'busy')
  })
  if ('refused' in answer) throw new FaceRefused(answer.refused)
  if ('unusable' in answer) throw new FacesUnusable(answer.unusable, answer.isMissing)
  return answer.reading
}

/** Ends the process at once; the next picture starts it again. For a graceful stop. */
export const stopReadingFaces = (): void => engine.stop()
