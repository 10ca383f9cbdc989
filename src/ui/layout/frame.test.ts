import { expect, test } from 'vitest'
import { choiceHref } from '#ui/layout/choice-href.ts'
import { frameOf } from '#ui/layout/frame.ts'

test('a reading choice keeps what the page was asked for, but not the form action', () => {
  const url = new URL('http://127.0.0.1/dich-vu?/send&q=đất&linh-vuc=dat-dai')

  expect(new URL(choiceHref(url, 'chu', 'to'), url).searchParams.toString()).toBe(
    new URLSearchParams({ q: 'đất', 'linh-vuc': 'dat-dai', chu: 'to' }).toString(),
  )
})

test.each([
  ['/', 'citizen'],
  ['/dich-vu/1.001193', 'citizen'],
  ['/mot-cua', 'office'],
  ['/mot-cua/ho-so/1', 'office'],
  ['/mot-cuayy', 'citizen'],
  ['/dieu-hanh', 'wall'],
  ['/dieu-hanh/chi-tieu/1', 'office'],
])('%s wears the look of %s', (path, frame) => {
  expect(frameOf(path)).toBe(frame)
})
