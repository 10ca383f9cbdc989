/** Filing at the counter: a number alone opens nobody's data, and trying numbers ends soon and is seen. */
import { randomUUID } from 'node:crypto'
import { Socket } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '#server/modules/registry/fixtures.ts'
import { lookupsCondition, type Person } from '#server/modules/registry/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import type { Refusal } from '#shared/refusal.ts'
import { aDesk, anApplication, type Desk } from '../fixtures.ts'
import { fileDossier } from './file-for-applicant.ts'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const fileAs = async (officer: Officer, person: Person, change: Partial<Person> = {}) => {
  const { idNumber, fullName, bornOn, gender } = { ...person, ...change }
  const input = await anApplication(desk, officer)
  return fileDossier(officer, { idNumber, fullName, bornOn, gender }, input, {})
}
const aClerk = (): Officer => ({ ...desk.oneStop, id: randomUUID() })
const countOf = (person: Person) =>
  perform(system, async ({ tx }) => {
    const dossiers = await tx
      .selectFrom('dossiers.dossier')
      .select('id')
      .where('applicantId', '=', person.id)
      .execute()
    const misses = await tx
      .selectFrom('platform.eventLog')
      .select('id')
      .where('name', '=', 'registry.lookup-missed')
      .where('subjectId', '=', person.id)
      .execute()
    return { dossiers: dossiers.length, misses: misses.length }
  })

describe('a known identity number', () => {
  test.each<[string, (person: Person) => Partial<Person>]>([
    ['another name', () => ({ fullName: 'Lê Văn Khác' })],
    ['a name without its marks', () => ({ fullName: 'Nguyen Thi Thu' })],
    ['another birth date', () => ({ bornOn: '1990-05-21' })],
  ])('with %s stores nothing but the miss, and tells nothing of the person', async (_, change) => {
    const person = await aPerson({ phone: '0912345678' })
    const refused = fileAs(aClerk(), person, change(person))
    await expect(refused).rejects.toMatchObject({
      code: 'dossiers.applicant_differs',
      status: 422,
      details: {},
    })
    expect(await countOf(person)).toEqual({ dossiers: 0, misses: 1 })
  })

  test('with the name and birth date of its person is filed for, whatever the case and the place of the tone', async () => {
    const person = await aPerson({ fullName: 'Nguyễn Thị Hòa' })
    await fileAs(aClerk(), person, { fullName: 'NGUYỄN THỊ HOÀ' })
    expect(await countOf(person)).toEqual({ dossiers: 1, misses: 0 })
  })

  test('after five misses within the hour nothing is looked at any more, right or wrong, and administrators see it', async () => {
    const clerk = aClerk()
    const person = await aPerson()
    for (let i = 0; i < 5; i++)
      await expect(fileAs(clerk, person, { fullName: 'Lê Văn Khác' })).rejects.toMatchObject({ status: 422 })
    await expect(fileAs(clerk, person)).rejects.toMatchObject({
      code: 'registry.lookups_stopped',
      status: 429,
      details: { seconds: expect.any(Number) },
    })
    await fileAs(aClerk(), person)
    expect(await lookupsCondition.check()).toMatchObject({ state: 'warning', code: 'lookups.many' })
  })
})

test('misses written by a clock that had jumped ahead stop nobody once it is right again', async () => {
  const clerk = aClerk()
  const person = await aPerson()
  const at = new Date(Date.now() + 365 * 86_400_000)
  const misses = Array.from({ length: 20 }, () => ({ accountId: clerk.id, personId: person.id, at }))
  await perform(system, ({ tx }) => tx.insertInto('registry.missedLookup').values(misses).execute())
  await fileAs(clerk, person)
})

test('sixty guesses at once are five, and then none: neither a wrong one nor the right one is answered', async () => {
  const clerk = aClerk()
  const person = await aPerson()
  const input = await anApplication(desk, clerk)
  const guess = async (at: number) => {
    const { idNumber, fullName, gender } = person
    const bornOn = at === 59 ? person.bornOn : `1980-01-${String(1 + (at % 28)).padStart(2, '0')}`
    const filed = fileDossier(
      clerk,
      { idNumber, fullName, bornOn, gender },
      { ...input, requestKey: randomUUID() },
      {},
    )
    return filed.then(
      () => 'filed',
      ({ code }: Refusal) => code,
    )
  }
  const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => guess(at)))
  expect(answers.filter((answer) => answer === 'dossiers.applicant_differs')).toHaveLength(5)
  expect(new Set(answers)).toEqual(new Set(['dossiers.applicant_differs', 'registry.lookups_stopped']))
})

test('sixty dossiers at once by one officer: forty are filed, the rest are asked to wait', async () => {
  const clerk = aClerk()
  const { idNumber, fullName, bornOn, gender } = await aPerson()
  const input = await anApplication(desk, clerk)
  const file = () =>
    fileDossier(clerk, { idNumber, fullName, bornOn, gender }, { ...input, requestKey: randomUUID() }, {})
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, file))
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused).toHaveLength(20)
  expect(refused[0]?.reason).toMatchObject({
    code: 'dossiers.budget_used',
    status: 429,
    details: { seconds: expect.any(Number) },
  })
})

test('a filing leaves for the database in three pieces: what is asked, what is stored, and its end', async () => {
  const port = Number(new URL(process.env.DATABASE_URL ?? '').port)
  let pieces = 0
  // Below everything of ours: what leaves for the server, however many statements it holds.
  const wire = Socket.prototype as unknown as Record<'_write' | '_writev', (...sent: unknown[]) => unknown>
  const { _write, _writev } = wire
  const counting = (write: typeof _write) =>
    function (this: Socket, ...sent: unknown[]) {
      if (this.remotePort === port) pieces++
      return write.apply(this, sent)
    }
  const officer: Officer = { ...aClerk(), roles: ['submitter'] }
  const counts: number[] = []
  for (let filed = 0; filed < 4; filed++) {
    const { idNumber, fullName, bornOn, gender } = await aPerson()
    const input = await anApplication(desk, officer)
    pieces = 0
    Object.assign(wire, { _write: counting(_write), _writev: counting(_writev) })
    await fileDossier(officer, { idNumber, fullName, bornOn, gender }, input, {})
    Object.assign(wire, { _write, _writev })
    counts.push(pieces)
  }
  // The least: now and then it is asked whether what is held in memory still is so.
  expect(Math.min(...counts)).toBe(3)
})
