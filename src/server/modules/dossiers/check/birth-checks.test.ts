import { randomInt } from 'node:crypto'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { anIdNumber, aPerson } from '#server/modules/registry/fixtures.ts'
import { noteFormerNumber } from '#server/modules/registry/look-up.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { anApplicant, type Desk, loadVersion, monday, readAndSign, settleChecks } from '../fixtures.ts'
import { markChecks } from '../handle/mark-checks.ts'
import { proposeDecision } from '../handle/propose-decision.ts'
import { viewChecks } from './case-checks.ts'
import {
  aboutPeople,
  aCheck,
  aDeskWithChecks,
  checksOf,
  fileAnswers,
  inWork,
  type Party,
} from './fixtures.ts'
import { basisOf } from './settle-checks.ts'

const checks = [
  aCheck('once', { test: { kind: 'notRegistered' } }),
  aCheck('twins', { test: { kind: 'nothingSimilar' }, whenNot: 'explain' }),
  aCheck('mother', { test: { kind: 'known', who: 'mother', sex: 'female' } }),
  aCheck('motherAge', {
    test: {
      kind: 'answers',
      holds: { aged: { born: 'mother.bornOn', on: 'child.bornOn', atLeast: 16, below: 55 } },
    },
    whenNot: 'explain',
    condition: { present: 'mother.bornOn' },
  }),
  aCheck('fatherAge', {
    test: {
      kind: 'answers',
      holds: { aged: { born: 'father.bornOn', on: 'child.bornOn', atLeast: 16, below: 80 } },
    },
    whenNot: 'explain',
    condition: { present: 'father.bornOn' },
  }),
  aCheck('fatherNumber', {
    test: { kind: 'number', who: 'father', sex: 'male' },
    condition: { present: 'father.fullName' },
  }),
  aCheck('paper', { how: 'Xem giấy chứng sinh' }),
  aCheck('name', {
    how: 'Đọc tên của trẻ',
    looksAt: ['child.fullName'],
    condition: { present: 'father.fullName' },
  }),
]
const entry = { kind: 'birth', people: { child: 'child', mother: 'mother', father: 'father' } } as const

let desk: Desk
let other: Desk
beforeAll(async () => {
  const asked = { people: ['child', 'mother', 'father'] }
  desk = await aDeskWithChecks(asked, checks, { entry })
  other = await aDeskWithChecks(asked, checks, { entry })
})

const letters = 'BCDGHKLMNPQRSTVX'
const aName = () => `Nguyễn Thử ${[1, 2, 3].map(() => `${letters[randomInt(letters.length)]}an`).join(' ')}`

async function aMother(bornOn = '1994-03-12') {
  const idNumber = anIdNumber(bornOn, 'female')
  const person = await anApplicant({ fullName: 'Lê Thị Mẹ', bornOn, gender: 'female', idNumber })
  return { person, party: { fullName: 'Lê Thị Mẹ', bornOn, idNumber } }
}

const aChild = (bornOn = '2026-11-20'): Party => ({ fullName: aName(), bornOn })

/** From filing to what the leader confirms, as a clerk would who finds everything in order. */
async function register(at: Desk, mother: Awaited<ReturnType<typeof aMother>>, child: Party) {
  const filed = await inWork(at, mother.person, aboutPeople({ child, mother: mother.party }))
  await settleChecks(at.specialist, filed.id)
  await propose(at, filed.id)
  await readAndSign(at.leader, filed.id, {}, monday)
  return filed
}

function propose(at: Desk, id: string, outcome: 'approve' | 'decline' = 'approve') {
  const note = outcome === 'decline' ? 'Trẻ đã được đăng ký khai sinh.' : ''
  return perform(at.specialist, (work) => proposeDecision(work, at.specialist, id, { outcome, note }), {
    now: monday,
  })
}

const mark = (at: Desk, id: string, check: string, verdict: 'right' | 'wrong', reason = '') =>
  perform(
    at.specialist,
    (work) => markChecks(work, at.specialist, id, { marks: [{ check, verdict, reason }] }),
    {
      now: monday,
    },
  )

