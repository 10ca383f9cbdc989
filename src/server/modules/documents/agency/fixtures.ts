/** An agency that writes, approves and signs its own documents, for tests. */
import { randomUUID } from 'node:crypto'
import { anAgency, forgetAgencies } from '#server/modules/agencies/fixtures.ts'
import { type Agency, appoint } from '#server/modules/agencies/index.ts'
import { listStaffNotices } from '#server/modules/notifications/index.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { withIds } from '#shared/document/ids.ts'
import { anOfficer } from '#tests/people.ts'
import { type DraftDocument, draftDocument } from '../draft/draft-document.ts'
import { findDocument } from '../queries.ts'
import { findRoute } from '../route/route-queries.ts'
import { putDocumentRules } from '../route/rules.ts'
import { showDraft } from '../sign/read-draft.ts'
import { approveDraft } from './approve-draft.ts'
import { sealDrafts } from './seal-drafts.ts'
import { beginDrafts, declineDrafts, type OneResult, signDrafts } from './sign-drafts.ts'
import { submitDraft } from './submit-draft.ts'

export interface Bureau {
  agency: Agency
  specialist: Officer
  clerk: Officer
  chair: Officer
  deputy: Officer
}

export interface BureauRules {
  routes?: object[]
  registers?: object[]
  seals?: object[]
  holds?: object[]
}

/** A committee whose clerk looks at the layout before its chair or deputy signs, by rules of its own; these come before. */
export async function aBureau(rules: BureauRules = {}, overrides: Partial<Agency> = {}): Promise<Bureau> {
  const agency = await anAgency({ name: 'Ủy ban nhân dân phường Thử', place: 'Phường Thử', ...overrides })
  await anExtraPosition(agency, 'van-thu', 'Văn thư')
  const hold = async (position: string, name: string, roles: Officer['roles']): Promise<Officer> => {
    const officer = anOfficer({ agencyId: agency.id, name, roles })
    await appointTo(officer, `${agency.id}/${position}`)
    return officer
  }
  await putRules(agency.id, rules)
  return {
    agency,
    specialist: await hold('chuyen-vien', 'Lê Văn Chuyên', ['specialist']),
    clerk: await hold('van-thu', 'Hồ Thị Văn Thư', ['clerk']),
    chair: await hold('chu-tich', 'Nguyễn Văn Thuận', ['leader']),
    deputy: await hold('pho-chu-tich', 'Trần Thị Quỳnh Như', ['leader']),
  }
}

export async function appointTo(officer: Officer, positionId: string): Promise<void> {
  await perform(system, (work) =>
    appoint(work, { positionId, accountId: officer.id, validFrom: '2025-07-01' }),
  )
}

export async function anExtraPosition(agency: Agency, key: string, title: string): Promise<void> {
  const { id: agencyId, validFrom } = agency
  const of = { authority: null, authorityOf: null, signs: false }
  await perform(system, ({ tx }) =>
    tx
      .insertInto('agencies.position')
      .values({ id: `${agencyId}/${key}`, agencyId, title, validFrom, validTo: null, ...of })
      .execute(),
  )
  await forgetAgencies(agencyId)
}

/** Rules of this agency alone, each named after it; without any of its own the clerk looks at the layout. */
export async function putRules(
  agencyId: string,
  { routes, registers = [], seals = [], holds = [] }: BureauRules,
): Promise<void> {
  const layout = { steps: [{ kind: 'layout', keys: ['van-thu'], standIns: ['pho-chu-tich'], days: 1 }] }
  const own = (rules: object[], about: string) =>
    rules.map((rule, index) => ({
      id: `${about}-${index}-${randomUUID()}`,
      agency: agencyId,
      validFrom: '2020-03-05',
      ...rule,
    }))
  const json = {
    routes: own(routes ?? [layout], 'route'),
    registers: own(registers, 'register'),
    seals: own(seals, 'seal'),
    holds: own(holds, 'hold'),
  }
  await perform(system, (work) => putDocumentRules(work, json))
}

