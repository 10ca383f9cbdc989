/** Số đang giữ: which numbers have no end yet, who holds them, and who may end one that its holder does not. */
import { resolveSuccessor } from '#server/modules/agencies/index.ts'
import { listStaffOf } from '#server/modules/identity/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { requireOwnDraft } from '../agency/own-draft.ts'
import { type Document, findDocument } from '../queries.ts'
import { readReason } from '../read-reason.ts'
import { changedMeanwhile, numberNotYours, wrongStatus } from '../refusals.ts'
import { listAbsences } from '../route/absence-queries.ts'
import { heldUntil, type Numbered } from '../route/numbering.ts'
import { findSigningPower, type SigningPower, wantedFor } from '../sign/signing-power.ts'
import { voidWhatIsOpen } from '../sign/void-number.ts'
import { requireOwnDocument } from '../take-action.ts'
import { tellSigner } from '../tell-people.ts'
import { listOpenNumbersOf, type OpenNumber } from './open-number-queries.ts'

/** How long after a confirmation its signing is still under way. */
const patienceMs = 60_000

/** Why a number stays empty that was given up: what the register says, with the reason behind it. */
const givenUp = 'bỏ số'

export interface HeldNumber extends OpenNumber {
  /** When it ends by itself; null once it is confirmed, and people alone end it. */
  until: Date | null
  /** Whether this officer may end it now. */
  mayGiveUp: boolean
}

