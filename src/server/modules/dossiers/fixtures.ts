/** Desks, applicants and dossiers for tests: each test has an agency and a service of its own. */
import { createHash, randomInt, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { anAgency, loadProvinceAgencies } from '#server/modules/agencies/fixtures.ts'
import { type Agency, appoint } from '#server/modules/agencies/index.ts'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import type { Service } from '#server/modules/catalogue/index.ts'
import { loadServiceFiles } from '#server/modules/catalogue/load-services.ts'
import { readServiceFolder, type ServiceFile } from '#server/modules/catalogue/service-folder.ts'
import { findDocumentOfDossier, listFurtherDocuments, showDraft } from '#server/modules/documents/index.ts'
import { aStaffAccount } from '#server/modules/identity/fixtures.ts'
import { aPerson } from '#server/modules/registry/fixtures.ts'
import type { RegisterPerson } from '#server/modules/registry/register.ts'
import { type Citizen, type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { receiveFile } from '#server/platform/files/index.ts'
import { provinceFolder } from '#server/platform/province.ts'
import type { Role } from '#server/platform/roles.ts'
import { perform } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { type Submitted, submitDossier } from './apply/submit-dossier.ts'
import { findCaseChecks } from './check/case-checks.ts'
import { isLeft } from './check/settle-checks.ts'
import { acceptDossier } from './handle/accept-dossier.ts'
import { forwardDossier } from './handle/forward-dossier.ts'
import { markChecks } from './handle/mark-checks.ts'
import { proposeDecision } from './handle/propose-decision.ts'
import { beginSigning, signDecision } from './handle/sign-decision.ts'
import { type ActionKey, lockForOfficer } from './handle/take-action.ts'
import type { SubmitDossier } from './model.ts'
import { refuseDossier } from './refuse/refuse-dossier.ts'
import { signRefusal } from './refuse/sign-refusal.ts'

/** Monday, 23 November 2026, as the offices open. */
export const monday = new Date('2026-11-23T08:00:00+07:00')

/** An agency that resolves one service in five working days, with the people who do it. */
export interface Desk {
  agency: Agency
  service: Service
  oneStop: Officer
  specialist: Officer
  leader: Officer
}

const loaded: ServiceFile[] = readServiceFolder(provinceFolder)

/** Loads another version of a service beside all that tests have loaded so far. */
export async function loadVersion(service: Service): Promise<Service> {
  const sha256 = createHash('sha256').update(JSON.stringify(service)).digest()
  loaded.push({ file: `${service.code}-${service.version}.json`, service, sha256 })
  await perform(system, (work) => loadServiceFiles(work, loaded), {
    now: new Date('2026-01-05T08:00:00+07:00'),
  })
  return service
}

export async function aDesk(
  changes: Partial<Service> | ((service: Service) => Partial<Service>) = {},
): Promise<Desk> {
  await loadProvinceAgencies()
  const agency = await anAgency({
    code: `H98.${randomInt(1, 1000)}.${randomInt(1, 1000)}`,
    name: 'Ủy ban nhân dân phường Thử Nghiệm',
  })
  const base = aService(agency.id)
  const service = await loadVersion({ ...base, ...(typeof changes === 'function' ? changes(base) : changes) })
  const specialist = await aColleague(agency.id, ['specialist'], 'Lê Văn Chuyên')
  const leader = await aColleague(agency.id, ['leader'], 'Nguyễn Thị Lãnh')
  await perform(system, (work) =>
    appoint(work, { positionId: `${agency.id}/chu-tich`, accountId: leader.id, validFrom: '2025-07-01' }),
  )
  return {
    agency,
    service,
    oneStop: await aColleague(agency.id, ['one_stop'], 'Trần Thị Cửa'),
    specialist,
    leader,
  }
}

/** A member of staff with an account, as they act. */
export async function aColleague(agencyId: string, roles: Role[], name = 'Trần Văn Thử'): Promise<Officer> {
  const { id } = await aStaffAccount({ agencyId, roles })
  return anOfficer({ id, agencyId, roles, name })
}

/** Xác nhận tình trạng hôn nhân as this agency would resolve it: one paper needed, one that may be added. */
export function aService(agencyId: string): Service {
  const real = loaded.find(({ service }) => service.code === '1.004873')?.service
  if (!real) throw new Error('The province has no service 1.004873')
  const paper = {
    kind: 'submit',
    originals: 1,
    copies: 0,
    accept: ['pdf', 'jpeg', 'png'],
    maxFiles: 2,
  } as const
  return {
    ...structuredClone(real),
    version: 1,
    code: `9.${String(randomInt(1_000_000)).padStart(6, '0')}`,
    validFrom: '2021-07-01',
    agency: { agency: agencyId },
    receipt: undefined,
    timeLimit: { ...real.timeLimit, duration: { workingDays: 5 }, text: '05 ngày làm việc' },
    // What must be so before, and the form of the result, each test gives itself where it is about them.
    checks: [],
    prerequisites: [],
    further: [],
    result: {
      ...real.result,
      form: undefined,
      decision: [],
      body: [
        {
          kind: 'paragraph',
          text: '{{agency.name}} xác nhận tình trạng hôn nhân của {{answers.subject.fullName}}: {{answers.marital.status|lower}}.',
        },
      ],
    },
    papers: [
      {
        ...paper,
        key: 'proof',
        name: 'Giấy tờ chứng minh',
        required: true,
        accept: [...paper.accept],
        reuse: 'the-can-cuoc',
      },
      { ...paper, key: 'more', name: 'Giấy tờ khác', required: false, accept: [...paper.accept] },
    ],
  }
}

/** A person of the registry, signed in. */
export async function anApplicant(
  overrides: Partial<RegisterPerson> = {},
): Promise<Citizen & { idNumber: string }> {
  const { id, fullName, idNumber } = await aPerson(overrides)
  return { ...aCitizen({ id, name: fullName }), idNumber }
}

/** A finished upload of this person, which stays usable whatever the time of the test. */
export async function anUpload(owner: Citizen | Officer): Promise<string> {
  const bytes = aPdf([`<< /Note (${randomUUID()}) >>`])
  const { uploadId } = await receiveFile(owner, { name: 'giay-to.pdf', source: Readable.from([bytes]) })
  await perform(owner, ({ tx }) =>
    tx
      .updateTable('platform.upload')
      .set({ expiresAt: new Date('2100-01-01') })
      .where('id', '=', uploadId)
      .execute(),
  )
  return uploadId
}

export function answersFor(service: Service, { today = '2026-11-23', unit = '19789' } = {}): Answers {
  return sampleAnswers(service, { today, unit, random: seeded(7), optional: 0 })
}

/** An application as a browser would send it, complete unless told otherwise. */
export async function anApplication(
  { service }: Pick<Desk, 'service'>,
  filer: Citizen | Officer,
  overrides: Partial<SubmitDossier> = {},
): Promise<SubmitDossier> {
  return {
    requestKey: randomUUID(),
    serviceCode: service.code,
    answers: answersFor(service),
    papers: overrides.papers ?? [{ key: 'proof', upload: await anUpload(filer) }],
    ...overrides,
  }
}

export function submitAs(
  citizen: Citizen & { idNumber: string },
  input: SubmitDossier,
  now = monday,
): Promise<Submitted> {
  const { id, name, idNumber } = citizen
  return perform(citizen, (work) => submitDossier(work, { id, name, idNumber, unitCode: '19789' }, input), {
    now,
  })
}

export interface Filed extends Submitted {
  citizen: Citizen & { idNumber: string }
}

export async function aFiledDossier(
  desk: Desk,
  {
    citizen,
    now = monday,
    ...more
  }: { citizen?: Citizen & { idNumber: string }; now?: Date; answers?: Answers } = {},
): Promise<Filed> {
  const person = citizen ?? (await anApplicant())
  return { ...(await submitAs(person, await anApplication(desk, person, more), now)), citizen: person }
}

export async function anAcceptedDossier(desk: Desk, now = monday): Promise<Filed> {
  const filed = await aFiledDossier(desk, { now })
  await perform(desk.oneStop, (work) => acceptDossier(work, desk.oneStop, filed.id), { now })
  return filed
}

/** Accepted and handed to the specialist. */
export async function aDossierInWork(desk: Desk, now = monday): Promise<Filed> {
  const filed = await anAcceptedDossier(desk, now)
  const assigneeId = desk.specialist.id
  await perform(desk.oneStop, (work) => forwardDossier(work, desk.oneStop, filed.id, { assigneeId }), { now })
  return filed
}

/**
 * What a real officer does before proposing: looks everything up that the program could not, and finds it so; what is rare and
 * lawful gets a reason. What is unlawful stays.
 */
export async function settleChecks(officer: Officer, id: string, now = monday): Promise<void> {
  await perform(
    officer,
    async (work) => {
      const dossier = await lockForOfficer(work, officer, id)
      const { checks } = await findCaseChecks(work, dossier)
      const marks = checks.filter(isLeft).map(({ key, state }) => ({
        check: key,
        verdict: state === 'toExplain' ? ('wrong' as const) : ('right' as const),
        reason: state === 'toExplain' ? 'Đã xem giấy tờ gốc, hiếm gặp nhưng đúng luật.' : '',
      }))
      if (marks.length > 0) await markChecks(work, officer, id, { marks })
    },
    { now },
  )
}

/** The counter asks to have it refused, and the leader of the desk signs that. */
export async function refuseAndSign(
  { oneStop, leader }: Pick<Desk, 'oneStop' | 'leader'>,
  id: string,
  reason: string,
  now = monday,
): Promise<void> {
  await perform(oneStop, (work) => refuseDossier(work, oneStop, id, { reason }), { now })
  const signer = { ...leader, confirmedAt: now }
  await perform(signer, (work) => signRefusal(work, signer, id), { now })
}

/** With a draft before the leader. */
export async function aProposedDossier(desk: Desk, now = monday): Promise<Filed> {
  const filed = await aDossierInWork(desk, now)
  await settleChecks(desk.specialist, filed.id, now)
  await perform(
    desk.specialist,
    (work) => proposeDecision(work, desk.specialist, filed.id, { outcome: 'approve' }),
    {
      now,
    },
  )
  return filed
}

/** The leader presses Ký, reads every page of what is going to be signed, and confirms it. */
export async function readAndSign(
  leader: Officer,
  id: string,
  key: ActionKey = {},
  now = new Date(),
): Promise<{ documentId: string }> {
  const sha256 = await beginAndRead(leader, id, now)
  return signDecision({ ...leader, confirmedAt: now }, id, { sha256 }, key, { now })
}

/** As far as reading all that is signed together; the fingerprint of the result. What is signed already is not read again. */
export async function beginAndRead(leader: Officer, id: string, now = new Date()): Promise<string> {
  const before = await perform(leader, (work) => findDocumentOfDossier(work, id), { now })
  if (before?.status === 'issued') return '0'.repeat(64)
  const { documentId } = await beginSigning(leader, id, {}, { now })
  const { sha256 } = await showDraft(leader, documentId, { now })
  for (const further of await perform(leader, (work) => listFurtherDocuments(work, id), { now }))
    await showDraft(leader, further.id, { now })
  return sha256
}
