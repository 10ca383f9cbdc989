import { expect, test } from 'vitest'
import { readTarget } from './request-target.ts'

test.each([
  ['/dich-vu?q=a', '/dich-vu?q=a'],
  ['//evil.example?chu=to', '/evil.example?chu=to'],
  ['/\\evil.example', '/evil.example'],
  ['///\\/x', '/x'],
  ['/a//b', '/a//b'],
  ['/.//evil.example?chu=to', '/evil.example?chu=to'],
  ['/a/..//evil.example', '/evil.example'],
  ['/%2e//evil.example', '/evil.example'],
  ['/tra-cuu/H57.44-261126-0004', '/tra-cuu/H57.44-261126-0004'],
])('%s asks for %s', (target, path) => {
  expect(readTarget(target)).toBe(path)
})

test.each(['http://evil.example/', '*', '', 'evil.example:443', '/tra-cuu/%00', '/dich-vu?q=%00'])(
  '%s is no address of ours',
  (target) => {
    expect(readTarget(target)).toBeUndefined()
  },
)
