import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { forgetDirectory } from './directory.ts'
import { aHeadOf, anAgency, loadProvinceAgencies } from './fixtures.ts'
import {
  appoint,
  committeeOfCommune,
  delegate,
  endAppointment,
  findAgency,
  getAgency,
  inheritedAgencyIds,
  listAgencies,
  listCommunes,
  listSigningPowers,
  loadAgencies,
  positionOf,
  resolveSuccessor,
  searchUnits,
  unitOf,
  unitsNow,
} from './index.ts'
import { loadAgencyData } from './load-agencies.ts'
import { readProvinceData } from './province-data.ts'

const today = '2026-11-23'
const asSystem = <T>(task: (work: Work) => Promise<T>) => perform(system, task)

beforeAll(loadProvinceAgencies)

describe('loading the province', () => {
  test('again changes nothing', async () => {
    const again = await asSystem((work) => loadAgencies(work, provinceFolder))
    expect(again).toMatchObject({ changed: false, units: 335 })
  })

  test('with a changed name is seen at once, and undone by loading the old data', async () => {
    const data = readProvinceData(provinceFolder)
    const changed = structuredClone(data)
    const agency = changed.agencies.find(({ id }) => id === 'so-du-lich')
    if (agency) agency.name = 'Sở Du lịch và Di sản'

    await asSystem((work) => loadAgencyData(work, changed))
    expect((await asSystem((work) => getAgency(work, 'so-du-lich'))).name).toBe('Sở Du lịch và Di sản')

    await asSystem((work) => loadAgencyData(work, data))
    expect((await asSystem((work) => getAgency(work, 'so-du-lich'))).name).toBe('Sở Du lịch')
  })

  test('that is broken is refused and leaves everything as it was', async () => {
    const data = readProvinceData(provinceFolder)
    data.agencies = data.agencies.filter(({ id }) => id !== 'so-xay-dung')

    await expect(asSystem((work) => loadAgencyData(work, data))).rejects.toThrow(
      'agency so-giao-thong-van-tai is followed by the unknown so-xay-dung',
    )
    expect(await asSystem((work) => findAgency(work, 'so-xay-dung'))).toBeDefined()
  })
})

test('the door answers from what was loaded', async () => {
  await asSystem(async (work) => {
    expect(await listCommunes(work, today)).toHaveLength(40)
    expect((await listCommunes(work, today))[0]?.fullName).toBe('Phường An Cựu')
    expect((await unitOf(work, '19789', today))?.fullName).toBe('Phường Thuận Hóa')
    expect((await committeeOfCommune(work, '19789', today))?.id).toBe('ubnd-phuong-thuan-hoa')
    expect((await committeeOfCommune(work, '19789', '2024-06-01'))?.name).toBe(
      'Ủy ban nhân dân phường Phú Nhuận',
    )
    expect((await searchUnits(work, 'phu vang'))[0]?.unit.code).toBe('19942')
    expect((await unitsNow(work, '19957', '2025-03-01', today)).map(({ name }) => name)).toEqual(['Phú Vang'])
    const parts = await listAgencies(work, today, { within: 'ubnd-xa-phu-vang' })
    expect(parts.map(({ shortName }) => shortName)).toEqual([
      'Trung tâm Phục vụ hành chính công xã Phú Vang',
      'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Phú Vang',
      'Phòng Kinh tế xã Phú Vang',
      'Phòng Văn hóa - Xã hội xã Phú Vang',
    ])
    // Other tests open agencies of their own in this database.
    const committees = async (on: string) =>
      (await listAgencies(work, on, { kind: 'people_committee', level: 'commune' })).filter(
        ({ id }) => !id.startsWith('test-'),
      )
    expect(await committees(today)).toHaveLength(40)
    expect(await committees('2024-06-01')).toHaveLength(141)
    expect(
      (await resolveSuccessor(work, 'ubnd-478-2025-01', today, { unitCode: '19903', asOf: '2025-03-01' })).id,
    ).toBe('ubnd-phuong-thuan-an')
    expect(await inheritedAgencyIds(work, 'so-xay-dung')).toEqual(['so-xay-dung', 'so-giao-thong-van-tai'])
    await expect(getAgency(work, 'so-khong-co')).rejects.toMatchObject({ code: 'agencies.not_found' })
  })
})

