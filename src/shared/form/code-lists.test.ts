import { expect, test } from 'vitest'
import { compareTexts } from '../text/index.ts'
import { countryCode, countryCodes, countryName } from './code-lists.ts'

test('countries stand in the order of their Vietnamese names, Việt Nam first, none abbreviated or left in English', () => {
  const [first, ...others] = countryCodes.map(countryName)
  expect(first).toBe('Việt Nam')
  expect(others).toEqual(others.toSorted(compareTexts))
  expect(new Set(countryCodes).size).toBe(198)
  expect(others.filter((name) => /^St\.|\bCape\b|\band\b|^[A-Z]{2}$| - /.test(name))).toEqual([])
  expect(['LC', 'KN', 'VC', 'CV', 'IT', 'GB'].map(countryName)).toEqual([
    'Saint Lucia',
    'Saint Kitts và Nevis',
    'Saint Vincent và Grenadines',
    'Cabo Verde',
    'Ý',
    'Anh',
  ])
})

test('a country is known by the name we say and by the one said before', () => {
  expect(countryCode('Anh')).toBe('GB')
  expect(countryCode('Vương quốc Anh')).toBe('GB')
  expect(countryCode('Việt Nam')).toBe('VN')
  expect(countryCode('Atlantis')).toBeUndefined()
})
