/** Agencies for tests: each test makes its own, or loads the province once. */
import { randomUUID } from 'node:crypto'
import { system } from '#server/platform/actor.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { perform } from '#server/platform/work.ts'
import { forgetDirectory } from './directory.ts'
import { loadAgencies } from './load-agencies.ts'
import type { Agency, Position } from './model.ts'
import { insertRevision, lockLoading, readRevision } from './queries.ts'

/** Stores an agency that exists now, with a head and a deputy who sign and a clerk who does not. */
export async function anAgency(overrides: Partial<Agency> = {}): Promise<Agency> {
  const id = `test-${randomUUID()}`
  const agency: Agency = {
    id,
    code: `T${String(Math.floor(Math.random() * 100)).padStart(2, '0')}.${id.slice(5, 13)}`,
    name: 'Ủy ban nhân dân xã Thử',
    shortName: 'UBND xã Thử',
    kind: 'people_committee',
    level: 'commune',
    parentId: null,
    unitId: null,
    symbol: 'UBND',
    place: 'Thử',
    address: null,
    phone: null,
    validFrom: '2021-07-01',
    validTo: null,
    unverified: false,
    ...overrides,
  }
  const position = (key: string, rest: Pick<Position, 'title' | 'authority' | 'authorityOf' | 'signs'>) => ({
    id: `${agency.id}/${key}`,
    agencyId: agency.id,
    validFrom: agency.validFrom,
    validTo: agency.validTo,
    ...rest,
  })
  await perform(system, async ({ tx }) => {
    await lockLoading(tx)
    await tx.insertInto('agencies.agency').values(agency).execute()
    await tx
      .insertInto('agencies.position')
      .values([
        position('chu-tich', {
          title: 'Chủ tịch',
          authority: 'TM.',
          authorityOf: 'Ủy ban nhân dân',
          signs: true,
        }),
        position('pho-chu-tich', {
          title: 'Phó Chủ tịch',
          authority: 'KT.',
          authorityOf: 'Chủ tịch',
          signs: true,
        }),
        position('chuyen-vien', { title: 'Chuyên viên', authority: null, authorityOf: null, signs: false }),
      ])
      .execute()
    const { revision } = await readRevision(tx)
    await insertRevision(tx, revision + 1, agency.id)
  })
  forgetDirectory()
  return agency
}

/** Makes an agency an office with a head who signs in their own name; answers the position. */
export async function aHeadOf({ id, validFrom }: Agency, title: string): Promise<string> {
  const positionId = `${id}/head`
  await perform(system, async ({ tx }) => {
    await lockLoading(tx)
    await tx.updateTable('agencies.agency').set({ kind: 'department' }).where('id', '=', id).execute()
    const named = { title, authority: null, authorityOf: null, signs: true }
    await tx
      .insertInto('agencies.position')
      .values({ id: positionId, agencyId: id, validFrom, validTo: null, ...named })
      .execute()
    const { revision } = await readRevision(tx)
    await insertRevision(tx, revision + 1, id)
  })
  forgetDirectory()
  return positionId
}

/** After positions or agencies were written beside the loader: every process reads them anew. */
export async function forgetAgencies(agencyId: string): Promise<void> {
  await perform(system, async ({ tx }) => {
    await lockLoading(tx)
    const { revision } = await readRevision(tx)
    await insertRevision(tx, revision + 1, agencyId)
  })
  forgetDirectory()
}

let provinceLoaded: Promise<unknown> | undefined

/** The province of the repository, once a file: after any agency of a test, loading it would write all of it anew. */
export async function loadProvinceAgencies(): Promise<void> {
  provinceLoaded ??= perform(system, (work) => loadAgencies(work, provinceFolder))
  await provinceLoaded
}
