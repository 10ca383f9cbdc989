/** What has to happen beside the desk: each kind asked for, answered by whose part it is, and in the way until it is there. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { anIdNumber } from '#server/modules/registry/fixtures.ts'
import { type Citizen, type Officer, system } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { perform, type Work } from '#server/platform/work.ts'
import {
  aColleague,
  aDesk,
  anApplicant,
  anApplication,
  anUpload,
  type Desk,
  type Filed,
  monday,
  readAndSign,
  submitAs,
} from '../fixtures.ts'
import { foldDossier } from '../fold.ts'
import { acceptDossier } from '../handle/accept-dossier.ts'
import { deliverResult } from '../handle/deliver-result.ts'
import { forwardDossier } from '../handle/forward-dossier.ts'
import { proposeDecision } from '../handle/propose-decision.ts'
import { applicantsPart, namesIn } from '../prerequisites.ts'
import { listActions } from '../read/action-queries.ts'
import { lockDossier } from '../read/dossier-queries.ts'
import { viewOfficerDossier, viewOwnDossier } from '../read/view-dossier.ts'
import { nationalStatus } from '../states.ts'
import { answerAsked, getAsked, listAsked, settleAnswered } from './answer-asked.ts'
import { awaiting, partyIn, settlePrerequisites } from './fixtures.ts'
import { lapsePrerequisites } from './lapse.ts'
import { openPrerequisite } from './open-prerequisite.ts'
import { type SettlePrerequisite, settleOwnDraft, settlePrerequisite } from './settle-prerequisite.ts'

const at = (text: string) => new Date(`${text}+07:00`)
const by = <T>(actor: Officer | Citizen | typeof system, task: (work: Work) => Promise<T>, now = monday) =>
  perform(actor, task, { now })

type Kind = Parameters<typeof awaiting>[0][number]
const aDeskAwaiting = (...prerequisites: Kind[]): Promise<Desk> =>
  aDesk((service) => awaiting(prerequisites, service))

interface Couple extends Filed {
  bride: Citizen & { idNumber: string }
}

/** The groom files; the bride is another person of the registry. */
async function fileFor(desk: Desk, now = monday): Promise<Couple> {
  const groom = await anApplicant({
    idNumber: anIdNumber('1990-05-20', 'male'),
    gender: 'male',
    fullName: 'Lê Quang Thử',
  })
  const bride = await anApplicant({ fullName: 'Phạm Thị Thử' })
  const answers = {
    groom: { fullName: 'Lê Quang Thử', identityNumber: groom.idNumber },
    bride: { fullName: 'Phạm Thị Thử', identityNumber: bride.idNumber },
  }
  const input = await anApplication(desk, groom, { answers })
  return { ...(await submitAs(groom, input, now)), citizen: groom, bride }
}

const accept = (desk: Desk, { id }: Filed, now = monday) =>
  by(desk.oneStop, (work) => acceptDossier(work, desk.oneStop, id), now)

async function inWork(desk: Desk, now = monday): Promise<Couple> {
  const filed = await fileFor(desk, now)
  await accept(desk, filed, now)
  await by(desk.oneStop, (work) => forwardDossier(work, desk.oneStop, filed.id, {}), now)
  return filed
}

const propose = (desk: Desk, { id }: Filed, now = monday, outcome: 'approve' | 'decline' = 'approve') =>
  by(
    desk.specialist,
    (work) =>
      proposeDecision(work, desk.specialist, id, { outcome, note: 'Không đủ điều kiện theo quy định.' }),
    now,
  )
const open = (desk: Desk, { id }: Filed, input: Parameters<typeof openPrerequisite>[3], now = monday) =>
  by(desk.specialist, (work) => openPrerequisite(work, desk.specialist, id, input), now)
const settle = (desk: Desk, { id }: Filed, input: SettlePrerequisite, now = monday, key = {}) =>
  by(desk.specialist, (work) => settlePrerequisite(work, desk.specialist, id, input, key), now)
