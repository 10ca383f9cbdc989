/** The papers around a dossier, as the forms of Thông tư 03/2025/TT-VPCP ask for them: data here, typeset elsewhere. */
import { type Agency, getAgency, ownHeadOf } from '#server/modules/agencies/index.ts'
import type { renderReceipt, renderSlip } from '#server/modules/documents/index.ts'
import { listPapersByIds } from '#server/modules/registry/index.ts'
import { province } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { timeLimitFor } from '#shared/form/requirements.ts'
import { formatDong } from '#shared/money.ts'
import { filedAnswers } from '../filing.ts'
import { dueAfter, isExtendedBeforeDue } from '../fold.ts'
import { type Action, type ActionKind, isRefusalAwaited } from '../model.ts'
import { wishOf } from '../paper-result.ts'
import { originalsOf } from '../read/originals.ts'
import { paperTitle } from '../read/paper-standing.ts'
import type { DossierView } from '../read/view-dossier.ts'
import { dossierNotFound } from '../refusals.ts'
import {
  addressOf,
  type Counter,
  counterOf,
  homeOf,
  letterheadOf,
  minutesOf,
  officeOf,
  type PrintedPerson,
} from './paper-heads.ts'

type ReceiptData = Parameters<typeof renderReceipt>[0]
type SlipData = Parameters<typeof renderSlip>[0]

/** What of a dossier its papers are set from. */
export type PrintedCase = Pick<DossierView, 'dossier' | 'service' | 'state' | 'actions' | 'papers' | 'fee'>

/** Which actions issue a slip of each kind. */
export const slipActions = {
  supplement: ['ask_supplement'],
  refusal: ['refuse'],
  apology: ['extend'],
  stop: ['stop', 'withdraw'],
} as const satisfies Record<string, readonly ActionKind[]>

export type SlipKind = keyof typeof slipActions
export const slipKinds = Object.keys(slipActions) as [SlipKind, ...SlipKind[]]

/**
 * Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01), or the Phiếu hẹn, trả kết quả of civil status. It bears no number:
 * that is taken with acceptance (`issueSlip`).
 */
export async function gatherReceipt(
  work: Work,
  view: PrintedCase,
  person: PrintedPerson,
): Promise<ReceiptData> {
  const { dossier, service, state, actions, papers } = view
  const agency = await getAgency(work, dossier.agencyId)
  const accepted = actions.find(({ kind }) => kind === 'accept')
  const forms = { upload: 'Bản điện tử', vault: 'Kho giấy tờ', registry: 'Khai thác từ CSDL' }
  const held = await listPapersByIds(
    work,
    dossier.applicantId,
    papers.flatMap(({ vaultPaperId }) => vaultPaperId ?? []),
  )
  const given = [...new Set(papers.map(({ key }) => key))].map((key) => {
    const own = papers.filter((paper) => paper.key === key)
    const source = own[0]?.source as keyof typeof forms | undefined
    const handedInOn = held.find(({ id }) => id === own[0]?.vaultPaperId)?.handedInOn
    const form = `${forms[source ?? 'upload']}${handedInOn ? ` (nộp ${formatDate(handedInOn)})` : ''}`
    return { name: paperTitle(service, key).slice(0, 300), form, copies: own.length }
  })
  const originals = originalsOf(service, dossier)
    .filter(({ key }) => accepted?.data.originals?.includes(key))
    .map(({ name, kind, originals }) => ({
      name: name.slice(0, 300),
      form: kind === 'show' ? 'Bản chính, đã xuất trình và trả lại' : 'Bản chính, lưu hồ sơ',
      copies: Math.max(1, originals),
    }))
  const online = dossier.channel === 'online'
  const day = localDay(state.acceptedAt ?? state.submittedAt)
  const counter = await counterOf(work, agency, day)
  return {
    isAppointment: service.receipt === 'phieu-hen',
    letterhead: letterheadOf(agency, counter, counter.symbol, day),
    unit: counter.name,
    dossierCode: dossier.code,
    applicant: {
      name: person.name,
      identityNumber: person.identityNumber,
      address: homeOf(person) || 'không',
      phone: person.phone ?? 'không',
      email: person.email ?? 'không',
    },
    request: `${service.name} (${service.code})`,
    components: [
      { name: `Tờ khai: ${service.plainName}`, form: 'Bản điện tử', copies: 1 },
      ...given,
      ...originals,
    ],
    duration: marked(limitWords(view), service.sources.time),
    receivedAt: minutesOf(state.acceptedAt ?? state.submittedAt),
    dueAt: dossier.dueAt ? minutesOf(dossier.dueAt) : null,
    ...(dossier.status in dueNotes ? { dueNote: dueNotes[dossier.status] } : {}),
    fee: view.fee === null ? feeWords(null) : marked(feeWords(view.fee), service.sources.fees),
    collectAt: collectedAt(dossier.answers as Answers, service.result.originals, counter, agency).slice(
      0,
      300,
    ),
    register: {
      volume: localDay(state.submittedAt).slice(0, 4),
      sequence: '…',
    },
    submitter: person.name,
    ...(online ? { applicantSignature: '(Nộp trực tuyến, đã xác thực định danh điện tử)' } : {}),
    signature: {
      capacity: ['NGƯỜI TIẾP NHẬN HỒ SƠ'],
      name: accepted?.actorName ?? 'Hệ thống tiếp nhận trực tuyến',
    },
    verification: addressOf(dossier.code),
  }
}

/** Why there is no due time while the clock rests. */
const dueNotes: Partial<Record<string, string>> = {
  supplement: 'tính lại khi hồ sơ được bổ sung đủ',
  duty: 'tính lại khi khoản tiền phải nộp đã được nộp đủ',
}

