import { expect, test } from 'vitest'
import { anAgency } from '#server/modules/agencies/fixtures.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { bodyText } from '#shared/document/text-of.ts'
import { anOfficer } from '#tests/people.ts'
import { CreateDraft, createDraft } from '../agency/create-draft.ts'
import { getDocument } from '../get-document.ts'
import { endTemplate, listOwnTexts, listTemplates, makeTemplate } from './templates.ts'

const as = <Result>(who: Officer, act: (work: Work) => Promise<Result>) => perform(who, act)
const refused = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    ({ code }: { code: string }) => code,
  )
const toDraft = (more: object) => CreateDraft.parse({ kind: 'notice', subject: 'nghỉ lễ', ...more })

test('a clerk makes a template of a document, drafts begin with it, and it ends', async () => {
  const agency = await anAgency({ name: 'Ủy ban nhân dân phường Mẫu' })
  const elsewhere = await anAgency({ name: 'Ủy ban nhân dân xã Khác' })
  const [specialist, clerk, stranger] = [
    anOfficer({ agencyId: agency.id, name: 'Lê Thị An', roles: ['specialist'] }),
    anOfficer({ agencyId: agency.id, name: 'Văn Thư', roles: ['clerk'] }),
    anOfficer({ agencyId: elsewhere.id, name: 'Người Lạ', roles: ['clerk'] }),
  ]
  const { id: documentId } = await as(specialist, (work) => createDraft(work, specialist, toDraft({})))
  const first = await as(specialist, (work) => getDocument(work, documentId))
  expect(bodyText(first.content.body as never)).toContain('thông báo như sau:')

  const template = { documentId, name: 'Thông báo nghỉ lễ' }
  expect(await refused(as(specialist, (work) => makeTemplate(work, specialist, template)))).not.toBe('done')
  expect(await refused(as(stranger, (work) => makeTemplate(work, stranger, template)))).toBe(
    'documents.not_found',
  )
  expect(await as(clerk, (work) => listOwnTexts(work, clerk))).toMatchObject([{ id: documentId }])
  const { id } = await as(clerk, (work) => makeTemplate(work, clerk, template))

  const begun = await as(specialist, (work) => createDraft(work, specialist, toDraft({ template: id })))
  const draft = await as(specialist, (work) => getDocument(work, begun.id))
  expect(bodyText(draft.content.body as never)).toBe(bodyText(first.content.body as never))
  expect(draft.content.body?.content[0]?.attrs.id).not.toBe(first.content.body?.content[0]?.attrs.id)
  const other = toDraft({ kind: 'report', template: id })
  expect(await refused(as(specialist, (work) => createDraft(work, specialist, other)))).toBe(
    'documents.template_of_other_type',
  )
  expect(await refused(as(stranger, (work) => createDraft(work, stranger, toDraft({ template: id }))))).toBe(
    'documents.template_not_found',
  )

  expect(await refused(as(stranger, (work) => endTemplate(work, stranger, id)))).toBe(
    'documents.template_not_found',
  )
  await as(clerk, (work) => endTemplate(work, clerk, id))
  expect(await refused(as(clerk, (work) => endTemplate(work, clerk, id)))).toBe(
    'documents.template_not_found',
  )
  expect(await as(specialist, (work) => listTemplates(work, specialist))).toMatchObject([
    { name: 'Thông báo nghỉ lễ', endedBy: clerk.id },
  ])
  expect(await as(stranger, (work) => listTemplates(work, stranger))).toEqual([])
})
