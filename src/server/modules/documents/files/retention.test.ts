import { describe, expect, test } from 'vitest'
import { archiveBy, findClass, keepUntil, listClasses } from './retention.ts'

describe('retention', () => {
  test('says until when a closed work file is kept and when it is handed over', () => {
    expect(keepUntil({ years: 5 }, '2026-11-29')).toBe('2031-12-31')
    expect(keepUntil({ years: null }, '2026-11-29')).toBe(null)
    expect(archiveBy({ years: 5 }, '2026-11-30', false)).toBe('2027-11-30')
    expect(archiveBy({ years: null }, '2026-11-30', true)).toBe('2027-02-28')
    expect(archiveBy({ years: 2 }, '2026-11-30', false)).toBe(null)
  })

  test('has classes by their days, each once', () => {
    expect(listClasses('2025-06-30')).toEqual([])
    const classes = listClasses('2026-11-29')
    expect(new Set(classes.map(({ key }) => key)).size).toBe(classes.length)
    expect(findClass('permanent')).toMatchObject({ name: 'Vĩnh viễn', years: null })
    expect(findClass('khong-co')).toBeUndefined()
  })
})
