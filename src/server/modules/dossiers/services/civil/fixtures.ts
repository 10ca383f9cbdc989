/** People of the register and what they say to the services of civil status and certification when all is as it should be. */
import { randomUUID } from 'node:crypto'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import { anIdNumber, aPerson } from '#server/modules/registry/fixtures.ts'
import { setDied } from '#server/modules/registry/queries/entries.ts'
import { insertHousehold, linkSpouses } from '#server/modules/registry/queries/people.ts'
import { type Citizen, system } from '#server/platform/actor.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { perform } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { aCitizen } from '#tests/people.ts'
import { aDesk, type Desk } from '../../fixtures.ts'
import { divorce, enterAs, former, type Someone, wed, wedAndRenumber } from './marriages/fixtures.ts'

const here = '19789'
export const elsewhere = '20044'

async function someone(
  fullName: string,
  bornOn: string,
  sex: 'male' | 'female',
  more: Partial<Parameters<typeof aPerson>[0]> = {},
): Promise<Someone> {
  const householdId = randomUUID()
  await perform(system, ({ tx }) =>
    insertHousehold(tx, { id: householdId, address: '12 Lê Lợi', unitCode: here }),
  )
  const { id, idNumber } = await aPerson({
    fullName,
    bornOn,
    gender: sex,
    unitCode: here,
    householdId,
    ...more,
  })
  return { id, fullName, bornOn, sex, identityNumber: idNumber }
}

export const asCitizen = ({ id, fullName, identityNumber }: Someone): Citizen & { idNumber: string } => ({
  ...aCitizen({ id, name: fullName }),
  idNumber: identityNumber,
})

const marry = (one: Someone, other: Someone) => perform(system, ({ tx }) => linkSpouses(tx, one.id, other.id))
const die = ({ id }: Someone) => perform(system, ({ tx, now }) => setDied(tx, id, '2026-01-15', now))

export const home = { unit: here, detail: '12 Lê Lợi' }
export const applicantOf = ({ fullName, bornOn, identityNumber }: Someone, more: Answers = {}): Answers => ({
  fullName,
  bornOn,
  identityNumber,
  residence: home,
  phone: '0912345678',
  ...more,
})
export const partyOf = ({ fullName, bornOn, identityNumber }: Someone, more: Answers = {}): Answers => ({
  fullName,
  bornOn,
  identityNumber,
  ethnicity: 'Kinh',
  nationality: 'VN',
  residence: home,
  ...more,
})
const ending = {
  place: { unit: here },
  receive: { wantCopies: false, by: 'online' },
  declaration: { true: true },
}

const services = readServiceFolder(provinceFolder)

/** The service as the province has it, before an agency of a test; papers are not what these tests are about. */
export async function aDeskOf(code: string, { waits = false, asksPapers = false } = {}): Promise<Desk> {
  const real = services.find(({ service }) => service.code === code)?.service
  if (!real) throw new Error(`The province has no service ${code}`)
  const { form, checks, prerequisites, result, further, fees, timeLimit, papers } = real
  return aDesk({
    form,
    checks,
    result,
    further,
    fees,
    timeLimit,
    prerequisites: waits ? prerequisites : prerequisites.map((one) => ({ ...one, ifNeeded: true })),
    papers: asksPapers ? papers : papers.map((paper) => ({ ...paper, required: false })),
  })
}

export type World = Awaited<ReturnType<typeof aWorld>>

/** A couple, two who may marry, a family of cousins, one dead, and others. */
export async function aWorld() {
  const grandmother = await someone('Hồ Thị Bà', '1945-02-02', 'female')
  const aunt = await someone('Lê Thị Cô', '1970-02-02', 'female', { motherId: grandmother.id })
  const uncle = await someone('Lê Văn Bác', '1968-02-02', 'male', { motherId: grandmother.id })
  const people = {
    mother: await someone('Trần Thị Mẹ', '1994-03-12', 'female'),
    father: await someone('Nguyễn Văn Cha', '1990-05-20', 'male'),
    groom: await someone('Phan Văn Rể', '1996-01-10', 'male'),
    bride: await someone('Võ Thị Dâu', '1999-07-07', 'female'),
    brother: await someone('Lê Văn Anh', '1995-01-01', 'male', { fatherId: uncle.id }),
    sister: await someone('Lê Thị Em', '1998-01-01', 'female', { fatherId: uncle.id }),
    cousin: await someone('Đỗ Thị Họ', '1999-01-01', 'female', { motherId: aunt.id }),
    dead: await someone('Bùi Văn Mất', '1950-04-04', 'male'),
    wife: await someone('Mai Thị Vợ', '1988-08-08', 'female'),
    husband: await someone('Cao Văn Chồng', '1985-08-08', 'male'),
    stranger: await someone('Đặng Thị Lạ', '1991-09-09', 'female', { unitCode: elsewhere }),
    divorced: await someone('Tạ Thị Ly', '1992-02-12', 'female'),
    widow: await someone('Vũ Thị Góa', '1986-02-12', 'female'),
    single: await someone('Hà Thị Đơn', '1997-06-06', 'female'),
    renumbered: await someone('Lý Thị Đổi', '1993-06-06', 'female'),
    motherOfOne: await someone('Trương Thị Sinh', '1995-06-06', 'female'),
  }
  await wedAndRenumber(people.renumbered)
  await enterAs('birth', '21/2026', {
    child: { fullName: 'Nguyễn Minh Anh', bornOn: '2026-11-10', idNumber: null },
    mother: { ...people.motherOfOne, idNumber: people.motherOfOne.identityNumber },
  })
  // Of neither former husband the province knows more than the entry says.
  await wed(people.divorced, former)
  await divorce(people.divorced)
  const late = { ...former, bornOn: '1984-03-03', idNumber: anIdNumber('1984-03-03', 'male') }
  await wed(people.widow, late)
  await enterAs('death', '08/2026', { deceased: late })
  await marry(people.mother, people.father)
  await marry(people.wife, people.husband)
  await die(people.dead)
  return people
}

