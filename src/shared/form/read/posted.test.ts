import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import { anySeed, anyService, context, sample, service } from '#tests/forms.ts'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { valueAt } from '../answers.ts'
import { holds } from '../condition.ts'
import { flattenAnswers } from './flatten.ts'
import { readAnswers, readFields } from './read-form.ts'

describe('whatever is posted', () => {
  const anyName = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'answers.child.bornOn.day',
      'answers.child.sex',
      'answers.members[0].fullName',
      '__proto__.x',
      'members[99].__proto__',
      'answers.documents[0].pages',
      'constructor',
    ),
  )
  test('reading never throws, and keeps no answer to a hidden question', () => {
    fc.assert(
      fc.property(
        anyService,
        anySeed,
        fc.array(fc.tuple(anyName, fc.string({ unit: 'binary' })), { maxLength: 30 }),
        ({ form }, seed, noise) => {
          const answers = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(seed) })
          const mixed = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(seed + 1) })
          const fields = [
            ...flattenAnswers(form, answers).fields,
            ...flattenAnswers(form, mixed).fields,
            ...noise,
          ]
          const reading = readFields(form, fields, context)
          for (const section of form.sections) {
            for (const question of section.questions) {
              const hidden =
                !holds(section.condition, reading.answers) || !holds(question.condition, reading.answers)
              if (hidden) expect(valueAt(reading.answers, question.key)).toBeUndefined()
            }
          }
          expect(readAnswers(form, reading.answers, context).answers).toEqual(reading.answers)
          expect(({} as Record<string, unknown>).x).toBeUndefined()
        },
      ),
      { numRuns: 200 },
    )
  })

  test('any JSON is read without a throw, and what the form lacks is named', () => {
    fc.assert(
      fc.property(anyService, fc.jsonValue({ maxDepth: 5 }), ({ form }, json) => {
        readAnswers(form, json, context)
      }),
      { numRuns: 200 },
    )
    const { form } = service('1.001193')
    const reading = readAnswers(
      form,
      { ...sample('1.001193'), hacker: 1, child: { fullName: { a: 1 }, colour: 'red' } },
      context,
    )
    expect(reading.unknown).toEqual(expect.arrayContaining(['hacker', 'child.colour', 'child.fullName.a']))
  })

  test('ten thousand fields and deep nesting take no time', async () => {
    const { form } = service('1.001612')
    const many = Array.from({ length: 10_000 }, (_, number): [string, string] => [
      `answers.members[${number}].fullName`,
      'x',
    ])
    let deep: unknown = 1
    for (let level = 0; level < 5000; level += 1) deep = { child: deep }
    const spent = await processorTimeOf(() => {
      readFields(form, many, context)
      readAnswers(service('1.001193').form, deep, context)
    })
    expect(spent).toBeLessThan(500)
  })
})

describe('three fields of a date', () => {
  const { form } = service('1.001193')
  const read = (fields: [string, string][]) => readFields(form, fields, context)

  test('make one day', () => {
    const { answers } = read([
      ['answers.child.bornOn.day', '5'],
      ['answers.child.bornOn.month', '2'],
      ['answers.child.bornOn.year', '2026'],
    ])
    expect(valueAt(answers, 'child.bornOn')).toBe('2026-02-05')
  })

  test('say what is missing, and give back what was typed', () => {
    const { issues, typed } = read([
      ['answers.child.bornOn.day', '5'],
      ['answers.child.bornOn.month', ''],
      ['answers.child.bornOn.year', ''],
    ])
    expect(issues.find(({ field }) => field === 'answers.child.bornOn')?.message).toBe(
      'Còn thiếu tháng và năm. Ghi đủ ngày, tháng, năm.',
    )
    expect(typed['answers.child.bornOn.day']).toEqual(['5'])
  })
})

describe('repeating groups', () => {
  const { form } = service('2.000815')
  const row = (index: number, name: string): [string, string][] => [
    [`answers.documents[${index}].name`, name],
    [`answers.documents[${index}].language`, name === '' ? '' : 'vi'],
    [`answers.documents[${index}].pages`, name === '' ? '' : '3'],
    [`answers.documents[${index}].copies`, name === '' ? '' : '2'],
  ]

  test('blank rows are no items; the others keep their order', () => {
    const { answers } = readFields(
      form,
      [...row(7, 'Học bạ'), ...row(2, ''), ...row(0, 'Bằng tốt nghiệp')],
      context,
    )
    expect(answers.documents).toMatchObject([{ name: 'Bằng tốt nghiệp' }, { name: 'Học bạ' }])
  })

  test('too few and too many are told', () => {
    const fewIssues = readFields(form, [], context).issues
    expect(fewIssues.find(({ field }) => field === 'answers.documents')?.message).toBe(
      'Ghi ít nhất 1 giấy tờ.',
    )
    const many = Array.from({ length: 22 }, (_, index) => row(index, 'Giấy')).flat()
    const manyIssues = readFields(form, many, context).issues
    expect(manyIssues.find(({ field }) => field === 'answers.documents')?.message).toBe(
      'Chỉ ghi tối đa 20 giấy tờ. Bỏ bớt 2.',
    )
  })
})
