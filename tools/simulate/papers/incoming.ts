/** The life of what comes to an agency: entered, given to somebody, answered by a document of its own, closed, or still waiting. */
import { addWorkingDays, workingDaysBetween } from '#server/crafts/calendar/index.ts'
import {
  documentAnswered,
  documentAssigned,
  incomingClosed,
} from '#server/modules/documents/assign/events.ts'
import { documentArrived, documentRegistered } from '#server/modules/documents/events.ts'
import { localDay } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import type { Office } from '../place.ts'
import { act, after, type Desk, isOver, record } from './desk.ts'
import type { Paper, Place, Received } from './paper.ts'
import { type Matter, onDay } from './texts.ts'

export interface Comes {
  office: Office
  organ: string
  /** What it is a copy of, where that was issued on this platform; it has its number by then. */
  copyOf?: Paper
  outside?: { number: string; symbol: string }
  mailFrom?: string
  matter: Pick<Matter, 'type' | 'subject' | 'answer'>
  arrivedAt: Date
  way: Received['way']
  /** To whom an answer goes, where it is on this platform. */
  askedBy?: Office
}

/** From its number on as far as the past goes; nothing where the past ends before it has one. */
export function receive(desk: Desk, comes: Comes): Received | undefined {
  const { random, written } = desk
  const { office, arrivedAt, matter } = comes
  const registeredAt = after(desk, arrivedAt, 4, 300)
  if (isOver(desk, office, registeredAt)) return
  const received = enter(desk, comes, registeredAt)
  written.papers.push(received.paper)
  written.received.push(received)
  desk.file(received)
  const { leader, specialist } = desk.staffOf(office)
  const assignedAt = after(desk, registeredAt, 8, 420)
  const days = matter.answer ? random.int(3, 10) : 5
  const dueAt = addWorkingDays(desk.calendar, assignedAt, days)
  const instruction = matter.answer
    ? 'Tham mưu văn bản trả lời đúng hạn.'
    : 'Nghiên cứu, triển khai thực hiện.'
  const assigned = {
    kind: 'assign',
    actorId: leader.id,
    at: assignedAt,
    data: () => ({ leadAgency: office.id, leadAccount: specialist.id, parts: [], instruction, dueAt }),
    fact: documentAssigned(received.paper.id, { ...factOf(received), days }),
  }
  if (!act(desk, received.paper, assigned)) return received
  Object.assign(received, { state: 'assigned', since: assignedAt, assignedAt, dueAt, instruction })
  if (random.chance(0.35)) report(desk, received, after(desk, assignedAt, 60, 900))
  if (!matter.answer) close(desk, received, after(desk, assignedAt, 120, 2200))
  else if (random.chance(0.94)) {
    // Most begin in time; some when the term has passed, and a few never.
    const isLate = random.chance(office.staff.lateness + 0.06)
    const begunAt = isLate
      ? after(desk, dueAt, 5, 900)
      : after(desk, assignedAt, 60, Math.max(70, (days - 2) * 400))
    const recipients = comes.askedBy ? [comes.askedBy] : []
    const to = { recipients, ...(comes.askedBy ? {} : { organ: comes.organ }) }
    desk.write({ office, matter: matter.answer, begunAt, ...to, answers: received })
  }
  return received
}

