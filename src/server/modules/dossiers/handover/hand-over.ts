/** What the counter does with a result asked for on paper: prints it, hands it over, gives it to the post, takes it back from there. */
import { z } from 'zod'
import { getDocument } from '#server/modules/documents/index.ts'
import { confirmPerson, identifyPerson } from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { EventType } from '#server/platform/events.ts'
import { checkSameRequest } from '#server/platform/web/idempotency.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { parseIdentityNumber } from '#shared/identity-number.ts'
import { PersonName } from '#shared/person-name.ts'
import type { Refusal } from '#shared/refusal.ts'
import { paperCameBack, paperHandedOver, paperPrinted, paperSent } from '../events.ts'
import { type ActionKey, lockForOfficer } from '../handle/take-action.ts'
import { type HandoverKind, nextHandovers } from '../paper-result.ts'
import { placeOf } from '../parties.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import {
  applicantDiffers,
  changedMeanwhile,
  mandateNeeded,
  noPaperAsked,
  notWithPaperNow,
  notYourPart,
  resultRevoked,
  sentLater,
  takerDiffers,
  takerNumberWrong,
} from '../refusals.ts'
import {
  findHandoverByKey,
  findPaperResult,
  type HandoverData,
  insertHandover,
  type PaperResult,
} from './handover-queries.ts'

export const HandOver = z
  .strictObject({
    /** Whoever stands there: the applicant, or another who brings a mandate. */
    taker: z.enum(['applicant', 'other']),
    idNumber: z.string().regex(/^\d{12}$/),
    fullName: PersonName,
    bornOn: Day,
    /** Văn bản ủy quyền: what it is, its number and day. */
    mandate: printedText({ max: 300 }).default(''),
  })
  .meta({
    id: 'HandOver',
    example: {
      taker: 'applicant',
      idNumber: '046094003127',
      fullName: 'Nguyễn Văn Minh',
      bornOn: '1994-03-12',
    },
  })
export type HandOver = z.input<typeof HandOver>

export const SendPaper = z
  .strictObject({
    /** Số vận đơn, as the post gives it. */
    consignment: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9][A-Z0-9 ./-]{2,38}[A-Z0-9]$/),
    sentOn: Day,
  })
  .meta({ id: 'SendPaper', example: { consignment: 'EA123456789VN', sentOn: '2026-12-01' } })
export type SendPaper = z.infer<typeof SendPaper>

export const PaperCameBack = z
  .strictObject({ reason: printedText({ min: 3, max: 500 }) })
  .meta({ id: 'PaperCameBack', example: { reason: 'Không có người nhận tại địa chỉ.' } })
export type PaperCameBack = z.infer<typeof PaperCameBack>

/** Đã in: result and copies lie at the counter. Printing again, where a sheet was spoilt, is recorded again. */
export async function printPaper(work: Work, officer: Officer, id: string, key: ActionKey = {}) {
  const found = await findForCounter(work, officer, id)
  await record(work, officer, found, 'print', { data: {} }, key)
}

/**
 * Trao tại quầy: to the applicant, or to another who brings a mandate, named by number, name and birth date as for filing.
 * Returns the refusal where these are not that person's; it is to be told once the miss is stored.
 */
export async function handOverPaper(
  work: Work,
  officer: Officer,
  id: string,
  input: HandOver,
  key: ActionKey = {},
): Promise<Refusal | undefined> {
  const { taker, mandate, ...given } = HandOver.parse(input)
  const found = await findForCounter(work, officer, id)
  if ((await mayRecord(work, found, 'hand_over', key)) === 'repeated') return undefined
  const takerId = taker === 'applicant' ? await sameAsApplicant() : await otherPerson()
  if (!takerId) return taker === 'applicant' ? applicantDiffers() : takerDiffers()
  const data = {
    takerName: given.fullName,
    takerNumber: given.idNumber,
    ...(taker === 'other' ? { mandate } : {}),
  }
  await record(work, officer, found, 'hand_over', { takerId, data }, key)
  return undefined

  async function sameAsApplicant(): Promise<string | undefined> {
    const { applicantId } = found.dossier
    return (await confirmPerson(work, officer, applicantId, given)) ? applicantId : undefined
  }

  async function otherPerson(): Promise<string | undefined> {
    if (mandate.length < 3) throw mandateNeeded()
    const parsed = parseIdentityNumber(given.idNumber)
    if (!parsed) throw takerNumberWrong()
    const person = await identifyPerson(work, officer, {
      ...given,
      gender: parsed.gender,
      source: 'Nhận thay kết quả',
    })
    return person?.id
  }
}