const seen = ({ citizen, code }: Filed, now = monday) =>
  by(citizen, (work) => viewOwnDossier(work, citizen, code), now)

const missing = { code: 'dossiers.prerequisites_missing' }

describe('consent of a second party', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await aDeskAwaiting({ key: 'consent', kind: 'consent', who: ['groom', 'bride'], before: 'accept' })
  })

  test('she signs in, reads what concerns her and confirms; until then it is not accepted', async () => {
    const filed = await fileFor(desk)
    const { bride, citizen, id } = filed
    await expect(accept(desk, filed)).rejects.toMatchObject({
      ...missing,
      details: { missing: [{ key: 'consent', name: 'Việc thứ 0', state: 'open' }], before: 'accept' },
    })
    const [asked, ...others] = await by(bride, (work) => listAsked(work, bride))
    expect(others).toEqual([])
    expect(asked?.shown).toMatchObject({ applicantName: citizen.name, code: filed.code })
    const told = JSON.stringify(asked?.shown.sections)
    expect(told).toContain(bride.idNumber)
    // Of the dossier itself she sees nothing.
    await expect(by(bride, (work) => viewOwnDossier(work, bride, filed.code))).rejects.toMatchObject({
      code: 'dossiers.not_found',
    })
    expect(await by(bride, ({ tx }) => lockDossier(tx, id))).toBeUndefined()

    const askedId = asked?.id ?? ''
    await by(bride, (work) => answerAsked(work, bride, askedId, { answer: 'agreed' }))
    await by(bride, (work) => answerAsked(work, bride, askedId, { answer: 'agreed' }))
    await by(system, (work) => settleAnswered(work, id, askedId))
    await by(system, (work) => settleAnswered(work, id, askedId))
    const { state, actions } = await seen(filed)
    expect(state.prerequisites.consent).toMatchObject({ state: 'settled', outstanding: [] })
    expect(actions.map(({ kind }) => kind)).toEqual(['submit', 'settle_prerequisite'])
    expect(actions[1]?.data.settles).toMatchObject({ by: bride.name, how: 'done', who: ['bride'] })
    await accept(desk, filed)
  })

  test('she declines: the dossier cannot be accepted, and she is not asked twice', async () => {
    const filed = await fileFor(desk)
    const { bride, id } = filed
    const [asked] = await by(bride, (work) => listAsked(work, bride))
    const askedId = asked?.id ?? ''
    await by(bride, (work) =>
      answerAsked(work, bride, askedId, { answer: 'refused', note: 'Tôi không biết.' }),
    )
    await by(system, (work) => settleAnswered(work, id, askedId))
    await expect(
      by(bride, (work) => answerAsked(work, bride, askedId, { answer: 'agreed' })),
    ).rejects.toMatchObject({ code: 'dossiers.not_awaited' })
    await expect(accept(desk, filed)).rejects.toMatchObject({
      details: { missing: [{ state: 'refused' }] },
    })
  })

  test('nobody else finds what she is asked, nor answers it', async () => {
    const filed = await fileFor(desk)
    const stranger = await anApplicant()
    const [asked] = await by(filed.bride, (work) => listAsked(work, filed.bride))
    const askedId = asked?.id ?? ''
    for (const other of [stranger, filed.citizen]) {
      expect((await by(other, (work) => listAsked(work, other))).map(({ id }) => id)).not.toContain(askedId)
      await expect(
        by(other, (work) => answerAsked(work, other, askedId, { answer: 'agreed' })),
      ).rejects.toMatchObject({ code: 'dossiers.asked_not_found' })
    }
    await expect(by(desk.oneStop, (work) => getAsked(work, desk.oneStop, askedId))).rejects.toMatchObject({
      code: 'dossiers.asked_not_found',
    })
  })

  test('she comes to the counter: known by number, name and birth date, and by nothing less', async () => {
    const filed = await fileFor(desk)
    const { dossier } = await seen(filed)
    const present = { ...partyIn(dossier.answers as never, 'bride'), bornOn: '1990-05-20' } as never
    const give = (input: Partial<SettlePrerequisite>) =>
      by(desk.oneStop, (work) =>
        settlePrerequisite(work, desk.oneStop, filed.id, { key: 'consent', how: 'done', ...input }),
      )
    await expect(give({})).rejects.toMatchObject({ code: 'dossiers.evidence_needed' })
    const other = await anApplicant()
    await expect(
      give({ present: { ...(present as object), idNumber: other.idNumber } as never }),
    ).rejects.toMatchObject({ code: 'dossiers.party_differs' })
    const differs = await give({ present: { ...(present as object), bornOn: '1991-01-01' } as never })
    expect(differs).toMatchObject({ code: 'dossiers.applicant_differs' })
    expect((await seen(filed)).state.prerequisites.consent?.state).toBe('open')
    expect(await give({ present })).toBeUndefined()
    await accept(desk, filed)
    // What she was asked is over.
    const [asked] = await by(filed.bride, (work) => listAsked(work, filed.bride))
    await expect(
      by(filed.bride, (work) => answerAsked(work, filed.bride, asked?.id ?? '', { answer: 'refused' })),
    ).rejects.toMatchObject({ code: 'dossiers.not_awaited' })
  })
})

