import { beforeAll, describe, expect, test } from 'vitest'
import { listAccessesTo } from '#server/modules/registry/index.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { aDesk, aDossierInWork, aFiledDossier, anAcceptedDossier, type Desk, monday } from '../fixtures.ts'
import { askSupplement } from '../handle/ask-supplement.ts'
import { viewOwnDossier } from '../read/view-dossier.ts'
import { WorkListQuery } from '../read/work-list-query.ts'
import { dossierCalendar, workListCalendar, workListCsv } from './take-along.ts'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const query = (asked: object = {}) => WorkListQuery.parse(asked)

describe('the work list', () => {
  test('as a table: every row of the filters, and each applicant sees that they were listed', async () => {
    const filed = await Promise.all(Array.from({ length: 27 }, () => aFiledDossier(desk)))
    const { oneStop } = desk
    const pieces = await perform(
      oneStop,
      (work) => workListCsv(work, oneStop, query({ tab: 'new', page: 2 })),
      {
        now: monday,
      },
    )
    const text = [...pieces].join('')
    for (const { code } of filed) expect(text).toContain(`${code},${desk.service.code},`)
    expect(text).toContain(filed[0]?.citizen.name)
    const [first] = filed
    if (!first) throw new Error('nothing was filed')
    const accesses = await perform(first.citizen, (work) => listAccessesTo(work, first.citizen))
    expect(JSON.stringify(accesses)).toContain('"list"')
    const monitor = anOfficer({ roles: ['monitor'], scope: 'province' })
    await expect(perform(monitor, (work) => workListCsv(work, monitor, query()))).rejects.toMatchObject({
      status: 403,
    })
  })

  test('as a calendar: deadlines under marks that stay, and nobody’s name', async () => {
    const filed = await anAcceptedDossier(desk)
    const { oneStop } = desk
    const take = () => perform(oneStop, (work) => workListCalendar(work, oneStop, query()), { now: monday })
    const text = (await take()).replaceAll('\r\n ', '')
    expect(text).toContain(`SUMMARY:Hạn trả kết quả hồ sơ ${filed.code}\r\n`)
    expect(text).toContain(`UID:${filed.id}-due@`)
    expect(text).not.toContain(filed.citizen.name)
    expect((await take()).replaceAll('\r\n ', '')).toBe(text)
    const seen = await perform(filed.citizen, (work) => listAccessesTo(work, filed.citizen))
    expect(JSON.stringify(seen)).not.toContain('"list"')
  })
})

test('table and calendar hold what the filters of the page hold, and name who is in charge', async () => {
  const own = await aDesk()
  const [mine, others] = [await aDossierInWork(own), await anAcceptedDossier(own)]
  const { specialist } = own
  const taken = (asked: object) =>
    perform(
      specialist,
      async (work) => [
        [...(await workListCsv(work, specialist, query(asked)))].join(''),
        await workListCalendar(work, specialist, query(asked)),
      ],
      { now: monday },
    )
  for (const text of await taken({ mine: 'true' })) {
    expect(text).toContain(mine.code)
    expect(text).not.toContain(others.code)
  }
  const [table = '', calendar = ''] = await taken({ mine: 'false', service: own.service.code })
  for (const text of [table, calendar]) for (const { code } of [mine, others]) expect(text).toContain(code)
  // By the name of the account.
  expect(table).toMatch(new RegExp(`${mine.code}.*Trần Thị Thử`))
  for (const text of await taken({ service: '9.999999' })) expect(text).not.toContain(mine.code)
})

test('the days of a dossier: due, to come in person, and to complete by', async () => {
  const steps = [
    ...desk.service.steps,
    { key: 'attend', name: 'Hai bên cùng có mặt', role: 'applicant' as const, who: 'Hai bên' },
  ]
  const own = await aDesk({ steps })
  const filed = await anAcceptedDossier(own)
  const take = async () => {
    const { citizen, code } = filed
    const text = await perform(
      citizen,
      async (work) => dossierCalendar(work, await viewOwnDossier(work, citizen, code)),
      { now: monday },
    )
    return text.replaceAll('\r\n ', '')
  }
  const running = await take()
  expect(running).toContain('SUMMARY:Cần có mặt trước hạn: Hai bên cùng có mặt\r\n')
  expect(running).toContain(`SUMMARY:Hẹn trả kết quả hồ sơ ${filed.code}\r\n`)
  expect(running).not.toContain(filed.citizen.name)
  await perform(
    own.oneStop,
    (work) => askSupplement(work, own.oneStop, filed.id, { items: ['Trang 2'], reason: 'Thiếu trang' }),
    { now: monday },
  )
  const resting = await take()
  expect(resting).toContain(`SUMMARY:Hạn bổ sung hồ sơ ${filed.code}\r\n`)
  expect(resting).not.toContain('Hẹn trả')
})