/** Gửi bưu điện: the post has it, under this number since this day. */
export async function sendPaper(
  work: Work,
  officer: Officer,
  id: string,
  input: SendPaper,
  key: ActionKey = {},
): Promise<void> {
  const data = SendPaper.parse(input)
  const found = await findForCounter(work, officer, id)
  const printedOn = found.paper.printedAt ? localDay(found.paper.printedAt) : ''
  if (data.sentOn > localDay(work.now) || data.sentOn < printedOn) throw sentLater()
  await record(work, officer, found, 'send', { data }, key)
}

/** Bưu điện hoàn: it lies at the counter again, to be sent once more or fetched. */
export async function takePaperBack(
  work: Work,
  officer: Officer,
  id: string,
  input: PaperCameBack,
  key: ActionKey = {},
): Promise<void> {
  const data = PaperCameBack.parse(input)
  await record(work, officer, await findForCounter(work, officer, id), 'come_back', { data }, key)
}

interface Found {
  dossier: Dossier
  paper: PaperResult
}

/** The paper, for who works at the counter that received the dossier. */
async function findForCounter(work: Work, officer: Officer, id: string): Promise<Found> {
  const dossier = await lockForOfficer(work, officer, id)
  if (!officer.roles.includes('one_stop') || !officer.agencyIds.includes(dossier.agencyId))
    throw notYourPart({ action: 'hand_over' })
  const paper = await findPaperResult(work.tx, id)
  if (!paper) throw noPaperAsked()
  return { dossier, paper }
}

async function mayRecord(
  work: Work,
  { dossier, paper }: Found,
  kind: HandoverKind,
  { requestKey, requestMark, seenSeq }: ActionKey,
): Promise<'first' | 'repeated'> {
  const first = requestKey ? await findHandoverByKey(work.tx, dossier.id, requestKey) : undefined
  if (first) {
    checkSameRequest(first.requestMark, requestMark)
    return 'repeated'
  }
  if (seenSeq !== undefined && seenSeq !== paper.lastSeq) throw changedMeanwhile({ state: dossier.status })
  if (!nextHandovers(paper).includes(kind)) throw notWithPaperNow({ state: paper.state })
  // What was taken back is given to nobody; that the post brought it back is still written down.
  if (kind !== 'come_back' && (await getDocument(work, dossier.resultId ?? '')).status !== 'issued')
    throw resultRevoked()
  return 'first'
}

const facts: Record<HandoverKind, EventType<Parameters<typeof paperPrinted>[1]>> = {
  print: paperPrinted,
  hand_over: paperHandedOver,
  send: paperSent,
  come_back: paperCameBack,
}

/** Adds what was done; whoever comes second to the same state is told. */
async function record(
  work: Work,
  officer: Officer,
  found: Found,
  kind: HandoverKind,
  { takerId = null, data }: { takerId?: string | null; data: HandoverData },
  key: ActionKey,
): Promise<void> {
  if ((await mayRecord(work, found, kind, key)) === 'repeated') return
  const { dossier, paper } = found
  const seq = paper.lastSeq + 1
  const added = await insertHandover(work.tx, {
    dossierId: dossier.id,
    seq,
    kind,
    actorKind: 'officer',
    actorId: officer.id,
    actorName: officer.name,
    agencyId: officer.agencyId,
    takerId,
    data,
    at: work.now,
    requestKey: key.requestKey ?? null,
    requestMark: key.requestMark ?? null,
  })
  if (!added) throw changedMeanwhile({ state: dossier.status })
  await work.record(facts[kind](dossier.id, { ...placeOf(dossier), seq, way: paper.way }))
}
