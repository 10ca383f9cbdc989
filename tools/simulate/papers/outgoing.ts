/** The life of what an agency writes: drafted, asked about, approved, numbered, issued, sent, now and then taken back. */
import { addWorkingDays, addWorkingMinutes } from '#server/crafts/calendar/index.ts'
import {
  documentDrafted,
  draftApproved,
  draftDiscarded,
  draftReturned,
  draftSubmitted,
  opinionAsked,
  opinionGiven,
  stepApproved,
} from '#server/modules/documents/events.ts'
import { localDay } from '#shared/dates.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { aboutOf, act, after, countedOf, type Desk, isOver, record } from './desk.ts'
import { answer, receive } from './incoming.ts'
import { issue, leaveNumberEmpty, replace, takeBack } from './issuing.ts'
import type { Letter, Opinion, Paper } from './paper.ts'
import { aBody, onDay } from './texts.ts'

/** Of how many of a type others are asked what they think. */
const askedAbout: Record<string, number> = {
  decision: 0.4,
  plan: 0.4,
  directive: 0.4,
  submission: 0.4,
  report: 0.1,
}

/** From its first text as far as the past goes. */
export function write(desk: Desk, letter: Letter): void {
  const { random } = desk
  const { office, begunAt } = letter
  if (isOver(desk, office, begunAt)) return
  const { specialist } = desk.staffOf(office)
  const paper = begin(desk, letter)
  desk.written.papers.push(paper)
  if (!letter.answers && !letter.replaces && random.chance(0.015)) {
    const at = after(desk, begunAt, 60, 900)
    const fact = draftDiscarded(paper.id, aboutOf(paper))
    if (act(desk, paper, { kind: 'discard', actorId: specialist.id, at, fact }))
      settle(paper, 'discarded', at)
    return
  }
  let ready = after(desk, begunAt, 30, 500)
  if (random.chance(askedAbout[paper.kind] ?? 0)) {
    const asked = ask(desk, paper, ready)
    if (!asked) return
    ready = after(desk, asked, 20, 200)
    if (!revise(desk, paper, ready)) return
    ready = after(desk, ready, 5, 60)
  }
  let approved = goRoute(desk, paper, ready, random.chance(0.07))
  if (approved && random.chance(0.012)) {
    const at = after(desk, approved, 10, 200)
    approved = leaveNumberEmpty(desk, paper, at) ? after(desk, at, 60, 300) : undefined
  }
  if (!approved) return
  const signed = after(desk, approved, 8, random.chance(office.staff.lateness) ? 2000 : 420)
  const issuedAt = issue(desk, paper, signed)
  if (!issuedAt) return
  for (const to of letter.recipients) {
    paper.readers.push({ agencyId: to.id, why: 'recipient', since: issuedAt })
    const at = new Date(issuedAt.getTime() + random.int(20, 90) * 1000)
    if (isOver(desk, office, at)) continue
    const received = receive(desk, {
      office: to,
      organ: office.name,
      copyOf: paper,
      matter: letter.matter,
      arrivedAt: at,
      way: 'exchange',
      askedBy: office,
    })
    desk.written.sendings.push({ paper, agencyId: to.id, at, ...(received ? { received } : {}) })
  }
  if (letter.answers) answer(desk, letter.answers, paper, new Date(issuedAt.getTime() + 1000))
  if (letter.replaces) replace(desk, letter.replaces, paper, issuedAt)
  else if (!letter.answers && letter.recipients.length === 0) regret(desk, letter, paper, issuedAt)
}

/** Of what concerns nobody else some was wrong: another is issued in its place, or it is taken back. */
function regret(desk: Desk, letter: Letter, paper: Paper, since: Date): void {
  const { random, calendar } = desk
  if (paper.kind === 'decision' && random.chance(0.05))
    write(desk, {
      ...letter,
      begunAt: addWorkingMinutes(calendar, since, random.int(900, 3600)),
      replaces: paper,
    })
  else if (random.chance(0.02)) takeBack(desk, paper, since)
}

function begin(desk: Desk, { office, matter, begunAt, recipients, organ, answers, replaces }: Letter): Paper {
  const { random } = desk
  const type = findDocumentType(matter.type)
  const { specialist } = desk.staffOf(office)
  const subject = onDay(matter.subject, localDay(begunAt))
  const to = recipients.map(({ id, name }) => ({ agencyId: id, name }))
  const paper: Paper = {
    id: random.id(begunAt.getTime()),
    source: 'agency',
    office,
    kind: matter.type,
    title: type?.name ?? matter.type,
    subject,
    content: {
      documentType: { abbreviation: type?.abbreviation ?? '', name: type?.name ?? '' },
      register: matter.type,
      blocks: [],
      body: aBody(random, matter.type, subject, random.int(2, 6)),
      recipients: [to.length > 0 || organ ? 'Như trên' : 'Như Điều 2', 'Lưu: VT'],
      ...(organ ? { addressees: [{ name: organ }] } : {}),
      ...(to.length > 0 ? { addressees: to, recipientAgencies: to.map(({ agencyId }) => agencyId) } : {}),
      ...(office.kind === 'people_committee' ? { power: 'committee' as const } : {}),
      ...(random.chance(0.04) ? { urgency: 'urgent' as const } : {}),
      ...(answers ? { answers: answers.paper.id } : {}),
    },
    texts: [{ by: specialist.id, at: begunAt }],
    acts: [],
    route: { state: 'drafting', since: begunAt },
    readers: [],
    ...(replaces ? { replaces } : {}),
  }
  const by = { actorId: specialist.id, at: begunAt }
  const told = { ...aboutOf(paper), ...countedOf(desk, paper, begunAt) }
  act(desk, paper, { kind: 'draft', ...by, version: 1, fact: documentDrafted(paper.id, told) })
  if (replaces)
    act(desk, paper, { kind: 'relate', ...by, data: () => ({ kind: 'replaces', target: replaces.id }) })
  return paper
}

