/** The work list: every count is what plain SQL counts, and a search finds one’s own agency’s dossiers and no others. */
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { fileDossier } from '../apply/file-for-applicant.ts'
import {
  aDesk,
  aDossierInWork,
  aFiledDossier,
  anAcceptedDossier,
  anApplicant,
  anApplication,
  aProposedDossier,
  type Desk,
  type Filed,
  monday,
  refuseAndSign,
} from '../fixtures.ts'
import { askSupplement } from '../handle/ask-supplement.ts'
import { forwardDossier } from '../handle/forward-dossier.ts'
import { openPrerequisite } from '../prerequisites/open-prerequisite.ts'
import { listNameWords } from './name-queries.ts'
import { getPaperForOfficer } from './view-dossier.ts'
import { listWork, type WorkList } from './work-list.ts'
import { WorkListQuery } from './work-list-query.ts'

const opinion: Desk['service']['prerequisites'][number] = {
  key: 'opinion',
  kind: 'opinion',
  name: 'Nơi khác cho ý kiến',
  of: { outside: 'Cơ quan có liên quan' },
  ifNeeded: true,
  before: 'propose',
  within: { workingDays: 3 },
  rests: false,
  basis: 'Quy định dùng để thử',
  established: false,
}
let desk: Desk
let named: Filed
beforeAll(async () => {
  desk = await aDesk({ prerequisites: [opinion] })
  named = await aFiledDossier(desk, { citizen: await anApplicant({ fullName: 'Đặng Thị Mỹ Quỳnh' }) })
  await aFiledDossier(desk, { now: new Date('2026-11-19T08:00:00+07:00') })
  await anAcceptedDossier(desk, new Date('2026-11-12T08:00:00+07:00'))
  await anAcceptedDossier(desk, new Date('2026-11-16T08:00:00+07:00'))
  const waiting = await aDossierInWork(desk)
  await aProposedDossier(desk)
  const paused = await anAcceptedDossier(desk)
  const refused = await aFiledDossier(desk)
  await perform(
    desk.oneStop,
    async (work) => {
      await askSupplement(work, desk.oneStop, paused.id, { items: ['Giấy tờ rõ hơn'], reason: 'Bản chụp mờ' })
    },
    { now: monday },
  )
  await refuseAndSign(desk, refused.id, 'Không thuộc thẩm quyền')
  await perform(
    desk.specialist,
    (work) => openPrerequisite(work, desk.specialist, waiting.id, { key: opinion.key, note: 'Xin ý kiến' }),
    { now: monday },
  )
})

const now = new Date('2026-11-23T10:00:00+07:00')
function listed(query: object = {}, officer = desk.oneStop, at = now): Promise<WorkList> {
  return perform(officer, (work) => listWork(work, officer, WorkListQuery.parse(query)), { now: at })
}

test('every tab holds what plain SQL counts', async () => {
  const { rows } = await perform(desk.oneStop, ({ tx }) =>
    sql<Record<string, number>>`
      select count(*) filter (where status not in ('refused', 'withdrawn', 'stopped', 'returned'))::int as "all",
             count(*) filter (where status = 'submitted')::int as "new",
             count(*) filter (where status = 'submitted' and accept_by < ${now} or status in ('accepted', 'processing') and due_at < ${now})::int as overdue,
             count(*) filter (where status = 'submitted' and accept_by between ${now} and '2026-11-23T23:59:59+07:00'
                              or status in ('accepted', 'processing') and due_at between ${now} and '2026-11-23T23:59:59+07:00')::int as today,
             count(*) filter (where status = 'supplement')::int as paused,
             count(*) filter (where waits_for > 0)::int as waiting,
             count(*) filter (where step = 'leader')::int as deciding
        from dossiers.dossier where agency_id = ${desk.agency.id}`.execute(tx),
  )
  const { counts } = await listed()
  expect(counts).toEqual({ ...rows[0], paper: 0 })
  expect(counts).toMatchObject({ all: 7, new: 2, paused: 1, waiting: 1, deciding: 1 })
  expect(counts.overdue).toBeGreaterThan(0)
  for (const tab of ['all', 'new', 'overdue', 'today', 'paused', 'waiting', 'deciding'] as const) {
    const { rows: page, total } = await listed({ tab })
    expect([tab, page.length, total]).toEqual([tab, counts[tab], counts[tab]])
  }
  expect((await listed({ tab: 'done' })).rows.map(({ status }) => status)).toEqual(['refused'])
})