interface Filing {
  by: Someone
  answers: Answers
}

function aBirth({ mother, father }: World): Filing {
  return {
    by: mother,
    answers: {
      applicant: applicantOf(mother, { relation: 'mother' }),
      child: {
        fullName: 'Nguyễn Minh An',
        sex: 'male',
        bornOn: '2026-11-10',
        birthplaceKind: 'facility',
        facility: 'Bệnh viện Trung ương Huế',
        birthplace: { unit: here, detail: '16 Lê Lợi' },
        ethnicity: 'Kinh',
        nationality: 'VN',
        homeland: 'Phường Thuận Hóa, thành phố Huế',
      },
      birth: {
        certificate: 'certificate',
        certificateNumber: '46001.GCS.00123.26',
        surrogacy: false,
        abandoned: false,
      },
      mother: partyOf(mother),
      family: { fatherDeclared: true, married: true },
      father: partyOf(father),
      ...ending,
    },
  }
}

/** By service, who files and what they say when all is as it should be. */
export const lawful: Record<string, (world: World) => Filing> = {
  '1.001193': aBirth,
  '2.000986': (world) => {
    const { by, answers } = aBirth(world)
    const { fullName, identityNumber } = world.father
    return {
      by,
      answers: {
        ...answers,
        child: { ...(answers.child as Answers), fullName: 'Nguyễn Minh Bình' },
        home: { with: 'both', address: home, head: { fullName, identityNumber }, relationToHead: 'child' },
        insurance: { hospital: 'Trạm Y tế phường Thuận Hóa', unit: here },
      },
    }
  },
  '1.000656': ({ husband, wife }) => ({
    by: wife,
    answers: {
      applicant: applicantOf(wife, { relation: 'spouse' }),
      deceased: { ...partyOf(husband, { sex: 'male', residenceKnown: true }) },
      death: {
        on: '2026-11-20',
        hour: 21,
        minute: 30,
        place: home,
        cause: 'illness',
        proof: 'notice',
        noticeKind: 'medical',
        noticeNumber: '15/BV',
        noticeBy: 'Bệnh viện Trung ương Huế',
        noticeOn: '2026-11-21',
      },
      ...ending,
    },
  }),
  '1.000894': ({ groom, bride }) => ({
    by: groom,
    answers: {
      applicant: applicantOf(groom, { side: 'groom' }),
      groom: partyOf(groom, { times: 1 }),
      bride: partyOf(bride, { times: 1 }),
      wish: { on: '2026-11-25', voluntary: true },
      ...ending,
    },
  }),
  '1.001022': ({ groom, single }) => ({
    by: groom,
    answers: {
      applicant: applicantOf(groom),
      request: { kind: 'child', asRole: 'father', otherParentAgrees: 'yes' },
      parent: partyOf(groom, { sex: 'male' }),
      child: {
        fullName: 'Hà Minh Con',
        sex: 'male',
        bornOn: '2019-03-05',
        ethnicity: 'Kinh',
        nationality: 'VN',
        residence: home,
        birthRecord: 'Số 47/2019 ngày 10/03/2019, UBND phường Vỹ Dạ',
      },
      otherParent: { fullName: single.fullName, identityNumber: single.identityNumber },
      proof: { kind: 'medical' },
      exempt: 'none',
      ...ending,
    },
  }),
  '1.004873': ({ single }) => ({
    by: single,
    answers: {
      applicant: applicantOf(single, { relation: 'self' }),
      subject: partyOf(single, { sex: 'female' }),
      marital: { status: 'single' },
      purpose: {
        kind: 'marry',
        partner: {
          fullName: 'Phan Văn Rể',
          sex: 'male',
          bornOn: '1996-01-10',
          nationality: 'VN',
          papers: 'Căn cước số 046096000001',
          residence: home,
        },
        marryAt: 'UBND phường Thuận Hóa',
        reissue: false,
      },
      exempt: 'none',
      place: { unit: here },
      receive: { by: 'online' },
      declaration: { true: true },
    },
  }),
  '2.000635': ({ single }) => ({
    by: single,
    answers: {
      applicant: applicantOf(single, { relation: 'self' }),
      event: {
        kind: 'birth',
        fullName: single.fullName,
        bornOn: single.bornOn,
        identityNumber: single.identityNumber,
        registeredAt: 'UBND phường Vỹ Dạ, thành phố Huế',
      },
      request: { copies: 2 },
      place: { unit: here },
      receive: { by: 'online' },
    },
  }),
  '2.000815': ({ single }) => ({
    by: single,
    answers: {
      applicant: applicantOf(single),
      originals: 'original',
      documents: [{ name: 'Bằng tốt nghiệp', language: 'vi', pages: 1, copies: 2 }],
      place: { unit: here },
      visit: { on: '2026-11-26', session: 'morning' },
    },
  }),
  '2.000884': ({ single }) => ({
    by: single,
    answers: {
      applicant: applicantOf(single),
      documents: [{ name: 'Giấy ủy quyền' }],
      content: { kind: 'mandate', mandate: 'pension' },
      signing: { manner: 'sign', elsewhere: false, interpreter: false },
      place: { unit: here },
    },
  }),
}