describe('signing for an agency', () => {
  test('lasts as long as the term of the position', async () => {
    const agency = await anAgency()
    const accountId = randomUUID()
    await asSystem(async (work) => {
      const positionId = `${agency.id}/pho-chu-tich`
      await appoint(work, { positionId, accountId, validFrom: '2026-01-01', decision: '7/QĐ-UBND' })
      await appoint(work, { positionId, accountId, validFrom: '2026-02-01' })

      expect(await positionOf(work, accountId, agency.id, '2025-12-31')).toBeUndefined()
      expect(await positionOf(work, accountId, agency.id, today)).toMatchObject({
        authorityLines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'],
        title: 'PHÓ CHỦ TỊCH',
        signs: true,
      })

      await endAppointment(work, { positionId, accountId, lastDay: '2026-10-31' })
      expect(await positionOf(work, accountId, agency.id, '2026-10-31')).toBeDefined()
      expect(await positionOf(work, accountId, agency.id, '2026-11-01')).toBeUndefined()
    })
  })

  test('may be handed to an officer who does not sign, for a time', async () => {
    const agency = await anAgency({ kind: 'department' })
    const accountId = randomUUID()
    await asSystem(async (work) => {
      await appoint(work, { positionId: `${agency.id}/chuyen-vien`, accountId, validFrom: '2026-01-01' })
      expect(await listSigningPowers(work, accountId, agency.id, today)).toEqual([])

      await delegate(work, {
        fromPosition: `${agency.id}/chu-tich`,
        toAccount: accountId,
        authority: 'TUQ.',
        scope: 'Chứng thực bản sao',
        types: ['certified_copy'],
        decision: '12/QĐ-UBND ngày 02/11/2026',
        validFrom: '2026-11-02',
        validTo: '2026-11-30',
      })
      expect(await positionOf(work, accountId, agency.id, today)).toMatchObject({
        authorityLines: ['TUQ. CHỦ TỊCH'],
        title: 'CHUYÊN VIÊN',
        delegation: { scope: 'Chứng thực bản sao' },
      })
      expect(await positionOf(work, accountId, agency.id, '2026-12-01')).toMatchObject({ signs: false })
    })
  })

  test('cannot be handed on by one who does not sign, nor to another agency', async () => {
    const agency = await anAgency()
    const term = {
      scope: 'Công văn',
      types: ['official_letter'],
      decision: '1/QĐ',
      validFrom: today,
      validTo: '2026-12-31',
    }
    const attempt = (fromPosition: string) =>
      asSystem((work) =>
        delegate(work, { fromPosition, toAccount: randomUUID(), authority: 'TUQ.', ...term }),
      )
    await expect(attempt(`${agency.id}/chuyen-vien`)).rejects.toMatchObject({
      details: { reason: 'position_does_not_sign' },
    })
    await expect(attempt(`${agency.id}/chu-tich`)).rejects.toMatchObject({
      details: { reason: 'not_of_this_agency' },
    })
  })

  test('by authorisation (TUQ.) it is for what was named, and is not handed on; by order (TL.) only to a deputy', async () => {
    const agency = await anAgency({ kind: 'department' })
    const toAccount = randomUUID()
    const to = (fromPosition: string, authority: 'KT.' | 'TL.' | 'TUQ.', covered: object) =>
      asSystem((work) =>
        delegate(work, {
          fromPosition: `${agency.id}/${fromPosition}`,
          toAccount,
          authority,
          scope: 'Công văn',
          decision: '1/QĐ',
          validFrom: today,
          validTo: '2026-12-31',
          ...covered,
        }),
      )
    const letters = { types: ['official_letter'] }
    await asSystem((work) =>
      appoint(work, {
        positionId: `${agency.id}/chuyen-vien`,
        accountId: toAccount,
        validFrom: '2026-01-01',
      }),
    )
    await expect(to('chu-tich', 'TUQ.', {})).rejects.toMatchObject({ details: { reason: 'scope_missing' } })
    await expect(to('chu-tich', 'KT.', { scope: ' ' })).rejects.toMatchObject({
      details: { reason: 'scope_missing' },
    })
    await to('chu-tich', 'TUQ.', letters)
    for (const [authority, given] of [
      ['TUQ.', 'TUQ.'],
      ['TL.', 'TUQ.'],
    ] as const) {
      await asSystem(({ tx }) =>
        tx
          .updateTable('agencies.position')
          .set({ authority })
          .where('id', '=', `${agency.id}/pho-chu-tich`)
          .execute(),
      )
      forgetDirectory()
      await expect(to('pho-chu-tich', given, letters)).rejects.toMatchObject({
        details: { reason: 'handed_on' },
      })
    }
    await expect(to('pho-chu-tich', 'KT.', {})).rejects.toMatchObject({ details: { reason: 'not_deputy' } })
    const deputy = { positionId: `${agency.id}/pho-chu-tich`, accountId: toAccount, validFrom: '2026-01-01' }
    await asSystem((work) => appoint(work, deputy))
    await to('pho-chu-tich', 'KT.', {})
  })

  test('in the head’s place (KT.) is for a deputy, by order (TL.) for who heads a unit', async () => {
    const agency = await anAgency({ kind: 'department' })
    const division = await anAgency({ kind: 'division', parentId: agency.id })
    const [specialist, deputy, head] = [randomUUID(), randomUUID(), randomUUID()]
    const hold = (positionId: string, accountId: string) =>
      asSystem((work) => appoint(work, { positionId, accountId, validFrom: '2026-01-01' }))
    await hold(`${agency.id}/chuyen-vien`, specialist)
    await hold(`${agency.id}/pho-chu-tich`, deputy)
    await hold(await aHeadOf(division, 'Trưởng phòng'), head)
    const give = (toAccount: string, authority: 'KT.' | 'TL.') =>
      asSystem((work) =>
        delegate(work, {
          fromPosition: `${agency.id}/chu-tich`,
          toAccount,
          authority,
          scope: 'Công văn',
          decision: '1/QĐ',
          validFrom: today,
          validTo: '2026-12-31',
        }),
      )
    for (const [account, authority, reason] of [
      [specialist, 'KT.', 'not_deputy'],
      [head, 'KT.', 'not_deputy'],
      [specialist, 'TL.', 'not_head_of_unit'],
      [deputy, 'TL.', 'not_head_of_unit'],
    ] as const)
      await expect(give(account, authority)).rejects.toMatchObject({ details: { reason } })
    await give(deputy, 'KT.')
    await give(head, 'TL.')
  })
})