function enter(desk: Desk, comes: Comes, registeredAt: Date): Received {
  const { random } = desk
  const { office, organ, copyOf, outside, mailFrom, matter, arrivedAt, way } = comes
  const { clerk } = desk.staffOf(office)
  const type = findDocumentType(matter.type)
  const issuedOn = localDay(copyOf?.issuedAt ?? new Date(arrivedAt.getTime() - random.int(1, 4) * 86_400_000))
  const paper: Paper = {
    id: random.id(registeredAt.getTime()),
    source: 'incoming',
    office,
    kind: matter.type,
    title: type?.name ?? matter.type,
    subject: copyOf?.subject ?? onDay(matter.subject, issuedOn),
    content: {
      documentType: { abbreviation: type?.abbreviation ?? '', name: type?.name ?? '' },
      register: 'den',
      blocks: [],
      recipients: [],
      ...(copyOf?.content.urgency ? { urgency: copyOf.content.urgency } : {}),
      from: { name: organ, ...(copyOf ? { agencyId: copyOf.office.id } : {}) },
      text: '',
    },
    texts: [{ by: clerk.id, at: registeredAt }],
    acts: [],
    route: { state: 'drafting', since: registeredAt },
    readers: [],
  }
  const year = Number(localDay(registeredAt).slice(0, 4))
  const place: Place = { register: '', year, number: 0, symbol: '' }
  const received: Received = {
    paper,
    arrivalId: random.id(arrivedAt.getTime()),
    way,
    arrivedAt,
    registeredAt,
    organ,
    ...(copyOf ? { copyOf } : {}),
    ...(outside ? { outside } : {}),
    ...(mailFrom ? { mailFrom } : {}),
    issuedOn,
    state: 'waiting',
    since: registeredAt,
    instruction: '',
  }
  const from = { agencyId: office.id, source: way }
  record(
    desk,
    documentArrived(received.arrivalId, { ...from, isReadable: true, electronic: way !== 'scan' }),
    {
      at: arrivedAt,
      actorId: way === 'scan' ? clerk.id : null,
      agencyId: office.id,
    },
  )
  const told = {
    ...from,
    kind: paper.kind,
    urgency: paper.content.urgency ?? null,
    number: 0,
    days: Math.max(workingDaysBetween(desk.calendar, arrivedAt, registeredAt), 0),
    electronic: way !== 'scan',
  }
  const onWrite = () => {
    place.number = desk.arrivals.next(`${office.id} ${year}`)
    told.number = place.number
    place.symbol = symbolOn(received)
    paper.content.symbol = place.symbol
  }
  const fact = documentRegistered(paper.id, told)
  const data = () => ({ symbol: place.symbol })
  const done = { actorId: clerk.id, at: registeredAt, version: 1 }
  act(desk, paper, { kind: 'receive', ...done, data, fact, onWrite })
  paper.place = place
  return received
}

/** Number and symbol as its issuer wrote them. */
function symbolOn({ copyOf, outside }: Received): string {
  return copyOf?.place?.symbol ?? (outside ? `${outside.number}/${outside.symbol}` : '')
}

function factOf({ paper, way }: Received) {
  const { office, kind, content } = paper
  const about = { agencyId: office.id, kind, urgency: content.urgency ?? null, leadAgencyId: office.id }
  return { ...about, electronic: way !== 'scan', signed: false }
}

function report(desk: Desk, received: Received, at: Date): void {
  const text = 'Đã phân công, đang tổng hợp số liệu.'
  const { specialist } = desk.staffOf(received.paper.office)
  if (act(desk, received.paper, { kind: 'progress', actorId: specialist.id, at, data: () => ({ text }) }))
    received.progress = { text, at }
}

function close(desk: Desk, received: Received, at: Date): void {
  if (!desk.random.chance(0.9)) return
  const reason = 'Để biết và thực hiện; đã phổ biến trong cơ quan.'
  const { specialist } = desk.staffOf(received.paper.office)
  const told = { ...factOf(received), ...endedOf(desk, received, at) }
  const fact = incomingClosed(received.paper.id, told)
  if (act(desk, received.paper, { kind: 'close', actorId: specialist.id, at, reason, fact }))
    Object.assign(received, { state: 'closed', since: at, closedWhy: reason })
}

/** The question closes when what answers it is issued: the program does that. */
export function answer(desk: Desk, received: Received, by: Paper, at: Date): void {
  const told = { ...factOf(received), ...endedOf(desk, received, at), answeredBy: by.id }
  const done = act(desk, received.paper, {
    kind: 'answer',
    actorId: null,
    at,
    data: () => ({ by: by.id, symbol: by.place?.symbol ?? '' }),
    fact: documentAnswered(received.paper.id, told),
  })
  if (done) Object.assign(received, { state: 'answered', since: at, answeredBy: by })
}

function endedOf({ calendar }: Desk, { assignedAt, dueAt }: Received, at: Date) {
  return {
    days: assignedAt ? workingDaysBetween(calendar, assignedAt, at) : null,
    onTime: dueAt ? at <= dueAt : null,
  }
}
