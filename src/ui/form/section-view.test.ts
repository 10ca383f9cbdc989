import { expect, test } from 'vitest'
import type { Form } from '#shared/form/definition.ts'
import { type FieldView, type GroupView, namesOf, viewSection } from './section-view.ts'

const section = {
  key: 'one',
  title: 'Một',
  questions: [
    {
      key: 'me.name',
      label: 'Tên',
      type: 'personName',
      required: true,
      sensitive: false,
      prefill: 'registry.person.fullName',
    },
    { key: 'me.bornOn', label: 'Ngày sinh', type: 'date', required: true, sensitive: false },
    {
      key: 'children',
      label: 'Con',
      type: 'group',
      required: true,
      sensitive: false,
      itemLabel: 'Người con',
      minItems: 1,
      maxItems: 2,
      questions: [{ key: 'name', label: 'Tên', type: 'personName', required: true, sensitive: false }],
    },
  ],
} satisfies Form['sections'][number]
const context = { today: '2026-11-23' }
const held = { answers: { me: { name: 'Minh' } }, sources: { 'answers.me.name': 'Cơ sở dữ liệu' } }

const view = (state: Parameters<typeof viewSection>[1]) => viewSection(section, state, context)

test('what is held is shown with its source until the person says that it is wrong', () => {
  const [known] = view({ answers: {}, typed: {}, held }) as [FieldView]
  expect(known.known).toEqual({
    text: 'Minh',
    source: 'Cơ sở dữ liệu',
    carried: [['answers.me.name', 'Minh']],
  })

  const [opened] = view({ answers: {}, typed: {}, held, opened: ['answers.me.name'] }) as [FieldView]
  expect(opened.known).toBeUndefined()

  const [other] = view({
    answers: { me: { name: 'Mình' } },
    typed: { 'answers.me.name': ['Mình'] },
    held,
  }) as [FieldView]
  expect(other.known).toBeUndefined()
  expect(other.values).toEqual(['Mình'])
})

test('what was left blank on a saved page is not filled in again', () => {
  const [blank] = view({ answers: {}, typed: {}, held, isSaved: true }) as [FieldView]
  expect(blank.known).toBeUndefined()
})

test('a stored day stands in its three boxes, a mistyped one as it was typed', () => {
  const [, day] = view({ answers: {}, typed: { 'answers.me.bornOn': ['1994-03-12'] } }) as FieldView[]
  expect(day?.parts).toEqual({ day: '12', month: '03', year: '1994' })
  const [, typed] = view({
    answers: {},
    typed: { 'answers.me.bornOn.day': ['31'], 'answers.me.bornOn.month': ['2'] },
  }) as FieldView[]
  expect(typed?.parts).toEqual({ day: '31', month: '2', year: '' })
})

test('a group offers the rows it must have, one more when asked, and never more than it may', () => {
  const rows = (state: Parameters<typeof viewSection>[1]) => view(state)[2] as GroupView
  expect(rows({ answers: {}, typed: {} })).toMatchObject({
    canAdd: true,
    canRemove: false,
    items: [{ title: 'Người con 1' }],
  })
  const blank = rows({ answers: {}, typed: {}, extraRows: { children: 1 } })
  expect(blank).toMatchObject({ canAdd: false, canRemove: true, items: [{}, {}] })
  const two = rows({ answers: {}, typed: { 'answers.children[0].name': ['An'] }, extraRows: { children: 1 } })
  expect(two).toMatchObject({ canAdd: false, canRemove: true })
  expect(namesOf([two])).toEqual(['answers.children', 'answers.children[0].name', 'answers.children[1].name'])
})