test('she comes while a specialist has the dossier: the specialist writes down that she agreed, and she need not be of this register', async () => {
  const desk = await aDeskAwaiting({ key: 'consent', kind: 'consent', who: ['groom', 'bride'] })
  const groom = await anApplicant({ fullName: 'Lê Quang Thử' })
  const present = {
    fullName: 'Phạm Thị Mới',
    idNumber: anIdNumber('1996-04-02', 'female'),
    bornOn: '1996-04-02',
    gender: 'female',
  } as const
  const answers = {
    groom: { fullName: 'Lê Quang Thử', identityNumber: groom.idNumber },
    bride: { fullName: present.fullName, identityNumber: present.idNumber },
  }
  const filed = {
    ...(await submitAs(groom, await anApplication(desk, groom, { answers }))),
    citizen: groom,
  }
  await accept(desk, filed)
  await by(desk.oneStop, (work) => forwardDossier(work, desk.oneStop, filed.id, {}))
  await expect(propose(desk, filed)).rejects.toMatchObject(missing)
  await settle(desk, filed, { key: 'consent', how: 'done', present })
  const { actions } = await seen(filed)
  expect(actions.at(-1)).toMatchObject({
    kind: 'settle_prerequisite',
    actorName: 'Lê Văn Chuyên',
    data: { settles: { by: present.fullName, who: ['bride'] } },
  })
  await propose(desk, filed)
})

test('attendance: each who came is recorded, and the work goes on when all have', async () => {
  const desk = await aDeskAwaiting({ key: 'attendance', kind: 'attendance', who: ['groom', 'bride'] })
  const filed = await inWork(desk)
  const theirs = async () => {
    const { prerequisites, state } = await seen(filed)
    return applicantsPart(prerequisites, state.prerequisites).map(({ key }) => key)
  }
  expect(await theirs()).toEqual(['attendance'])
  await settle(desk, filed, { key: 'attendance', how: 'done', who: ['groom'] })
  await expect(propose(desk, filed)).rejects.toMatchObject(missing)
  await expect(
    settle(desk, filed, { key: 'attendance', how: 'done', who: ['mother'] }),
  ).rejects.toMatchObject({ code: 'dossiers.prerequisite_unknown' })
  await settle(desk, filed, { key: 'attendance', how: 'done', who: ['bride'] }, at('2026-11-25T09:00'))
  expect((await seen(filed)).state.prerequisites.attendance).toMatchObject({
    state: 'settled',
    settledAt: at('2026-11-25T09:00'),
  })
  expect(await theirs()).toEqual([])
  const { prerequisites, actions } = await seen(filed)
  const told = actions.map((action) => namesIn(prerequisites, action))
  expect(told).toEqual(['', '', '', 'Việc thứ 0', 'Việc thứ 0'])
  await propose(desk, filed)
})

