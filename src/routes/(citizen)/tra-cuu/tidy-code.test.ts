import { expect, test } from 'vitest'
import { tidyCode } from './tidy-code.ts'

test.each([
  'H57.16.02-261123-0007',
  ' h57.16.02-261123-0007 ',
  'H57.16.02–261123–0007',
  'h57 16 02 261123 0007',
  'Mã: H57.16.02-261123-0007'.slice(4),
  'H5716022611230007',
  'H57.16.02 - 261123 - 0007',
])('reads %j', (typed) => {
  expect(tidyCode(typed)).toBe('H57.16.02-261123-0007')
})

test.each(['', '0007', 'H57', "' or 1=1", '<script>', 'x'.repeat(500)])('refuses %j', (typed) => {
  expect(tidyCode(typed)).toBeUndefined()
})