describe('a child is registered once', () => {
  test('nothing is proposed while something is open; what is looked up is ticked by name, and then it is', async () => {
    const mother = await aMother()
    const filed = await inWork(desk, mother.person, aboutPeople({ child: aChild(), mother: mother.party }))
    const found = await checksOf(desk, filed)
    expect(Object.fromEntries(Object.values(found).map(({ key, state }) => [key, state]))).toEqual({
      once: 'toCheck',
      twins: 'holds',
      mother: 'holds',
      motherAge: 'holds',
      paper: 'toCheck',
    })
    await expect(propose(desk, filed.id)).rejects.toMatchObject({
      code: 'dossiers.checks_open',
      details: { checks: [{ key: 'once' }, { key: 'paper' }] },
    })
    await mark(desk, filed.id, 'once', 'right')
    await mark(desk, filed.id, 'paper', 'right', 'Giấy chứng sinh số 12')
    expect((await checksOf(desk, filed)).paper).toMatchObject({
      state: 'ticked',
      mark: { by: desk.specialist.name, at: monday, reason: 'Giấy chứng sinh số 12' },
    })
    await propose(desk, filed.id)
  })

  test('what opens after the proposal is not signed past; what was found when it was signed is kept with it', async () => {
    const mother = await aMother()
    const filed = await inWork(desk, mother.person, aboutPeople({ child: aChild(), mother: mother.party }))
    await settleChecks(desk.specialist, filed.id)
    await propose(desk, filed.id)
    const owner = new pg.Client(process.env.MIGRATOR_URL)
    await owner.connect()
    const numbered = (idNumber: string) =>
      owner.query('update registry.person set id_number = $1 where id = $2', [idNumber, mother.person.id])
    await numbered(anIdNumber('1994-03-12', 'female'))
    await expect(readAndSign(desk.leader, filed.id, {}, monday)).rejects.toMatchObject({
      code: 'dossiers.checks_open',
      details: { checks: [{ key: 'mother', state: 'toCheck' }] },
    })
    await numbered(mother.party.idNumber)
    await readAndSign(desk.leader, filed.id, {}, monday)

    await numbered(anIdNumber('1994-03-12', 'female'))
    const auditor = anOfficer({ roles: ['commander', 'leader'], scope: 'province' })
    const seen = await perform(auditor, (work) => viewChecks(work, auditor, filed.code))
    expect(seen.signedAt).toEqual(monday)
    const { mother: known, paper, once } = Object.fromEntries(seen.checks.map((one) => [one.key, one]))
    expect(known).toMatchObject({ outcome: 'holds', state: 'holds' })
    expect(known?.found).toContain('Lê Thị Mẹ')
    expect(known?.source).toContain('ngày')
    expect(paper).toMatchObject({ state: 'ticked', mark: { by: desk.specialist.name, at: monday } })
    // The entry that came of it is no finding of that day.
    expect(once).toMatchObject({ outcome: 'open', state: 'ticked' })
    await owner.end()
  })

  test('the second application names the first, is refused, and may be declined', async () => {
    const mother = await aMother()
    const child = aChild()
    await register(desk, mother, child)
    const again = await inWork(other, mother.person, aboutPeople({ child, mother: mother.party }))
    const { once } = await checksOf(other, again)
    expect(once).toMatchObject({ outcome: 'fails', state: 'unlawful' })
    expect(once?.found).toContain(desk.agency.name)
    await settleChecks(other.specialist, again.id)
    await expect(propose(other, again.id)).rejects.toMatchObject({ code: 'dossiers.unlawful' })
    await propose(other, again.id, 'decline')
  })

  test('of two dossiers at once the second officer sees the first; of two leaders who sign one is refused with the number of the other', async () => {
    const mother = await aMother()
    const child = aChild()
    const answers = aboutPeople({ child, mother: mother.party })
    const first = await inWork(desk, mother.person, answers)
    const second = await inWork(other, mother.person, answers)
    const { once } = await checksOf(other, second)
    expect(once).toMatchObject({ outcome: 'open', state: 'toCheck' })
    expect(once?.found).toContain(first.code)
    for (const [at, { id }] of [
      [desk, first],
      [other, second],
    ] as const) {
      await settleChecks(at.specialist, id)
      await propose(at, id)
    }
    const outcomes = await Promise.allSettled([
      readAndSign(desk.leader, first.id, {}, monday),
      readAndSign(other.leader, second.id, {}, monday),
    ])
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? one.reason : []))
    expect(refused).toHaveLength(1)
    expect(['dossiers.registered_before', 'dossiers.unlawful']).toContain(refused[0].code)
    expect(JSON.stringify(refused[0].details)).toMatch(/\d+\//)
  })

  test('another child of the same mother, and a child of another mother with the same name, pass', async () => {
    const mother = await aMother()
    const child = aChild('2024-01-10')
    await register(desk, mother, child)
    await register(desk, mother, aChild('2026-11-20'))
    const third = await aMother()
    const filed = await inWork(desk, third.person, aboutPeople({ child, mother: third.party }))
    const found = await checksOf(desk, filed)
    expect(found.once?.state).toBe('toCheck')
    expect(found.twins).toMatchObject({ outcome: 'fails', state: 'toExplain' })
  })

  test('twins are signed after an officer’s reason', async () => {
    const mother = await aMother()
    await register(desk, mother, aChild())
    const filed = await inWork(desk, mother.person, aboutPeople({ child: aChild(), mother: mother.party }))
    expect((await checksOf(desk, filed)).twins).toMatchObject({ outcome: 'fails', state: 'toExplain' })
    await expect(mark(desk, filed.id, 'twins', 'wrong', 'Sinh đôi')).rejects.toMatchObject({
      code: 'dossiers.check_reason_needed',
    })
    await mark(desk, filed.id, 'twins', 'wrong', 'Sinh đôi, giấy chứng sinh ghi con thứ hai.')
    expect((await checksOf(desk, filed)).twins?.state).toBe('explained')
    await settleChecks(desk.specialist, filed.id)
    await propose(desk, filed.id)
  })

  test('a child registered elsewhere is open: an officer who finds it there says so, and nobody grants it', async () => {
    const mother = await aMother()
    const filed = await inWork(desk, mother.person, aboutPeople({ child: aChild(), mother: mother.party }))
    await mark(
      desk,
      filed.id,
      'once',
      'wrong',
      'CSDL hộ tịch: đã đăng ký tại phường Hải Châu, số 15 ngày 21/11/2026.',
    )
    expect((await checksOf(desk, filed)).once?.state).toBe('unlawful')
    await settleChecks(desk.specialist, filed.id)
    await expect(propose(desk, filed.id)).rejects.toMatchObject({
      code: 'dossiers.unlawful',
      details: { checks: [{ key: 'once', said: expect.stringContaining('Hải Châu') }] },
    })
  })
})

