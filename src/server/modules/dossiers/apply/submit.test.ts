/** Filing: what a person sends becomes exactly one dossier, or is refused with words they can act on. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { addPaper } from '#server/modules/registry/index.ts'
import { anonymous, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { storeOwn } from '#server/platform/files/index.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { dossierCheckCode } from '../check-code.ts'
import {
  aDesk,
  aFiledDossier,
  anApplicant,
  anApplication,
  answersFor,
  anUpload,
  type Desk,
  loadVersion,
  monday,
  submitAs,
} from '../fixtures.ts'
import { acceptDossier } from '../handle/accept-dossier.ts'
import { dossierCodePattern } from '../read/dossier-code.ts'
import { insertPapers } from '../read/paper-queries.ts'
import { followDossier } from '../read/public-status.ts'
import { viewOwnDossier } from '../read/view-dossier.ts'
import { attachPaper, getDraft, openDraft, saveDraft } from './drafts.ts'
import { submitDraft } from './submit-draft.ts'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

async function countOf(applicantId: string): Promise<number> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{
      count: number
    }>`select count(*)::int as count from dossiers.dossier where applicant_id = ${applicantId}::uuid`.execute(
      tx,
    ),
  )
  return rows[0]?.count ?? 0
}

describe('one application, one dossier', () => {
  test('sent twice with one key, the second answer is the first dossier', async () => {
    const citizen = await anApplicant()
    const application = await anApplication(desk, citizen)
    const first = await submitAs(citizen, application)
    const second = await submitAs(citizen, application)
    expect(second).toMatchObject({ id: first.id, code: first.code, repeated: true })
    expect(first.code).toMatch(dossierCodePattern)
    expect(first.code.startsWith(`${desk.agency.code}-261123-`)).toBe(true)
    expect(await countOf(citizen.id)).toBe(1)
  })

  test('twenty people and ten impatient fingers at once: every number of the day is given once and none is missing', async () => {
    const busy = await aDesk()
    const people = await Promise.all(Array.from({ length: 20 }, () => anApplicant()))
    const applications = await Promise.all(people.map((citizen) => anApplication(busy, citizen)))
    const all = applications.flatMap((application, index) => {
      const citizen = people[index] as (typeof people)[number]
      const send = () => submitAs(citizen, application)
      return index % 2 === 0 ? [send(), send()] : [send()]
    })
    const codes = new Set((await Promise.all(all)).map(({ code }) => code))
    const numbers = [...codes].map((code) => Number(code.split('-').at(-1))).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))

    const next = await aFiledDossier(busy)
    expect(next.code.split('-').at(-1)).toBe('0021')
  })

  test('a draft sent from two devices at once becomes one dossier', async () => {
    const citizen = await anApplicant()
    const draft = await perform(citizen, (work) => openDraft(work, citizen, desk.service.code), {
      now: monday,
    })
    const paper = { key: 'proof', upload: await anUpload(citizen) }
    await perform(
      citizen,
      async (work) => {
        await saveDraft(work, citizen, draft.id, { answers: answersFor(desk.service) })
        await attachPaper(work, citizen, draft.id, paper)
      },
      { now: monday },
    )
    const send = () => perform(citizen, (work) => submitDraft(work, citizen, draft.id), { now: monday })
    const [first, second] = await Promise.all([send(), send()])
    expect(first.code).toBe(second?.code)
    expect(await countOf(citizen.id)).toBe(1)
    const again = await perform(citizen, (work) => getDraft(work, citizen, draft.id), { now: monday })
    expect(again.dossierId).toBe(first.id)
  })
})

test('accepted on Monday 23/11/2026 at 08:00, five working days end on 1/12/2026 at 17:00', async () => {
  const { id } = await aFiledDossier(desk)
  const { dueAt } = await perform(desk.oneStop, (work) => acceptDossier(work, desk.oneStop, id), {
    now: monday,
  })
  expect(dueAt).toEqual(new Date('2026-12-01T17:00:00+07:00'))
})

test('a dossier keeps the version it was filed under when a newer one is loaded', async () => {
  const own = await aDesk()
  const before = await aFiledDossier(own)
  const limit = { ...own.service.timeLimit, duration: { workingDays: 20 } }
  await loadVersion({ ...own.service, version: own.service.version + 1, timeLimit: limit })
  const after = await aFiledDossier(own)
  const dueOf = async ({ id, citizen, code }: typeof before) => {
    await perform(own.oneStop, (work) => acceptDossier(work, own.oneStop, id), { now: monday })
    const { dossier } = await perform(citizen, (work) => viewOwnDossier(work, citizen, code), { now: monday })
    return { version: dossier.serviceVersion, dueAt: dossier.dueAt }
  }
  expect(await dueOf(before)).toEqual({
    version: own.service.version,
    dueAt: new Date('2026-12-01T17:00:00+07:00'),
  })
  expect(await dueOf(after)).toMatchObject({ version: own.service.version + 1 })
})

describe('what is refused, with the reason, and stores nothing', () => {
  const refused = async (
    change: (application: Awaited<ReturnType<typeof anApplication>>) => object,
    refusal: object,
  ) => {
    const citizen = await anApplicant()
    const application = await anApplication(desk, citizen)
    await expect(submitAs(citizen, { ...application, ...change(application) })).rejects.toMatchObject(refusal)
    expect(await countOf(citizen.id)).toBe(0)
  }

  test('a paper that is needed and missing is named', () =>
    refused(() => ({ papers: [] }), {
      code: 'dossiers.papers_missing',
      details: { missing: [{ key: 'proof', name: 'Giấy tờ chứng minh' }] },
    }))

  test('a paper nobody asked for', () =>
    refused(({ papers }) => ({ papers: [...papers, { ...papers[0], key: 'nonsense' }] }), {
      code: 'dossiers.paper_unknown',
    }))

  test('more files than a paper may have', async () => {
    const citizen = await anApplicant()
    const papers = await Promise.all(
      [1, 2, 3].map(async () => ({ key: 'proof', upload: await anUpload(citizen) })),
    )
    const application = await anApplication(desk, citizen, { papers })
    await expect(submitAs(citizen, application)).rejects.toMatchObject({ code: 'dossiers.too_many_papers' })
  })

  test('an upload of someone else, and one that never finished', async () => {
    const citizen = await anApplicant()
    const foreign = await anUpload(await anApplicant())
    for (const upload of [foreign, randomUUID()]) {
      const application = await anApplication(desk, citizen, { papers: [{ key: 'proof', upload }] })
      await expect(submitAs(citizen, application)).rejects.toMatchObject({ status: 404 })
    }
    expect(await countOf(citizen.id)).toBe(0)

    // Nor does the database take one, by its fingerprint, from whoever goes past all that; one's own it does, were there such a dossier.
    const handIn = async (upload: string) => {
      const { sha256 } = await perform(system, ({ tx }) =>
        tx.selectFrom('platform.upload').select('sha256').where('id', '=', upload).executeTakeFirstOrThrow(),
      )
      const file = { key: 'proof', name: 'x', mediaType: 'application/pdf', size: 1, sha256: sha256 ?? '' }
      const paper = { ...file, source: 'upload' as const, vaultPaperId: null }
      return perform(citizen, ({ tx }) => insertPapers(tx, randomUUID(), 1, [paper], monday))
    }
    await expect(handIn(foreign)).rejects.toMatchObject({ code: '42501' })
    await expect(handIn(await anUpload(citizen))).rejects.toMatchObject({ code: '23503' })
  })

  test('a vault paper of someone else; one’s own is taken', async () => {
    const owner = await anApplicant()
    const stranger = await anApplicant()
    const { sha256 } = await storeOwn(aPdf([`<< /Note (${randomUUID()}) >>`]), 'application/pdf')
    const paper = await perform(system, (work) =>
      addPaper(work, {
        ownerId: owner.id,
        kind: 'the-can-cuoc',
        title: 'Thẻ căn cước',
        issuer: 'Bộ Công an',
        sha256,
      }),
    )
    const papers = [{ key: 'proof', vaultPaper: paper.id }]
    const taken = await anApplication(desk, stranger, { papers })
    await expect(submitAs(stranger, taken)).rejects.toMatchObject({ code: 'dossiers.paper_unknown' })

    const { code } = await submitAs(owner, await anApplication(desk, owner, { papers }))
    const view = await perform(owner, (work) => viewOwnDossier(work, owner, code), { now: monday })
    expect(view.papers).toMatchObject([{ key: 'proof', source: 'vault', vaultPaperId: paper.id, sha256 }])
  })

  test('a field the form does not have', () =>
    refused(({ answers }) => ({ answers: { ...answers, isApproved: true } }), {
      code: 'dossiers.unknown_fields',
      details: { fields: [expect.stringContaining('isApproved')] },
    }))

  test('the 31st of February', () =>
    refused(
      ({ answers }) => ({
        answers: { ...answers, subject: { ...(answers.subject as object), bornOn: '1990-02-31' } },
      }),
      {
        code: 'dossiers.answers_wrong',
        details: {
          issues: expect.arrayContaining([expect.objectContaining({ field: 'answers.subject.bornOn' })]),
        },
      },
    ))

  test('an identity number of the wrong century', () =>
    refused(
      ({ answers }) => {
        const subject = answers.subject as { bornOn: string; identityNumber: string }
        const wrong = Number(subject.identityNumber[3]) < 2 ? 2 : 0
        const identityNumber = `${subject.identityNumber.slice(0, 3)}${wrong}${subject.identityNumber.slice(4)}`
        return { answers: { ...answers, subject: { ...subject, identityNumber } } }
      },
      {
        code: 'dossiers.answers_wrong',
        details: {
          issues: expect.arrayContaining([
            expect.objectContaining({ field: 'answers.subject.identityNumber' }),
          ]),
        },
      },
    ))

  test('someone else’s draft cannot be read, filled or sent', async () => {
    const citizen = await anApplicant()
    const stranger = await anApplicant()
    const { id } = await perform(citizen, (work) => openDraft(work, citizen, desk.service.code), {
      now: monday,
    })
    const attempts = [
      (work: Work) => getDraft(work, stranger, id),
      (work: Work) => saveDraft(work, stranger, id, { answers: {} }),
      (work: Work) => submitDraft(work, stranger, id),
    ]
    for (const attempt of attempts) {
      await expect(perform<unknown>(stranger, attempt)).rejects.toMatchObject({
        code: 'dossiers.draft_not_found',
      })
    }
    const { rows } = await perform(stranger, ({ tx }) => sql`select * from dossiers.draft`.execute(tx))
    expect(rows).toEqual([])
  })
})

describe('where a dossier stands', () => {
  const ask = (code: string, more: Partial<Parameters<typeof followDossier>[0]> = {}) =>
    followDossier({ code, actor: anonymous, address: randomUUID(), ...more })

  test('the code alone tells the state and the day, and nothing else', async () => {
    const { code, dueAt } = await aFiledDossier(desk)
    expect(await ask(` ${code.toLowerCase()} `)).toEqual({
      code,
      status: 'submitted',
      dueAt,
      whole: undefined,
    })
    await expect(ask('H98.1-261123-9999')).rejects.toMatchObject({ code: 'dossiers.not_found' })
    await expect(ask("' or 1=1")).rejects.toMatchObject({ code: 'dossiers.not_found' })
  })

  test('the check code of this dossier opens the rest, however it is typed, and names nobody', async () => {
    const { code, citizen } = await aFiledDossier(desk)
    const other = await aFiledDossier(desk)
    const checkCode = dossierCheckCode(code)
    expect(checkCode).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
    expect(dossierCheckCode(code)).toBe(checkCode)
    for (const typed of [
      checkCode,
      checkCode.toLowerCase().replace('-', ''),
      ` ${checkCode.replace('-', ' – ')} `,
    ]) {
      const { whole } = await ask(code, { checkCode: typed })
      expect(whole).toMatchObject({ code, agencyId: desk.agency.id })
      const told = JSON.stringify(whole)
      for (const personal of [citizen.name, citizen.id, citizen.idNumber])
        expect(told).not.toContain(personal)
    }
    for (const wrong of ['AAAA-AAAA', dossierCheckCode(other.code), code])
      await expect(ask(code, { checkCode: wrong })).rejects.toMatchObject({
        code: 'dossiers.check_code_wrong',
      })
  })

  test('whose it is sees the rest without; another citizen does not', async () => {
    const { code, citizen } = await aFiledDossier(desk)
    expect((await ask(code, { actor: citizen })).whole).toMatchObject({ code })
    expect((await ask(code, { actor: await anApplicant() })).whole).toBeUndefined()
  })

  test('what is found counts as what is not: 400 codes in a row end after sixty', async () => {
    const { code } = await aFiledDossier(desk)
    let refused: unknown
    const guess = async (wanted: string, address: string, checkCode?: string) =>
      ask(wanted, { address, checkCode }).then(
        () => 'found',
        (error) => {
          refused = error
          return error.code as string
        },
      )
    const count = async (times: number, one: () => Promise<string>) => {
      const told: Record<string, number> = {}
      for (let i = 0; i < times; i++) {
        const outcome = await one()
        told[outcome] = (told[outcome] ?? 0) + 1
      }
      return told
    }
    const [hits, misses, checks] = [randomUUID(), randomUUID(), randomUUID()]
    const found = await count(400, () => guess(code, hits))
    expect(found.found).toBeGreaterThanOrEqual(60)
    expect(found['dossiers.too_many_looks']).toBeGreaterThan(250)
    expect(refused).toMatchObject({ status: 429, details: { seconds: expect.any(Number) } })
    const missed = await count(100, () => guess('H57.99.99-260101-0001', misses))
    expect(missed['dossiers.not_found']).toBeLessThan(40)
    const tried = await count(100, () => guess(code, checks, 'AAAA-AAAA'))
    expect(tried['dossiers.check_code_wrong']).toBeLessThan(25)
  })
})
