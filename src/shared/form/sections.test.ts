import { describe, expect, test } from 'vitest'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import { context, service } from '#tests/forms.ts'
import type { Answers } from './answers.ts'
import { flattenAnswers } from './read/flatten.ts'
import { readSection } from './read/read-form.ts'
import { mayGrow, visibleSections } from './visible-sections.ts'

describe('section by section', () => {
  const { form } = service('1.001612')

  test('a section tells its own issues only, and changing an answer forgets what it hides', () => {
    const first = readSection(form, 'owner', [], {}, context)
    expect(first.issues.every(({ field }) => field.startsWith('answers.owner.'))).toBe(true)

    const stored = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(5) })
    const asHousehold = { ...stored, owner: { ...(stored.owner as Answers), kind: 'household' } }
    const owner = flattenAnswers(form, asHousehold).fields.filter(([name]) => name.startsWith('owner.'))
    const household = readSection(form, 'owner', owner, asHousehold, context)
    const members = readSection(
      form,
      'members',
      flattenAnswers(form, { members: [member] }).fields,
      household.answers,
      context,
    )
    expect(members.issues).toEqual([])
    expect(members.answers.members).toHaveLength(1)

    const alone = owner.map(([name, value]): [string, string] => [
      name,
      name === 'owner.kind' ? 'person' : value,
    ])
    const changed = readSection(form, 'owner', alone, members.answers, context)
    expect(changed.issues).toEqual([])
    expect(changed.answers.members).toBeUndefined()
    expect(visibleSections(form, changed.answers).map(({ key }) => key)).not.toContain('members')
  })

  test('a field of another section, or of none, is refused by name', () => {
    const { unknown } = readSection(
      form,
      'owner',
      [
        ['answers.business.name', 'x'],
        ['answers.ghost', 'y'],
      ],
      {},
      context,
    )
    expect(unknown).toEqual(['business.name', 'ghost'])
  })

  const member = {
    fullName: 'Lê Thị Hoa',
    bornOn: '1990-01-02',
    sex: 'female',
    ethnicity: 'Kinh',
    identityNumber: '046190123456',
    residence: { unit: '19789', detail: '12 Lê Lợi' },
    capital: 20_000_000,
  }
})

test('how many parts there are is certain once nothing to come can add one', () => {
  const { form } = service('1.001193')
  expect(mayGrow(form, {})).toBe(true)
  expect(mayGrow(form, { birth: { abandoned: false } })).toBe(false)
  expect(mayGrow(form, { birth: { abandoned: true } })).toBe(false)
})

test('who registers as the father is not asked whether there is one', () => {
  const { form } = service('1.001193')
  const keysFor = (relation: string) =>
    visibleSections(form, { applicant: { relation }, birth: { abandoned: false } }).flatMap(({ questions }) =>
      questions.map(({ key }) => key),
    )
  expect(keysFor('father')).not.toContain('family.fatherDeclared')
  expect(keysFor('father')).toContain('father.fullName')
  expect(keysFor('mother')).toContain('family.fatherDeclared')
  expect(keysFor('mother')).not.toContain('father.fullName')
})
