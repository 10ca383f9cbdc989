import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import { aStaffAccount } from '#server/modules/identity/fixtures.ts'
import { listStaffNotices } from '#server/modules/notifications/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { perform } from '#server/platform/work.ts'
import { aShot } from '#tests/faces/pictures.ts'
import { standIn, stopStandIn } from '#tests/faces/stand-in.ts'
import { backUp } from '#tools/backup/back-up.ts'
import { someoneAt } from '../fixtures.ts'
import { enrolOther, enrolSelf, viewFaceOf, viewFaces, viewOwnFace, withdrawOwn } from '../index.ts'
import { tidyFaces } from './tidy.ts'

const owner = new pg.Client(process.env.MIGRATOR_URL)
beforeAll(() => owner.connect())
afterAll(async () => {
  stopStandIn()
  await owner.end()
})

const keys = join(config.NHIP_DATA, 'face-keys')
const keyCount = () => (existsSync(keys) ? readdirSync(keys).length : 0)
const threeViews = (person: number) => [0, 1, 2].map((view) => aShot(person, { view }))
const look = (officer: Officer) => perform(officer, (work) => viewOwnFace(work, officer))
const anyone = async () => someoneAt(await anAgency(), 'chuyen-vien', 'specialist')
const administrator = async () => someoneAt(await anAgency(), 'chuyen-vien', 'administrator')
const factsOf = async (id: string) =>
  (await owner.query('select name, data from platform.event_log where subject_id = $1 order by id', [id]))
    .rows

