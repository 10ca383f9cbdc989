import { describe, expect, test } from 'vitest'
import { provinceFolder } from '#server/platform/province.ts'
import { problemsOf } from './check-data.ts'
import {
  buildDirectory,
  delegatedBlock,
  inheritedIds,
  isValidOn,
  type Position,
  searchUnits,
  signatureBlock,
  successorOn,
  unitOn,
  unitsLaterOn,
} from './model.ts'
import { readProvinceData } from './province-data.ts'

const data = readProvinceData(provinceFolder)
const directory = buildDirectory(data)
const today = '2026-11-23'

describe('the units of Huế', () => {
  const communesOn = (day: string) =>
    data.units.filter((unit) => unit.level === 'commune' && isValidOn(unit, day))
  const districtsOn = (day: string) =>
    data.units.filter((unit) => unit.level === 'district' && isValidOn(unit, day))

  test('are 9 districts and 141 communes, then 9 and 133, then 40 communes', () => {
    expect([districtsOn('2024-12-31').length, communesOn('2024-12-31').length]).toEqual([9, 141])
    expect([districtsOn('2025-01-01').length, communesOn('2025-06-30').length]).toEqual([9, 133])
    expect([districtsOn('2025-07-01').length, communesOn('2025-07-01').length]).toEqual([0, 40])
    expect(communesOn(today).filter(({ fullName }) => fullName.startsWith('Phường ')).length).toBe(21)
  })

  test('a code used again means another unit on another day', () => {
    expect(unitOn(directory, '19753', '2024-12-31')?.fullName).toBe('Phường Thuận Lộc')
    expect(unitOn(directory, '19753', '2025-07-01')?.fullName).toBe('Phường Phú Xuân')
    expect(unitOn(directory, '19906', today)).toBeUndefined()
  })

  test('lead from every old commune to one of the 40, over both reforms', () => {
    for (const unit of communesOn('2021-07-01')) {
      expect(
        unitsLaterOn(directory, unit.id, today).map(({ level }) => level),
        unit.fullName,
      ).toEqual(['commune'])
    }
    const [now] = unitsLaterOn(directory, '19906@2021-07-01', today)
    expect(now?.fullName).toBe('Phường Dương Nỗ')
  })

  test('give the districts as the communes formed from them', () => {
    const communes = unitsLaterOn(directory, '483@2021-07-01', today).map(({ name }) => name)
    expect(communes).toContain('Khe Tre')
    expect(
      unitsLaterOn(directory, '478@2025-01-01', today)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Mỹ Thượng', 'Phú Hồ', 'Phú Vang', 'Phú Vinh', 'Thuận An'])
  })
})

describe('searching a commune', () => {
  const first = (query: string) => searchUnits(directory, query, today)[0]

  test('finds today’s name first, typed in any way', () => {
    for (const query of ['thuan hoa', 'Thuận Hoá', 'phường thuận hóa', 'PHUONG THUAN HOA']) {
      expect(first(query)?.unit, query).toMatchObject({ code: '19789', validFrom: '2025-07-01' })
    }
  })

  test('tells what an old name is today', () => {
    const found = first('xã phú mậu')
    expect(found?.unit.fullName).toBe('Xã Phú Mậu')
    expect(found?.now.map(({ fullName }) => fullName)).toEqual(['Phường Dương Nỗ'])
  })

  test('finds nothing in an empty query', () => {
    expect(searchUnits(directory, '  ', today)).toEqual([])
  })
})

describe('who finishes what an agency began', () => {
  const finisher = (id: string, place?: string, asOf = '2025-06-01') =>
    successorOn(directory, id, today, place ? { unitCode: place, asOf } : undefined)?.id

  test('is the agency itself while it lasts', () => {
    expect(finisher('so-tu-phap')).toBe('so-tu-phap')
    expect(successorOn(directory, 'ubnd-19789-2025-01', '2025-06-30')?.id).toBe('ubnd-19789-2025-01')
  })

  test('is the successor of the successor for a commune of the first epoch', () => {
    expect(finisher('ubnd-19906-2021-07')).toBe('ubnd-phuong-duong-no')
    expect(finisher('ubnd-20032-2021-07')).toBe('ubnd-phuong-kim-long')
    expect(successorOn(directory, 'ubnd-19906-2021-07', '2025-03-01')?.id).toBe('ubnd-19909-2025-01')
  })

  test('of a district is the commune of the place, else of its seat', () => {
    expect(finisher('ubnd-478-2025-01', '19957')).toBe('ubnd-xa-phu-vang')
    expect(finisher('ubnd-478-2025-01', '19903')).toBe('ubnd-phuong-thuan-an')
    expect(finisher('ubnd-478-2025-01')).toBe('ubnd-xa-phu-vang')
    expect(finisher('ubnd-478-2025-01', '00004')).toBe('ubnd-xa-phu-vang')
  })

  test('of the divided city is found over both reforms, whenever the place was written down', () => {
    expect(finisher('ubnd-474-2021-07', '19750', '2024-06-01')).toBe('ubnd-phuong-phu-xuan')
    expect(finisher('ubnd-474-2021-07', '19803', '2025-06-01')).toBe('ubnd-phuong-huong-an')
    expect(finisher('ubnd-474-2021-07', '19900', '2026-01-01')).toBe('ubnd-phuong-thuan-an')
    expect(successorOn(directory, 'ubnd-474-2021-07', '2025-02-01')?.id).toBe('ubnd-474-2025-01')
  })

  test('of a merged department is the department that took it over', () => {
    expect(finisher('so-tai-nguyen-va-moi-truong')).toBe('so-nong-nghiep-va-moi-truong')
    expect(finisher('so-giao-thong-van-tai')).toBe('so-xay-dung')
    expect(finisher('so-lao-dong-thuong-binh-va-xa-hoi')).toBe('so-noi-vu')
    expect(finisher('ubnd-tinh-thua-thien-hue')).toBe('ubnd-thanh-pho')
  })

  test('is nobody for an agency nobody knows', () => {
    expect(finisher('so-khong-co')).toBeUndefined()
  })

  test('exists for every agency that ever was, on every day after it ended', () => {
    for (const agency of data.agencies) {
      expect(successorOn(directory, agency.id, today)?.validTo, agency.id).toBeNull()
    }
  })
})

describe('what an agency inherits', () => {
  test('is every abolished agency it is the main successor of, back to the first epoch', () => {
    expect(inheritedIds(directory, 'ubnd-phuong-duong-no').sort()).toEqual([
      'ubnd-19906-2021-07',
      'ubnd-19909-2021-07',
      'ubnd-19909-2025-01',
      'ubnd-19924-2021-07',
      'ubnd-phuong-duong-no',
    ])
    expect(inheritedIds(directory, 'so-nong-nghiep-va-moi-truong')).toContain('so-tai-nguyen-va-moi-truong')
  })

  test('is not what it received only a part of', () => {
    expect(inheritedIds(directory, 'so-y-te')).toEqual(['so-y-te'])
    expect(inheritedIds(directory, 'ubnd-phuong-thuan-an')).not.toContain('ubnd-478-2025-01')
    expect(inheritedIds(directory, 'ubnd-xa-phu-vang')).toContain('ubnd-478-2025-01')
  })

  test('is held by one agency of today only', () => {
    const holders = data.agencies
      .filter(({ validTo }) => validTo === null)
      .flatMap(({ id }) => inheritedIds(directory, id))
    expect(new Set(holders).size).toBe(holders.length)
    expect(holders.length).toBe(data.agencies.length)
  })
})

describe('agency data', () => {
  const broken = (change: (copy: typeof data) => void) => {
    const copy = structuredClone(data)
    change(copy)
    return problemsOf(copy)
  }

  test('of Huế has no problem', () => {
    expect(problemsOf(data)).toEqual([])
  })

  test('is refused with an agency that ends and has no successor', () => {
    const problems = broken((copy) => {
      copy.agencySuccessions = copy.agencySuccessions.filter(
        ({ predecessorId }) => predecessorId !== 'so-giao-thong-van-tai',
      )
    })
    expect(problems).toContain('agency so-giao-thong-van-tai ends without a successor')
  })

  test('is refused with a gap, two main successors, a shared code or a circle of parents', () => {
    expect(
      broken((copy) => Object.assign(copy.unitSuccessions[0] ?? {}, { onDate: '2025-01-02' }))[0],
    ).toContain('ends on')
    expect(
      broken((copy) => {
        for (const succession of copy.agencySuccessions) succession.main = true
      }),
    ).toContain('agency ubnd-478-2025-01 has 5 main successors')
    expect(
      broken((copy) =>
        Object.assign(copy.agencies.find(({ id }) => id === 'so-y-te') ?? {}, { code: 'H57.02' }),
      )[0],
    ).toContain('shares its code')
    expect(
      broken((copy) =>
        Object.assign(copy.agencies.find(({ id }) => id === 'so-y-te') ?? {}, { parentId: 'so-y-te' }),
      ),
    ).toContain('agency so-y-te is above itself')
  })

  test('marks every code that has no source', () => {
    expect(data.agencies.filter(({ unverified }) => !unverified).map(({ id }) => id)).toEqual([
      'ubnd-thanh-pho',
      'ubnd-tinh-thua-thien-hue',
    ])
  })
})

describe('a signature block', () => {
  const position = (id: string): Position => {
    const found = directory.positionById.get(id)
    if (!found) throw new Error(id)
    return found
  }

  test('of a committee’s head and deputy', () => {
    expect(signatureBlock(position('ubnd-xa-phu-vang/chu-tich'), 'people_committee')).toMatchObject({
      authorityLines: ['TM. ỦY BAN NHÂN DÂN'],
      title: 'CHỦ TỊCH',
      signs: true,
    })
    expect(signatureBlock(position('ubnd-xa-phu-vang/pho-chu-tich'), 'people_committee')).toMatchObject({
      authorityLines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'],
      title: 'PHÓ CHỦ TỊCH',
    })
  })

  test('by order of the chairman of a committee, not for the committee', () => {
    const byOrder = { authority: 'TL.' as const, authorityOf: 'Chủ tịch', signs: true }
    const head = { ...position('ubnd-xa-phu-vang/chu-tich'), title: 'Chánh Văn phòng', ...byOrder }
    expect(signatureBlock(head, 'people_committee')).toMatchObject({
      authorityLines: ['TL. CHỦ TỊCH'],
      title: 'CHÁNH VĂN PHÒNG',
    })
  })

  test('of a department’s head, deputy and head of division', () => {
    const lines = (key: string) => signatureBlock(position(`so-tu-phap/${key}`), 'department').authorityLines
    expect(lines('giam-doc')).toEqual([])
    expect(lines('pho-giam-doc')).toEqual(['KT. GIÁM ĐỐC'])
    expect(lines('truong-phong')).toEqual(['TL. GIÁM ĐỐC'])
  })

  test('of an acting head and of a delegate', () => {
    const acting = { ...position('so-tu-phap/giam-doc'), authority: 'Q.' as const }
    expect(signatureBlock(acting, 'department')).toMatchObject({ authorityLines: [], title: 'Q. GIÁM ĐỐC' })
    const block = delegatedBlock(position('so-tu-phap/chuyen-vien'), position('so-tu-phap/giam-doc'), {
      authority: 'TUQ.',
      scope: 'Chứng thực',
      types: null,
      registers: null,
      decision: '12/QĐ-STP',
    })
    expect(block).toMatchObject({ authorityLines: ['TUQ. GIÁM ĐỐC'], title: 'CHUYÊN VIÊN', signs: true })
  })
})
