/** Whether some pictures make an enrolment: one face in each, of one person, and no picture twice. */
import { likeness } from '#server/crafts/faces/model.ts'
import { viewsCount, viewsUnfit } from '../refusals.ts'
import { faceIn, type Look } from './engine.ts'
import { fewestViews, mostViewBytes, mostViews, threshold, type ViewProblem } from './model.ts'

/** Two looks of one person are never so much alike, however still they sit; one picture is. */
const sameFrom = 0.995

/**
 * The templates of these pictures. Refuses too few or too many (`meetings.views_count`), and, all at once, what is wrong with which
 * (`meetings.views_unfit`). Nothing of the pictures is kept.
 */
export async function templatesOf(pictures: readonly Uint8Array[], look: Look): Promise<Float32Array[]> {
  if (pictures.length < fewestViews || pictures.length > mostViews)
    throw viewsCount({ fewest: fewestViews, most: mostViews, count: pictures.length })
  const problems: Unfit[] = []
  const templates: Float32Array[] = []
  for (const [index, bytes] of pictures.entries()) {
    const seen = bytes.length > mostViewBytes ? ({ why: 'too_large' } as const) : await faceIn(bytes, look)
    if ('why' in seen) problems.push({ view: index + 1, problem: seen.why })
    else {
      for (const problem of seen.face.notes) problems.push({ view: index + 1, problem })
      templates.push(seen.face.template)
    }
  }
  // Unfit pictures are not compared: a face beside the person would be the wrong one.
  if (problems.length === 0) problems.push(...unlike(templates))
  if (problems.length > 0) throw viewsUnfit({ problems })
  return templates
}

interface Unfit {
  view: number
  problem: ViewProblem
}

function unlike(templates: readonly Float32Array[]): Unfit[] {
  return templates.flatMap((template, index): Unfit[] => {
    const others = templates.filter((_, at) => at !== index)
    const scores = others.map((other) => likeness(template, other))
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
    if (mean < threshold) return [{ view: index + 1, problem: 'another' }]
    const before = scores.slice(0, index)
    return before.some((score) => score >= sameFrom) ? [{ view: index + 1, problem: 'same' }] : []
  })
}
