/** Incoming documents and who works on them, for tests. */
import { randomUUID } from 'node:crypto'
import { aStaffAccount } from '#server/modules/identity/fixtures.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Role } from '#server/platform/roles.ts'
import { perform } from '#server/platform/work.ts'
import { aLetter, putRules } from '../agency/fixtures.ts'
import { submitDraft } from '../agency/submit-draft.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { anOffice, lookAndIssue, type Office } from '../fixtures.ts'
import type { DocumentContent } from '../model.ts'
import { addVersion, insertDocument } from '../queries.ts'
import { takeAction } from '../take-action.ts'

export interface Desk {
  office: Office
  leader: Officer
  clerk: Officer
  specialist: Officer
  colleague: Officer
}

/** Somebody who works for this agency, with an account of their own. */
export async function someone(agencyId: string, ...roles: Role[]): Promise<Officer> {
  const { id } = await aStaffAccount({ agencyId, roles, hasTotp: false })
  return {
    kind: 'officer',
    id,
    name: 'Trần Thị Thử',
    agencyId,
    agencyIds: [agencyId],
    scope: 'agency',
    roles,
  }
}

/** An agency that signs, with a leader, a clerk (văn thư) and two specialists. */
export async function aDesk(): Promise<Desk> {
  const office = await anOffice()
  const at = office.agency.id
  return {
    office,
    leader: await someone(at, 'leader'),
    clerk: await someone(at, 'clerk'),
    specialist: await someone(at, 'specialist'),
    colleague: await someone(at, 'specialist'),
  }
}

/** The clerk enters what came, by the least that makes it an incoming document. */
export async function received(clerk: Officer, now = new Date()): Promise<string> {
  const id = randomUUID()
  const content = {
    documentType: { abbreviation: '', name: 'Công văn' },
    register: '',
    blocks: [],
    recipients: [],
    urgency: 'urgent',
  } satisfies DocumentContent
  await perform(
    clerk,
    async (work) => {
      await insertDocument(work.tx, {
        id,
        dossierId: null,
        agencyId: clerk.agencyId,
        checkCode: id,
        ownerId: null,
        source: 'incoming',
      })
      await addVersion(work.tx, {
        documentId: id,
        version: 1,
        kind: 'cong_van',
        title: 'Công văn',
        subject: 'V/v rà soát hộ kinh doanh',
        content,
        draftedBy: clerk.id,
        draftedAt: work.now,
      })
      await takeAction(work, { id, lastSeq: 0 }, 'receive', { version: 1, data: { symbol: '05/SNV-VP' } })
    },
    { now },
  )
  return id
}

/** A letter of the agency that answers an incoming one, signed and issued by its chair. */
export async function answered({ office }: Desk, answers: string): Promise<string> {
  const { agency, clerk, chair } = office
  await putRules(agency.id, { routes: [{ steps: [] }] })
  const draft = aLetter(agency.id, { answers })
  const { id } = await perform(clerk, (work) => draftDocument(work, clerk, draft))
  await perform(clerk, (work) => submitDraft(work, clerk, id, { version: 1, amount: null }))
  await lookAndIssue(chair, id)
  return id
}
