/** For tests: a service of the province at a desk of its own, taken from the application to the signed paper. */
import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { aHeadOf } from '#server/modules/agencies/fixtures.ts'
import { appoint } from '#server/modules/agencies/index.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import type { RegisterPerson } from '#server/modules/registry/register.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { perform } from '#server/platform/work.ts'
import type { Answers, AnswerValue } from '#shared/form/answers.ts'
import { holds } from '#shared/form/condition.ts'
import { withFiling } from '#shared/form/filing.ts'
import { requiredPapers } from '#shared/form/requirements.ts'
import {
  aDesk,
  anApplicant,
  anApplication,
  anUpload,
  type Desk,
  readAndSign,
  settleChecks,
  submitAs,
} from '../../fixtures.ts'
import { acceptDossier } from '../../handle/accept-dossier.ts'
import { forwardDossier } from '../../handle/forward-dossier.ts'
import { proposeDecision } from '../../handle/propose-decision.ts'
import { payFees } from '../../paying/fixtures.ts'
import { settlePrerequisites } from '../../prerequisites/fixtures.ts'

const services = readServiceFolder(provinceFolder)
  .map(({ service }) => service)
  .filter(({ validTo }) => validTo === undefined)

/** The service of this code as it is in force, under a code of its own, resolved by an agency of its own. */
export async function aDeskOf(code: string): Promise<Desk> {
  const real = services.find((service) => service.code === code)
  if (!real) throw new Error(`The province has no service ${code}`)
  const { agency: _agency, version: _version, ...kept } = structuredClone(real)
  const desk = await aDesk({
    ...kept,
    code: `9.${String(randomInt(1_000_000)).padStart(6, '0')}`,
    validFrom: '2021-07-01',
  })
  if (real.result.signer?.power === 'head') {
    const positionId = await aHeadOf(desk.agency, 'Trưởng phòng')
    await perform(system, (work) =>
      appoint(work, { positionId, accountId: desk.leader.id, validFrom: '2025-07-01' }),
    )
  }
  return desk
}

export interface Case {
  desk: Desk
  citizen: Citizen & { idNumber: string }
  answers: Answers
  decision?: Record<string, unknown>
}

/** An applicant as the register knows them, and what the form asks of them under `who`. */
export async function aPersonFor(
  who: string,
  overrides: Partial<RegisterPerson> = {},
): Promise<{ citizen: Citizen & { idNumber: string }; given: Record<string, AnswerValue> }> {
  const bornOn = overrides.bornOn ?? '1990-05-17'
  const gender = overrides.gender ?? 'female'
  const citizen = await anApplicant({ bornOn, gender, ...overrides })
  return {
    citizen,
    given: {
      [`${who}.fullName`]: citizen.name,
      [`${who}.bornOn`]: bornOn,
      [`${who}.sex`]: gender,
      [`${who}.identityNumber`]: citizen.idNumber,
    },
  }
}

/** Filed with every paper it needs. */
export async function file({ desk, citizen, answers }: Case): Promise<string> {
  const filed = withFiling(answers, { channel: 'online', on: '2026-11-23' })
  const papers = await Promise.all(
    requiredPapers(desk.service, filed)
      .filter(({ condition }) => holds(condition, filed))
      .map(async ({ key }) => ({ key, upload: await anUpload(citizen) })),
  )
  return (await submitAs(citizen, await anApplication(desk, citizen, { answers, papers }))).id
}

/** As far as the draft before the leader: officers tick, note, wait and decide as the service asks. */
export async function propose(one: Case): Promise<string> {
  const { desk, decision = {} } = one
  const { oneStop, specialist } = desk
  const id = await file(one)
  let now = await settlePrerequisites(desk, id, 'accept')
  await payFees(id, now)
  await perform(oneStop, (work) => acceptDossier(work, oneStop, id), { now })
  await perform(oneStop, (work) => forwardDossier(work, oneStop, id, { assigneeId: specialist.id }), { now })
  now = await settlePrerequisites(desk, id, 'propose', now, { outcome: 'approve', decision })
  await settleChecks(specialist, id, now)

  await perform(
    specialist,
    (work) => proposeDecision(work, specialist, id, { outcome: 'approve', decision }),
    {
      now,
    },
  )
  await settlePrerequisites(desk, id, 'sign', now, { outcome: 'approve', decision })
  return id
}

/** Signed; answers what stands on the papers, the result first, as a reader of PDF gives their words. */
export async function sign(one: Case): Promise<string> {
  const id = await propose(one)
  await readAndSign(one.desk.leader, id)
  const papers = await perform(system, ({ tx }) =>
    tx
      .selectFrom('documents.document')
      .select('sha256')
      .where('dossierId', '=', id)
      .where('status', '=', 'issued')
      .orderBy(sql`part <> 'result'`)
      .execute(),
  )
  const texts = papers.map(async ({ sha256 }) =>
    execFileSync('pdftotext', ['-layout', '-', '-'], {
      input: await readFile(sha256 ?? ''),
      encoding: 'utf8',
    }),
  )
  return (await Promise.all(texts)).join(' ').replace(/\s+/g, ' ').normalize('NFC')
}