/** The numbers of this agency that have no end yet, held longest first. */
export async function listOpenNumbers(work: Work, officer: Officer, agencyId: string): Promise<HeldNumber[]> {
  requireDocumentHandler(officer)
  const held: HeldNumber[] = []
  const isGone = gone(work)
  const numbers = officer.agencyIds.includes(agencyId) ? await listOpenNumbersOf(work.tx, [agencyId]) : []
  for (const open of numbers) {
    const document = await documentOf(work, open)
    const isSigned = open.leaderSignedAt !== null
    held.push({
      ...open,
      until: open.confirmedAt || !document ? null : await heldUntil(work, document, open),
      mayGiveUp:
        document?.source === 'agency' &&
        (await mayGiveUp(work, officer, { ...open, document, isSigned }, isGone)),
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
 * signature. By whoever holds it, by the head of the agency and, until it is confirmed, whoever else may sign this document for it; and by its
 * clerk where the holder is gone or away, or has confirmed and it is not signed since: what waits for their seal clerks refuse by `refuseSeal`.
 * Whatever was signed of it is never issued. Refuses anybody else, while it is being signed, and where the document holds another number by now
 * (`documents.changed_meanwhile`); the holder is told.
 */
export async function giveUpNumber(
  work: Work,
  officer: Officer,
  seen: SeenNumber,
  typedReason: string,
): Promise<void> {
  requireRole(officer, 'clerk', 'leader')
  const { document, route } = await requireOwnDraft(work, officer, seen.id)
  if (document.status !== 'signing') throw wrongStatus({ state: document.status })
  if (!isSeen(document, seen)) throw changedMeanwhile()
  const { agencyId, confirmedAt } = document
  const holder = {
    agencyId,
    confirmedAt,
    isSigned: route.leaderSha256 !== null,
    signedBy: document.signedBy ?? '',
    document,
  }
  if (!(await mayGiveUp(work, officer, holder, gone(work))))
    throw numberNotYours({ by: document.signerName ?? '', step: stepOf(work, holder) })
  await voidWhatIsOpen(work, document, `${givenUp}: ${readReason(typedReason)}`)
  await tellSigner(work, officer, document, 'number_given_up')
}

/**
 * The same of what answers a dossier, the result and what is signed with it, in the work of the dossier, which undoes what its confirmation
 * entered: the numbers stay empty and each is a draft that waits for a signature. By whoever holds them, by the head of the agency, and where their
 * holder is gone or away by whoever else may sign them. Refuses what has another file by now than the leader has before them.
 */
export async function giveUpNumbersOf(
  work: Work,
  leader: Officer,
  documentIds: readonly string[],
  { sha256, reason: typedReason }: { sha256: string; reason: string },
): Promise<void> {
  requireRole(leader, 'leader')
  const reason = readReason(typedReason)
  const isGone = gone(work)
  for (const [index, id] of documentIds.entries()) {
    const document = await requireOwnDocument(work, leader, id)
    const { status, agencyId, confirmedAt, signedBy, signerName, signingSha256 } = document
    if (status !== 'signing') throw wrongStatus({ state: status })
    if (index === 0 && signingSha256 !== sha256) throw changedMeanwhile()
    const holder = { agencyId, confirmedAt, signedBy: signedBy ?? '', document, isSigned: false }
    if (!(await mayGiveUpResult(work, leader, holder, isGone)))
      throw numberNotYours({ by: signerName ?? '', step: stepOf(work, holder) })
    await voidWhatIsOpen(work, document, `${givenUp}: ${reason}`)
    await tellSigner(work, leader, document, 'number_given_up')
  }
}

/** Whether this leader may give up now what was confirmed of this document, the result of a dossier. */
export async function mayGiveUpNumberOf(work: Work, leader: Officer, document: Document): Promise<boolean> {
  const { status, agencyId, confirmedAt, signedBy } = document
  if (status !== 'signing' || !confirmedAt) return false
  const holder = { agencyId, confirmedAt, signedBy: signedBy ?? '', document, isSigned: false }
  return mayGiveUpResult(work, leader, holder, gone(work))
}

/** A clerk sees no dossier: where nobody who leads is left, whoever else may sign it takes it up. */
async function mayGiveUpResult(
  work: Work,
  leader: Officer,
  holder: Holder,
  isGone: ReturnType<typeof gone>,
): Promise<boolean> {
  if (stepOf(work, holder) === 'signing') return false
  if (await mayGiveUp(work, leader, holder, isGone)) return true
  return (await powerOver(work, leader.id, holder)) !== undefined && (await isGone(holder))
}

function isSeen({ register, year, number }: Document, seen: SeenNumber): boolean {
  return register === seen.register && year === seen.year && number === seen.number
}

/** Also one this officer does not read, the result of a dossier: its number is the agency's. */
function documentOf(work: Work, { documentId }: OpenNumber): Promise<Document | undefined> {
  const program = { tx: work.tx, actor: work.actor }
  return asProgram(program, () => findDocument(work.tx, system, documentId))
}

/** Who holds the number of a document: what they and others may sign of it is held against the document itself. */
interface Holder extends Pick<OpenNumber, 'agencyId' | 'signedBy' | 'confirmedAt'> {
  document: Numbered
  /** The signature of the leader is on it, and it waits for the clerk's seal. */
  isSigned: boolean
}

/** How far it is: only held, confirmed just now, confirmed and not signed since, or signed and waiting for its seal. */
function stepOf(
  { now }: Work,
  { confirmedAt, isSigned }: Pick<Holder, 'confirmedAt' | 'isSigned'>,
): 'held' | 'signing' | 'confirmed' | 'seal' {
  if (!confirmedAt) return 'held'
  if (now.getTime() - confirmedAt.getTime() < patienceMs) return 'signing'
  return isSigned ? 'seal' : 'confirmed'
}

async function mayGiveUp(
  work: Work,
  { id, roles }: Officer,
  holder: Holder,
  isGone: ReturnType<typeof gone>,
): Promise<boolean> {
  const step = stepOf(work, holder)
  if (step === 'signing') return false
  if (roles.includes('leader')) {
    if (id === holder.signedBy) return true
    const power = await powerOver(work, id, holder)
    // What somebody signs is taken back by nobody who signs in another's place.
    if (power && (step === 'held' || isHeads(power))) return true
  }
  if (!roles.includes('clerk') || step === 'seal') return false
  return step === 'confirmed' || (await isGone(holder))
}

/** The power of the head: neither a deputy's nor one that was handed over (NĐ 30/2020/NĐ-CP Điều 13). */
function isHeads({ block }: SigningPower): boolean {
  return !block.delegation && !block.authorityLines.some((line) => /^(KT|TL|TUQ)\./.test(line))
}

/** What this account may sign of it. */
function powerOver(
  work: Work,
  accountId: string,
  { agencyId, document }: Pick<Holder, 'agencyId' | 'document'>,
) {
  return findSigningPower(work, accountId, agencyId, wantedFor(document))
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
    return !(await asked) || !(await powerOver(work, signedBy, holder))
  }
}