describe('a meeting in which the parties are to agree', () => {
  const ends = ['agreed', 'not-agreed', 'absent'].map((value) => ({ value, label: value }))
  let desk: Desk
  beforeAll(async () => {
    const conciliation = { decides: 'outcome', absences: 2, objections: 'objections' }
    desk = await aDesk((service) => {
      const changes = awaiting(
        [
          { key: 'meeting', kind: 'meeting', conciliation },
          {
            key: 'objections',
            kind: 'objection',
            ifNeeded: true,
            within: { calendarDays: 10 },
            silence: 'goOn',
            rests: true,
          },
        ],
        service,
      )
      const outcome = {
        key: 'outcome',
        label: 'Kết quả',
        type: 'choice',
        required: true,
        sensitive: false,
      } as const
      return {
        ...changes,
        result: { ...service.result, ...changes.result, decision: [{ ...outcome, options: ends }] },
      }
    })
  })
  const meet = (filed: Filed, met: 'agreed' | 'not-agreed' | 'absent', now: Date) =>
    settle(
      desk,
      filed,
      { key: 'meeting', how: 'done', met, on: '2026-11-23', note: 'Biên bản cuộc họp.' },
      now,
    )
  const decide = (filed: Filed, outcome: string, now: Date) =>
    by(
      desk.specialist,
      (work) =>
        proposeDecision(work, desk.specialist, filed.id, { outcome: 'approve', decision: { outcome } }),
      now,
    )
  const later = at('2026-11-24T09:00')

  test('a party absent once is called again; absent twice, it has failed, and nothing else is decided', async () => {
    const filed = await inWork(desk)
    await expect(
      settle(desk, filed, { key: 'meeting', how: 'done', on: '2026-11-23', note: 'Họp.' }),
    ).rejects.toMatchObject({ details: { missing: ['met'] } })
    await meet(filed, 'absent', monday)
    expect((await seen(filed)).state.prerequisites.meeting).toMatchObject({ state: 'open', absent: 1 })
    await expect(decide(filed, 'absent', later)).rejects.toMatchObject(missing)
    await meet(filed, 'absent', later)
    await expect(decide(filed, 'agreed', later)).rejects.toMatchObject({ code: 'dossiers.meeting_differs' })
    await decide(filed, 'absent', later)
  })

  test('what was agreed stands ten days later, and an objection calls the meeting again, once', async () => {
    const quiet = await inWork(desk)
    await meet(quiet, 'agreed', monday)
    await expect(decide(quiet, 'agreed', later)).rejects.toMatchObject({
      details: { missing: [{ key: 'objections', state: 'open' }] },
    })
    await expect(
      settle(
        desk,
        quiet,
        { key: 'objections', how: 'done', on: '2026-11-24', note: 'Không ai có ý kiến.' },
        later,
      ),
    ).rejects.toMatchObject({ code: 'dossiers.posting_runs' })
    const over = at('2026-12-05T09:00')
    await lapsePrerequisites(over)
    await decide(quiet, 'agreed', over)

    const disputed = await inWork(desk)
    await meet(disputed, 'agreed', monday)
    const objection = {
      key: 'objections',
      how: 'refused',
      on: '2026-11-24',
      note: 'Bên bị không đồng ý mốc 3.',
    } as const
    await settle(desk, disputed, objection, later)
    await expect(decide(disputed, 'agreed', later)).rejects.toMatchObject({
      details: { missing: [{ key: 'meeting', state: 'open' }] },
    })
    await meet(disputed, 'not-agreed', later)
    await expect(decide(disputed, 'agreed', later)).rejects.toMatchObject({
      code: 'dossiers.meeting_differs',
    })
    await decide(disputed, 'not-agreed', later)
  })
})

