/** Papers that wait on the desks of the demo, as its people would have left them: for pages that are empty without. */
import { randomUUID } from 'node:crypto'
import { perform } from '#server/facts.ts'
import { approveDraft } from '#server/modules/documents/agency/approve-draft.ts'
import { aLetter, signAll } from '#server/modules/documents/agency/fixtures.ts'
import { submitDraft } from '#server/modules/documents/agency/submit-draft.ts'
import { BeginCopy, beginCopy } from '#server/modules/documents/copies/begin-copy.ts'
import { draftDocument } from '#server/modules/documents/draft/draft-document.ts'
import { AddEntry, addEntry, beginPlan } from '#server/modules/documents/file-plans/write-plan.ts'
import { closeWorkFile } from '#server/modules/documents/files/close-work-file.ts'
import { proposeDisposal } from '#server/modules/documents/files/disposal.ts'
import { filePaper } from '#server/modules/documents/files/file-document.ts'
import { openWorkFile } from '#server/modules/documents/files/open-work-file.ts'
import { aLetterFile, brought, detailsOf } from '#server/modules/documents/incoming/fixtures.ts'
import { registerArrival } from '#server/modules/documents/incoming/register-arrival.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import type { Role } from '#server/platform/roles.ts'
import { localDay } from '#shared/dates.ts'
import { handedIn } from '../../handed-in.ts'
import { layAMeetingOut } from './lay-a-meeting-out.ts'
import { type Person, people } from './people.ts'

/** As whom, and at which addresses. */
export type Laid = [Person, string[]][]

/** Somebody of the demo as the officer they are today. */
async function officerOf(person: Person): Promise<Officer> {
  const { id, name, agencyId, role } = await perform(system, ({ tx }) =>
    tx
      .selectFrom('identity.account')
      .innerJoin('identity.roleGrant', 'identity.roleGrant.accountId', 'identity.account.id')
      .select(['identity.account.id', 'displayName as name', 'agencyId', 'role'])
      .where('login', '=', people[person])
      .executeTakeFirstOrThrow(),
  )
  const agencyIds = [agencyId]
  return { kind: 'officer', id, name, agencyId, agencyIds, scope: 'agency', roles: [role as Role] }
}

/** What waits for a signature, for the seal, for a correction of its entry, to be copied and for the end of what it holds, a list of work files and a meeting that runs, and where that is seen. */
export async function layPapersOut(): Promise<Laid> {
  const specialist = await officerOf('bao')
  const clerk = await officerOf('phuong')
  const letter = await anApprovedLetter(specialist, clerk)

  // The clerk of a department seals what its leader signed.
  const writer = await officerOf('nga')
  const sealer = await officerOf('hong')
  const leader = await officerOf('lienOfAffairs')
  const [signed] = await signAll(leader, [await anApprovedLetter(writer, sealer)])
  if (signed?.refusal) throw new Error(`not signed: ${signed.refusal}`)

  const arrival = await brought(clerk, await aLetterFile(3))
  const { documentId } = await perform(clerk, (work) =>
    registerArrival(work, clerk, arrival, { details: detailsOf(3), distinct: [] }),
  )
  const copy = BeginCopy.parse({ form: 'true_copy', recipients: 'Lưu: VT' })
  const { id: copyId } = await beginCopy(clerk, documentId, copy)
  await aPlan(clerk, specialist)
  const meeting = await layAMeetingOut(await officerOf('ha'), specialist)
  return [
    ['bao', ['', '/loi-noi', '/cua', '/ghi-am', '/phien', '/ket-luan'].map((page) => `${meeting}${page}`)],
    ['bao', [`/van-ban/${letter}/nhiem-vu`, `/van-ban/ho-so/huy/${await aListOf(specialist)}`]],
    ['ha', [`/ky-so/van-ban?chon=${letter}`]],
    ['hong', ['/van-ban/dong-dau']],
    [
      'phuong',
      [
        `/van-ban/den/${documentId}/sua`,
        `/van-ban/${documentId}/sao`,
        `/van-ban/${copyId}`,
        '/van-ban/ho-so/danh-muc',
      ],
    ],
  ]
}

/** The list of work files of this year, with an entry. */
async function aPlan(clerk: Officer, responsible: Officer): Promise<void> {
  const year = Number(localDay(new Date()).slice(0, 4))
  const entry = { code: '01.TH', title: 'Kế hoạch công tác năm', retention: 'permanent' }
  const added = AddEntry.parse({ ...entry, year, responsible: responsible.id })
  await perform(clerk, (work) => beginPlan(work, { year, entries: [] }))
  await perform(clerk, (work) => addEntry(work, added))
}

/** Urgent, so that its layout alone is looked at before it is signed. */
async function anApprovedLetter(specialist: Officer, clerk: Officer): Promise<string> {
  const draft = aLetter(specialist.agencyId, { urgency: 'urgent' })
  const { id } = await perform(specialist, (work) => draftDocument(work, specialist, draft))
  await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
  await perform(clerk, (work) => approveDraft(work, clerk, id, { version: 1, step: 0 }))
  return id
}

/** A list of one work file whose time is over, which waits to be decided. */
async function aListOf(specialist: Officer): Promise<string> {
  const input = { code: randomUUID(), title: 'Hồ sơ đã hết hạn', retention: 'y2', isConstruction: false }
  const file = await handedIn(specialist, aPdf(['<< /Note (x) >>']))
  const id = await perform(specialist, (work) => openWorkFile(work, input))
  await perform(specialist, (work) => filePaper(work, id, { file, label: 'Giấy', originalName: 'giay.pdf' }))
  await perform(specialist, (work) => closeWorkFile(work, id), { now: new Date('2018-03-01T03:00:00Z') })
  return perform(specialist, (work) => proposeDisposal(work, { reason: 'Hết thời hạn', workFileIds: [id] }))
}
