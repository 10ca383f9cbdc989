/** A paper of the one-stop rules takes its number in the very work that takes the action it tells of. */
import { type Agency, getAgency } from '#server/modules/agencies/index.ts'
import { getServiceVersion, isFeeEstablished } from '#server/modules/catalogue/index.ts'
import {
  newCheckCode,
  type PaperToSeal,
  type PrintedPaper,
  requireSigningPower,
} from '#server/modules/documents/index.ts'
import { getPerson } from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireProofToSign } from '#server/platform/web/guards.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { slipIssued } from '../events.ts'
import type { DossierState } from '../fold.ts'
import type { Action } from '../model.ts'
import { placeOf } from '../parties.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { listPapersOfDossier } from '../read/paper-queries.ts'
import { notYourPart } from '../refusals.ts'
import { type Counter, counterOf, numbered, printedPerson } from './paper-heads.ts'
import { gatherReceipt, gatherSlip, type PrintedCase, type SlipKind } from './print-papers.ts'
import { headedBy, refusalPower } from './refusal-head.ts'
import { insertSlip, type SlipForm, takeSlipNumber } from './slip-queries.ts'

/** The action as it has just been taken. */
interface Taken {
  /** As it was before. */
  dossier: Dossier
  state: DossierState
  seq: number
}

const kindOf = {
  '02': 'supplement',
  '03': 'refusal',
  '04': 'apology',
  '05': 'stop',
} as const satisfies Partial<Record<SlipForm, SlipKind>>

/** What the paper is called to whoever checks it. */
const titles = {
  '02': 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  '03': 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  '04': 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
  '05': 'Thông báo dừng giải quyết hồ sơ',
}

/** What is kept of a slip until it is sealed, and afterwards of how it came about. */
export type SlipContent = Pick<PaperToSeal, 'title' | 'leader' | 'paper'>

/**
 * Issues the slip of an action that was just taken: it takes the next number of its series and keeps what was true now, from
 * which it is set and sealed once. `officer` signs it where the form is signed. Comes last in a work: the series is locked from here until the work ends.
 */
export async function issueSlip(
  work: Work,
  taken: Taken,
  form: keyof typeof kindOf | '01',
  officer?: Officer,
): Promise<void> {
  const { printed, action } = await caseAfter(work, taken)
  const person = printedPerson(await getPerson(work, taken.dossier.applicantId))
  const paperCode = newCheckCode()
  const paper: PrintedPaper =
    form === '01'
      ? { paperCode, template: 'receipt', data: await gatherReceipt(work, printed, person) }
      : { paperCode, template: 'slip', data: await gatherSlip(work, printed, person, kindOf[form]) }
  const agency = await getAgency(work, action.agencyId ?? taken.dossier.agencyId)
  const counter = await counterOf(work, agency, localDay(action.at))
  const { data } = paper
  const power = officer && (await powerToSign(work, officer, form, agency, counter))
  const issuerId = power?.agency.id ?? counter.agencyId
  const leader = officer && power ? signerOf(officer, power) : null
  if (form === '03' && officer && power && paper.template === 'slip')
    Object.assign(paper.data, await headedBy(work, officer, power, agency, counter, paper.data))
  data.signature = { ...data.signature, fields: leader ? ['leader', 'agency'] : ['agency'] }
  const series = data.letterhead.number.replace('…/', '')
  const [controlId, slipId] = [newId(work.now.getTime()), newId(work.now.getTime())]
  const title = form === '01' ? titleOfReceipt(printed) : titles[form]
  const { id: dossierId } = taken.dossier
  const shared = {
    dossierId,
    actionSeq: action.seq,
    issuedOn: localDay(action.at),
    issuedAt: action.at,
    actorKind: action.actorKind,
    actorId: action.actorId,
  }
  const year = Number(shared.issuedOn.slice(0, 4))
  const symbol = await asProgram(work, async () => {
    const number = await takeSlipNumber(work.tx, { agencyId: issuerId, series, year })
    const symbol = numbered(number, series)
    data.letterhead.number = symbol
    // The place in the register is the number of the receipt: no two of a year have one.
    if (paper.template === 'receipt') paper.data.register = { volume: String(year), sequence: String(number) }
    const content: SlipContent = { title, leader, paper }
    const own = { agencyId: issuerId, series, year, number, symbol, checkCode: paperCode, content }
    const signerPosition = leader?.position ?? null
    await insertSlip(work.tx, { id: slipId, form, ...own, signerPosition, ...shared })
    // Mẫu 06 begins when a dossier is taken on and goes along with it.
    if (form === '01' && action.kind === 'accept') {
      const number = await takeSlipNumber(work.tx, { agencyId: issuerId, series: 'PKS', year })
      const own = { agencyId: issuerId, series: 'PKS', year, number, symbol: numbered(number, 'PKS') }
      const more = { checkCode: newCheckCode(), content: null, signerPosition: null }
      await insertSlip(work.tx, { id: controlId, form: '06', ...own, ...more, ...shared })
    }
    return symbol
  })
  await work.record(slipIssued(slipId, { ...placeOf(taken.dossier), dossierId, form, symbol }))
}

export function titleOfReceipt({ service }: Pick<PrintedCase, 'service'>): string {
  return service.receipt === 'phieu-hen'
    ? 'Phiếu hẹn, trả kết quả'
    : 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả'
}

/** The dossier as this action has left it. */
async function caseAfter(
  work: Work,
  { dossier: before, state, seq }: Taken,
): Promise<{ printed: PrintedCase; action: Action }> {
  const actions = await listActions(work.tx, before.id)
  const action = actions.find((candidate) => candidate.seq === seq)
  if (!action) throw new Error(`The dossier has no action ${seq}`)
  const service = await getServiceVersion(work, before.serviceCode, before.serviceVersion)
  const { status, dueAt, acceptedAt } = state
  const dossier = { ...before, status, dueAt, acceptedAt, lastSeq: seq }
  const papers = await listPapersOfDossier(work.tx, before.id)
  const fee = isFeeEstablished(service) ? dossier.fee : null
  return { printed: { dossier, service, state, actions, papers, fee }, action }
}

/**
 * Mẫu 03 and 04 are signed by who has the power to: for the counter or its agency, for the agency; and has proved lately who
 * they are.
 */
async function powerToSign(work: Work, officer: Officer, form: SlipForm, agency: Agency, counter: Counter) {
  requireProofToSign(officer, work.now)
  if (form === '04') return requireSigningPower(work, officer, agency.id)
  const power = await refusalPower(work, officer, agency, counter)
  if (!power) throw notYourPart({ action: 'refuse' })
  return power
}

function signerOf(
  { id: accountId, name }: Officer,
  { title, position }: { title: string; position: string },
): PaperToSeal['leader'] {
  return { accountId, name, title, position }
}