describe('parents', () => {
  test('no father is lawful, and so is a found child, whose list has nobody to compare', async () => {
    const finder = await anApplicant()
    const filed = await inWork(desk, finder, aboutPeople({ child: aChild() }))
    const found = await checksOf(desk, filed)
    expect(found.fatherAge).toBeUndefined()
    expect(found.mother).toMatchObject({ outcome: 'open', state: 'toCheck' })
    expect(found.once).toMatchObject({ outcome: 'open', state: 'toCheck' })
    await settleChecks(desk.specialist, filed.id)
    await propose(desk, filed.id)
  })

  test.each([
    ['a mother of 11', '2015-05-01', 'toExplain'],
    ['a mother of 31', '1994-03-12', 'holds'],
  ])('%s', async (_, bornOn, state) => {
    const mother = await aMother(bornOn)
    const filed = await inWork(desk, mother.person, aboutPeople({ child: aChild(), mother: mother.party }))
    expect((await checksOf(desk, filed)).motherAge?.state).toBe(state)
  })

  test.each([
    ['a father of 90', '1936-01-01', 'male', 'toExplain', 'holds'],
    ['a father of 40', '1986-01-01', 'male', 'holds', 'holds'],
    ['a father with a woman’s number', '1986-01-01', 'female', 'holds', 'unlawful'],
  ] as const)('%s', async (_, bornOn, sex, age, number) => {
    const mother = await aMother()
    const father = { fullName: 'Trần Văn Cha', bornOn, idNumber: anIdNumber(bornOn, sex) }
    const filed = await inWork(
      desk,
      mother.person,
      aboutPeople({ child: aChild(), mother: mother.party, father }),
    )
    const found = await checksOf(desk, filed)
    expect([found.fatherAge?.state, found.fatherNumber?.state]).toEqual([age, number])
  })

  test('a mother by another name than the register has is refused; by her former number she is found, and it says so', async () => {
    const mother = await aMother()
    const wrong = await inWork(
      desk,
      mother.person,
      aboutPeople({ child: aChild(), mother: { ...mother.party, fullName: 'Phạm Thị Khác' } }),
    )
    expect((await checksOf(desk, wrong)).mother).toMatchObject({
      outcome: 'fails',
      state: 'unlawful',
      found: expect.stringContaining('họ tên'),
    })
    const former = anIdNumber('1994-03-12', 'female')
    await perform(system, (work) =>
      noteFormerNumber(work, mother.person.id, { idNumber: former, source: 'Căn cước cũ' }),
    )
    const child = aChild()
    await register(desk, mother, child)
    const filed = await inWork(
      desk,
      mother.person,
      aboutPeople({ child, mother: { ...mother.party, idNumber: former } }),
    )
    const found = await checksOf(desk, filed)
    expect(found.mother).toMatchObject({ outcome: 'holds', found: expect.stringContaining('số cũ') })
    expect(found.once).toMatchObject({ outcome: 'fails', state: 'unlawful' })
  })
})

