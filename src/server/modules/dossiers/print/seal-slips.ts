/** Each slip is set and sealed once, from what was true when it was issued; whoever opens it afterwards gets that very file. */
import { hasSigningKeys, type PaperToSeal, recordSealed, sealPaper } from '#server/modules/documents/index.ts'
import { system } from '#server/platform/actor.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { perform } from '#server/platform/work.ts'
import { dossierNotFound } from '../refusals.ts'
import type { SlipContent } from './issue-slip.ts'
import { findSlip, listUnsealed, nameSealedFile, type Slip } from './slip-queries.ts'

/** Seals the slip, unless that was done; the fingerprint of its one file. Many at once come to the same file. */
export async function sealSlip(id: string): Promise<string> {
  const slip = await perform(system, (work) => findSlip(work.tx, id))
  if (!slip?.content) throw dossierNotFound()
  if (slip.sha256) return slip.sha256
  const paper = paperOf(slip)
  const file = await sealPaper(paper)
  return perform(system, async (work) => {
    if (await nameSealedFile(work.tx, id, file.sha256, work.now)) {
      await recordSealed(work, paper, file)
      return file.sha256
    }
    const sealed = (await findSlip(work.tx, id))?.sha256
    if (!sealed) throw new Error(`The slip ${id} is neither sealed nor to be sealed`)
    return sealed
  })
}

function paperOf({ id, agencyId, symbol, checkCode, issuedAt, content }: Slip): PaperToSeal {
  return { id, agencyId, symbol, checkCode, issuedAt, ...(content as unknown as SlipContent) }
}

/**
 * Seals what was left: a worker stopped in between, the keys were not there. Does nothing while there are none. One that fails
 * stops no other.
 */
export async function sealSlips(): Promise<number> {
  if (!hasSigningKeys()) return 0
  const waiting = await perform(system, (work) => listUnsealed(work.tx, 200))
  await eachApart(waiting, sealSlip)
  return waiting.length
}