describe('a draft before the applicant', () => {
  const draft = {
    key: 'draft',
    kind: 'draft',
    within: { workingDays: 1 },
    silence: 'goOn',
  } as const
  const proposal = { outcome: 'approve', note: 'Không đủ điều kiện theo quy định.' } as const

  test('is confirmed by them, and what is proposed then is what they saw', async () => {
    const desk = await aDeskAwaiting(draft)
    const filed = await inWork(desk)
    await expect(propose(desk, filed)).rejects.toMatchObject(missing)
    await open(desk, filed, { key: 'draft', proposal })
    const { citizen, id } = filed
    await by(citizen, (work) => settleOwnDraft(work, citizen, id, { key: 'draft', how: 'done' }))
    await expect(
      by(desk.specialist, (work) =>
        proposeDecision(work, desk.specialist, id, { outcome: 'approve', note: 'Đã đổi ý kiến khác hẳn.' }),
      ),
    ).rejects.toMatchObject({ code: 'dossiers.draft_not_confirmed' })
    await propose(desk, filed)
  })

  test('is right when they are silent for a day, and not before, whatever fails of another before it', async () => {
    const desk = await aDeskAwaiting(draft)
    const [one, two] = [await inWork(desk), await inWork(desk)]
    // Of what is over at the same moment the lower identifier comes first.
    const [broken, filed] = one.id < two.id ? [one, two] : [two, one]
    for (const one of [broken, filed]) await open(desk, one, { key: 'draft', proposal })
    await lapsePrerequisites(at('2026-11-25T16:00'))
    await expect(propose(desk, filed)).rejects.toMatchObject(missing)
    const owner = new pg.Client(process.env.MIGRATOR_URL)
    await owner.connect()
    const version = 'update dossiers.dossier set service_version = $1 where id = $2'
    await owner.query(version, [99, broken.id])
    await expect(lapsePrerequisites(at('2026-11-25T17:01'))).rejects.toMatchObject({
      code: 'catalogue.service_not_found',
    })
    await owner.query(version, [desk.service.version, broken.id])
    await owner.end()
    expect((await seen(filed)).state.prerequisites.draft?.state).toBe('lapsed')
    await propose(desk, filed, at('2026-11-26T08:00'))
  })

  test('is wrong: they say what, and it is drafted and shown anew', async () => {
    const desk = await aDeskAwaiting(draft)
    const filed = await inWork(desk)
    const { citizen, id } = filed
    const answer = (how: 'done' | 'refused', note = '') =>
      by(citizen, (work) => settleOwnDraft(work, citizen, id, { key: 'draft', how, note }))
    await open(desk, filed, { key: 'draft', proposal })
    await expect(answer('refused')).rejects.toMatchObject({ code: 'dossiers.evidence_needed' })
    await answer('refused', 'Sai tên mẹ.')
    await expect(propose(desk, filed)).rejects.toMatchObject({ details: { missing: [{ state: 'refused' }] } })
    await open(desk, filed, { key: 'draft', proposal })
    await answer('done')
    await propose(desk, filed)
  })
})

