import { expect, test } from 'vitest'
import { aBody } from '#shared/document/fixtures.ts'
import { bodyText } from '#shared/document/text-of.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { successorBody, successorSubject } from './successor-text.ts'

const type = findDocumentType('decision')
if (!type) throw new Error('no decision')
const cited = {
  type: 'Quyết định',
  symbol: '05/QĐ-UBND',
  date: '2026-02-05',
  organ: 'Ủy ban nhân dân xã Phú Lộc',
  title: '',
}
const old = { type, subject: 'Về việc ban hành Quy định', body: aBody(), cited }
const said = 'Quyết định số 05/QĐ-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân xã Phú Lộc'

test('a decision that replaces says so in an article after the old ones, before the appendices', () => {
  const body = successorBody('replaces', old, 'Sai')
  const lines = bodyText(body).split('\n')
  const at = lines.indexOf(`Điều 2. Quyết định này thay thế ${said}.`)
  expect(lines[at + 1]).toMatch(/^Phụ lục/)
  expect(body.content).toHaveLength(old.body.content.length + 1)
  expect(successorSubject('replaces', old)).toBe(old.subject)
})

test('a decision that amends is of equal form: its bases, what changes and from when, in articles', () => {
  const lines = bodyText(successorBody('amends', old, 'Sai')).split('\n')
  expect(lines[0]).toMatch(/^Căn cứ Nghị định số 30/)
  expect(lines.slice(1)).toEqual([
    `Điều 1. Sửa đổi, bổ sung một số nội dung của ${said} như sau:`,
    '1. …',
    'Điều 2. Quyết định này có hiệu lực kể từ ngày ký.',
    `Các nội dung khác của ${said} không thay đổi.`,
    'Điều 3. … chịu trách nhiệm thi hành Quyết định này.',
  ])
  expect(successorSubject('amends', old)).toBe(`Sửa đổi, bổ sung một số nội dung của ${said}`)
})

test('a letter that corrects names the mistake once, without a doubled full stop', () => {
  const lines = bodyText(successorBody('corrects', old, 'ghi sai ngày.')).split('\n')
  expect(lines[0]).toBe(
    `Do sơ suất trong quá trình soạn thảo, ${said} có sai sót: ghi sai ngày. Nay đính chính như sau:`,
  )
})
