/** For tests: a service in which everything has to happen beside the desk, and the people who do it. */
import { getPerson } from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import { dueWithin } from '../clock.ts'
import { anUpload, type Desk, monday } from '../fixtures.ts'
import type { ProposeDecision } from '../handle/propose-decision.ts'
import { missingBefore, numberOf, type Stage } from '../prerequisites.ts'
import { lockDossier } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import { lapsePrerequisites } from './lapse.ts'
import { openPrerequisite } from './open-prerequisite.ts'
import { type SettlePrerequisite, settlePrerequisite } from './settle-prerequisite.ts'

type Present = NonNullable<SettlePrerequisite['present']>

/**
 * Does what officers, those asked and time do before `stage`: everything the service awaits is there afterwards. Answers the
 * moment from which the work may go on. Whoever has to agree comes to the counter, as the answers name them.
 */
export async function settlePrerequisites(
  { oneStop, specialist }: Pick<Desk, 'oneStop' | 'specialist'>,
  id: string,
  stage: Stage,
  now = monday,
  proposal: ProposeDecision = { outcome: 'approve' },
): Promise<Date> {
  const officer = stage === 'accept' ? oneStop : specialist
  const { dossier, prerequisites, standings } = await perform(
    system,
    async (work) => {
      const dossier = await lockDossier(work.tx, id)
      if (!dossier) throw new Error(`No dossier ${id}`)
      return { dossier, ...(await prerequisitesOf(work, dossier)) }
    },
    { now },
  )
  const answers = dossier.answers as unknown as Answers
  let at = now
  for (const prerequisite of missingBefore(stage, prerequisites, standings)) {
    const { key, kind, within, who = [], conciliation } = prerequisite
    if ((kind === 'posting' || kind === 'draft') && standings[key]?.state !== 'open') {
      const draft = kind === 'draft' ? { proposal } : {}
      await perform(officer, (work) => openPrerequisite(work, officer, id, { key, ...draft }), { now: at })
    }
    const due = kind === 'posting' && within ? dueWithin(provinceCalendar(), within, at) : null
    if (due) at = new Date(due.getTime() + 60_000)
    const awaited = standings[key]?.state === 'open' ? standings[key].outstanding : who
    for (const one of kind === 'consent' ? awaited : [undefined]) {
      const present = one ? partyIn(answers, one) : await presentApplicant(kind, dossier.applicantId)
      const given: SettlePrerequisite = {
        key,
        how: 'done',
        note: 'Đã làm đúng theo quy định.',
        number: '15/CV-THU',
        on: localDay(at),
        ...(conciliation ? { met: (proposal.decision?.[conciliation.decides] ?? 'agreed') as 'agreed' } : {}),
        ...(kind === 'duty' ? { amount: 150_000 } : {}),
        ...(['outcome', 'duty'].includes(kind) || stage === 'sign'
          ? { upload: await anUpload(officer) }
          : {}),
        ...(one ? { who: [one] } : {}),
        ...(present ? { present } : {}),
      }
      const differs = await perform(officer, (work) => settlePrerequisite(work, officer, id, given), {
        now: at,
      })
      if (differs) throw differs
    }
    // Nobody objects.
    if (conciliation) at = await whenSilent(id, conciliation.objections, at)
  }
  return at
}

async function whenSilent(id: string, key: string, now: Date): Promise<Date> {
  const standing = await perform(
    system,
    async (work) => {
      const dossier = await lockDossier(work.tx, id)
      return dossier && (await prerequisitesOf(work, dossier)).standings[key]
    },
    { now },
  )
  if (!standing?.dueAt) return now
  const at = new Date(standing.dueAt.getTime() + 60_000)
  await lapsePrerequisites(at)
  return at
}

/** A party as the answers name them, who stands at the counter with their card. */
export function partyIn(answers: Answers, who: string): Present | undefined {
  const idNumber = numberOf(answers, who)
  if (!idNumber) return undefined
  const read = (part: string, otherwise: string) => {
    const value = valueAt(answers, `${who}.${part}`)
    return typeof value === 'string' ? value : otherwise
  }
  const century = Number(idNumber[3])
  const year = 1900 + Math.floor(century / 2) * 100 + Number(idNumber.slice(4, 6))
  return {
    idNumber,
    fullName: read('fullName', 'Trần Thị Bên Kia'),
    bornOn: read('bornOn', `${year}-06-15`),
    gender: century % 2 === 1 ? 'female' : 'male',
  }
}

async function presentApplicant(kind: string, personId: string): Promise<Present | undefined> {
  if (kind !== 'draft') return undefined
  const { idNumber, fullName, bornOn, gender } = await perform(system, (work) => getPerson(work, personId))
  return { idNumber, fullName, bornOn, gender }
}

/** Both spouses are asked about, in the words of a marriage. */
const form: Desk['service']['form'] = {
  sections: (['groom', 'bride'] as const).map((who) => ({
    key: who,
    title: who === 'groom' ? 'Bên nam' : 'Bên nữ',
    questions: [
      { key: `${who}.fullName`, label: 'Họ và tên', type: 'personName', required: true, sensitive: false },
      {
        key: `${who}.identityNumber`,
        label: 'Số định danh',
        type: 'identityNumber',
        required: true,
        sensitive: false,
      },
    ],
  })),
}

/** What changes a desk's service into one that asks the spouses, decides nothing of its own, and awaits these things. */
export function awaiting(
  prerequisites: Partial<Desk['service']['prerequisites'][number]>[],
  service: Desk['service'],
): Partial<Desk['service']> {
  const { decisionNote: _, ...result } = service.result
  return {
    form,
    checks: [],
    prerequisites: prerequisites.map((one, index) => ({
      key: `thing${index}`,
      kind: 'handIn',
      name: `Việc thứ ${index}`,
      before: 'propose',
      rests: false,
      ifNeeded: false,
      basis: 'Quy định dùng để thử',
      established: false,
      ...one,
    })),
    result: {
      ...result,
      subject: 'Việc dùng để thử',
      body: [{ kind: 'paragraph', text: 'Giải quyết theo đề nghị của {{applicant.name}}.' }],
      decision: [],
    },
    timeLimit: { ...service.timeLimit, variants: [] },
    fees: [],
  }
}
