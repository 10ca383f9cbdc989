import { expect, test } from 'vitest'
import { conditions } from '#server/conditions.ts'
import { m } from '#shared/messages/index.ts'
import { ask, type ConditionCheck, defineCondition, worstFirst } from './conditions.ts'

const well = defineCondition({
  name: 'well',
  told: 'anyone',
  check: () => ({ state: 'good', code: 'test.well' }),
})
const throws: ConditionCheck = {
  name: 'throws',
  told: 'anyone',
  check() {
    throw new Error('no')
  },
}
const silent: ConditionCheck = { name: 'silent', told: 'each', check: () => new Promise(() => {}) }

test('who throws or does not answer is unknown, and the others are known all the same', async () => {
  const asked = await ask([well, throws, silent], 'web here')

  expect(asked.map(({ name, state, code, process }) => [name, state, code, process])).toEqual([
    ['well', 'good', 'test.well', ''],
    ['throws', 'unknown', 'conditions.not_known', ''],
    ['silent', 'unknown', 'conditions.no_answer', 'web here'],
  ])
  expect(worstFirst(asked).at(-1)?.name).toBe('well')
})

test('every part of the house can be asked, and has a name and words', async () => {
  const asked = await ask(conditions, 'web here')

  expect(asked.filter(({ code }) => code.startsWith('conditions.'))).toEqual([])
  expect(asked.filter(({ name }) => !(name in m.conditions.names))).toEqual([])
  expect(asked.filter(({ code }) => !(code in m.conditions.said))).toEqual([])
})
