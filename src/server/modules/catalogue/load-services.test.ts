import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findForm } from '#server/crafts/typeset/forms/index.ts'
import { system } from '#server/platform/actor.ts'
import { database } from '#server/platform/database/database.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { perform, type Work } from '#server/platform/work.ts'
import {
  findAnswers,
  findReplacement,
  findService,
  getService,
  getServiceVersion,
  listSectors,
  listServices,
  listToCome,
  loadServices,
  unverifiedFigures,
} from './index.ts'
import { readServiceFolder } from './service-folder.ts'

class Undo extends Error {}

/** Loading withdraws what a folder lacks, so each test undoes its own: other tests keep the real catalogue. */
async function undone(
  task: (work: Work) => Promise<void>,
  now = new Date('2026-11-23T03:00:00Z'),
): Promise<void> {
  await perform(
    system,
    async (work) => {
      await task(work)
      throw new Undo()
    },
    { now },
  ).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error
  })
}

const real = readServiceFolder(provinceFolder)
const aBirth = real.find(({ service }) => service.code === '1.001193')?.service

async function folderWith(...services: object[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nhip-services-'))
  await mkdir(join(folder, 'services'))
  await Promise.all(
    services.map((service, number) =>
      writeFile(join(folder, 'services', `${number}.json`), JSON.stringify(service)),
    ),
  )
  return folder
}

function aService(changes: object = {}): typeof aBirth & { code: string } {
  const code = `9.${String(randomInt(0, 1_000_000)).padStart(6, '0')}`
  return { ...structuredClone(aBirth), code, version: 1, ...changes } as typeof aBirth & { code: string }
}

describe('the services of Huế', () => {
  test('load twice: the second time changes nothing', () =>
    undone(async (work) => {
      const first = await loadServices(work, provinceFolder)
      const second = await loadServices(work, provinceFolder)
      expect(first.services).toBeGreaterThanOrEqual(16)
      expect(second).toMatchObject({ services: first.services, added: [], withdrawn: [] })
    }))

  test('are listed by sector, found by search, and got by code', () =>
    undone(async (work) => {
      await loadServices(work, provinceFolder)
      const services = await listServices(work)
      expect(services.map(({ code }) => code)).toEqual(
        expect.arrayContaining([
          '1.001193',
          '1.000656',
          '1.000894',
          '2.000815',
          '1.001612',
          '2.000720',
          '1.013227',
          '1.012753',
          '2.000986',
        ]),
      )
      const sectors = await listSectors(work)
      expect(sectors.reduce((sum, sector) => sum + sector.services, 0)).toBe(services.length)
      expect(
        (await listServices(work, { sector: 'dat-dai' })).every(({ sector }) => sector.code === 'dat-dai'),
      ).toBe(true)
      expect((await findAnswers(work, 'dang ky khai sinh'))[0]).toMatchObject({
        service: { code: '1.001193' },
      })
      expect((await getService(work, '1.001193')).plainName).toBe('Đăng ký khai sinh')
    }))

  test('say which figures are unverified', () =>
    undone(async (work) => {
      await loadServices(work, provinceFolder)
      const [birth, allowance] = [await getService(work, '1.001193'), await getService(work, '1.001776')]
      expect(unverifiedFigures(birth)).not.toContain('code')
      expect(unverifiedFigures(allowance)).toEqual(expect.arrayContaining(['fees', 'time']))
      for (const { service } of real)
        for (const source of Object.values(service.sources)) expect(source.checkedOn).toMatch(/^2026-/)
    }))

  test('name agencies that exist, unless they are outside the province', () => {
    const agencies = JSON.parse(readFileSync(join(provinceFolder, 'agencies.json'), 'utf8')) as {
      provincial: { rows: [string, ...unknown[]][] }
    }
    const known = new Set(agencies.provincial.rows.map(([id]) => id))
    for (const { service } of real) {
      if ('agency' in service.agency) expect(known).toContain(service.agency.agency)
      else if (service.agency.unless) expect(known).toContain(service.agency.unless.agency)
      for (const { of } of service.prerequisites) if (of && 'agency' in of) expect(known).toContain(of.agency)
      for (const { agency, external } of service.coordinating) if (!external) expect(known).toContain(agency)
    }
  })

  test('number documents that bear one abbreviation in one register: no two get the same symbol', () => {
    const registers = new Map<string, Set<string>>([['TB', new Set(['so-thong-bao'])]])
    for (const { documentType, register, form, forms } of real.flatMap(({ service }) => [
      service.result,
      ...service.further,
    ])) {
      const templates = [form, ...(forms ?? [])].flatMap((one) => one?.template ?? [])
      for (const template of templates.length > 0 ? templates : ['']) {
        // A form of civil status is named by its title and a number alone.
        const own = findForm(template)?.symbol?.('01', 2026)
        const symbol = own === '01/2026' ? `${documentType.name} ${own}` : (own ?? documentType.abbreviation)
        registers.set(symbol, (registers.get(symbol) ?? new Set()).add(register.key))
      }
    }
    expect([...registers].filter(([, keys]) => keys.size > 1)).toEqual([])
  })

  test('ask what “Có” and “Không” answer: never “chưa?”, never “phải không?”', () => {
    const questions = real.flatMap(({ service }) =>
      service.form.sections
        .flatMap((section) => section.questions)
        .flatMap((question) => (question.type === 'group' ? question.questions : [question])),
    )
    const asked = questions.filter(({ type }) => type === 'yesNo').map(({ label }) => label)
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.filter((label) => !/có .*không\?$/iu.test(label) || /phải không\?$/.test(label))).toEqual([])
  })

  test('differ in shape as the real ones do', () => {
    const services = real.map(({ service }) => service)
    const groups = services.filter(({ form }) =>
      form.sections.some(({ questions }) => questions.some(({ type }) => type === 'group')),
    )
    expect(groups.length).toBeGreaterThanOrEqual(8)
    expect(services.filter(({ level }) => level === 'mot-phan').length).toBeGreaterThanOrEqual(4)
    expect(services.filter(({ coordinating }) => coordinating.length > 0).length).toBeGreaterThanOrEqual(4)
    expect(new Set(services.flatMap(({ timeLimit }) => Object.keys(timeLimit.duration)))).toEqual(
      new Set(['sameDay', 'workingDays', 'calendarDays']),
    )
    expect(services.some(({ fees }) => fees.some(({ amount }) => 'page' in amount))).toBe(true)
    expect(services.some(({ fees }) => fees.length === 0)).toBe(true)
  })
})

