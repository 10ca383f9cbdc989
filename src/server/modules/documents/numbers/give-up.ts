/** Số đang giữ: which numbers have no end yet, who holds them, and who may end one that its holder does not. */
import { resolveSuccessor } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { requireOfAgency } from '../agency/own-draft.ts'
import type { Document } from '../queries.ts'
import { readReason } from '../read-reason.ts'
import { changedMeanwhile, numberNotYours, wrongStatus } from '../refusals.ts'
import { listAbsences } from '../route/absence-queries.ts'
import type { Numbered } from '../route/numbering.ts'
import { listByIds } from '../route/route-queries.ts'
import { findSigningPower, wantedFor } from '../sign/signing-power.ts'
import { voidWhatIsOpen } from '../sign/void-number.ts'
import { requireOwnDocument } from '../take-action.ts'
import { tellSigner } from '../tell-people.ts'
import { listOpenNumbersOf, type OpenNumber } from './open-number-queries.ts'

/** How long after a confirmation its signing is still under way. */
const patienceMs = 60_000

/** Why a number stays empty that was given up: what the register says, with the reason behind it. */
const givenUp = 'bỏ số'

export interface HeldNumber extends OpenNumber {
  /** Whether this officer may end it now. */
  mayGiveUp: boolean
}

/** The numbers of this agency that have no end yet, held longest first. */
export async function listOpenNumbers(work: Work, officer: Officer, agencyId: string): Promise<HeldNumber[]> {
  requireDocumentHandler(officer)
  const held: HeldNumber[] = []
  const isGone = gone(work)
  const numbers = officer.agencyIds.includes(agencyId) ? await listOpenNumbersOf(work.tx, [agencyId]) : []
  const ids = numbers.flatMap(({ source, documentId }) => (source === 'agency' ? [documentId] : []))
  const drafts = new Map((await listByIds(work.tx, ids)).map((row) => [row.id, row]))
  for (const open of numbers) {
    const draft = drafts.get(open.documentId)
    const document = draft && { ...draft, source: open.source, register: open.register }
    held.push({
      ...open,
      mayGiveUp: document !== undefined && (await mayGiveUp(work, officer, { ...open, document }, isGone)),
    })
  }
  return held
}

/** The number of a document as whoever ends it has it before them. */
export interface SeenNumber extends Pick<OpenNumber, 'register' | 'year' | 'number'> {
  id: string
}

/**
 * Bỏ số: a number of a document of the agency stays empty, with this reason in the register, and the document is a draft that waits for a
 * signature. By whoever holds it, by whoever else may sign this document for the agency, and by its clerk where the holder is gone or away, or has confirmed and
 * it is neither signed nor sealed since. Whatever was signed of it is never issued. Refuses anybody else, while it is being signed, and where the document
 * holds another number by now (`documents.changed_meanwhile`); the holder is told.
 */
export async function giveUpNumber(
  work: Work,
  officer: Officer,
  seen: SeenNumber,
  typedReason: string,
): Promise<void> {
  requireRole(officer, 'clerk', 'leader')
  const document = requireOfAgency(await requireOwnDocument(work, officer, seen.id))
  if (document.status !== 'signing') throw wrongStatus({ state: document.status })
  if (!isSeen(document, seen)) throw changedMeanwhile()
  const { agencyId, confirmedAt } = document
  const holder = { agencyId, confirmedAt, signedBy: document.signedBy ?? '', document }
  if (!(await mayGiveUp(work, officer, holder, gone(work))))
    throw numberNotYours({ by: document.signerName ?? '' })
  await voidWhatIsOpen(work, document, `${givenUp}: ${readReason(typedReason)}`)
  await tellSigner(work, officer, document, 'number_given_up')
}

function isSeen({ register, year, number }: Document, seen: SeenNumber): boolean {
  return register === seen.register && year === seen.year && number === seen.number
}

/** Who holds the number of a document: what they and others may sign of it is held against the document itself. */
type Holder = Pick<OpenNumber, 'agencyId' | 'signedBy' | 'confirmedAt'> & { document: Numbered }

async function mayGiveUp(
  work: Work,
  { id, roles }: Officer,
  holder: Holder,
  isGone: ReturnType<typeof gone>,
): Promise<boolean> {
  const { signedBy, confirmedAt } = holder
  if (confirmedAt && work.now.getTime() - confirmedAt.getTime() < patienceMs) return false
  if (roles.includes('leader') && (id === signedBy || (await maySign(work, id, holder)))) return true
  return roles.includes('clerk') && (confirmedAt !== null || (await isGone(holder)))
}

async function maySign(work: Work, accountId: string, { agencyId, document }: Holder): Promise<boolean> {
  return (await findSigningPower(work, accountId, agencyId, wantedFor(document))) !== undefined
}

/** Whether a holder does not sign the document today: their account, role or power ended, or they are away. Whether they are there is asked once. */
function gone(work: Work): (holder: Holder) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  const isThere = async (accountId: string, agencyId: string): Promise<boolean> => {
    const today = localDay(work.now)
    const { id } = await resolveSuccessor(work, agencyId, today)
    const staff = await listStaffOf(work, id)
    if (!staff.some((one) => one.id === accountId && one.roles.includes('leader'))) return false
    const away = await listAbsences(work.tx, [...new Set([id, agencyId])], { from: today, to: today })
    return away.every((one) => one.accountId !== accountId)
  }
  return async (holder) => {
    const { signedBy, agencyId } = holder
    const key = `${signedBy} ${agencyId}`
    const asked = known.get(key) ?? isThere(signedBy, agencyId)
    known.set(key, asked)
    return !(await asked) || !(await maySign(work, signedBy, holder))
  }
}
