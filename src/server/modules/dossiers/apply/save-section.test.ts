import { expect, test } from 'vitest'
import type { Citizen } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import type { Form } from '#shared/form/definition.ts'
import { aCitizen } from '#tests/people.ts'
import { aDesk, monday } from '../fixtures.ts'
import { formContext } from '../form-context.ts'
import { getDraft, openDraft } from './drafts.ts'
import { markOfSection, saveSection } from './save-section.ts'

const form: Form = {
  sections: [
    {
      key: 'one',
      title: 'Một',
      questions: [
        { key: 'child.name', label: 'Tên', type: 'personName', required: true, sensitive: false },
        { key: 'child.bornOn', label: 'Ngày sinh', type: 'date', required: true, sensitive: false },
      ],
    },
    {
      key: 'two',
      title: 'Hai',
      questions: [{ key: 'note', label: 'Ghi chú', type: 'text', required: false, sensitive: false }],
    },
  ],
}
const context = formContext(monday, [])

async function aDraft(): Promise<{ citizen: Citizen; draftId: string }> {
  const citizen = aCitizen()
  const { service } = await aDesk()
  const { id } = await perform(citizen, (work) => openDraft(work, citizen, service.code), { now: monday })
  return { citizen, draftId: id }
}

function save(
  { citizen, draftId }: { citizen: Citizen; draftId: string },
  fields: [string, string][],
  { mark = markOfSection(form, 'one', {}), keep = 'whole' as 'whole' | 'what-is-right' } = {},
) {
  const post = { draftId, section: 'one', fields, mark, keep }
  return perform(citizen, (work) => saveSection(work, citizen, { form }, post, context), { now: monday })
}

const stored = ({ citizen, draftId }: { citizen: Citizen; draftId: string }) =>
  perform(citizen, async (work) => (await getDraft(work, citizen, draftId)).answers)

test('a page that is right is kept, however its letters are encoded', async () => {
  const draft = await aDraft()
  const saved = await save(draft, [
    ['answers.child.name', 'Nguyễn Hoàng Vỹ'.normalize('NFD')],
    ['answers.child.bornOn', '18/11/2026'],
  ])
  expect(saved.outcome).toBe('saved')
  expect(await stored(draft)).toEqual({ child: { name: 'Nguyễn Hoàng Vỹ', bornOn: '2026-11-18' } })
})

test('a page with a mistake changes nothing, and what was typed is given back', async () => {
  const draft = await aDraft()
  const saved = await save(draft, [
    ['answers.child.name', 'Vỹ'],
    ['answers.child.bornOn', '31/02/2026'],
  ])
  expect(saved.outcome).toBe('incomplete')
  expect(saved.reading.typed['answers.child.bornOn']).toEqual(['31/02/2026'])
  expect(await stored(draft)).toEqual({})
})

test('leaving for now keeps what is right', async () => {
  const draft = await aDraft()
  await save(draft, [['answers.child.name', 'Vỹ']], { keep: 'what-is-right' })
  expect(await stored(draft)).toEqual({ child: { name: 'Vỹ' } })
})

test('a field the form does not have is refused by name and nothing is kept', async () => {
  const draft = await aDraft()
  const fields: [string, string][] = [
    ['answers.child.name', 'Vỹ'],
    ['answers.fee', '0'],
  ]
  await expect(save(draft, fields)).rejects.toMatchObject({
    code: 'dossiers.unknown_fields',
    details: { fields: ['fee'] },
  })
  expect(await stored(draft)).toEqual({})
})

test('a window opened before another one saved overwrites nothing', async () => {
  const draft = await aDraft()
  const first: [string, string][] = [
    ['answers.child.name', 'Vỹ'],
    ['answers.child.bornOn', '18/11/2026'],
  ]
  await save(draft, first)
  const second = await save(draft, [
    ['answers.child.name', 'Thảo'],
    ['answers.child.bornOn', '18/11/2026'],
  ])
  expect(second.outcome).toBe('changed-meanwhile')
  expect(await stored(draft)).toMatchObject({ child: { name: 'Vỹ' } })

  expect((await save(draft, first)).outcome).toBe('saved')
})

test('someone else’s draft does not exist', async () => {
  const { draftId } = await aDraft()
  await expect(save({ citizen: aCitizen(), draftId }, [])).rejects.toMatchObject({
    code: 'dossiers.draft_not_found',
  })
})
