/** Random walks of one kind, many in a row in worlds they share: for the tests, and for `npm run fuzz -- documents`. */
import fc from 'fast-check'
import { aBureau } from '#server/modules/documents/agency/fixtures.ts'
import { aLetterWorld, LetterWalk, type LetterWorld, reachedLetters, walkLetters } from './letters.ts'
import { aPage, shareSigningKeys } from './one-page.ts'
import { aWorld, reached, Walk, type World, walk } from './walk.ts'
import type { Walked, WalkKind, Walks } from './walk-kinds.ts'
import { reachedWriting, WritingWalk, walkWriting } from './writing.ts'

/** A world is left after so many walks. */
const walksInWorld = 40

/** The walks of one kind, the same for the same seed. Ends at the first that finds something. */
export async function runWalks(kind: WalkKind, walks: Walks): Promise<Walked> {
  await shareSigningKeys()
  switch (kind) {
    case 'drafts': {
      const page = await aPage()
      const worlds = { true: lasting(() => aWorld(true)), false: lasting(() => aWorld(false)) }
      const one = async (steps: Walk) => walk(await worldFor(worlds, steps), steps, page)
      return { ...(await run(Walk, one, walks)), reached }
    }
    case 'letters': {
      const page = await aPage()
      const world = lasting<LetterWorld>(aLetterWorld)
      const one = async (steps: LetterWalk) => walkLetters(await world(), steps, page)
      return { ...(await run(LetterWalk, one, walks)), reached: reachedLetters }
    }
    case 'writing': {
      const page = await aPage()
      const desks = lasting(async () => [await aBureau(), await aBureau()] as const)
      const one = async (steps: WritingWalk) => walkWriting(...(await desks()), steps, page)
      return { ...(await run(WritingWalk, one, walks)), reached: reachedWriting }
    }
  }
}

const worldFor = (worlds: Record<'true' | 'false', () => Promise<World>>, { sealByClerk }: Walk) =>
  worlds[`${sealByClerk}`]()

/** The same for so many walks, then a new one. */
function lasting<T>(make: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  let walks = 0
  return () => {
    if (!known || walks >= walksInWorld) {
      known = make()
      walks = 0
    }
    walks += 1
    return known
  }
}

async function run<Steps>(
  steps: fc.Arbitrary<Steps>,
  one: (steps: Steps) => Promise<string[]>,
  { runs, seed, milliseconds }: Walks,
): Promise<Pick<Walked, 'walks' | 'find'>> {
  let walks = 0
  const property = fc.asyncProperty(steps, async (value) => {
    walks += 1
    const problems = await one(value)
    if (problems.length > 0) throw new Error(problems.join('; '))
  })
  // What a walk met in its world it would not meet in another one: it is not made shorter.
  const details = await fc.check(property, {
    numRuns: runs,
    seed,
    interruptAfterTimeLimit: milliseconds,
    endOnFailure: true,
  })
  if (!details.failed) return { walks, find: undefined }
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : 'it failed'
  return { walks, find: `${why}\n${fc.defaultReportMessage(details)}` }
}