/** The limit that binds: the longer one an officer chose, else the usual one of these answers. */
function limitWords({ service, dossier, actions }: PrintedCase): string {
  const chosen = actions.findLast(({ kind }) => kind === 'choose_limit')?.data.choice
  const choice = service.timeLimit.choices.find(({ key }) => key === chosen)
  return (choice ?? timeLimitFor(service, filedAnswers(dossier))).text
}

/** Electronically in any case; on paper as it was asked for. */
function collectedAt(answers: Answers, originals: number, counter: Counter, agency: Agency): string {
  const vault = 'Kho giấy tờ điện tử của người nộp'
  const wish = wishOf(answers, originals)
  if (!wish) return `${vault}; ${agency.name}`
  const place = wish.way === 'post' ? 'gửi qua bưu điện' : `tại ${counter.name}`
  const amount = [
    wish.originals > 1 ? `${wish.originals} bản giấy` : wish.originals ? 'bản giấy' : '',
    wish.copies ? `${wish.copies} bản sao` : '',
  ]
  return `${vault}; ${amount.filter(Boolean).join(' và ')} ${place}`
}

/** A paper outlives the screen: what nobody has found in its text yet says so there too. */
function marked(words: string, { state }: { state: 'source' | 'unverified' }): string {
  const mark = state === 'unverified' ? ' (chưa đối chiếu với văn bản gốc)' : ''
  return `${words}${mark}`
}

function feeWords(fee: number | null): string {
  if (fee === null) return 'theo thông báo của cơ quan giải quyết'
  return fee > 0 ? formatDong(fee) : 'không thu'
}

/** Phiếu yêu cầu bổ sung, từ chối, xin lỗi và hẹn lại, thông báo dừng (Mẫu số 02 to 05): of the last such action, without its number. */
export async function gatherSlip(
  work: Work,
  view: PrintedCase,
  person: PrintedPerson,
  kind: SlipKind,
): Promise<SlipData> {
  const { dossier, service, actions } = view
  const isAsked = kind === 'refusal' && isRefusalAwaited(dossier)
  const kinds: readonly ActionKind[] = isAsked ? ['ask_refusal'] : slipActions[kind]
  const action = actions.findLast((candidate) => kinds.includes(candidate.kind))
  if (!action) throw dossierNotFound()
  const agency = await getAgency(work, action.agencyId ?? dossier.agencyId)
  const day = localDay(action.at)
  const counter = await counterOf(work, agency, day)
  const base = {
    unit: counter.name,
    procedure: `${service.name} (${service.code})`.slice(0, 500),
    person: {
      name: person.name,
      identityNumber: person.identityNumber,
      address: homeOf(person) || null,
      phone: person.phone,
      email: person.email,
    },
    verification: addressOf(dossier.code),
    dossierCode: dossier.code,
  }
  const head = (symbol: string) => letterheadOf(agency, counter, symbol, day)
  const reason = String(action.data.reason ?? '')
  const receivedOn = formatDate(view.state.acceptedAt ?? view.state.submittedAt)
  const receiver = { capacity: ['NGƯỜI TIẾP NHẬN HỒ SƠ'], name: action.actorName }
  switch (kind) {
    case 'refusal': {
      const signature = isAsked
        ? unsigned
        : ((await headOfCounter(work, action, counter, agency)) ?? receiver)
      return { kind, ...base, reason, letterhead: head('PTC'), signature }
    }
    case 'supplement': {
      const contact = { name: action.actorName, phone: agency.phone ?? province().hotline }
      const items = action.data.items ?? []
      return { kind, ...base, reason, letterhead: head('PBS'), signature: receiver, items, contact }
    }
    case 'stop':
      return {
        kind,
        ...base,
        // The form's own symbol is not established; a notice is a TB (NĐ 30/2020/NĐ-CP Phụ lục III).
        letterhead: head(`TB-${counter.symbol}`),
        receivedOn,
        isAccepted: view.state.acceptedAt !== null,
        withdrawnOn: action.kind === 'withdraw' ? formatDate(action.at) : null,
        reason: reason || null,
        signature: {
          capacity: counter.line.split('\n'),
          name: 'Thông báo tự động',
          note: '(Có dấu của cơ quan)',
        },
      }
    case 'apology': {
      const office = await officeOf(work, action, agency.id)
      return {
        kind,
        ...base,
        reason,
        // The agency asks pardon under its own name.
        letterhead: { ...head('PXL'), ...(await ownHeadOf(work, agency)) },
        signature: {
          capacity: office ? [...office.authorityLines, office.title] : ['THỦ TRƯỞNG CƠ QUAN'],
          name: action.actorName,
        },
        agency: agency.name,
        receivedOn,
        previousDueAt: minutesOf(dueAfter(actions, action.seq - 1)),
        newDueAt: minutesOf(dueAfter(actions, action.seq)),
        beforeDue: isExtendedBeforeDue(actions, action),
      }
    }
  }
}

/** Of a slip that waits for its signature. */
const unsigned = { capacity: ['NGƯỜI CÓ THẨM QUYỀN'], name: '…………' }

/** Where whoever refuses heads the counter or signs for the agency, the slip says in which capacity. */
async function headOfCounter(work: Work, action: Action, counter: Counter, agency: Agency) {
  for (const id of new Set([counter.agencyId, agency.id])) {
    const office = await officeOf(work, action, id)
    if (office?.signs) return { capacity: [...office.authorityLines, office.title], name: action.actorName }
  }
}