export function aText(words = 'Ủy ban nhân dân phường Thử đề nghị các đơn vị phối hợp thực hiện.'): Body {
  return withIds({
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { align: 'justify' }, content: [{ type: 'text', text: words }] }],
  })
}

export function aLetter(agencyId: string, overrides: Partial<DraftDocument> = {}): DraftDocument {
  return {
    source: 'agency',
    dossierId: null,
    ownerId: null,
    agencyId,
    kind: 'official_letter',
    documentType: { abbreviation: '', name: 'Công văn' },
    title: 'Công văn',
    subject: 'Về việc phối hợp rà soát hồ sơ',
    register: 'official_letter',
    blocks: [],
    body: aText(),
    recipients: ['Như trên', 'Lưu: VT'],
    addressees: [{ name: 'Sở Nội vụ' }],
    ...overrides,
  }
}

export async function aLetterOf(
  { agency, specialist }: Pick<Bureau, 'agency' | 'specialist'>,
  overrides: Partial<DraftDocument> = {},
  now = new Date(),
): Promise<string> {
  const draft = aLetter(agency.id, overrides)
  const { id } = await perform(specialist, (work) => draftDocument(work, specialist, draft), { now })
  return id
}

/** Submitted by who wrote it, and its layout agreed to by the clerk. */
export async function approved(bureau: Bureau, id: string, version = 1, now = new Date()): Promise<void> {
  const { specialist, clerk } = bureau
  const planned = await perform(
    specialist,
    (work) => submitDraft(work, specialist, id, { version, amount: null }),
    { now },
  )
  if (planned.steps.length === 0) return
  await perform(clerk, (work) => approveDraft(work, clerk, id, { version, step: 0 }), { now })
}

export const proven = (officer: Officer, now = new Date()): Officer => ({ ...officer, confirmedAt: now })

/** The leader begins, looks at every page of each, and confirms once. */
export async function signAll(
  leader: Officer,
  ids: readonly string[],
  now = new Date(),
): Promise<OneResult[]> {
  await beginDrafts(leader, ids, { now })
  const drafts = []
  for (const id of ids) {
    const { sha256 } = await showDraft(leader, id, { now })
    drafts.push({ id, sha256 })
  }
  return signDrafts(proven(leader, now), drafts, { now })
}

/** Does not sign these as they are now. */
export async function declineAll(
  leader: Officer,
  ids: readonly string[],
  reason: string,
  now = new Date(),
): Promise<OneResult[]> {
  const drafts = []
  for (const id of ids) {
    const document = await perform(system, ({ tx }) => findDocument(tx, system, id))
    drafts.push({ id, sha256: document?.signingSha256 ?? '' })
  }
  return declineDrafts(leader, drafts, reason, { now })
}

/** Seals these as they are now. */
export async function sealAll(
  clerk: Officer,
  ids: readonly string[],
  now = new Date(),
): Promise<OneResult[]> {
  const drafts = []
  for (const id of ids) {
    const route = await perform(system, ({ tx }) => findRoute(tx, id))
    drafts.push({ id, sha256: route?.leaderSha256 ?? '' })
  }
  return sealDrafts(proven(clerk, now), drafts, { now })
}

/** From today on the one is the other: its officers finish what it began. */
export async function mergeInto(old: Agency, heir: Agency, on = localDay(new Date())): Promise<void> {
  await perform(system, async ({ tx }) => {
    await tx
      .updateTable('agencies.agency')
      .set({ validTo: addDays(on, -1) })
      .where('id', '=', old.id)
      .execute()
    await tx
      .insertInto('agencies.agencySuccession')
      .values({ predecessorId: old.id, successorId: heir.id, onDate: on, decision: 'NQ thử', main: true })
      .execute()
  })
  await forgetAgencies(heir.id)
}

/** What somebody's notices tell, the newest first, and where each leads. */
export async function toldOf(officer: Officer): Promise<string[]> {
  const told = await perform(officer, (work) => listStaffNotices(work, officer))
  return told.map(({ kind, path }) => `${kind} ${path}`)
}
