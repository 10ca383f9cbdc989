import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { forgetAgencies } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { aBureau, appointTo } from '../agency/fixtures.ts'
import { someone } from '../assign/fixtures.ts'
import { endAbsenceRow } from './absence-queries.ts'
import { endAbsence, enterAbsence, listAbsences } from './absences.ts'

test('that somebody is there after all is said by themselves or by whoever leads the agency, and by nobody else whichever way', async () => {
  const { agency, specialist, clerk, chair, deputy } = await aBureau()
  const today = localDay(new Date())
  const byOrder = { title: 'Trưởng phòng', authority: 'TL.' as const, authorityOf: 'Chủ tịch', signs: true }
  const ofAgency = { agencyId: agency.id, validFrom: agency.validFrom, validTo: null }
  await perform(system, ({ tx }) =>
    tx
      .insertInto('agencies.position')
      .values({ id: `${agency.id}/truong-phong`, ...ofAgency, ...byOrder })
      .execute(),
  )
  await forgetAgencies(agency.id)
  const [head, handed] = [await someone(agency.id, 'leader'), await someone(agency.id, 'leader')]
  await appointTo(head, `${agency.id}/truong-phong`)
  await appointTo(handed, `${agency.id}/chuyen-vien`)
  const power = { fromPosition: `${agency.id}/chu-tich`, toAccount: handed.id, authority: 'TUQ.' as const }
  const limits = { scope: 'Ký công văn', types: ['official_letter'], decision: '12/QĐ-UBND' }
  const days = { validFrom: addDays(today, -9), validTo: addDays(today, 9) }
  await perform(system, ({ tx }) =>
    tx
      .insertInto('agencies.delegation')
      .values({ id: randomUUID(), ...power, ...limits, ...days })
      .execute(),
  )

  const seenBy = (officer: Officer) => perform(officer, (work) => listAbsences(work, officer))
  const goesAway = async ({ id: accountId }: Officer): Promise<string> => {
    const away = { accountId, standIn: null, fromOn: today, toOn: today, reason: 'Đi họp' }
    await perform(clerk, (work) => enterAbsence(work, clerk, away))
    return (await seenBy(clerk)).find((one) => one.accountId === accountId)?.id ?? ''
  }
  const end = (officer: Officer, id: string) => perform(officer, (work) => endAbsence(work, officer, id))
  const maySee = async (officer: Officer, id: string) =>
    (await seenBy(officer)).find((one) => one.id === id)?.mayEnd

  const chairs = await goesAway(chair)
  for (const one of [specialist, clerk, head, handed]) {
    expect(await maySee(one, chairs)).toBe(false)
    await expect(end(one, chairs)).rejects.toMatchObject({ code: 'documents.absence_not_yours' })
    // Nor past the program.
    await expect(perform(one, ({ tx, now }) => endAbsenceRow(tx, chairs, now))).rejects.toThrow(
      /row-level security/,
    )
  }
  expect(m.refusal('documents.absence_not_yours')).toContain('người vắng')
  await expect(end((await aBureau()).chair, chairs)).rejects.toMatchObject({
    code: 'documents.absence_not_found',
  })

  expect(await maySee(chair, chairs)).toBe(true)
  await end(chair, chairs)
  await expect(end(chair, chairs)).rejects.toMatchObject({ code: 'documents.absence_not_found' })
  for (const [away, by] of [
    [specialist, deputy],
    [clerk, chair],
    [head, head],
  ] as const) {
    const id = await goesAway(away)
    expect(await maySee(by, id)).toBe(true)
    await end(by, id)
  }
  expect(await seenBy(chair)).toEqual([])
})