describe('versions', () => {
  test('a changed file is refused until its version is raised', () =>
    undone(async (work) => {
      const service = aService()
      await loadServices(work, await folderWith(service))
      const changed = await folderWith({ ...service, plainName: 'Khai sinh kiểu mới' })
      await expect(loadServices(work, changed)).rejects.toThrow(
        `0.json: ${service.code} version 1 differs from the one already loaded. Raise "version" to 2.`,
      )
    }))

  test('a new version takes over on its day, and the old one stays for its dossiers', async () => {
    const service = aService()
    const next = { ...service, version: 2, validFrom: '2027-01-01', plainName: 'Khai sinh kiểu mới' }
    const folder = await folderWith(service, next)
    await undone(async (work) => {
      expect((await loadServices(work, folder)).added).toEqual([
        `${service.code} version 1`,
        `${service.code} version 2`,
      ])
      expect((await getService(work, service.code)).version).toBe(1)
      expect((await getServiceVersion(work, service.code, 2)).plainName).toBe('Khai sinh kiểu mới')
      const later = { ...work, now: new Date('2027-01-02T03:00:00Z') }
      expect((await getService(later, service.code)).version).toBe(2)
      expect((await getServiceVersion(later, service.code, 1)).plainName).toBe('Đăng ký khai sinh')
    })
  })

  test('a version to come is loaded, shown to administrators with what it changes, and in force on its day', async () => {
    const service = aService({ version: 2, validTo: '2027-02-28' })
    const next = { ...service, version: 1, validFrom: '2027-03-01', validTo: undefined, fees: [] }
    const folder = await folderWith(service, next)
    await undone(async (work) => {
      await loadServices(work, folder)
      expect((await getService(work, service.code)).version).toBe(2)
      const coming = (await listToCome(work)).filter((one) => one.service.code === service.code)
      expect(coming).toMatchObject([{ service: { version: 1 }, inForce: { version: 2 }, changes: ['fees'] }])
      const later = { ...work, now: new Date('2027-03-01T03:00:00Z') }
      expect((await getService(later, service.code)).version).toBe(1)
      expect((await listToCome(later)).filter((one) => one.service.code === service.code)).toEqual([])
      expect((await getServiceVersion(later, service.code, 2)).fees.length).toBeGreaterThan(0)
    })
  })

  test('a service whose last version has ended is offered no more', () =>
    undone(async (work) => {
      const service = aService({ validTo: '2026-12-31' })
      await loadServices(work, await folderWith(service))
      const isListed = async (at: Work) => (await listServices(at)).some(({ code }) => code === service.code)
      expect(await isListed(work)).toBe(true)
      expect(await isListed({ ...work, now: new Date('2027-01-01T03:00:00Z') })).toBe(false)
    }))

  test('a higher number that begins sooner has to say when it gives way', async () => {
    const service = aService({ version: 2 })
    const folder = await folderWith({ ...service, version: 1, validFrom: '2027-03-01' }, service)
    expect(() => readServiceFolder(folder)).toThrow('must end (validTo) before it')
  })

  test('a code that another replaced leads there from its day on', () =>
    undone(async (work) => {
      const [old, kept] = [aService(), aService()]
      const replacedBy = { code: kept.code, since: '2027-01-01', basis: 'Quyết định thử nghiệm' }
      await loadServices(work, await folderWith({ ...old, replacedBy }, kept))
      expect(await findReplacement(work, old.code)).toBeUndefined()
      const later = { ...work, now: new Date('2027-01-01T03:00:00Z') }
      expect(await findReplacement(later, old.code)).toEqual(replacedBy)
      expect(await findReplacement(later, kept.code)).toBeUndefined()
      await expect(getService(later, old.code)).rejects.toMatchObject({
        code: 'catalogue.service_replaced',
        status: 410,
        details: { replacedBy: kept.code, since: '2027-01-01' },
      })
      expect((await getService(work, old.code)).code, 'before that day it stands').toBe(old.code)
      expect((await getServiceVersion(later, old.code, 1)).code, 'a dossier keeps it').toBe(old.code)
    }))

  test('a service that left the folder is no longer offered, and comes back with it', () =>
    undone(async (work) => {
      const [kept, gone] = [aService(), aService()]
      await loadServices(work, await folderWith(kept, gone))
      const without = await loadServices(work, await folderWith(kept))
      expect(without.withdrawn).toContain(gone.code)
      expect(await findService(work, gone.code)).toBeUndefined()
      expect((await getServiceVersion(work, gone.code, 1)).code).toBe(gone.code)
      await loadServices(work, await folderWith(kept, gone))
      expect((await getService(work, gone.code)).code).toBe(gone.code)
    }))

  test('an unknown code or version is refused', () =>
    undone(async (work) => {
      await expect(getService(work, '9.999999x')).rejects.toMatchObject({
        code: 'catalogue.service_not_found',
        status: 404,
      })
      await expect(getServiceVersion(work, '1.001193', 999)).rejects.toMatchObject({
        code: 'catalogue.service_not_found',
      })
    }))

  test('every loaded version is in the event log', () =>
    undone(async (work) => {
      const service = aService()
      await loadServices(work, await folderWith(service))
      const rows = await work.tx
        .selectFrom('platform.eventLog')
        .select('data')
        .where('name', '=', 'catalogue.version-loaded')
        .execute()
      expect(rows.map(({ data }) => data)).toContainEqual(
        expect.objectContaining({ code: service.code, version: 1 }),
      )
    }))
})

