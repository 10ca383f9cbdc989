/**
 * Đăng ký khuôn mặt: by oneself, agreeing to a text of a version, or by an administrator, naming where the signed consent lies or the article of law
 * (Luật 91/2025: biometrics are sensitive, consent is for one purpose, verifiable and can be withdrawn).
 */
import { getAccountDetail } from '#server/modules/identity/index.ts'
import { notifyStaff } from '#server/modules/notifications/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { askAsProgram, perform, type Work } from '#server/platform/work.ts'
import { faceEnrolled, faceWithdrawn } from '../events.ts'
import { faceNone, faceNotStaff } from '../refusals.ts'
import { type Look, lookByAssets } from './engine.ts'
import { destroyKey, hasKey, sealTemplates } from './face-keys.ts'
import { consentVersion, type Ending, type EnrolOther } from './model.ts'
import {
  deleteTemplate,
  type Enrolment,
  endEnrolment,
  findEnrolment,
  findLastEnrolment,
  insertEnrolment,
  insertTemplate,
} from './queries.ts'
import { templatesOf } from './views.ts'

/** Where one's own face, or that of somebody one administers, stands. */
export interface FaceView {
  /** `lost`: its key is gone, as after a restore: nothing can be compared until one enrols again. */
  state: 'none' | 'enrolled' | 'lost'
  /** The last one, standing or ended. */
  last: Enrolment | undefined
}

/** One's own. */
export async function viewOwnFace(work: Work, officer: Officer): Promise<FaceView> {
  return stateOf(await findLastEnrolment(work.tx, officer.id))
}

/** Of another, for administrators. */
export async function viewFaceOf(work: Work, officer: Officer, accountId: string): Promise<FaceView> {
  requireRole(officer, 'administrator')
  return stateOf(await findLastEnrolment(work.tx, accountId))
}

function stateOf(last: Enrolment | undefined): FaceView {
  if (last?.endedWhy === 'key_lost') return { state: 'lost', last }
  if (!last || last.endedAt) return { state: 'none', last }
  return { state: hasKey(last.id) ? 'enrolled' : 'lost', last }
}

/** Enrols one's own face, in the place of an earlier enrolment. Works of its own. Refuses unfit views, see `templatesOf`. */
export async function enrolSelf(
  officer: Officer,
  pictures: readonly Uint8Array[],
  look: Look = lookByAssets,
): Promise<void> {
  const whose = { accountId: officer.id, agencyId: officer.agencyId }
  await keep(officer, { ...whose, basis: 'consent', ground: null }, pictures, look)
}

/**
 * Enrols the face of somebody who works here, who is told. Works of its own. For administrators; refuses whoever works nowhere
 * (`meetings.face_not_staff`) and unfit views.
 */
export async function enrolOther(
  officer: Officer,
  accountId: string,
  { basis, ground }: EnrolOther,
  pictures: readonly Uint8Array[],
  look: Look = lookByAssets,
): Promise<void> {
  requireRole(officer, 'administrator')
  const agencyId = await perform(officer, async (work) => {
    const { kind, status, grants } = await getAccountDetail(work, officer, accountId)
    const grant = grants.find(({ state }) => state === 'valid')
    if (kind !== 'staff' || status !== 'active' || !grant) throw faceNotStaff()
    return grant.agencyId
  })
  await keep(officer, { accountId, agencyId, basis, ground }, pictures, look)
}

type Ground = Pick<Enrolment, 'accountId' | 'agencyId' | 'basis' | 'ground'>

async function keep(
  officer: Officer,
  { accountId, agencyId, basis, ground }: Ground,
  pictures: readonly Uint8Array[],
  look: Look,
): Promise<void> {
  const templates = await templatesOf(pictures, look)
  const id = newId(Date.now())
  const sealed = sealTemplates(id, templates)
  const version = basis === 'consent' ? consentVersion : null
  try {
    await perform(officer, async (work) => {
      const before = await findEnrolment(work.tx, accountId)
      if (before) await end(work, before, 'renewed')
      const views = templates.length
      await insertEnrolment(work.tx, {
        id,
        accountId,
        agencyId,
        basis,
        consentVersion: version,
        ground,
        views,
        enrolledBy: officer.id,
        enrolledAt: work.now,
      })
      await askAsProgram(work, () => insertTemplate(work.tx, { enrolmentId: id, sealed }))
      if (accountId !== officer.id) await tell(work, { id, accountId, agencyId }, 'face_enrolled')
      await work.record(faceEnrolled(accountId, { enrolmentId: id, basis, consentVersion: version, views }))
    })
  } catch (error) {
    destroyKey(id)
    throw error
  }
}

/** Withdraws one's own: key and template are destroyed at once. Refuses where there is none (`meetings.face_none`). */
export async function withdrawOwn(work: Work, officer: Officer): Promise<void> {
  await withdraw(work, officer.id)
}

/** The same for another, for administrators. */
export async function withdrawOther(work: Work, officer: Officer, accountId: string): Promise<void> {
  requireRole(officer, 'administrator')
  await withdraw(work, accountId)
}

async function withdraw(work: Work, accountId: string): Promise<void> {
  const standing = await findEnrolment(work.tx, accountId)
  if (!standing) throw faceNone()
  await end(work, standing, 'withdrawn')
}

/** Ends an enrolment: the template goes with this work, the key when it is done. */
export async function end(
  work: Work,
  { id, accountId }: Pick<Enrolment, 'id' | 'accountId'>,
  why: Ending,
): Promise<void> {
  const endedBy = work.actor.kind === 'officer' ? work.actor.id : null
  const isEnded = await endEnrolment(work.tx, id, { endedWhy: why, endedBy, endedAt: work.now })
  if (!isEnded) throw faceNone()
  await askAsProgram(work, () => deleteTemplate(work.tx, id))
  work.onceDone(() => destroyKey(id))
  await work.record(faceWithdrawn(accountId, { enrolmentId: id, why }))
}

/** Tells somebody of their own face. */
export async function tell(
  work: Work,
  { id, accountId, agencyId }: Pick<Enrolment, 'id' | 'accountId' | 'agencyId'>,
  kind: 'face_enrolled' | 'face_key_lost',
): Promise<void> {
  await notifyStaff(work, { key: `${kind} ${id}`, accountId, agencyId, kind, path: '/tai-khoan/khuon-mat' })
}
