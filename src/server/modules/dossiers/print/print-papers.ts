/** The papers around a dossier, as the forms of Thông tư 03/2025/TT-VPCP ask for them: data here, typeset elsewhere. */
import {
  type Agency,
  findAgency,
  getAgency,
  listAgencies,
  placeName,
  positionOf,
} from '#server/modules/agencies/index.ts'
import type { renderReceipt, renderSlip } from '#server/modules/documents/index.ts'
import { listPapersByIds } from '#server/modules/registry/index.ts'
import { config } from '#server/platform/config.ts'
import { province } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { writeAddress } from '#shared/address.ts'
import { formatDate, formatIsoLocal, type LocalDay, localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { timeLimitFor } from '#shared/form/requirements.ts'
import { formatDong } from '#shared/money.ts'
import { dossierCheckCode, followPath } from '../check-code.ts'
import { dueAfter, isExtendedBeforeDue } from '../fold.ts'
import type { Action } from '../model.ts'
import type { DossierView } from '../read/view-dossier.ts'
import { dossierNotFound } from '../refusals.ts'

type ReceiptData = Parameters<typeof renderReceipt>[0]
type SlipData = Parameters<typeof renderSlip>[0]

/** The applicant as these papers name them. */
export interface PrintedPerson {
  name: string
  identityNumber: string
  /** Without the commune, which `unitCode` names. */
  address: string | null
  unitCode: string | null
  phone: string | null
  email: string | null
}

export const slipKinds = ['supplement', 'refusal', 'apology'] as const
export type SlipKind = (typeof slipKinds)[number]

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01). */
export async function gatherReceipt(
  work: Work,
  view: DossierView,
  person: PrintedPerson,
): Promise<ReceiptData> {
  const { dossier, service, state, actions, papers } = view
  const agency = await getAgency(work, dossier.agencyId)
  const accepted = actions.find(({ kind }) => kind === 'accept')
  const nameOf = (key: string) => service.papers.find((paper) => paper.key === key)?.name ?? key
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
    return { name: nameOf(key).slice(0, 300), form, copies: own.length }
  })
  const online = dossier.channel === 'online'
  const day = localDay(state.acceptedAt ?? state.submittedAt)
  const counter = await counterOf(work, agency, day)
  return {
    letterhead: letterheadOf(agency, counter, numberOf(dossier.code, counter.symbol), day),
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
    components: [{ name: `Tờ khai: ${service.plainName}`, form: 'Bản điện tử', copies: 1 }, ...given],
    duration: timeLimitFor(service, dossier.answers as Answers).text.slice(0, 120),
    receivedAt: minutesOf(state.acceptedAt ?? state.submittedAt),
    dueAt: dossier.dueAt ? minutesOf(dossier.dueAt) : null,
    ...(dossier.status === 'supplement' ? { dueNote: 'tính lại khi hồ sơ được bổ sung đủ' } : {}),
    fee: feeWords(view.fee),
    collectAt: `Kho giấy tờ điện tử của người nộp; ${agency.name}`.slice(0, 300),
    register: {
      volume: localDay(state.submittedAt).slice(0, 4),
      sequence: dossier.code.split('-').at(-1) ?? '',
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

function feeWords(fee: number | null): string {
  if (fee === null) return 'theo thông báo của cơ quan giải quyết'
  return fee > 0 ? formatDong(fee) : 'không thu'
}

/** Phiếu yêu cầu bổ sung, từ chối, xin lỗi và hẹn lại (Mẫu số 02, 03, 04): of the last such action. */
export async function gatherSlip(
  work: Work,
  view: DossierView,
  person: PrintedPerson,
  kind: SlipKind,
): Promise<SlipData> {
  const { dossier, service, actions } = view
  const wanted = { supplement: 'ask_supplement', refusal: 'refuse', apology: 'extend' } as const
  const action = actions.findLast((candidate) => candidate.kind === wanted[kind])
  if (!action) throw dossierNotFound()
  const agency = await getAgency(work, action.agencyId ?? dossier.agencyId)
  const day = localDay(action.at)
  const counter = await counterOf(work, agency, day)
  const base = {
    letterhead: letterheadOf(
      agency,
      counter,
      numberOf(dossier.code, `${kind === 'refusal' ? 'PTC' : 'PBS'}-${counter.symbol}`),
      day,
    ),
    unit: counter.name,
    procedure: `${service.name} (${service.code})`.slice(0, 500),
    person: {
      name: person.name,
      identityNumber: person.identityNumber,
      address: homeOf(person) || null,
      phone: person.phone,
      email: person.email,
    },
    reason: String(action.data.reason ?? ''),
    signature: { capacity: ['NGƯỜI TIẾP NHẬN HỒ SƠ'], name: action.actorName },
    verification: addressOf(dossier.code),
    dossierCode: dossier.code,
  }
  if (kind === 'refusal') return { kind, ...base }
  if (kind === 'supplement') {
    const contact = { name: action.actorName, phone: agency.phone ?? province().hotline }
    return { kind, ...base, items: action.data.items ?? [], contact }
  }
  return {
    kind,
    ...base,
    letterhead: {
      ...base.letterhead,
      ...(await ownHeadOf(work, agency)),
      number: numberOf(dossier.code, `PXL-${agency.symbol}`),
    },
    signature: { capacity: await capacityOf(work, action, agency), name: action.actorName },
    agency: agency.name,
    receivedOn: formatDate(view.state.acceptedAt ?? view.state.submittedAt),
    previousDueAt: minutesOf(dueAfter(view.actions, action.seq - 1)),
    newDueAt: minutesOf(dueAfter(view.actions, action.seq)),
    beforeDue: isExtendedBeforeDue(view.actions, action),
  }
}

/** Where a person lives, the commune by the name it bears today. */
function homeOf({ address, unitCode }: PrintedPerson): string {
  return writeAddress(address ?? '', (unitCode && placeName(unitCode)) || '')
}

/** Who asked pardon, in the capacity they held that day. */
async function capacityOf(work: Work, { actorId, at }: Action, agency: Agency): Promise<string[]> {
  const block = actorId ? await positionOf(work, actorId, agency.id, localDay(at)) : undefined
  return block ? [...block.authorityLines, block.title] : ['THỦ TRƯỞNG CƠ QUAN']
}

interface Counter {
  name: string
  /** As the letterhead sets it, without the place that stands above. */
  line: string
  symbol: string
}

/** Who receives and returns for an agency: its service centre or, where there is none, its one-stop unit. */
async function counterOf(work: Work, agency: Agency, day: LocalDay): Promise<Counter> {
  const [centre] = await listAgencies(work, day, { kind: 'service_centre', within: agency.id })
  return centre
    ? { name: centre.name.slice(0, 200), line: 'TRUNG TÂM PHỤC VỤ\nHÀNH CHÍNH CÔNG', symbol: centre.symbol }
    : {
        name: `Bộ phận Tiếp nhận và Trả kết quả, ${agency.name}`.slice(0, 200),
        line: 'BỘ PHẬN TIẾP NHẬN\nVÀ TRẢ KẾT QUẢ',
        symbol: 'BPTNTKQ',
      }
}

function letterheadOf(agency: Agency, counter: Counter, number: string, issuedOn: LocalDay) {
  return {
    parent: onTwoLines(agency.name),
    organisation: counter.line,
    number,
    place: agency.place,
    issuedOn,
  }
}

/** The agency asks pardon under its own name. */
async function ownHeadOf(work: Work, agency: Agency) {
  const parent = agency.parentId ? await findAgency(work, agency.parentId) : undefined
  const isCommittee = agency.kind === 'people_committee'
  return {
    parent: parent
      ? capitals(isCommittee ? parent.name.replace(/^Ủy ban nhân dân\s+/i, '') : parent.name)
      : null,
    organisation: onTwoLines(agency.name),
  }
}

/** Below ten with a leading zero (NĐ 30/2020/NĐ-CP Phụ lục I, II.3). */
function numberOf(code: string, symbol: string): string {
  return `${String(Number(code.split('-').at(-1))).padStart(2, '0')}/${symbol}`
}

/** Where the QR leads: where the dossier stands, with the check code that opens it. */
function addressOf(code: string) {
  const checkCode = dossierCheckCode(code)
  return { code, checkCode, address: `${config.ORIGIN}${followPath(code)}` }
}

function minutesOf(instant: Date): string {
  return formatIsoLocal(instant).slice(0, 16)
}

/** The two halves of a committee's name stand on two lines. */
function onTwoLines(name: string): string {
  return capitals(name).replace(/^ỦY BAN NHÂN DÂN\s+/, 'ỦY BAN NHÂN DÂN\n')
}

function capitals(text: string): string {
  return text.toLocaleUpperCase('vi')
}