describe('a version that takes effect later', () => {
  const later = async (changes: object, base = aService()) => {
    const folder = await folderWith(base)
    await mkdir(join(folder, 'services', 'later'))
    await writeFile(
      join(folder, 'services', 'later', 'next.json'),
      JSON.stringify({ code: base.code, amends: 1, version: 2, validFrom: '2027-03-01', ...changes }),
    )
    return { base, folder }
  }

  test('says only what changes: by name, and of a list by key; what it takes away is null', async () => {
    const [kept, gone] = (aBirth?.checks ?? []).map(({ key }) => key)
    const { base, folder } = await later({
      plainName: 'Khai sinh theo luật mới',
      checks: { [gone ?? '']: null, [kept ?? '']: { title: 'Việc sinh chưa đăng ký' } },
      result: { title: 'Giấy khai sinh mới' },
    })
    const [before, after] = readServiceFolder(folder).map(({ service }) => service)
    expect(before).toMatchObject({ version: 1, plainName: base.plainName })
    expect(after).toMatchObject({
      version: 2,
      validFrom: '2027-03-01',
      plainName: 'Khai sinh theo luật mới',
      form: before?.form,
      result: { ...before?.result, title: 'Giấy khai sinh mới' },
    })
    expect(after?.checks[0]).toEqual({ ...before?.checks[0], title: 'Việc sinh chưa đăng ký' })
    expect(after?.checks.map(({ key }) => key)).toEqual(
      before?.checks.map(({ key }) => key).filter((key) => key !== gone),
    )
  })

  test('is refused when there is nothing it could amend', async () => {
    const { folder } = await later({ amends: 7 })
    expect(() => readServiceFolder(folder)).toThrow(/next\.json: there is no 9\.\d{6} version 7 to amend/)
  })
})

