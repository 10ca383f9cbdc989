import { asProgram, type Work } from '#server/platform/work.ts'
import { searchKey } from '#shared/text/index.ts'
import type { EntryKind } from './entry-keys.ts'
import { numberReplaced } from './events.ts'
import { insertFormerNumber } from './queries/entries.ts'
import { type Extract, listExtracts } from './queries/extracts.ts'
import { listIssuedTo, listPapersOfAnyone } from './queries/papers.ts'
import { type LookFor, lookIntoRegister, type RegisterLook } from './queries/register-look.ts'

/**
 * What the register knows of the people a case names, of their kin where asked, and of what was registered of them
 * where asked, in two questions at most. The program looks; what it shows to whom, and that it was looked at, is for who asks.
 */
export function lookUp(work: Work, asked: LookFor): Promise<RegisterLook> {
  return asProgram({ tx: work.tx, actor: work.actor }, () => lookIntoRegister(work.tx, asked))
}

/** Of papers handed in from vaults: what kind, whose, since when, and the document each is. The program looks. */
export function listHeldFacts(work: Work, ids: readonly string[]): ReturnType<typeof listPapersOfAnyone> {
  return asProgram({ tx: work.tx, actor: work.actor }, () => listPapersOfAnyone(work.tx, ids))
}

export interface CopyOf {
  kind: EntryKind
  idNumber: string | null
  fullName: string
  bornOn: string | null
}

/**
 * What the register says of this event of somebody, as a copy is made of it (Luật Hộ tịch 60/2014/QH13, Điều 63, 64): the newest
 * first, revoked entries too. The program looks.
 */
export function findExtracts(work: Work, { kind, idNumber, fullName, bornOn }: CopyOf): Promise<Extract[]> {
  const asked = { kind, number: idNumber, nameKey: searchKey(fullName), bornOn }
  return asProgram({ tx: work.tx, actor: work.actor }, () => listExtracts(work.tx, asked))
}

/** Papers of one kind an agency here issued to somebody since a day: the newest first. The program looks. */
export function listIssuedPapers(
  work: Work,
  { ownerId, kind, since }: { ownerId: string; kind: string; since: string },
): ReturnType<typeof listIssuedTo> {
  return asProgram({ tx: work.tx, actor: work.actor }, () => listIssuedTo(work.tx, ownerId, kind, since))
}

/** A number this person had before: whoever names it still means them. For work of the program. */
export async function noteFormerNumber(
  work: Work,
  personId: string,
  { idNumber, source }: { idNumber: string; source: string },
): Promise<void> {
  await insertFormerNumber(work.tx, { idNumber, personId, source, notedAt: work.now })
  await work.record(numberReplaced(personId, {}))
}