describe('opinion of another agency', () => {
  test('of the province: its officer finds the dossier, answers, and only they', async () => {
    const other = await aDesk()
    const desk = await aDeskAwaiting({
      key: 'opinion',
      kind: 'opinion',
      of: { agency: other.agency.id },
      within: { workingDays: 2 },
      silence: 'agreed',
      before: 'sign',
    })
    const filed = await inWork(desk)
    const { specialist } = other
    const looks = () => by(specialist, (work) => viewOfficerDossier(work, specialist, filed.code))
    await expect(looks()).rejects.toMatchObject({ code: 'dossiers.not_found' })
    await open(desk, filed, { key: 'opinion', note: 'Đề nghị cho ý kiến về chỉ giới.' })
    expect((await looks()).permitted).toEqual([])
    const [asked] = await by(specialist, (work) => listAsked(work, specialist))
    expect(asked).toMatchObject({
      dueAt: at('2026-11-26T17:00'),
      shown: { question: 'Đề nghị cho ý kiến về chỉ giới.' },
    })
    await propose(desk, filed)
    await expect(readAndSign(desk.leader, filed.id, {}, monday)).rejects.toMatchObject(missing)
    await by(specialist, (work) => answerAsked(work, specialist, asked?.id ?? '', { answer: 'agreed' }))
    await by(system, (work) => settleAnswered(work, filed.id, asked?.id ?? ''))
    await readAndSign(desk.leader, filed.id, {}, monday)
  })

  test('outside: recorded with its paper and number; silence is agreement where the law says so', async () => {
    const of = { outside: 'Công an thành phố' }
    const desk = await aDeskAwaiting(
      { key: 'police', kind: 'opinion', of, within: { workingDays: 2 }, silence: 'agreed', rests: true },
      { key: 'army', kind: 'opinion', of: { outside: 'Bộ Chỉ huy quân sự' }, within: { workingDays: 2 } },
    )
    const filed = await inWork(desk)
    await open(desk, filed, { key: 'police' }, at('2026-11-25T08:00'))
    await open(desk, filed, { key: 'army' }, at('2026-11-25T08:00'))
    expect((await seen(filed)).dossier).toMatchObject({
      waitsFor: 2,
      waitsUntil: at('2026-11-27T17:00'),
      dueAt: null,
    })
    await lapsePrerequisites(at('2026-11-27T17:05'))
    const { state } = await seen(filed)
    expect(state.prerequisites.police?.state).toBe('lapsed')
    expect(state.prerequisites.army?.state).toBe('open')
    // The clock ran on from the day after the silence ended.
    expect(state.dueAt).toEqual(at('2026-12-03T17:00'))
    await expect(settle(desk, filed, { key: 'army', how: 'done' })).rejects.toMatchObject({
      code: 'dossiers.evidence_needed',
      details: { missing: ['number', 'on'] },
    })
    await settle(desk, filed, { key: 'army', how: 'done', number: '12/CV-BCH', on: '2026-11-23' })
    await propose(desk, filed)
  })
})

test('outcomes of other agencies are awaited from the signature on, in parallel, and the last one hands the result over', async () => {
  const of = (outside: string) => ({ of: { outside }, kind: 'outcome', before: 'deliver' }) as const
  const desk = await aDeskAwaiting(
    { key: 'residence', ...of('Công an xã'), within: { workingDays: 2 } },
    { key: 'insurance', ...of('Bảo hiểm xã hội'), within: { workingDays: 2 } },
  )
  const filed = await inWork(desk)
  const { id } = filed
  await expect(open(desk, filed, { key: 'residence' })).rejects.toMatchObject({
    code: 'dossiers.prerequisite_unknown',
  })
  await propose(desk, filed)
  await readAndSign(desk.leader, id, {}, monday)
  const deliver = () => by(system, (work) => deliverResult(work, id))
  await deliver()
  const { dossier, state } = await seen(filed)
  expect(dossier).toMatchObject({ status: 'decided', waitsFor: 2, waitsUntil: at('2026-11-26T17:00') })
  expect(Object.values(state.prerequisites).map(({ openedAt }) => openedAt)).toEqual([monday, monday])
  const upload = await anUpload(desk.oneStop)
  const record = (key: string, input: Partial<SettlePrerequisite>) =>
    by(desk.oneStop, (work) => settlePrerequisite(work, desk.oneStop, id, { key, how: 'done', ...input }))
  await expect(record('residence', { number: '7', on: '2026-11-23' })).rejects.toMatchObject({
    details: { missing: ['upload'] },
  })
  await record('residence', { number: '7/CA', on: '2026-11-23', upload })
  await deliver()
  expect((await seen(filed)).dossier.status).toBe('decided')
  const refusal = { number: '9/BH', on: '2026-11-23', upload: await anUpload(desk.oneStop) }
  await record('insurance', { how: 'refused', note: 'Đã có thẻ ở nơi khác', ...refusal })
  await deliver()
  const after = await seen(filed)
  expect(after.dossier).toMatchObject({ status: 'returned', waitsFor: 0 })
  expect(after.papers.map(({ key }) => key)).toEqual(['proof', 'residence', 'insurance'])
})

