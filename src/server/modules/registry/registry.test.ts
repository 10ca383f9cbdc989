import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { describe, expect, test } from 'vitest'
import { divorceJobs } from '#server/modules/dossiers/divorce/tell-divorced.ts'
import { aDesk, anApplicant, anApplication, submitAs } from '#server/modules/dossiers/fixtures.ts'
import {
  aMarriage,
  divorce,
  enterAs,
  judgment,
} from '#server/modules/dossiers/services/civil/marriages/fixtures.ts'
import { insertAccount } from '#server/modules/identity/queries/accounts.ts'
import { listNotices } from '#server/modules/notifications/index.ts'
import { type Citizen, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { storeStream } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { confirmDivorce, standingMarriages, undoDivorce } from './divorce.ts'
import { applyEntry, endEntryOf, enterEvent } from './enter.ts'
import { anIdNumber, aPerson } from './fixtures.ts'
import {
  addPaper,
  copyPeople,
  findPersonByIdNumber,
  getPaperForOwner,
  getSelf,
  hasConsent,
  keepHandedIn,
  listAccessesTo,
  listConsents,
  listPapers,
  listPapersByIds,
  listReusablePapers,
  openPersonalData,
  type Person,
  personCopyLine,
  personRow,
  prefillFor,
  recordConsent,
  recordMarriage,
  registerHousehold,
  registerOrganisation,
  registerPerson,
  updateContact,
} from './index.ts'
import { findExtracts, lookUp, noteFormerNumber } from './look-up.ts'
import { listMarriagesOf, listWidowed } from './queries/divorces.ts'

const citizenOf = ({ id, fullName }: Person): Citizen => aCitizen({ id, name: fullName })

describe('registering a person', () => {
  test('again gives the person known', async () => {
    const person = await aPerson({ fullName: 'Tra\u0302\u0300n  Thi\u0323 Lan' })
    expect(person.fullName).toBe('Trần Thị Lan')
    const again = await aPerson({ idNumber: person.idNumber, fullName: 'Tên Khác' })
    expect(again).toMatchObject({ id: person.id, fullName: person.fullName })
  })

  test('is refused with a name that has a stacked mark or a look-alike', async () => {
    for (const fullName of ['Trần Thị\u0301 Lan', 'Tr\u0430n Lan', '\uff21n', ''])
      await expect(aPerson({ fullName })).rejects.toMatchObject({
        code: 'platform.name_invalid',
        status: 422,
      })
  })

  test('at the same moment twice makes one', async () => {
    const idNumber = anIdNumber()
    const people = await Promise.all([1, 2, 3, 4].map(() => aPerson({ idNumber })))
    expect(new Set(people.map(({ id }) => id)).size).toBe(1)
  })

  test('is refused with a number of the wrong century, sex or length', async () => {
    const bad = (idNumber: string) => aPerson({ idNumber, bornOn: '1990-05-20', gender: 'female' })
    await expect(bad('046390123456')).rejects.toMatchObject({
      code: 'registry.identity_number_invalid',
      details: { problems: ['identity.wrong_birth_year'] },
    })
    await expect(bad('046090123456')).rejects.toMatchObject({
      details: { problems: ['identity.wrong_gender'] },
    })
    await expect(bad('04619012345')).rejects.toMatchObject({
      details: { problems: ['identity.wrong_length'] },
    })
  })

  test('by the thousand through COPY gives the same rows', async () => {
    const rows = Array.from({ length: 1_000 }, () =>
      personRow(
        {
          idNumber: anIdNumber('2001-01-01', 'male'),
          fullName: 'Lê Văn\tTab',
          address: 'Thôn 1 \\ xã',
          bornOn: '2001-01-01',
          gender: 'male',
          source: 'Mô phỏng',
        },
        new Date(),
      ),
    ).filter((row, index, all) => all.findIndex(({ idNumber }) => idNumber === row.idNumber) === index)
    const client = new pg.Client(process.env.MIGRATOR_URL)
    await client.connect()
    await pipeline(Readable.from(rows.map(personCopyLine)), client.query(copyFrom(copyPeople)))
    await client.end()

    const [first] = rows
    const person = await perform(system, (work) => findPersonByIdNumber(work, first?.idNumber ?? ''))
    expect(person).toMatchObject({
      id: first?.id,
      fullName: 'Lê Văn Tab',
      address: 'Thôn 1 \\ xã',
      phone: null,
      ethnicity: 'Kinh',
    })
  })
})

describe('who sees whom', () => {
  test('a citizen sees no one else', async () => {
    const person = await aPerson()
    const stranger = await aPerson()
    const citizen = citizenOf(person)
    expect(await perform(citizen, (work) => getSelf(work, citizen))).toMatchObject({ id: person.id })
    expect(await perform(citizen, (work) => findPersonByIdNumber(work, stranger.idNumber))).toBeUndefined()
  })

  test('an officer names purpose and dossier, and the person sees who looked', async () => {
    const desk = await aDesk()
    const citizen = await anApplicant()
    const person = await perform(citizen, (work) => getSelf(work, citizen))
    const { id: dossierId } = await submitAs(citizen, await anApplication(desk, citizen))
    const officer = desk.oneStop
    const open = (purpose: string, dossier: string | undefined) =>
      perform(officer, (work) => openPersonalData(work, officer, person.id, { purpose, dossierId: dossier }))

    await expect(open('tò mò', dossierId)).rejects.toMatchObject({ code: 'registry.purpose_needed' })
    await expect(open('dossier', undefined)).rejects.toMatchObject({ code: 'registry.purpose_needed' })
    expect(await open('dossier', dossierId)).toMatchObject({ idNumber: person.idNumber })

    expect(await perform(citizen, (work) => listAccessesTo(work, citizen))).toEqual([
      expect.objectContaining({
        actorId: officer.id,
        agencyId: desk.agency.id,
        purpose: 'dossier',
        dossierId,
      }),
    ])
    const other = citizenOf(await aPerson())
    expect(await perform(other, (work) => listAccessesTo(work, citizen))).toEqual([])
    const elsewhere = anOfficer()
    const look = { purpose: 'dossier', dossierId }
    await expect(
      perform(elsewhere, (work) => openPersonalData(work, elsewhere, person.id, look)),
    ).rejects.toMatchObject({ code: 'registry.person_not_found' })
  })

  test('a person changes how to be reached, and only that', async () => {
    const citizen = citizenOf(await aPerson({ phone: '0900000001' }))
    await perform(citizen, (work) =>
      updateContact(work, citizen, { phone: '+84 912.345.678', email: 'lan@vidu.vn' }),
    )
    expect(await perform(citizen, (work) => getSelf(work, citizen))).toMatchObject({
      phone: '0912345678',
      email: 'lan@vidu.vn',
    })
    await expect(
      perform(citizen, (work) => updateContact(work, citizen, { phone: '113' })),
    ).rejects.toMatchObject({ code: 'registry.contact_invalid', details: { field: 'phone' } })
    await perform(citizen, (work) => updateContact(work, citizen, { email: '' }))
    expect((await perform(citizen, (work) => getSelf(work, citizen))).email).toBeNull()
  })
})

describe('filling in a form', () => {
  test('knows the person, with source and day', async () => {
    const citizen = citizenOf(await aPerson({ fullName: 'Trần Thị Ngọc Ánh', source: 'VNeID (thử)' }))
    const { held, sources, facts } = await perform(citizen, (work) => prefillFor(work, citizen))
    expect(held).toMatchObject({
      registry: {
        person: {
          fullName: 'Trần Thị Ngọc Ánh',
          sex: 'female',
          nationality: 'VN',
          residence: { unit: '19789', detail: 'Tổ 1, phường Thuận Hóa' },
        },
        bride: { fullName: 'Trần Thị Ngọc Ánh' },
      },
    })
    expect(held).not.toHaveProperty('registry.mother')
    expect(held).not.toHaveProperty('registry.person.phone')
    expect(sources('registry.person.fullName')).toMatch(/^VNeID \(thử\), cập nhật ngày \d\d\/\d\d\/\d{4}$/)
    expect(sources('registry.person.residence.unit')).toContain('VNeID')
    expect(sources('registry.person.shoeSize')).toBe('')
    expect(facts.get('registry.person.bornOn')?.value).toBe('1990-05-20')
  })

  test('knows spouse and household, but only those of the one who asks', async () => {
    const householdId = await perform(system, (work) =>
      registerHousehold(work, { address: 'Tổ 1', unitCode: '19789' }),
    )
    const wife = await aPerson({ householdId, fullName: 'Trần Thị Vợ' })
    const husband = await aPerson({
      householdId,
      headsHousehold: true,
      fullName: 'Lê Văn Chồng',
      gender: 'male',
    })
    const child = await aPerson({
      householdId,
      fullName: 'Lê Văn Con',
      gender: 'male',
      bornOn: '2015-02-03',
      fatherId: husband.id,
      motherId: wife.id,
    })
    await perform(system, (work) => recordMarriage(work, wife.id, husband.id))
    await perform(system, (work) => recordMarriage(work, husband.id, wife.id))
    const stranger = await aPerson()
    await expect(
      perform(system, (work) => recordMarriage(work, stranger.id, husband.id)),
    ).rejects.toMatchObject({ code: 'registry.already_married' })

    const citizen = citizenOf(husband)
    const { held } = await perform(citizen, (work) => prefillFor(work, citizen))
    expect(held).toMatchObject({
      registry: {
        father: { fullName: 'Lê Văn Chồng' },
        mother: { fullName: 'Trần Thị Vợ', identityNumber: wife.idNumber },
        child: { fullName: 'Lê Văn Con', bornOn: '2015-02-03', identityNumber: child.idNumber },
        household: {
          headName: 'Lê Văn Chồng',
          headIdentityNumber: husband.idNumber,
          members: { 0: { fullName: 'Trần Thị Vợ' }, 1: { fullName: 'Lê Văn Con' } },
        },
      },
    })
    const young = citizenOf(child)
    const { held: known } = await perform(young, (work) => prefillFor(work, young))
    expect(known).toMatchObject({
      registry: { person: { mother: { fullName: 'Trần Thị Vợ' } }, household: { headName: 'Lê Văn Chồng' } },
    })

    // Of two children nobody can tell which is meant.
    await aPerson({ fullName: 'Lê Thị Em', bornOn: '2018-02-03', fatherId: husband.id })
    const { held: withTwo } = await perform(citizen, (work) => prefillFor(work, citizen))
    expect(withTwo).not.toHaveProperty('registry.child')
  })

  test('knows the firm, and the numbers of papers already held', async () => {
    const person = await aPerson()
    const taxCode = '0100109106'
    const organisation = {
      taxCode,
      name: 'Công ty Thử',
      kind: 'company' as const,
      address: 'Huế',
      unitCode: '19789',
      representativeId: person.id,
      foundedOn: '2021-03-15',
      source: 'Đăng ký doanh nghiệp (thử)',
    }
    await perform(system, async (work) => {
      const first = await registerOrganisation(work, organisation)
      expect(await registerOrganisation(work, organisation)).toBe(first)
      await addPaper(work, {
        ownerId: person.id,
        kind: 'giay-chung-nhan-ket-hon',
        title: 'Giấy chứng nhận kết hôn',
        number: '15/2019',
        issuer: 'UBND phường Thử',
        issuedOn: '2019-04-01',
      })
    })
    await expect(
      perform(system, (work) => registerOrganisation(work, { ...organisation, taxCode: '0100109107' })),
    ).rejects.toMatchObject({ code: 'registry.tax_code_invalid' })

    const citizen = citizenOf(person)
    const { held, sources } = await perform(citizen, (work) => prefillFor(work, citizen))
    expect(held).toMatchObject({
      registry: { organisation: { name: 'Công ty Thử', taxCode }, family: { marriageNumber: '15/2019' } },
    })
    expect(sources('registry.family.marriageNumber')).toContain('Giấy chứng nhận kết hôn, UBND phường Thử')
  })
})

describe('the vault', () => {
  const paperOf = (ownerId: string, sha256: string) => ({
    ownerId,
    kind: 'giay-chung-sinh',
    title: 'Giấy chứng sinh',
    issuer: 'Bệnh viện Thử',
    sha256,
  })
  const store = () => storeStream(Readable.from([aPdf([`(${randomUUID()})`])], { objectMode: false }))

  test('holds a paper once, with its file, for its owner alone', async () => {
    const person = await aPerson()
    const { sha256, size } = await store()
    const [first, second] = await perform(system, async (work) => [
      await addPaper(work, paperOf(person.id, sha256)),
      await addPaper(work, paperOf(person.id, sha256)),
    ])
    expect(second?.id).toBe(first?.id)

    const citizen = citizenOf(person)
    const stranger = citizenOf(await aPerson())
    expect(await perform(citizen, (work) => listPapers(work, citizen))).toEqual([
      expect.objectContaining({ id: first?.id, mediaType: 'application/pdf', size }),
    ])
    const reusable = (kind: string) =>
      perform(citizen, (work) => listReusablePapers(work, person.id, [kind, 'giay-bao-tu']))
    expect(await reusable('giay-chung-sinh')).toMatchObject([{ sha256 }])
    expect(await reusable('giay-khai-sinh')).toEqual([])
    expect(await perform(stranger, (work) => listPapers(work, citizen))).toEqual([])
    expect(await perform(stranger, (work) => listPapersByIds(work, stranger.id, [first?.id ?? '']))).toEqual(
      [],
    )
    await expect(
      perform(stranger, (work) => getPaperForOwner(work, stranger, first?.id ?? '')),
    ).rejects.toMatchObject({ code: 'registry.paper_not_found' })
  })

  test('holds an issued document once, however often it is delivered', async () => {
    const person = await aPerson()
    const { sha256 } = await store()
    const document = { ...paperOf(person.id, sha256), kind: 'giay-khai-sinh', documentId: randomUUID() }
    await perform(system, (work) => addPaper(work, document))
    await perform(system, (work) => addPaper(work, document))
    expect(await perform(system, (work) => listPapers(work, person))).toHaveLength(1)
  })

  test('takes nothing handed in that an agency has issued, byte for byte', async () => {
    const person = await aPerson()
    const { sha256 } = await store()
    const issued = { ...paperOf(person.id, sha256), documentId: randomUUID() }
    const { ownerId, kind, title } = issued
    const origin = { dossierId: randomUUID(), handedInOn: '2026-11-23', acceptedBy: 'UBND phường Thử' }
    await perform(system, (work) => addPaper(work, issued))
    await perform(system, (work) => keepHandedIn(work, { ownerId, kind, title, sha256, ...origin }))
    expect(await perform(system, (work) => listPapers(work, person))).toMatchObject([
      { issuer: issued.issuer, handedInOn: null, acceptedBy: null },
    ])
  })

  test('does not hold a paper whose file is gone', async () => {
    const person = await aPerson()
    await expect(
      perform(system, (work) => addPaper(work, paperOf(person.id, 'a'.repeat(64)))),
    ).rejects.toMatchObject({ code: 'files.gone' })
  })
})

test('the newest word on a purpose counts, and the older ones stay', async () => {
  const citizen = citizenOf(await aPerson())
  const say = (given: boolean) =>
    perform(citizen, (work) =>
      recordConsent(work, citizen, { purpose: 'reminders', given, wording: 'Nhắc việc' }),
    )
  const agreed = () => perform(citizen, (work) => hasConsent(work, citizen.id, 'reminders'))

  expect(await agreed()).toBe(false)
  await say(true)
  expect(await agreed()).toBe(true)
  await say(false)
  expect(await agreed()).toBe(false)
  expect(await perform(citizen, (work) => listConsents(work, citizen))).toHaveLength(1)
  await expect(perform(citizen, ({ tx }) => tx.deleteFrom('registry.consent').execute())).rejects.toThrow(
    'permission denied',
  )
})

test('registering is recorded without personal data', async () => {
  const person = await perform(system, (work) =>
    registerPerson(work, {
      idNumber: anIdNumber('1985-09-08', 'female'),
      fullName: 'Hoàng Thị Liên',
      bornOn: '1985-09-08',
      gender: 'female',
      source: 'Hồ sơ',
    }),
  )
  const rows = await perform(system, ({ tx }) =>
    tx.selectFrom('platform.eventLog').select(['name', 'data']).where('subjectId', '=', person.id).execute(),
  )
  expect(rows).toEqual([{ name: 'registry.person-registered', data: {} }])
})

describe('what is entered of people', () => {
  const lookAt = (...numbers: string[]) =>
    perform(system, (work) =>
      lookUp(work, { numbers, keys: [], names: [], withKin: false, withEntries: true }),
    )
  const partyOf = ({ fullName, idNumber, bornOn }: Pick<Person, 'fullName' | 'idNumber' | 'bornOn'>) => ({
    fullName,
    idNumber,
    bornOn,
  })
  const aCouple = async () => ({
    husband: await aPerson({
      idNumber: anIdNumber('1988-02-03', 'male'),
      bornOn: '1988-02-03',
      gender: 'male',
    }),
    wife: await aPerson({
      idNumber: anIdNumber('1990-04-05', 'female'),
      bornOn: '1990-04-05',
      gender: 'female',
    }),
  })

  test('a divorce recorded wrongly is taken back by another officer, and not once one has married again', async () => {
    const { husband, wife } = await aCouple()
    const parties = { husband: partyOf(husband), wife: partyOf(wife) }
    await enterAs('marriage', '15/2015', parties)
    const clerk = randomUUID()
    const undo = async (undoneBy: string) => {
      const [recorded] = (await lookAt(wife.idNumber)).divorces
      const given = {
        divorce: recorded?.id ?? randomUUID(),
        numbers: [wife.idNumber],
        reason: 'Bản án của người khác',
      }
      const keys = { dossierId: randomUUID(), agencyId: 'x', undoneBy, requestKey: null }
      await perform(system, (work) => undoDivorce(work, { ...given, ...keys }))
    }
    const confirm = async (confirmedBy: string) => {
      const [recorded] = (await lookAt(wife.idNumber)).divorces
      const given = { divorce: recorded?.id ?? '', numbers: [wife.idNumber] }
      const keys = { dossierId: randomUUID(), agencyId: 'x', confirmedBy, requestKey: null }
      await perform(system, (work) => confirmDivorce(work, { ...given, ...keys }))
    }
    // One officer alone ends no marriage, and may take back what only waits.
    await divorce({ identityNumber: wife.idNumber }, clerk, '2026-12-01', '')
    await undo(clerk)
    await divorce({ identityNumber: wife.idNumber }, clerk, '2026-12-01', '')
    const waiting = await lookAt(wife.idNumber)
    expect(waiting.divorces).toMatchObject([{ state: 'waits', untold: null }])
    expect(standingMarriages(waiting)).toHaveLength(1)
    expect(waiting.entries[0]?.over).toBe(null)
    await expect(divorce({ identityNumber: wife.idNumber })).rejects.toMatchObject({
      code: 'registry.divorce_waits',
    })
    await expect(confirm(clerk)).rejects.toMatchObject({ code: 'registry.divorce_own_confirmation' })
    await confirm(randomUUID())
    expect(standingMarriages(await lookAt(wife.idNumber))).toEqual([])
    expect((await lookAt(wife.idNumber)).entries[0]?.over).toMatchObject({ number: judgment.judgment })

    // Both are told: she in her account, he has none and could not be.
    await perform(system, ({ tx, now }) =>
      insertAccount(tx, { id: newId(now.getTime()), kind: 'citizen', displayName: 'x', personId: wife.id }),
    )
    const tell = async (which: number) => {
      const { rows } = await perform(system, ({ tx }) =>
        sql<{ id: string }>`
          select id from registry.divorce where one_number = ${husband.idNumber} and confirmed_at is not null`.execute(
          tx,
        ),
      )
      await divorceJobs[which]?.run(rows[0]?.id ?? '', {} as never)
    }
    const noticesOf = ({ id }: Person) =>
      perform(aCitizen({ id }), async (work) =>
        (await listNotices(work, aCitizen({ id }))).map(({ kind, data }) => [kind, data.judgment]),
      )
    await tell(0)
    await tell(0)
    expect((await lookAt(wife.idNumber)).divorces).toMatchObject([
      { state: 'counts', untold: [husband.fullName] },
    ])
    expect(await noticesOf(wife)).toEqual([['divorce_recorded', judgment.judgment]])

    // Meanwhile the certificate was corrected: the entry that stands is another, and ends with the divorce too.
    const [entry] = (await lookAt(wife.idNumber)).entries
    const dossierId = entry?.dossierId ?? ''
    await perform(system, async (work) => {
      await endEntryOf(work, dossierId)
      await enterEvent(work, { ...aMarriage(parties), number: '16/2015', dossierId })
      await applyEntry(work, dossierId)
    })
    expect(standingMarriages(await lookAt(wife.idNumber))).toEqual([])
    await expect(undo(clerk)).rejects.toMatchObject({ code: 'registry.divorce_own' })
    await undo(randomUUID())
    const after = await lookAt(wife.idNumber)
    expect([standingMarriages(after).length, after.divorces]).toEqual([1, []])
    expect(after.people.find(({ id }) => id === wife.id)?.spouseId).toBe(husband.id)
    await expect(undo(randomUUID())).rejects.toMatchObject({ code: 'registry.divorce_not_standing' })
    await tell(1)
    expect((await noticesOf(wife)).map(([kind]) => kind)).toEqual(['divorce_undone', 'divorce_recorded'])
    // Neither of the two may marry another now.
    const other = { husband: partyOf((await aCouple()).husband), wife: partyOf(wife) }
    await expect(enterAs('marriage', '17/2026', other)).rejects.toThrow('stands already as 16/2015')

    await divorce({ identityNumber: wife.idNumber }, clerk, '2026-12-01')
    const next = { fullName: 'Lê Văn Sau', idNumber: anIdNumber('1985-01-02', 'male'), bornOn: '1985-01-02' }
    await enterAs('marriage', '31/2026', { husband: next, wife: partyOf(wife) })
    await expect(undo(randomUUID())).rejects.toMatchObject({ code: 'registry.married_since' })
  })

  test('under a number somebody had before is theirs: a copy is found, and a death ends the marriage', async () => {
    const { husband, wife } = await aCouple()
    const former = anIdNumber('1988-02-03', 'male')
    // Of whoever was married under that number nobody was known then.
    await enterAs('marriage', '16/2015', {
      husband: { ...partyOf(husband), idNumber: former },
      wife: partyOf(wife),
    })
    await perform(system, (work) =>
      noteFormerNumber(work, husband.id, { idNumber: former, source: 'Căn cước cũ' }),
    )
    for (const idNumber of [former, husband.idNumber])
      expect(
        await perform(system, (work) =>
          findExtracts(work, { kind: 'marriage', idNumber, fullName: '', bornOn: null }),
        ),
      ).toMatchObject([{ number: '16/2015', byNumber: true, since: [] }])
    expect((await lookAt(husband.idNumber)).entries[0]?.people).toContainEqual(
      expect.objectContaining({ role: 'husband', personId: husband.id, idNumber: former }),
    )
    // Married under the number he has now he would be married twice.
    const second = { husband: partyOf(husband), wife: partyOf((await aCouple()).wife) }
    await expect(enterAs('marriage', '17/2026', second)).rejects.toThrow('stands already as 16/2015')
    await enterAs('death', '09/2026', { deceased: partyOf(husband) })
    expect((await lookAt(wife.idNumber)).entries[0]?.over).toMatchObject({ kind: 'death', number: '09/2026' })
    expect(
      await perform(system, (work) =>
        findExtracts(work, { kind: 'marriage', idNumber: wife.idNumber, fullName: '', bornOn: null }),
      ),
    ).toMatchObject([{ since: [{ kind: 'death', number: '09/2026' }] }])
    // A death taken back leaves nobody free to marry.
    await perform(system, async (work) => {
      const { entries } = await lookUp(work, {
        numbers: [husband.idNumber],
        keys: [],
        names: [],
        withKin: false,
        withEntries: true,
      })
      expect(await endEntryOf(work, entries.find(({ kind }) => kind === 'death')?.dossierId ?? '')).toBe(true)
    })
    const third = { husband: partyOf((await aCouple()).husband), wife: partyOf(wife) }
    await expect(enterAs('marriage', '18/2026', third)).rejects.toThrow('stands already as 16/2015')
    await enterAs('death', '10/2026', { deceased: partyOf(husband) })
    const again = { fullName: 'Lê Văn Sau', idNumber: anIdNumber('1985-01-02', 'male'), bornOn: '1985-01-02' }
    await enterAs('marriage', '32/2026', { husband: again, wife: partyOf(wife) })
    expect(standingMarriages(await lookAt(wife.idNumber))).toHaveLength(1)
  })

  test('is found by indexes alone, whatever the register has grown to', async () => {
    const { husband, wife } = await aCouple()
    await enterAs('marriage', '15/2015', { husband: partyOf(husband), wife: partyOf(wife) })
    await divorce({ identityNumber: wife.idNumber }, randomUUID(), '2026-12-01')
    const whole = await perform(system, async (work) => {
      await sql`discard plans`.execute(work.tx)
      await sql`set local enable_seqscan = off`.execute(work.tx)
      const numbers = [husband.idNumber, wife.idNumber]
      const names = [{ nameKey: 'nguyen thi thu', bornOn: wife.bornOn }]
      await lookUp(work, { numbers, keys: ['marriage:x'], names, withKin: true, withEntries: true })
      await findExtracts(work, {
        kind: 'marriage',
        idNumber: wife.idNumber,
        fullName: 'X',
        bornOn: '1990-01-01',
      })
      // Of the divorce as it would be taken back, and of nothing at all.
      for (const { id } of (
        await lookUp(work, { numbers, keys: [], names: [], withKin: false, withEntries: true })
      ).divorces)
        await listMarriagesOf(work.tx, id)
      await listWidowed(work.tx, randomUUID())
      await endEntryOf(work, randomUUID())
      const { rows } = await sql<{ relname: string }>`
        select relname from pg_stat_xact_user_tables where schemaname = 'registry' and seq_scan > 0`.execute(
        work.tx,
      )
      return rows
    })
    expect(whole).toEqual([])
  })
})
