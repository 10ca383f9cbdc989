/** A false alarm is a fault of the checker: what our own pages have beside the plain ones. */
import { afterAll, expect, test } from 'vitest'
import { ownDocuments } from '#server/crafts/docx/fixtures.ts'
import { stopWritingDocx, writeDocx } from '#server/crafts/docx/write-docx.ts'
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { withIds } from '#shared/document/ids.ts'
import { checkFileLayout, stopReadingLayout } from './layout-rules.ts'
import { modelOfPages } from './pdf/read-pdf.ts'

afterAll(async () => {
  await stopReadingLayout()
  await stopTypesetting()
  await stopWritingDocx()
})

const idsOf = async (file: Uint8Array) =>
  (await checkFileLayout(Buffer.from(file))).findings.map(({ rule, place }) => [rule.id, place.words])

test('our own pages raise no alarm: a stamp, several addressees, a cell over others, an office of four lines, two who sign', async () => {
  const words = (text: string) => ({ content: [{ type: 'text', text }] })
  const cell = (text: string, attrs: object = {}) => ({
    type: 'cell',
    attrs: { colspan: 1, rowspan: 1, header: true, colwidth: null, ...attrs },
    content: [{ type: 'paragraph', attrs: { align: 'left' }, ...words(text) }],
  })
  const text =
    'Ủy ban nhân dân các xã, phường rà soát, thống kê, lập danh mục các tuyến đê, kè, hồ chứa nước xung yếu'
  const rows = [
    [cell('STT', { rowspan: 2 }), cell('Nội dung công việc', { colspan: 2 })],
    [cell('Việc'), cell('Thời hạn')],
    [cell('1'), cell('Rà soát đê'), cell('05/12/2026')],
  ]
  const body = withIds({
    type: 'doc',
    content: [
      { type: 'paragraph', attrs: { align: 'justify' }, ...words(`${text} theo bảng sau:`) },
      { type: 'table', attrs: {}, content: rows.map((content) => ({ type: 'row', content })) },
      { type: 'paragraph', attrs: { align: 'justify' }, ...words(text) },
    ],
  })
  const page = { ...aDecision(), blocks: [], body, issuer: null, recipients: ['Như trên', 'Lưu: VT, NN'] }
  const signed = (...capacity: string[]) => ({ ...page.signature, capacity })
  const office = 'TRƯỞNG PHÒNG QUẢN LÝ HẠ TẦNG KỸ THUẬT VÀ PHÁT TRIỂN ĐÔ THỊ'
  const letter = {
    ...page,
    title: null,
    letterhead: { ...page.letterhead, number: '05/UBND-VP' },
    subject: 'rà soát đê điều',
    urgency: 'urgent' as const,
    addressees: ['Sở Nội vụ', 'Ủy ban nhân dân các xã, phường'],
    addressLine: 'Kính gửi:',
    signature: signed('TUQ. GIÁM ĐỐC', office),
  }
  const minutes = {
    ...page,
    title: 'BIÊN BẢN',
    letterhead: { ...page.letterhead, number: '05/BB-UBND' },
    subject: 'Họp rà soát đê điều',
    secretary: { title: 'THƯ KÝ', name: 'Lê Thị Hồng' },
    signature: signed('KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'),
  }
  for (const data of [letter, minutes]) expect(await idsOf(await typeset('nd30', data))).toEqual([])
})

test('nor do their titles at the edge, what they are issued with, their address, long addressees and lines, set and as DOCX', async () => {
  for (const [name, data] of Object.entries(ownDocuments())) {
    expect([name, ...(await idsOf(await typeset('nd30', data)))]).toEqual([name])
    expect([name, ...(await idsOf(await writeDocx(data)))]).toEqual([name])
  }
})

test('a page of a table has the margin of the text, whatever its last column says and however far its lines reach', () => {
  const piece = (page: number, left: number, right: number, baseline: number) => {
    return { page, left, right, baseline, size: 14, runs: [{ text: 'Nội dung', size: 14 }] }
  }
  const line = (page: number, right: number) => ({ page, left: 28.1, right, y: 60 })
  const paper = { width: 210, height: 297, hasPictures: false }
  const lines = Array.from({ length: 30 }, (_, at) => piece(1, 30, 195, 60 + at * 7))
  const cells = [piece(2, 32, 60, 58), piece(2, 150, 187, 58), piece(3, 32, 60, 58), piece(3, 150, 187, 58)]
  const pages = [
    { ...paper, pieces: lines, strokes: [] },
    { ...paper, pieces: cells.slice(0, 2), strokes: [line(2, 196.9)] },
    { ...paper, pieces: cells.slice(2), strokes: [line(3, 195)] },
  ]
  expect(modelOfPages(pages, 3).sheets.map(({ margins }) => margins?.right)).toEqual([15, 15, 15])
})
