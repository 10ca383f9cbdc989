/** Phiếu kiểm soát quá trình (Mẫu số 06): who had a dossier, from its actions, whenever an officer wants it. */
import { findAgency, getAgency } from '#server/modules/agencies/index.ts'
import { renderControlSlip } from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { foldDossier } from '../fold.ts'
import type { Action } from '../model.ts'
import { type DossierView, viewOfficerDossier } from '../read/view-dossier.ts'
import { addressOf, counterOf, letterheadOf, minutesOf } from './paper-heads.ts'
import { listSlips } from './slip-queries.ts'

type ControlData = Parameters<typeof renderControlSlip>[0]

/** The slip as it stands now, for an officer before whom the dossier is, which is recorded. It goes on with the dossier: nothing seals it. */
export async function openControlSlip(officer: Officer, code: string): Promise<Uint8Array> {
  const data = await perform(officer, async (work) =>
    gatherControlSlip(work, await viewOfficerDossier(work, officer, code, 'slip')),
  )
  return renderControlSlip(data)
}

export async function gatherControlSlip(
  work: Work,
  { dossier, service, state, actions }: DossierView,
): Promise<ControlData> {
  const agency = await getAgency(work, dossier.agencyId)
  const began = state.acceptedAt ?? state.submittedAt
  const counter = await counterOf(work, agency, localDay(began))
  const number = (await listSlips(work.tx, dossier.id)).find(({ form }) => form === '06')?.symbol
  const head = letterheadOf(agency, counter, 'PKS', localDay(work.now))
  return {
    letterhead: { ...head, ...(number ? { number } : {}) },
    dossierCode: dossier.code,
    procedure: `${service.name} (${service.code})`.slice(0, 500),
    applicant: dossier.applicantName,
    lead: agency.name,
    coordinating: service.coordinating.map(({ name }) => name.slice(0, 200)).slice(0, 30),
    receivedAt: minutesOf(began),
    dueAt: dossier.dueAt ? minutesOf(dossier.dueAt) : null,
    rows: await handoversOf(work, dossier.applicantName, actions, counter.name),
    verification: addressOf(dossier.code),
  }
}

/** Each action by which the dossier went from one to another: who gave it, who took it, and how that stood to the promised day. */
async function handoversOf(
  work: Work,
  applicant: string,
  actions: readonly Action[],
  counter: string,
): Promise<ControlData['rows']> {
  const staff = await namesOfStaff(
    work,
    actions.flatMap(({ data }) => data.assigneeId ?? []),
  )
  const agencies = new Map<string, string>()
  for (const id of new Set(actions.flatMap(({ agencyId, data }) => [agencyId, data.toAgencyId])))
    if (id) agencies.set(id, (await findAgency(work, id))?.name ?? id)
  const officer = ({ actorName, agencyId }: Action) =>
    [actorName, agencies.get(agencyId ?? '')].filter(Boolean).join(', ')
  let last = counter
  return actions.flatMap((action) => {
    const taker = takerOf(action)
    if (!taker) return []
    const giver = ['submit', 'answer_supplement', 'withdraw'].includes(action.kind)
      ? applicant
      : action.actorKind === 'officer' && action.kind !== 'accept'
        ? officer(action)
        : last
    last = taker
    return {
      giver: giver.slice(0, 300),
      taker: taker.slice(0, 300),
      at: minutesOf(action.at),
      standing: standingAt(actions, action),
      note: noteOf(action),
    }
  })

  function takerOf(action: Action): string | undefined {
    const { kind, data } = action
    switch (kind) {
      case 'submit':
        return counter
      case 'accept':
        return officer(action)
      case 'forward': {
        const to = agencies.get(data.toAgencyId ?? '') ?? ''
        return [staff.get(data.assigneeId ?? ''), to].filter(Boolean).join(', ')
      }
      case 'ask_refusal':
        return 'Người ký phiếu từ chối'
      case 'propose':
        return `Lãnh đạo ${agencies.get(action.agencyId ?? '') ?? ''}`.trim()
      case 'take_back':
        return officer(action)
      case 'send_back':
        return staff.get(data.assigneeId ?? '') ?? 'Chuyên viên thẩm định'
      case 'drop_refusal':
      case 'answer_supplement':
      case 'sign':
        return counter
      case 'ask_supplement':
      case 'refuse':
      case 'deliver':
        return applicant
      case 'withdraw':
      case 'stop':
        return counter
      default:
        return undefined
    }
  }
}

/** QĐ 766/QĐ-TTg counts a day before the promised one as early. While no day is promised there is nothing to compare with. */
function standingAt(actions: readonly Action[], { seq, at, kind }: Action): string {
  if (kind === 'submit') return ''
  const { dueAt } = foldDossier(
    provinceCalendar(),
    actions.filter((action) => action.seq <= seq),
  )
  if (!dueAt) return ''
  if (at > dueAt) return 'Quá hạn'
  return localDay(at) < localDay(dueAt) ? 'Trước hạn' : 'Đúng hạn'
}

function noteOf({ kind, data }: Action): string {
  const said = [m.dossiers.happened[kind], data.reason, data.note]
  return said
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join('. ')
    .slice(0, 1000)
}
