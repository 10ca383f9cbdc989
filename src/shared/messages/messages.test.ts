import { expect, test } from 'vitest'
import { documentConditions } from './conditions/documents.vi.ts'
import { dossiers } from './dossiers/en.ts'
import { en } from './en.ts'
import { m } from './index.ts'
import { inLanguage } from './request-language.server.ts'
import { vi } from './vi.ts'

test('words are Vietnamese unless a request says otherwise', async () => {
  const read = async () => {
    await Promise.resolve()
    return m.home.ask
  }

  const [vietnamese, english] = await Promise.all([inLanguage('vi', read), inLanguage('en', read)])

  expect([m.home.ask, vietnamese, english]).toEqual([
    'Ông/bà cần làm việc gì?',
    'Ông/bà cần làm việc gì?',
    'What do you need to do?',
  ])
})

test('what a citizen reads in English has no Vietnamese left in it but names', () => {
  const left = wordsOf({
    dossiers,
    form: en.form,
    notifications: en.notifications,
    registry: en.registry,
    ui: en.ui,
  })
    .map((words) => words.replace(/Huế|Nhịp|Tiếng Việt|12\/QĐ-UBND|Hộ kinh doanh|công ty|doanh nghiệp/g, ''))
    .filter((words) => /[à-ỹđ]/i.test(words.normalize('NFC').replace(/[×–·›’“”…]/g, '')))
  expect(left).toEqual([])
})

test('whatever has a Vietnamese word has an English one where citizens read', () => {
  const areas = ['catalogue', 'form', 'notifications', 'registry', 'ui', 'payments', 'dossiers'] as const
  const missing = areas.flatMap((area) => lacking(vi[area], en[area], area))
  expect(missing).toEqual([])
})

/** The names in Vietnamese that English has not, by their path. */
function lacking(there: unknown, here: unknown, path: string): string[] {
  if (typeof there !== 'object' || there === null || Array.isArray(there) || there === here) return []
  const known = (here ?? {}) as Record<string, unknown>
  return Object.entries(there).flatMap(([key, value]) =>
    key in known ? lacking(value, known[key], `${path}.${key}`) : [`${path}.${key}`],
  )
}

function wordsOf(area: unknown): string[] {
  if (typeof area === 'string') return [area]
  return typeof area === 'object' && area !== null ? Object.values(area).flatMap(wordsOf) : []
}

test('that the exchange is behind is a whole sentence, with its problem or without', () => {
  const is = documentConditions['exchange.behind']?.is
  const behind = (problem: string | null) => typeof is === 'function' && is({ seconds: 1200, problem })
  const told = '20 phút rồi chưa nhận hết văn bản từ trục liên thông'
  expect([behind('unreachable'), behind(null)]).toEqual([`${told}: không nối được tới trục.`, `${told}.`])
})

test('what only officers meet stays Vietnamese', () => {
  expect(inLanguage('en', () => m.refusal('documents.may_not_sign'))).toBe(
    vi.refusal('documents.may_not_sign'),
  )
  expect(inLanguage('en', () => m.administration)).toBe(vi.administration)
  expect(inLanguage('en', () => m.documents.sign)).toBe(vi.documents.sign)
  for (const part of ['workList', 'case', 'handle', 'handover', 'register', 'keys', 'takingIn'] as const)
    expect(inLanguage('en', () => m.dossiers[part])).toBe(vi.dossiers[part])
})

test('a refusal nobody knows still says what to do', () => {
  expect(m.refusal('tests.never_heard_of')).toBe(m.ui.refusedForUnknownReason)
  expect(inLanguage('en', () => m.refusal('identity.sign_in_needed'))).toBe('Sign in to continue.')
})
