import { expect, test } from 'vitest'
import { choiceHref } from './choice-href.ts'
import { frameOf } from './frame.ts'

test('a reading choice keeps what the page was asked for, but not the form action', () => {
  const url = new URL('http://127.0.0.1/dich-vu?/send&q=đất&linh-vuc=dat-dai')

  expect(new URL(choiceHref(url, 'chu', 'to'), url).searchParams.toString()).toBe(
    new URLSearchParams({ q: 'đất', 'linh-vuc': 'dat-dai', chu: 'to' }).toString(),
  )
})

test.each([
  ['/(citizen)', 'officer', 'citizen'],
  ['/(citizen)/dich-vu/[ma]', 'anonymous', 'citizen'],
  ['/(office)/mot-cua/[ma]', 'officer', 'office'],
  ['/(wall)/dieu-hanh', 'officer', 'wall'],
  ['/tai-khoan', 'citizen', 'citizen'],
  ['/tai-khoan', 'officer', 'office'],
  [null, 'anonymous', 'citizen'],
  [null, 'officer', 'office'],
] as const)('%s wears for this viewer (%s) the look of %s', (route, viewer, frame) => {
  expect(frameOf(route, viewer)).toBe(frame)
})