test('a posting counts its days by its own clock and cannot end earlier', async () => {
  const desk = await aDeskAwaiting({ key: 'posting', kind: 'posting', within: { workingDays: 3 } })
  const filed = await inWork(desk)
  const end = { key: 'posting', how: 'done', note: 'Không có ý kiến phản đối.' } as const
  await expect(settle(desk, filed, end)).rejects.toMatchObject({ code: 'dossiers.prerequisite_not_open' })
  await open(desk, filed, { key: 'posting', note: 'Nhà văn hóa tổ 5' })
  await expect(settle(desk, filed, end, at('2026-11-27T16:59'))).rejects.toMatchObject({
    code: 'dossiers.posting_runs',
  })
  await settle(desk, filed, end, at('2026-11-27T17:00'))
  await propose(desk, filed, at('2026-11-27T17:01'))
})

describe('a financial duty', () => {
  test('is a state of its own, national status 6, in which the clock rests; the paper ends it', async () => {
    const desk = await aDeskAwaiting({ key: 'tax', kind: 'duty', before: 'sign' })
    const filed = await inWork(desk)
    await open(desk, filed, { key: 'tax', amount: 150_000 }, at('2026-11-25T09:00'))
    const { dossier } = await seen(filed)
    expect(dossier).toMatchObject({ status: 'duty', step: 'applicant', dueAt: null })
    expect(nationalStatus(dossier.status)).toBe(6)
    await expect(propose(desk, filed)).rejects.toMatchObject({ code: 'dossiers.not_permitted_now' })
    const upload = await anUpload(desk.specialist)
    const paid = { key: 'tax', how: 'done', number: 'C12-345', amount: 150_000, upload } as const
    await settle(desk, filed, paid, at('2026-12-01T09:00'))
    expect((await seen(filed)).dossier).toMatchObject({
      status: 'processing',
      step: 'specialist',
      dueAt: at('2026-12-07T17:00'),
    })
    await propose(desk, filed)
    await readAndSign(desk.leader, filed.id, {}, monday)
  })

  test('owed before the result is handed over: it stays with the agency until the paper is there', async () => {
    const desk = await aDeskAwaiting({ key: 'tax', kind: 'duty', before: 'deliver' })
    const filed = await inWork(desk)
    await propose(desk, filed)
    await readAndSign(desk.leader, filed.id, {}, monday)
    const deliver = () => by(system, (work) => deliverResult(work, filed.id))
    await deliver()
    expect((await seen(filed)).dossier).toMatchObject({
      status: 'duty',
      step: 'delivery',
      finishedAt: monday,
    })
    expect((await seen(filed)).permitted).not.toContain('withdraw')
    await settlePrerequisites(desk, filed.id, 'deliver')
    await deliver()
    expect((await seen(filed)).dossier).toMatchObject({ status: 'returned', onTime: true })
  })
})

test('a meeting, a visit and what is handed in are recorded with their day and words', async () => {
  const desk = await aDeskAwaiting(
    { key: 'meeting', kind: 'meeting' },
    { key: 'visit', kind: 'visit' },
    { key: 'former', kind: 'handIn' },
  )
  const filed = await inWork(desk)
  await expect(settle(desk, filed, { key: 'meeting', how: 'done' })).rejects.toMatchObject({
    details: { missing: ['on', 'note'] },
  })
  await expect(
    settle(desk, filed, { key: 'meeting', how: 'done', on: '2026-12-24', note: 'Họp tổ dân phố' }),
  ).rejects.toMatchObject({ details: { missing: ['on'] } })
  for (const key of ['meeting', 'visit', 'former'])
    await settle(desk, filed, { key, how: 'done', on: '2026-11-23', note: 'Có 32 hộ dự họp.' })
  await propose(desk, filed)
})

