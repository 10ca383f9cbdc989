/** Random walks over what came to an agency and the files it lies in: given, answered, taken back, filed, held, destroyed. */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { putRules } from '#server/modules/documents/agency/fixtures.ts'
import { aDesk } from '#server/modules/documents/assign/fixtures.ts'
import { destroyApproved } from '#server/modules/documents/files/destroy.ts'
import { aMailOfThree, detailsOf } from '#server/modules/documents/incoming/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { DiesTold, failuresOf, untilCrash } from './crash.ts'
import { answerProblems, entryProblems, fileProblems, letterProblems } from './letters-rules.ts'
import {
  fileActs,
  idsOf,
  type LetterState,
  type LetterStep,
  type LetterWorld,
  letterActs,
  people,
  rareActs,
  reachedLetters,
  takeLetter,
  tellProgram,
} from './letters-steps.ts'
import { undoMerge } from './merging.ts'
import { findFiles } from './walk-queries.ts'

export { type LetterWorld, reachedLetters } from './letters-steps.ts'

const OneStep = fc.record({
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...letterActs) },
    { weight: 1, arbitrary: fc.constantFrom(...rareActs) },
    { weight: 6, arbitrary: fc.constantFrom(...fileActs) },
  ),
  by: fc.constantFrom(...people),
  one: fc.nat({ max: 3 }),
  days: fc.nat({ max: 9 }),
  twice: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  dies: DiesTold,
})
export const LetterWalk = fc.array(OneStep, { minLength: 15, maxLength: 60, size: 'max' })
export type LetterWalk = LetterStep[]

export async function aLetterWorld(): Promise<LetterWorld> {
  const old = await aDesk()
  await putRules(old.office.agency.id, { routes: [{ steps: [] }] })
  return { old, heir: await aDesk(), merged: undefined }
}

/** What was not as it must be, in words; nothing where all held. */
export async function walkLetters(
  world: LetterWorld,
  steps: readonly LetterStep[],
  page: Uint8Array,
): Promise<string[]> {
  if (world.merged) await undoMerge(world.old.office.agency, world.heir.office.agency)
  world.merged = undefined
  const now = new Date()
  const state: LetterState = { world, page, now, letters: new Map(), answers: [], untold: [], files: [] }
  for (let count = 0; count < 2; count++) {
    const details = detailsOf(count, { symbol: `T${randomBytes(6).toString('hex')}` })
    const { documentId } = await aMailOfThree(world.old.clerk, details)
    state.letters.set(documentId, details)
  }
  for (const step of steps) {
    const found = await tryStep(state, step)
    if (found.length > 0) return found
  }
  await destroyApproved()
  await tellProgram(state)
  const { files, answers } = state
  const letters = idsOf(state)
  const lying = files.length > 0 ? await perform(system, ({ tx }) => findFiles(tx, files)) : []
  reachedLetters.destroyed += lying.filter(({ destroyedAt }) => destroyedAt !== null).length
  const found = await problemsOf(letters, files)
  const { old, heir } = world
  found.push(...(await entryProblems([old.office.agency.id, heir.office.agency.id])))
  for (const id of letters) {
    const standing = answers.filter(({ to, stands }) => to === id && stands).map((one) => one.id)
    found.push(...(await answerProblems(id, standing)))
  }
  return found
}

async function tryStep(state: LetterState, step: LetterStep): Promise<string[]> {
  const times = step.twice && !rareActs.some((act) => act === step.act) ? [1, 2] : [1]
  const { results, hasCrashed } = await untilCrash(
    step.act === 'merge' ? undefined : step.dies,
    times.map(() => () => takeLetter(state, step)),
  )
  if (hasCrashed) reachedLetters.crashed += 1
  const found = failuresOf(results)
    .filter((one) => !(one instanceof Refusal))
    .map(String)
  const isOfFiles = fileActs.some((act) => act === step.act)
  // What goes with a work file goes of its letters, too.
  const letters = isOfFiles && step.act !== 'destroy' && step.act !== 'next file' ? [] : idsOf(state)
  found.push(...(await problemsOf(letters, isOfFiles ? state.files : [])))
  const how = `${step.twice ? ' twice' : ''} by ${step.by}${hasCrashed ? ', and died' : ''}`
  return found.map((problem) => `${step.act}${how}: ${problem}`)
}

async function problemsOf(letters: readonly string[], files: readonly string[]): Promise<string[]> {
  if (letters.length + files.length === 0) return []
  const found = await perform(system, (work) =>
    Promise.all([
      ...letters.map((id) => letterProblems(work, id)),
      ...files.map((id) => fileProblems(work, id)),
    ]),
  )
  return found.flat()
}