function settle(paper: Paper, state: Paper['route']['state'], since: Date): void {
  paper.route = { ...paper.route, state, since }
}

/** Another agency is asked what it thinks; its answer, or that none came, is awaited until then. */
function ask(desk: Desk, paper: Paper, at: Date): Date | undefined {
  const { random, calendar } = desk
  const { specialist } = desk.staffOf(paper.office)
  const others = desk.othersOn(paper.office, localDay(at))
  const whom = others.length > 0 ? random.pick(others) : undefined
  if (!whom) return at
  const dueAt = addWorkingDays(calendar, at, 3)
  const opinion: Opinion = {
    id: random.id(at.getTime()),
    paper,
    agencyId: whom.id,
    question: 'Đề nghị cho ý kiến về nội dung thuộc lĩnh vực quản lý.',
    askedBy: specialist.id,
    at,
    dueAt,
  }
  const { question } = opinion
  const asked = [{ id: opinion.id, agencyId: whom.id }]
  const fact = opinionAsked(paper.id, { ...aboutOf(paper), asked: [whom.id], dueAt: dueAt.toISOString() })
  const data = () => ({ asked, question, dueAt: dueAt.toISOString() })
  if (!act(desk, paper, { kind: 'ask_opinion', actorId: specialist.id, at, version: 1, data, fact })) return
  desk.written.opinions.push(opinion)
  paper.readers.push({ agencyId: whom.id, why: 'opinion', since: at })
  if (!random.chance(0.8)) return dueAt
  const said = after(desk, at, 60, random.chance(0.1) ? 2600 : 1200)
  const by = desk.staffOf(whom).specialist
  const agrees = random.chance(0.7)
  const given = {
    answer: agrees ? ('agree' as const) : ('comments' as const),
    wording: agrees ? '' : 'Đề nghị ghi rõ đơn vị chịu trách nhiệm và thời hạn của từng việc.',
  }
  const told = { ...aboutOf(paper), by: whom.id, answer: given.answer, inTime: said <= dueAt }
  const done = act(desk, paper, {
    kind: 'give_opinion',
    actorId: by.id,
    at: said,
    data: () => ({ opinion: opinion.id, ...given, name: by.name }),
    fact: opinionGiven(paper.id, told),
  })
  if (!done) return
  opinion.answer = { ...given, by: by.id, name: by.name, at: said }
  return said
}

function revise(desk: Desk, paper: Paper, at: Date): boolean {
  const { specialist } = desk.staffOf(paper.office)
  const version = paper.texts.length + 1
  const fact = documentDrafted(paper.id, { ...aboutOf(paper), ...countedOf(desk, paper, at) })
  if (!act(desk, paper, { kind: 'draft', actorId: specialist.id, at, version, fact })) return false
  paper.texts.push({ by: specialist.id, at })
  settle(paper, 'drafting', at)
  return true
}

export const stepOf = ({ office, route }: Paper) => ({
  kind: 'layout' as const,
  agencyId: office.id,
  keys: ['van-thu'],
  standIns: [],
  name: 'Văn thư',
  dueAt: route.dueAt?.toISOString() ?? null,
})

/** The clerk looks at its layout, and may give it back once. When it was approved. */
function goRoute(desk: Desk, paper: Paper, at: Date, isReturned: boolean): Date | undefined {
  const { specialist, clerk } = desk.staffOf(paper.office)
  const version = paper.texts.length
  const about = aboutOf(paper)
  const dueAt = addWorkingDays(desk.calendar, at, 1)
  const was = paper.route
  paper.route = { state: 'in_route', since: at, submittedAt: at, dueAt }
  const steps = [stepOf(paper)]
  const data = () => ({
    rule: null,
    steps,
    signers: null,
    amount: null,
    urgency: paper.content.urgency ?? null,
  })
  const submitted = { kind: 'submit', actorId: specialist.id, at, version, data }
  if (!act(desk, paper, { ...submitted, fact: draftSubmitted(paper.id, about) })) {
    paper.route = was
    return
  }
  const looked = after(desk, at, 10, 400)
  if (isReturned) {
    const reason = 'Căn cứ ban hành chưa ghi đủ số, ký hiệu và ngày.'
    const returned = { kind: 'return', actorId: clerk.id, at: looked, reason }
    if (!act(desk, paper, { ...returned, fact: draftReturned(paper.id, about) })) return
    paper.route = { ...paper.route, state: 'returned', since: looked, why: reason }
    const again = after(desk, looked, 30, 400)
    return revise(desk, paper, again) ? goRoute(desk, paper, after(desk, again, 5, 60), false) : undefined
  }
  const part = { as: 'self', position: 'Văn thư' }
  const approval = {
    kind: 'approve',
    actorId: clerk.id,
    at: looked,
    version,
    data: () => ({ step: 0, part, name: clerk.name }),
    fact: stepApproved(paper.id, { ...about, as: 'self' }),
  }
  if (!act(desk, paper, approval)) return
  record(desk, draftApproved(paper.id, { ...about, ...countedOf(desk, paper, looked) }), {
    at: looked,
    actorId: clerk.id,
    agencyId: paper.office.id,
  })
  settle(paper, 'approved', looked)
  return looked
}