test('what is not asked of these answers is in nobody’s way; a request that is declined needs none of it', async () => {
  const desk = await aDeskAwaiting(
    { key: 'never', condition: { eq: ['groom.fullName', 'Người khác'] } },
    { key: 'visit', kind: 'visit' },
  )
  const filed = await inWork(desk)
  await expect(propose(desk, filed)).rejects.toMatchObject({ details: { missing: [{ key: 'visit' }] } })
  await propose(desk, filed, monday, 'decline')
  await readAndSign(desk.leader, filed.id, {}, monday)
  await by(system, (work) => deliverResult(work, filed.id))
  expect((await seen(filed)).dossier.status).toBe('returned')
})

test('a request that arrives again changes nothing; whose part it is not is told so', async () => {
  const desk = await aDeskAwaiting({ key: 'visit', kind: 'visit' })
  const filed = await inWork(desk)
  const key = { requestKey: randomUUID() }
  const given = { key: 'visit', how: 'done', on: '2026-11-23', note: 'Đã xem đất.' } as const
  await settle(desk, filed, given, monday, key)
  await settle(desk, filed, given, monday, key)
  expect((await seen(filed)).actions.filter(({ kind }) => kind === 'settle_prerequisite')).toHaveLength(1)
  await expect(
    by(desk.leader, (work) => settlePrerequisite(work, desk.leader, filed.id, given)),
  ).rejects.toMatchObject({ code: 'dossiers.not_your_part' })
  const elsewhere = await aColleague((await aDesk()).agency.id, ['specialist'])
  await expect(
    by(elsewhere, (work) => settlePrerequisite(work, elsewhere, filed.id, given)),
  ).rejects.toMatchObject({ code: 'dossiers.not_found' })
})

test('everything at once, by the fixture others use; the row is the fold of its actions', async () => {
  const within = { workingDays: 1 }
  const desk = await aDeskAwaiting(
    { key: 'consent', kind: 'consent', who: ['groom', 'bride'], before: 'accept' },
    { key: 'attendance', kind: 'attendance', who: ['groom', 'bride'] },
    { key: 'posting', kind: 'posting', within },
    { key: 'draft', kind: 'draft', within, silence: 'goOn', before: 'propose' },
    { key: 'duty', kind: 'duty', before: 'sign' },
    { key: 'outcome', kind: 'outcome', of: { outside: 'Công an' }, before: 'deliver' },
  )
  const filed = await fileFor(desk)
  const bornOn = '1990-05-20'
  const present = {
    idNumber: filed.bride.idNumber,
    fullName: filed.bride.name,
    bornOn,
    gender: 'female',
  } as const
  await by(desk.oneStop, (work) =>
    settlePrerequisite(work, desk.oneStop, filed.id, { key: 'consent', how: 'done', present }),
  )
  await accept(desk, filed)
  await by(desk.oneStop, (work) => forwardDossier(work, desk.oneStop, filed.id, {}))
  const proposal = { outcome: 'approve', note: 'Không đủ điều kiện theo quy định.' } as const
  let now = await settlePrerequisites(desk, filed.id, 'sign', monday, proposal)
  await propose(desk, filed, now)
  await readAndSign(desk.leader, filed.id, {}, now)
  now = await settlePrerequisites(desk, filed.id, 'deliver', now)
  await by(system, (work) => deliverResult(work, filed.id), now)
  const { dossier, actions } = await by(system, async ({ tx }) => ({
    dossier: await lockDossier(tx, filed.id),
    actions: await listActions(tx, filed.id),
  }))
  const { terms, clock, submittedAt, limitChosen, correcting, prerequisites, ...state } = foldDossier(
    provinceCalendar(),
    actions,
  )
  expect(dossier).toMatchObject(state)
  expect(state.status).toBe('returned')
  expect([terms.budget, clock.runningSince, submittedAt]).toEqual([5, null, monday])
  expect([limitChosen, correcting]).toEqual([false, false])
  expect(Object.values(prerequisites).map(({ state: one }) => one)).toEqual(Array(6).fill('settled'))
})
