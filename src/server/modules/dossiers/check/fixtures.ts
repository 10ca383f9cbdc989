/** Desks whose service asks of named people and whose result stands in the register. */
import { randomUUID } from 'node:crypto'
import type { Check, Service } from '#server/modules/catalogue/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { aDesk, aService, type Desk, type Filed, monday, submitAs } from '../fixtures.ts'
import { acceptDossier } from '../handle/accept-dossier.ts'
import { forwardDossier } from '../handle/forward-dossier.ts'
import { payFees } from '../paying/fixtures.ts'
import { viewChecks } from './case-checks.ts'
import type { SettledCheck } from './settle-checks.ts'

/** Of whom a form asks, and what else. */
interface Asked {
  people: readonly string[]
  days?: readonly string[]
  numbers?: readonly string[]
  places?: readonly string[]
}

/** A check as a file of a service has it, with the law it rests on left to the test. */
export function aCheck(key: string, check: Partial<Check>): Check {
  return {
    key,
    title: `Việc kiểm tra ${key}`,
    whenNot: 'refuse',
    basis: 'Luật Hộ tịch 60/2014/QH13',
    established: false,
    ...check,
  }
}

/** A desk with a service of these questions, checks and entry; everything asked may be left out. */
export async function aDeskWithChecks(
  asked: Asked,
  checks: Check[],
  changes: { entry?: Service['result']['entry']; papers?: Service['papers'] } = {},
): Promise<Desk> {
  const { result } = aService('thu')
  const common = { required: false, sensitive: false } as const
  const people = asked.people.flatMap((who) => [
    { ...common, key: `${who}.fullName`, label: 'Họ tên', type: 'personName' as const },
    { ...common, key: `${who}.bornOn`, label: 'Ngày sinh', type: 'date' as const },
    { ...common, key: `${who}.identityNumber`, label: 'Số định danh', type: 'identityNumber' as const },
  ])
  const days = (asked.days ?? []).map((key) => ({ ...common, key, label: 'Ngày', type: 'date' as const }))
  const numbers = (asked.numbers ?? []).map((key) => ({
    ...common,
    key,
    label: 'Số',
    type: 'number' as const,
    decimals: 0,
  }))
  const places = (asked.places ?? []).map((key) => ({ ...common, key, label: 'Nơi', type: 'unit' as const }))
  const { entry, papers = [] } = changes
  const { form: _form, forms: _forms, ...plain } = result
  return aDesk({
    papers,
    checks,
    form: {
      sections: [{ key: 'all', title: 'Tờ khai', questions: [...people, ...days, ...numbers, ...places] }],
    },
    prerequisites: [],
    further: [],
    fees: [],
    coordinating: [],
    result: {
      ...plain,
      subject: 'Kết quả của hồ sơ',
      body: [{ kind: 'paragraph', text: 'Đã giải quyết hồ sơ {{dossier.code}}.' }],
      decision: [],
      decisionNote: undefined,
      alternatives: [],
      ...(entry ? { entry } : {}),
    },
  })
}

export interface Party {
  fullName: string
  bornOn?: string
  idNumber?: string
}

/** The answers about these people. */
export function aboutPeople(people: Record<string, Party>, more: Answers = {}): Answers {
  const answers: Answers = { ...more }
  for (const [who, { fullName, bornOn, idNumber }] of Object.entries(people))
    answers[who] = {
      fullName,
      ...(bornOn ? { bornOn } : {}),
      ...(idNumber ? { identityNumber: idNumber } : {}),
    }
  return answers
}

type Applicant = Citizen & { idNumber: string }

/** Filed by this applicant, accepted, and on the specialist's desk. */
export async function inWork(
  desk: Desk,
  applicant: Applicant,
  answers: Answers,
  now = monday,
): Promise<Filed> {
  const filed = await fileAnswers(desk, applicant, answers, now)
  await payFees(filed.id, now)
  await perform(desk.oneStop, (work) => acceptDossier(work, desk.oneStop, filed.id), { now })
  const assigneeId = desk.specialist.id
  await perform(desk.oneStop, (work) => forwardDossier(work, desk.oneStop, filed.id, { assigneeId }), { now })
  return filed
}

export async function fileAnswers(
  desk: Desk,
  citizen: Applicant,
  answers: Answers,
  now = monday,
  papers: Parameters<typeof submitAs>[1]['papers'] = [],
): Promise<Filed> {
  const input = { requestKey: randomUUID(), serviceCode: desk.service.code, answers, papers }
  return { ...(await submitAs(citizen, input, now)), citizen }
}

/** The list as the specialist of this desk sees it, by key. */
export async function checksOf(
  desk: Desk,
  filed: Pick<Filed, 'code'>,
  now = monday,
): Promise<Record<string, SettledCheck>> {
  const { checks } = await perform(desk.specialist, (work) => viewChecks(work, desk.specialist, filed.code), {
    now,
  })
  return Object.fromEntries(checks.map((check) => [check.key, check]))
}
