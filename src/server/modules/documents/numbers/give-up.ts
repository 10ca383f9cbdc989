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
import { findSigningPower } from '../sign/signing-power.ts'
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
  const isAway = gone(work)
  for (const open of officer.agencyIds.includes(agencyId) ? await listOpenNumbersOf(work.tx, [agencyId]) : [])
    held.push({
      ...open,
      mayGiveUp: open.source === 'agency' && (await mayGiveUp(work, officer, open, isAway)),
    })
  return held
}

/** The number of a document as whoever ends it has it before them. */
export interface SeenNumber extends Pick<OpenNumber, 'register' | 'year' | 'number'> {
  id: string
}

/**
 * Bỏ số: a number of a document of the agency stays empty, with this reason in the register, and the document is a draft that waits for a
 * signature. By whoever holds it, by whoever else may sign for the agency, and by its clerk where the holder is gone or away, or has confirmed and
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
  const holder = { agencyId, confirmedAt, signedBy: document.signedBy ?? '' }
  if (!(await mayGiveUp(work, officer, holder, gone(work))))
    throw numberNotYours({ by: document.signerName ?? '' })
  await voidWhatIsOpen(work, document, `${givenUp}: ${readReason(typedReason)}`)
  await tellSigner(work, officer, document, 'number_given_up')
}

function isSeen({ register, year, number }: Document, seen: SeenNumber): boolean {
  return register === seen.register && year === seen.year && number === seen.number
}

type Holder = Pick<OpenNumber, 'agencyId' | 'signedBy' | 'confirmedAt'>

async function mayGiveUp(
  work: Work,
  officer: Officer,
  { agencyId, signedBy, confirmedAt }: Holder,
  isGone: ReturnType<typeof gone>,
): Promise<boolean> {
  if (confirmedAt && work.now.getTime() - confirmedAt.getTime() < patienceMs) return false
  const { id, roles } = officer
  if (roles.includes('leader') && (id === signedBy || (await findSigningPower(work, id, agencyId))))
    return true
  return roles.includes('clerk') && (confirmedAt !== null || (await isGone(signedBy, agencyId)))
}

/** Whether a holder does not sign for an agency today: their account, role or power ended, or they are away. Each is asked once. */
function gone(work: Work): (accountId: string, agencyId: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  const ask = async (accountId: string, agencyId: string): Promise<boolean> => {
    const today = localDay(work.now)
    const { id } = await resolveSuccessor(work, agencyId, today)
    const staff = await listStaffOf(work, id)
    const isLeader = staff.some((one) => one.id === accountId && one.roles.includes('leader'))
    if (!isLeader || !(await findSigningPower(work, accountId, agencyId))) return true
    const away = await listAbsences(work.tx, [...new Set([id, agencyId])], { from: today, to: today })
    return away.some((one) => one.accountId === accountId)
  }
  return (accountId, agencyId) => {
    const key = `${accountId} ${agencyId}`
    const asked = known.get(key) ?? ask(accountId, agencyId)
    known.set(key, asked)
    return asked
  }
}
