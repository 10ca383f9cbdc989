import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aBureau, aLetterOf, approved } from '#server/modules/documents/agency/fixtures.ts'
import { beginDrafts } from '#server/modules/documents/agency/sign-drafts.ts'
import { findDocument } from '#server/modules/documents/queries.ts'
import { system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { aLetterWorld, LetterWalk, type LetterWorld, reachedLetters, walkLetters } from './letters.ts'
import { aWorld, reached, Walk, type World, walk } from './walk.ts'
import { reachedWriting, WritingWalk, walkWriting } from './writing.ts'

/** `npm run fuzz -- documents` walks longer. */
const runs = Number(process.env.NHIP_WALKS ?? 15)
const letterRuns = process.env.NHIP_WALKS ? runs : 4
const seed = Number(process.env.NHIP_WALK_SEED ?? 42)
const minutes = Number(process.env.NHIP_WALK_MINUTES ?? 2)

/** A world is left after so many walks, or once its agencies are one. */
const walksInWorld = 40

test(
  'whatever people do in whatever order: every number ends, once, and nothing is signed that was not approved as it stands',
  async () => {
    const page = await aPage()
    const worlds = new Map<boolean, { world: World; walks: number }>()
    let walked = 0
    await fc.assert(
      fc.asyncProperty(Walk, async (one) => {
        const known = worlds.get(one.sealByClerk)
        const isOver = !known || known.world.isMerged || known.walks >= walksInWorld
        const found = isOver ? { world: await aWorld(one.sealByClerk), walks: 0 } : known
        worlds.set(one.sealByClerk, found)
        found.walks += 1
        walked += 1
        expect(await walk(found.world, one, page)).toEqual([])
      }),
      { numRuns: runs, seed, interruptAfterTimeLimit: minutes * 60_000, endOnFailure: runs > 100 },
    )
    expect(reached.issued).toBeGreaterThan(0)
    if (process.env.NHIP_WALKS)
      console.log(
        `documents: ${walked} walks, ${reached.issued} issued, ${reached.voided} voided, seed ${seed}`,
      )
  },
  (minutes + 1) * 60_000,
)

test(
  'whatever is done with letters and work files: an answered letter is closed, what is held is never destroyed, and all is as it was done',
  async () => {
    let known: { world: LetterWorld; walks: number } | undefined
    let walked = 0
    await fc.assert(
      fc.asyncProperty(LetterWalk, async (steps) => {
        if (!known || known.world.isMerged || known.walks >= walksInWorld)
          known = { world: await aLetterWorld(), walks: 0 }
        known.walks += 1
        walked += 1
        expect(await walkLetters(known.world, steps)).toEqual([])
      }),
      { numRuns: letterRuns, seed, interruptAfterTimeLimit: minutes * 60_000, endOnFailure: runs > 100 },
    )
    if (process.env.NHIP_WALKS)
      console.log(
        `letters: ${walked} walks, ${reachedLetters.answered} answered, ${reachedLetters.destroyed} files destroyed, seed ${seed}`,
      )
  },
  (minutes + 1) * 60_000,
)

test(
  'whatever is written by several at once: nobody writes without the turn, and nothing is lost that was said to be saved',
  async () => {
    const [desk, other] = [await aBureau(), await aBureau()]
    let walked = 0
    await fc.assert(
      fc.asyncProperty(WritingWalk, async (steps) => {
        walked += 1
        expect(await walkWriting(desk, other, steps)).toEqual([])
      }),
      { numRuns: letterRuns, seed, interruptAfterTimeLimit: minutes * 60_000, endOnFailure: runs > 100 },
    )
    expect(reachedWriting.versions).toBeGreaterThan(0)
    expect(reachedWriting.decided).toBeGreaterThan(0)
    if (process.env.NHIP_WALKS)
      console.log(
        `writing: ${walked} walks, ${reachedWriting.saved} savings, ${reachedWriting.versions} versions, ${reachedWriting.takenOver} turns taken over, ${reachedWriting.decided} proposals decided, seed ${seed}`,
      )
  },
  (minutes + 1) * 60_000,
)

/** One page as it is set to be signed. */
async function aPage(): Promise<Uint8Array> {
  const bureau = await aBureau()
  const id = await aLetterOf(bureau)
  await approved(bureau, id)
  await beginDrafts(bureau.deputy, [id])
  const document = await perform(system, (work) => findDocument(work.tx, system, id))
  return readFile(document?.signingSha256 ?? '')
}
