import type { Officer } from '#server/platform/actor.ts'
import { requireProofToSign } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { requireOriginalInForce } from '../changes/changes.ts'
import { signingConfirmed } from '../events.ts'
import type { Document } from '../queries.ts'
import { beingSigned, draftChanged, notPrepared, wrongStatus } from '../refusals.ts'
import { requireOwnDocument, takeAction } from '../take-action.ts'
import { getReservation, requireSecondPerson } from './reserve-number.ts'
import { requireShown } from './shown-pages.ts'
import { requireSamePower, requireSigningPower, wantedFor } from './signing-power.ts'

/**
 * Xác nhận ký: the leader who holds the number has proved lately who they are (`requireProofToSign`) and wants the bytes with
 * the fingerprint `read` signed, every page of which was sent to this very account. From then on the document is going to
 * be issued; nobody declines it any more. Without `read`, of a paper signed together with another, the stored bytes are meant,
 * every page of them sent to this account too. Refuses where the authority its page bears is no longer theirs on this day, or does not reach it. Confirming again changes nothing. `request` is kept for whoever finishes it.
 */
export async function confirmSigning(
  work: Work,
  leader: Officer,
  id: string,
  read?: string,
  request: Request = {},
): Promise<void> {
  const document = await requireOwnDocument(work, leader, id)
  await requireSigningPower(work, leader, document.agencyId, wantedFor(document))
  requireSecondPerson(leader, document)
  const { status, signedBy, signingSha256, kind, agencyId, dossierId, number, symbol } = document
  if (status === 'draft') throw notPrepared()
  if (status !== 'signing') throw wrongStatus({ state: status })
  if (signedBy !== leader.id) throw beingSigned({ by: document.signerName ?? '' })
  requireProofToSign(leader, work.now)
  if (document.confirmedAt) return
  const shown = read ?? signingSha256
  if (shown === null || shown !== signingSha256 || !isOfDay(document, localDay(work.now)))
    throw draftChanged()
  await requireSamePower(work, leader, document, (await getReservation(work, id)).block)
  await requireShown(work, leader, id, shown)
  await requireOriginalInForce(work, document)

  const { agencyId: actingFor, agencyIds, roles, scope, name } = leader
  const data: Confirmation = {
    officer: { id: leader.id, name, agencyId: actingFor, agencyIds, roles, scope },
    request: { key: request.requestKey, mark: request.requestMark?.toString('hex') },
  }
  await takeAction(work, document, 'confirm', { sha256: shown, data })
  await work.record(
    signingConfirmed(id, {
      agencyId,
      kind,
      dossierId,
      number: number ?? 0,
      symbol: symbol ?? '',
      sha256: shown,
      proof: leader.confirmedAt ? 'factor' : 'token',
      provenAt: leader.confirmedAt?.toISOString() ?? null,
    }),
  )
}

/** Whether page and number are both of this day: at the turn of the year a page set after midnight may bear a number taken before. */
function isOfDay({ signingOn, year }: Document, day: string): boolean {
  return signingOn === day && year === Number(day.slice(0, 4))
}

/** For whom the work is finished, should this process not live to do it. */
export interface Confirmation {
  officer: Pick<Officer, 'id' | 'name' | 'agencyId' | 'agencyIds' | 'roles' | 'scope'>
  /** Under which it was asked for: who asks again after somebody else finished it gets the same answer. */
  request?: { key?: string | undefined; mark?: string | undefined }
}

export interface Request {
  requestKey?: string | undefined
  requestMark?: Buffer | undefined
}
