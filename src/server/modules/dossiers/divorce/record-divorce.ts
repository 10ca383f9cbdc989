import { z } from 'zod'
import {
  confirmDivorce as confirm,
  recordDivorce as record,
  undoDivorce as undo,
} from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { findCaseChecks } from '../check/case-checks.ts'
import { type ActionKey, lockForOfficer } from '../handle/take-action.ts'
import { doersOf } from '../parties.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { judgmentTooNew, notPermittedNow, notYourPart } from '../refusals.ts'
import { isRunning } from '../states.ts'

export const RecordDivorce = z
  .strictObject({
    marriage: z.uuid().meta({ description: 'marriages[].id of the checks of this dossier' }),
    court: printedText({ max: 200 }).pipe(z.string().min(3)),
    judgment: printedText({ max: 60 }).pipe(z.string().min(1)),
    judgedOn: Day,
    /** The paper or base the officer has it from. */
    source: printedText({ max: 300 }).pipe(z.string().min(10)),
  })
  .meta({
    id: 'RecordDivorce',
    example: {
      marriage: '0198c0de-0000-7000-8000-000000000000',
      court: 'Tòa án nhân dân khu vực 1 – thành phố Huế',
      judgment: '12/2026/QĐST-HNGĐ',
      judgedOn: '2026-10-01',
      source: 'Bản chính quyết định người yêu cầu xuất trình',
    },
  })
export type RecordDivorce = z.infer<typeof RecordDivorce>

/**
 * Ghi chú ly hôn: the officer who has the dossier and the judgment before them records that a marriage of somebody it names has
 * ended, where the service asks who is married (Luật Hộ tịch 60/2014/QH13, Điều 30); another confirms it. Repeating a request key
 * records nothing more.
 */
export async function recordDivorce(
  work: Work,
  officer: Officer,
  id: string,
  input: RecordDivorce,
  { requestKey, requestMark }: ActionKey = {},
): Promise<void> {
  const dossier = await lockForDivorce(work, officer, id)
  if (input.judgedOn > localDay(work.now)) throw judgmentTooNew()
  const { numbers } = await findCaseChecks(work, dossier)
  await record(work, {
    ...input,
    numbers,
    dossierId: id,
    agencyId: officer.agencyId,
    notedBy: officer.id,
    requestKey: requestKey ?? null,
    requestMark: requestMark ?? null,
  })
}

export const ConfirmDivorce = z
  .strictObject({
    divorce: z.uuid().meta({ description: 'divorces[].id of the checks of this dossier that waits' }),
  })
  .meta({ id: 'ConfirmDivorce', example: { divorce: '0198c0de-0000-7000-8000-000000000000' } })
export type ConfirmDivorce = z.infer<typeof ConfirmDivorce>

/**
 * Xác nhận ghi chú ly hôn: an officer who has a dossier of one of the two, another than who recorded it, has compared it with the
 * judgment; the marriage ends and both are told. Repeating a request key changes nothing.
 */
export async function confirmDivorce(
  work: Work,
  officer: Officer,
  id: string,
  { divorce }: ConfirmDivorce,
  { requestKey }: ActionKey = {},
): Promise<void> {
  const dossier = await lockForDivorce(work, officer, id)
  const { numbers } = await findCaseChecks(work, dossier)
  await confirm(work, {
    divorce,
    numbers,
    dossierId: id,
    agencyId: officer.agencyId,
    confirmedBy: officer.id,
    requestKey: requestKey ?? null,
  })
}

export const UndoDivorce = z
  .strictObject({
    divorce: z.uuid().meta({ description: 'divorces[].id of the checks of this dossier' }),
    reason: printedText({ max: 2000 }).pipe(z.string().min(10)),
  })
  .meta({
    id: 'UndoDivorce',
    example: {
      divorce: '0198c0de-0000-7000-8000-000000000000',
      reason: 'Bản án ghi người khác cùng họ tên, đã đối chiếu số định danh.',
    },
  })
export type UndoDivorce = z.infer<typeof UndoDivorce>

/**
 * Hủy ghi chú ly hôn: an officer who has a dossier of one of the two, another than who recorded it unless it still waits, found that it
 * was wrong and says why; the marriage stands again. Repeating a request key changes nothing.
 */
export async function undoDivorce(
  work: Work,
  officer: Officer,
  id: string,
  { divorce, reason }: UndoDivorce,
  { requestKey }: ActionKey = {},
): Promise<void> {
  const dossier = await lockForDivorce(work, officer, id)
  const { numbers } = await findCaseChecks(work, dossier)
  await undo(work, {
    divorce,
    reason,
    numbers,
    dossierId: id,
    agencyId: officer.agencyId,
    undoneBy: officer.id,
    requestKey: requestKey ?? null,
  })
}

async function lockForDivorce(work: Work, officer: Officer, id: string): Promise<Dossier> {
  const dossier = await lockForOfficer(work, officer, id)
  const doers = doersOf(officer, dossier)
  if (!doers.includes('counter') && !doers.includes('specialist')) throw notYourPart({ action: 'check' })
  if (!isRunning(dossier.status) || !['one_stop', 'specialist'].includes(dossier.step))
    throw notPermittedNow({ action: 'check', state: dossier.status })
  return dossier
}
