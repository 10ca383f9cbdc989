import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkTaxCode, parseTaxCode } from './tax-code.ts'

test('organisations, branches and persons', () => {
  for (const code of ['0100109106', '0100112437', '0300588569']) {
    expect(parseTaxCode(code)).toEqual({ kind: 'organisation', code })
  }
  expect(parseTaxCode('0100109106001')).toEqual({
    kind: 'branch',
    code: '0100109106-001',
    parent: '0100109106',
  })
  expect(parseTaxCode(' 0100109106-001 ')?.kind).toBe('branch')
  expect(parseTaxCode('046190001234')).toEqual({ kind: 'personal', code: '046190001234' })
})

test.each([
  ['0100109107', 'tax_code.wrong_check_digit'],
  ['0100109107-001', 'tax_code.wrong_check_digit'],
  ['010010910', 'tax_code.malformed'],
  ['01001091O6', 'tax_code.malformed'],
  ['0100109106-01', 'tax_code.malformed'],
  ['003190001234', 'tax_code.wrong_identity_number'],
])('%s: %s', (code, problem) => {
  expect(checkTaxCode(code)).toBe(problem)
})

test('one wrong digit is always found', () => {
  const position = fc.integer({ min: 0, max: 9 })
  fc.assert(
    fc.property(
      fc.constantFrom('0100109106', '0100112437', '0300588569'),
      position,
      position,
      (code, at, digit) => {
        const changed = `${code.slice(0, at)}${digit}${code.slice(at + 1)}`
        expect(checkTaxCode(changed) === undefined).toBe(changed === code)
      },
    ),
  )
})
