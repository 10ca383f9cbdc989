import { expect, test } from 'vitest'
import { isForeignForm } from './form-origin.ts'

const ours = 'https://dichvu.example'
const form = 'application/x-www-form-urlencoded'
const ask = (method: string, type: string, origin?: string) =>
  isForeignForm({ method, headers: { 'content-type': type, ...(origin ? { origin } : {}) } }, ours)

test('a form is taken from a page of ours only', () => {
  expect(ask('POST', form, ours)).toBe(false)
  for (const origin of [
    undefined,
    'null',
    'https://dichvu.example.evil',
    'http://dichvu.example',
    `${ours}:8443`,
  ])
    expect(ask('POST', form, origin), origin).toBe(true)
})

test('every kind of form a page elsewhere can send, however its type is written', () => {
  for (const type of ['Multipart/Form-Data; boundary=x', 'text/plain;charset=utf-8', ` ${form} `])
    expect(ask('POST', type, 'https://evil.example'), type).toBe(true)
  expect(ask('PUT', form, 'https://evil.example')).toBe(true)
  expect(ask('POST', '', 'https://evil.example'), 'without a body').toBe(true)
})

test('what only reads, and what no page can send unasked, is not a form', () => {
  expect(ask('GET', form, 'https://evil.example')).toBe(false)
  expect(ask('POST', 'application/json', 'https://evil.example')).toBe(false)
})