describe('a folder with a mistake is refused, naming the file', () => {
  test.each([
    ['an unknown field', { colour: 'red' }, '0.json'],
    [
      'a condition on a question that does not come earlier',
      { papers: [{ ...aBirth?.papers[0], condition: { eq: ['nobody.knows', true] } }] },
      'nobody.knows',
    ],
    [
      'a placeholder without a question',
      { result: { ...aBirth?.result, body: [{ kind: 'paragraph', text: '{{answers.ghost}}' }] } },
      'ghost',
    ],
    ['partly online without a reason', { level: 'mot-phan' }, 'says why'],
    [
      'a paper that is only shown and yet kept',
      { papers: [{ ...aBirth?.papers[0], kind: 'show' }] },
      'only shown',
    ],
    ['a paper of two kinds', { papers: [{ ...aBirth?.papers[0], reuse: 'giay-bao-tu' }] }, 'needs no reuse'],
  ])('%s', async (_what, change, said) => {
    const folder = await folderWith(aService(change))
    expect(() => readServiceFolder(folder)).toThrow(said)
  })

  test('the same version twice', async () => {
    const service = aService()
    const folder = await folderWith(service, service)
    expect(() => readServiceFolder(folder)).toThrow('is already in 0.json')
  })
})

/** Ended, by what took its place. */
const ended = {
  '61/2018/NĐ-CP': '118/2025/NĐ-CP',
  '107/2021/NĐ-CP': '118/2025/NĐ-CP',
  '42/2022/NĐ-CP': '224/2026/NĐ-CP',
  '13/2023/NĐ-CP': '356/2025/NĐ-CP',
  '50/2014/QH13': '135/2025/QH15',
  '62/2020/QH14': '135/2025/QH15',
  '175/2024/NĐ-CP': '217/2026/NĐ-CP',
  '05/2015/TTLT-BTP-BCA-BYT': '63/2024/NĐ-CP',
}

test('no service stands on a law that has ended, nor cites one beside a paper', () => {
  for (const { file, service } of real) {
    // What was filed before a law ended goes on by it, under the version of its time.
    if (service.validTo !== undefined) continue
    const cited = [
      ...service.legalBasis.map(({ number }) => number),
      ...service.papers.map(({ basis }) => basis ?? ''),
    ].join(' ')
    for (const [law, instead] of Object.entries(ended)) {
      expect(cited, `${file}: ${law} was replaced by ${instead}`).not.toContain(law)
    }
  }
})

test('sums given as examples are of the base salary of 2.530.000 đồng (NĐ 161/2026)', () => {
  for (const { file, service } of real) {
    expect(JSON.stringify(service), file).not.toMatch(/2\.340\.000|23\.400\.000|1\.872\.000/)
  }
})

test('a version that is loaded cannot be changed by the program', async () => {
  await expect(
    database.updateTable('catalogue.serviceVersion').set({ version: 9 }).execute(),
  ).rejects.toThrow(/permission denied/)
})
