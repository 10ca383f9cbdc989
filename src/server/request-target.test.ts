import { expect, test } from 'vitest'
import { readTarget } from './request-target.ts'

test.each([
  ['/dich-vu?q=a', '/dich-vu?q=a'],
  ['//evil.example?chu=to', '/evil.example?chu=to'],
  ['/\\evil.example', '/evil.example'],
  ['///\\/x', '/x'],
  ['/a//b', '/a//b'],
])('%s asks for %s', (target, path) => {
  expect(readTarget(target)).toBe(path)
})

test.each(['http://evil.example/', '*', '', 'evil.example:443', '/tra-cuu/%00', '/dich-vu?q=%00'])(
  '%s is no address of ours',
  (target) => {
    expect(readTarget(target)).toBeUndefined()
  },
)
