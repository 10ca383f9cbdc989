import { expect, test } from 'vitest'
import { m } from './index.ts'
import { inLanguage } from './request-language.server.ts'
import { translated } from './translated.ts'

test('words are Vietnamese unless a request says otherwise', async () => {
  const read = async () => {
    await Promise.resolve()
    return m.citizen.home.ask
  }

  const [vietnamese, english] = await Promise.all([inLanguage('vi', read), inLanguage('en', read)])

  expect([m.citizen.home.ask, vietnamese, english]).toEqual([
    'Ông/bà cần làm việc gì?',
    'Ông/bà cần làm việc gì?',
    'What do you need to do?',
  ])
})

test('what nobody has translated stays Vietnamese', () => {
  const base = { area: { one: 'một', two: 'hai' }, list: ['a', 'b'], other: 'khác' }

  expect(translated(base, { area: { two: 'two' }, list: ['c'] })).toEqual({
    area: { one: 'một', two: 'two' },
    list: ['c'],
    other: 'khác',
  })
})

test('a refusal nobody knows still says what to do', () => {
  expect(m.refusal('tests.never_heard_of')).toBe(m.ui.refusedForUnknownReason)
  expect(inLanguage('en', () => m.refusal('identity.sign_in_needed'))).toBe('Sign in to continue.')
})