test('the one that is due first stands first', async () => {
  const { rows } = await listed()
  // Until it is accepted, what binds is the time to accept in.
  const due = rows.map(({ status, acceptBy, dueAt }) =>
    status === 'submitted' ? acceptBy.getTime() : (dueAt?.getTime() ?? Number.POSITIVE_INFINITY),
  )
  expect(due).toEqual(due.toSorted((a, b) => a - b))
  expect(due).not.toEqual(
    rows
      .toSorted(
        (a, b) => Number(a.dueAt ?? Number.POSITIVE_INFINITY) - Number(b.dueAt ?? Number.POSITIVE_INFINITY),
      )
      .map(({ status, acceptBy, dueAt }) =>
        status === 'submitted' ? acceptBy.getTime() : (dueAt?.getTime() ?? Number.POSITIVE_INFINITY),
      ),
  )
})

describe('search', () => {
  test.each([
    ['the name as written', () => 'Đặng Thị Mỹ Quỳnh'],
    ['the name without marks', () => 'dang thi my quynh'],
    ['the other spelling of a final y', () => 'mĩ'],
    ['a part of the last word', () => 'dang thi my quy'],
    ['the code', () => named.code],
    ['the code in small letters', () => named.code.toLowerCase()],
    ['the last four digits of the code and a name', () => `${named.code.slice(-4)} quynh`],
    ['the identity number', () => named.citizen.idNumber],
  ])('finds it by %s', async (_, typed) => {
    const { rows, total } = await listed({ q: typed() })
    expect(rows.map(({ code }) => code)).toEqual([named.code])
    expect(total).toBe(1)
  })

  test('looks further back than the newest months, by whole words and by beginnings', async () => {
    const home = await aDesk()
    const old = await aFiledDossier(home, { citizen: await anApplicant({ fullName: 'Tôn Nữ Hạnh Nguyên' }) })
    const recent = await aFiledDossier(home, {
      citizen: await anApplicant({ fullName: 'Tôn Nữ Hạnh Dung' }),
      now: new Date('2027-11-22T08:00:00+07:00'),
    })
    for (const q of ['ton nu', 'ton nu han', 't n h']) {
      const { rows, total } = await listed({ q }, home.oneStop, new Date('2027-11-23T10:00:00+07:00'))
      expect([q, ...rows.map(({ code }) => code)]).toEqual([q, recent.code, old.code])
      expect(total).toBe(2)
    }
  })

  test.each(["'", '\\', ':*', '! & |', '<->', '@', "a' | 'b", '%', '()'])(
    '%s does no harm',
    async (typed) => {
      expect((await listed({ q: typed })).counts.all).toBe(7)
    },
  )

  test('the words of names are for those who search, and for nobody else', async () => {
    const read = (actor: Actor) => perform(actor, (work) => listNameWords(work.tx, ['quyn']))
    expect(await read(desk.oneStop)).toContain('quynh')
    expect(await read(await anApplicant())).toEqual([])
  })

  test('nothing of another agency is found, not even by its token', async () => {
    const other = await aDesk()
    for (const q of [named.code, 'quynh', named.citizen.idNumber, `@${desk.agency.id}`, desk.agency.id]) {
      expect((await listed({ q }, other.oneStop)).rows).toEqual([])
    }
  })

  test('what was handed to another agency is found by both', async () => {
    const other = await aDesk()
    const { id, code } = await anAcceptedDossier(desk)
    await perform(desk.oneStop, (work) =>
      forwardDossier(work, desk.oneStop, id, { toAgencyId: other.agency.id }),
    )
    for (const officer of [desk.oneStop, other.specialist]) {
      expect((await listed({ q: code }, officer)).rows.map((row) => row.code)).toEqual([code])
    }
    await perform(other.specialist, (work) =>
      forwardDossier(work, other.specialist, id, { toAgencyId: desk.agency.id }),
    )
    expect((await listed({ q: code }, other.specialist)).rows.map((row) => row.code)).toEqual([code])
    expect((await listed({}, other.specialist)).rows).toEqual([])
  })
})

test('an officer files for a person at an agency that is not their own', async () => {
  const other = await aDesk()
  const { idNumber } = await anApplicant()
  const application = await anApplication(other, desk.oneStop)
  const given = { idNumber, fullName: 'Nguyễn Thị Thử', bornOn: '1990-05-20', gender: 'female' as const }
  const filed = await fileDossier(desk.oneStop, given, application, {})
  const { rows } = await listed({ tab: 'new' }, other.oneStop)
  expect(rows).toMatchObject([{ code: filed.code, channel: 'direct' }])
})

test('a paper of a dossier opens for its agency and for no other', async () => {
  const other = await aDesk()
  const open = (officer: Desk['oneStop']) =>
    perform(officer, (work) => getPaperForOfficer(work, officer, named.code, 1), { now })
  expect(await open(desk.oneStop)).toMatchObject({ key: 'proof', mediaType: 'application/pdf' })
  await expect(open(other.oneStop)).rejects.toMatchObject({ code: 'dossiers.not_found' })
})
