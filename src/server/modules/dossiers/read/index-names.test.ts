/** A dossier is found by every name in it: the spouse's, the child's, also where it was filed before names were indexed. */
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { perform } from '#server/platform/work.ts'
import { answerSupplement } from '../apply/answer-supplement.ts'
import { aDesk, anApplicant, anApplication, answersFor, type Desk, submitAs } from '../fixtures.ts'
import { askSupplement } from '../handle/ask-supplement.ts'
import { indexNames } from './index-names.ts'
import { listWork } from './work-list.ts'
import { WorkListQuery } from './work-list-query.ts'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const found = async (q: string, officer = desk.oneStop) => {
  const { rows } = await perform(officer, (work) => listWork(work, officer, WorkListQuery.parse({ q })))
  return rows.map(({ code }) => code)
}

/** Married: the answers name the spouse. */
function married(spouse: string) {
  const answers = structuredClone(answersFor(desk.service)) as Record<string, Record<string, unknown>>
  return { ...answers, marital: { ...answers.marital, status: 'married', spouse: { fullName: spouse } } }
}

async function file(spouse: string) {
  const citizen = await anApplicant({ fullName: 'Lê Thị Thử' })
  const input = await anApplication(desk, citizen, { answers: married(spouse) })
  return { ...(await submitAs(citizen, input, new Date())), citizen }
}

test('by the name of the spouse, without marks and begun', async () => {
  const { code } = await file('Tôn Thất Vĩnh Khuê')
  for (const q of ['Tôn Thất Vĩnh Khuê', 'vinh khue', 'ton that vinh kh'])
    expect([q, await found(q)]).toEqual([q, [code]])
  const elsewhere = await aDesk()
  expect(await found('vinh khue', elsewhere.oneStop)).toEqual([])
})

test('by the name a supplement put right', async () => {
  const { id, code, citizen } = await file('Hồ Đắc Xuyến')
  await perform(desk.oneStop, (work) =>
    askSupplement(work, desk.oneStop, id, { items: ['Tên vợ hoặc chồng'], reason: 'Khác giấy kết hôn' }),
  )
  await perform(citizen, (work) =>
    answerSupplement(work, citizen, id, { answers: married('Hồ Đắc Uyển Nhi') }),
  )
  expect(await found('uyen nhi')).toEqual([code])
})

test('a dossier of before is found once the worker has gone through it, past a later one that cannot be read', async () => {
  const { id, code } = await file('Công Tằng Mỹ Duệ')
  const broken = await file('Công Tằng Mỹ Dung')
  const owner = new pg.Client(process.env.MIGRATOR_URL)
  await owner.connect()
  await owner.query(
    `update dossiers.dossier
        set names_indexed = false, service_version = case id when $1 then 99 else service_version end,
            search = ts_delete(search, array['cong', 'tang', 'mi', 'due', 'dung'])
      where id in ($1, $2)`,
    [broken.id, id],
  )
  expect(await found('cong tang my due')).toEqual([])
  await expect(indexNames()).rejects.toMatchObject({ code: 'catalogue.service_not_found' })
  expect(await found('cong tang my due')).toEqual([code])
  const version = 'update dossiers.dossier set service_version = $1 where id = $2'
  await owner.query(version, [desk.service.version, broken.id])
  await owner.end()
  expect(await indexNames()).toBe(1)
  expect(await indexNames()).toBe(0)
  expect(await found('cong tang my dung')).toEqual([broken.code])
})
