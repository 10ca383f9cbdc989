import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readReplacedCodes, replacementOf } from './replaced-codes.ts'

test('an old code leads through every later replacement, from its day on, and never in a circle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-codes-'))
  const basis = 'Quyết định 3380/QĐ-BNNMT'
  const rows = [
    { replaced: '1.000001', code: '1.000002', since: '2025-07-01', basis },
    { replaced: '1.000002', code: '1.000003', since: '2027-01-01', basis },
    { replaced: '1.000008', code: '1.000009', since: '2025-07-01', basis },
    { replaced: '1.000009', code: '1.000008', since: '2025-07-01', basis },
  ]
  expect(readReplacedCodes(folder)).toEqual([])
  writeFileSync(join(folder, 'replaced-codes.json'), JSON.stringify(rows))
  const codes = readReplacedCodes(folder)
  expect(replacementOf(codes, '1.000001', '2026-11-29')?.code).toBe('1.000002')
  expect(replacementOf(codes, '1.000001', '2027-01-01')?.code).toBe('1.000003')
  expect(replacementOf(codes, '1.000003', '2027-01-01')).toBeUndefined()
  expect(replacementOf(codes, '1.000008', '2027-01-01')).toBeDefined()
})