test('a mark is stale once what was looked at has changed, and what was not touched stays', async () => {
  const mother = await aMother()
  const child = aChild()
  const people = { mother: mother.party, father: { fullName: 'Lê Văn Cha' } }
  const filed = await inWork(desk, mother.person, aboutPeople({ child, ...people }))
  for (const key of ['once', 'name', 'paper']) await mark(desk, filed.id, key, 'right')
  expect((await checksOf(desk, filed)).once?.state).toBe('ticked')
  await perform(
    system,
    ({ tx }) =>
      tx
        .updateTable('dossiers.dossier')
        .set({
          answers: JSON.stringify(aboutPeople({ child: { ...child, bornOn: '2026-11-19' }, ...people })),
        })
        .where('id', '=', filed.id)
        .execute(),
    { now: monday },
  )
  const { once, name, paper } = await checksOf(desk, filed)
  expect(once).toMatchObject({ state: 'toCheck', mark: { isStale: true } })
  expect(name).toMatchObject({ state: 'ticked', mark: { isStale: false } })
  // Nothing says what is looked at here: it may be anything.
  expect(paper).toMatchObject({ state: 'toCheck', mark: { isStale: true } })

  const seen = { answers: {}, papers: [{ key: 'notice', sha256: 'a' }], entryPeople: [] }
  const added = { ...seen, papers: [...seen.papers, { key: 'identity', sha256: 'b' }] }
  const other = { ...seen, papers: [{ key: 'notice', sha256: 'c' }] }
  const check = aCheck('notice', { looksAt: ['notice'] })
  expect(basisOf(check, added)).toBe(basisOf(check, seen))
  expect(basisOf(check, other)).not.toBe(basisOf(check, seen))
})

test('filing tells nothing of the register and is never stopped by it', async () => {
  const mother = await aMother()
  const child = aChild()
  await register(desk, mother, child)
  await fileAnswers(desk, mother.person, aboutPeople({ child, mother: mother.party }))
  await expect(aPerson()).resolves.toBeTruthy()
})

test('what was filed under a version from before the register enters it all the same when it is signed', async () => {
  const before = await aDeskWithChecks({ people: ['child', 'mother', 'father'] }, [])
  const [mother, child] = [await aMother(), aChild()]
  const said = aboutPeople({ child, mother: mother.party })
  const filed = await inWork(before, mother.person, said)
  const result = { ...before.service.result, entry }
  await loadVersion({ ...before.service, version: 2, validFrom: '2026-01-01', result })
  await propose(before, filed.id)
  await readAndSign(before.leader, filed.id, {}, monday)
  const again = await fileAnswers(desk, mother.person, said)
  expect((await checksOf(desk, again)).once).toMatchObject({ outcome: 'fails', state: 'unlawful' })
})