/** Every row of every table that holds these bytes, as they are, as hex or as base64. */
async function rowsWith(bytes: Buffer): Promise<string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', nspname, relname) as name from pg_class c join pg_namespace n on n.oid = relnamespace
      where relkind = 'r' and nspname !~ '^(pg_|information_schema)'`,
  )
  // However the bytes before them fall into groups of three.
  const base64 = [0, 1, 2].map((from) => bytes.subarray(from, from + 18).toString('base64'))
  const written = [bytes.toString('hex'), ...base64]
  const found: string[] = []
  for (const { name } of tables) {
    const { rowCount } = await owner.query(
      `select from ${name} t where exists (select from unnest($1::text[]) p where position(p in t::text) > 0) limit 1`,
      [written],
    )
    if (rowCount) found.push(name)
  }
  return found
}

/** Every file below a folder that holds these bytes. */
function filesWith(folder: string, bytes: Buffer): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path).includes(bytes))
}

test('one enrols one’s own face: sealed, on a consent of a version, and nothing of the pictures is kept', async () => {
  const officer = await anyone()
  expect((await look(officer)).state).toBe('none')
  const pictures = threeViews(1)
  await enrolSelf(officer, pictures, standIn)
  const { state, last } = await look(officer)
  expect(state).toBe('enrolled')
  expect(last).toMatchObject({
    basis: 'consent',
    consentVersion: 1,
    views: 3,
    enrolledBy: officer.id,
    endedAt: null,
  })
  const facts = await factsOf(officer.id)
  expect(facts.at(-1)).toEqual({
    name: 'meetings.face_enrolled',
    data: { enrolmentId: last?.id, basis: 'consent', consentVersion: 1, views: 3 },
  })
  for (const picture of pictures) {
    // The end of the file: what was drawn, not what all pictures begin with.
    const piece = picture.subarray(picture.length - 24)
    expect(await rowsWith(piece)).toEqual([])
    expect(filesWith(config.NHIP_DATA, piece)).toEqual([])
  }
  // Nobody reads a template, its owner neither; and without its key it is noise.
  const seen = await perform(officer, ({ tx }) =>
    tx.selectFrom('meetings.faceTemplate').selectAll().execute(),
  )
  expect(seen).toEqual([])
  const { rows } = await owner.query('select sealed from meetings.face_template where enrolment_id = $1', [
    last?.id,
  ])
  const plain = Buffer.alloc(4)
  plain.writeFloatLE(Math.fround(1 / Math.hypot(1, Math.fround(0.4))))
  expect(rows[0].sealed.includes(plain)).toBe(false)
})

test('what is wrong with which picture is said, and then nothing is enrolled', async () => {
  const officer = await anyone()
  const before = keyCount()
  const tried = (...pictures: Buffer[]) => enrolSelf(officer, pictures, standIn)
  const [one, two, three] = [aShot(2, { view: 0 }), aShot(2, { view: 1 }), aShot(2, { view: 2 })]
  await expect(tried(one, two)).rejects.toMatchObject({ code: 'meetings.views_count' })
  const wrong = async (picture: Buffer) =>
    tried(one, two, picture).catch(({ code, details }) => [code, details.problems])
  const third = (problem: string) => ['meetings.views_unfit', [{ view: 3, problem }]]
  expect(await wrong(aShot(2, { what: 'nobody' }))).toEqual(third('no_face'))
  expect(await wrong(aShot(2, { what: 'several', view: 2 }))).toEqual(third('several'))
  expect(await wrong(aShot(2, { what: 'small', view: 2 }))).toEqual(third('small'))
  expect(await wrong(aShot(2, { what: 'dark', view: 2 }))).toEqual(third('dark'))
  expect(await wrong(Buffer.from('<svg/>'))).toEqual(third('no_picture'))
  expect(await wrong(three.subarray(0, three.length / 2))).toEqual(third('unreadable'))
  expect(await wrong(one)).toEqual(third('same'))
  const another = await tried(one, two, three, aShot(3, { view: 3 })).catch(({ details }) => details.problems)
  expect(another).toEqual([{ view: 4, problem: 'another' }])
  expect((await look(officer)).state).toBe('none')
  expect(keyCount()).toBe(before)
})

test('withdrawing destroys key and template, with a fact; enrolling anew does so with the old ones', async () => {
  const officer = await anyone()
  const before = keyCount()
  await expect(perform(officer, (work) => withdrawOwn(work, officer))).rejects.toMatchObject({
    code: 'meetings.face_none',
  })
  await enrolSelf(officer, threeViews(4), standIn)
  const first = (await look(officer)).last?.id ?? ''
  await enrolSelf(officer, threeViews(4), standIn)
  const second = (await look(officer)).last?.id ?? ''
  expect(existsSync(join(keys, `${first}.key`))).toBe(false)
  expect(keyCount()).toBe(before + 1)
  await perform(officer, (work) => withdrawOwn(work, officer))
  expect(keyCount()).toBe(before)
  const { rowCount } = await owner.query('select from meetings.face_template where enrolment_id = any ($1)', [
    [first, second],
  ])
  expect(rowCount).toBe(0)
  expect(await look(officer)).toMatchObject({ state: 'none', last: { endedWhy: 'withdrawn' } })
  expect((await factsOf(officer.id)).slice(-2)).toMatchObject([
    { name: 'meetings.face_enrolled' },
    { name: 'meetings.face_withdrawn', data: { enrolmentId: second, why: 'withdrawn' } },
  ])
})

test('an administrator enrols another on a ground that is named; the other is told, and withdraws', async () => {
  const [officer, admin] = [await anyone(), await administrator()]
  const ground = { basis: 'legal' as const, ground: 'Điều 1 Quy chế họp số 01/QC' }
  await expect(enrolOther(officer, admin.id, ground, threeViews(5), standIn)).rejects.toMatchObject({
    code: 'identity.role_needed',
  })
  const { id: nobody } = await aStaffAccount({ agencyId: officer.agencyId, roles: [], hasTotp: false })
  await expect(enrolOther(admin, nobody, ground, threeViews(5), standIn)).rejects.toMatchObject({
    code: 'meetings.face_not_staff',
  })
  await enrolOther(admin, officer.id, ground, threeViews(5), standIn)
  const { last } = await look(officer)
  expect(last).toMatchObject({ ...ground, consentVersion: null, enrolledBy: admin.id })
  expect((await perform(admin, (work) => viewFaceOf(work, admin, officer.id))).state).toBe('enrolled')
  await expect(perform(officer, (work) => viewFaceOf(work, officer, admin.id))).rejects.toMatchObject({
    code: 'identity.role_needed',
  })
  const told = await perform(officer, (work) => listStaffNotices(work, officer))
  expect(told.map(({ kind }) => kind)).toEqual(['face_enrolled'])
  await perform(officer, (work) => withdrawOwn(work, officer))
  expect((await look(officer)).state).toBe('none')
})

test('no backup holds a key; after a restore people are told and enrol again, and whoever left is withdrawn', async () => {
  const [officer, gone] = [await anyone(), await anyone()]
  await enrolSelf(officer, threeViews(6), standIn)
  await enrolSelf(gone, threeViews(7), standIn)
  const id = (await look(officer)).last?.id ?? ''
  const folder = join(config.NHIP_DATA, '..', `backup-${randomUUID()}`)
  const source = {
    url: process.env.DATABASE_URL ?? '',
    migratorUrl: process.env.MIGRATOR_URL ?? '',
    replicationUrl: undefined,
    data: config.NHIP_DATA,
  }
  await backUp(source, { folder, begin: true })
  const key = readFileSync(join(keys, `${id}.key`))
  expect(filesWith(config.NHIP_DATA, key)).toHaveLength(1)
  expect(filesWith(folder, key)).toEqual([])
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).includes(id))).toEqual([])

  await owner.query(
    `update identity.role_grant set valid_from = '2020-01-01', valid_to = '2020-01-02' where account_id = $1`,
    [gone.id],
  )
  await tidyFaces()
  expect(await look(gone)).toMatchObject({ state: 'none', last: { endedWhy: 'left' } })
  expect((await look(officer)).state).toBe('enrolled')

  // A data folder as a restore leaves it: without these keys.
  rmSync(join(keys, `${id}.key`))
  expect((await look(officer)).state).toBe('lost')
  await tidyFaces()
  await tidyFaces()
  expect(await look(officer)).toMatchObject({ state: 'lost', last: { endedWhy: 'key_lost' } })
  const told = await perform(officer, (work) => listStaffNotices(work, officer))
  expect(told.map(({ kind }) => kind)).toEqual(['face_key_lost'])
  await enrolSelf(officer, threeViews(6), standIn)
  expect((await look(officer)).state).toBe('enrolled')
})

test('administrators read how often it errs from the last evaluation, or that there was none', async () => {
  const [officer, admin] = [await anyone(), await administrator()]
  const view = () => perform(admin, (work) => viewFaces(work, admin))
  const file = join(config.NHIP_DATA, 'evaluation-faces.json')
  expect((await view()).evaluation).toBeUndefined()
  const at = (threshold: number) => ({
    set: '../shared/testdata/faces',
    day: '2026-11-30',
    detectors: [
      {
        detector: 'mesh',
        photos: 239,
        withoutFace: 0,
        genuine: 162,
        impostors: 28279,
        atThreshold: { threshold, trueAccept: 0.988, falseAccept: 0.00011 },
        atFalseAccept: { falseAccept: 0.001, threshold: 0.36, trueAccept: 0.994 },
      },
    ],
  })
  writeFileSync(file, JSON.stringify(at(0.4)))
  expect((await view()).evaluation).toMatchObject({
    set: '../shared/testdata/faces',
    day: '2026-11-30',
    detectors: [{ atThreshold: { trueAccept: 0.988, falseAccept: 0.00011 } }],
  })
  // Measured at another threshold it says nothing of the one in use; half a file neither.
  writeFileSync(file, JSON.stringify(at(0.36)))
  expect((await view()).evaluation).toBeUndefined()
  writeFileSync(file, '{"set": ')
  expect((await view()).evaluation).toBeUndefined()
  await expect(perform(officer, (work) => viewFaces(work, officer))).rejects.toMatchObject({
    code: 'identity.role_needed',
  })
})
