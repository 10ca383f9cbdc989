/** Documents of ours with what the plain ones do not have. */
import { aDecision } from '#server/crafts/typeset/fixtures.ts'
import type { TemplateData } from '#server/crafts/typeset/model.ts'
import { withIds } from '#shared/document/ids.ts'

export function ownDocuments(): Record<string, TemplateData<'nd30'>> {
  const words = (text: string) => ({ content: [{ type: 'text', text }] })
  const block = (type: string, text: string, attrs: object = {}) => ({ type, attrs, ...words(text) })
  const text =
    'Ủy ban nhân dân các xã, phường rà soát, thống kê, lập danh mục các tuyến đê, kè, hồ chứa nước xung yếu'
  const said = (...content: object[]) => withIds({ type: 'doc', content })
  const paragraph = block('paragraph', text, { align: 'justify' })
  const cell = (content: string) => ({
    type: 'cell',
    attrs: { colspan: 1, rowspan: 1, header: false, colwidth: null },
    content: [block('paragraph', content, { align: 'left' })],
  })
  const row = { type: 'row', content: [cell('1'), cell(text), cell('Huế'), cell('Gấp')] }
  const table = { type: 'table', attrs: {}, content: [row, row] }
  const own = { ...aDecision(), blocks: [], recipients: ['Như trên', 'Lưu: VT, NN'] }
  const long =
    'Ban Quản lý Dự án đầu tư xây dựng công trình giao thông thành phố Huế và các đơn vị trực thuộc'
  const letter = {
    ...own,
    title: null,
    issuer: null,
    letterhead: { ...own.letterhead, organisation: 'SỞ XÂY DỰNG', number: '05/SXD-VP' },
    subject: 'rà soát đê điều',
    addressees: ['Sở Nội vụ', long],
    contact: 'Số 12 Lê Lợi, phường Thuận Hóa, thành phố Huế; Điện thoại: 0234 3822 222; Email: vp@hue.gov.vn',
    body: said(paragraph, block('section', 'Tình hình'), block('clause', text), table, paragraph),
  }
  const telegram = {
    ...letter,
    title: 'CÔNG ĐIỆN',
    // Its last line would be one word.
    subject: 'Về việc rà soát các tuyến đê, kè, hồ chứa nước xung yếu trên địa bàn',
    letterhead: { ...own.letterhead, number: '05/CĐ-UBND' },
    addressLine: 'ỦY BAN NHÂN DÂN XÃ PHÚ LỘC điện:',
  }
  const introduction = {
    ...letter,
    title: 'GIẤY GIỚI THIỆU',
    letterhead: { ...own.letterhead, number: '05/GGT-UBND' },
  }
  const decision = {
    ...own,
    attached: '(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân xã Phú Lộc)',
    body: said(
      block('basis', 'Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014'),
      block('article', text),
      block('appendix', 'Làm việc của Ủy ban nhân dân xã Phú Lộc', { attached: 'regulation' }),
      block('chapter', 'Quy định chung'),
      block('article', 'Phạm vi'),
      block('item', text, { ordered: false, level: 1 }),
      block('appendix', 'Danh mục công trình', { attached: null }),
      table,
    ),
  }
  // Whoever heads a school, on two lines above its bases.
  const school = {
    ...own,
    issuer: 'HIỆU TRƯỞNG TRƯỜNG TRUNG HỌC PHỔ THÔNG CHUYÊN QUỐC HỌC HUẾ',
    letterhead: {
      ...own.letterhead,
      organisation: 'TRƯỜNG TRUNG HỌC PHỔ THÔNG\nCHUYÊN QUỐC HỌC HUẾ',
      number: '05/QĐ-THPTQH',
    },
    signature: { ...own.signature, capacity: ['HIỆU TRƯỞNG'] },
    body: said(block('basis', 'Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019'), block('article', text)),
  }
  const publicLetter = { ...own, issuer: null, title: 'THƯ CÔNG', body: said(paragraph) }
  publicLetter.letterhead = { ...own.letterhead, number: '05/UBND' }
  return { letter, telegram, introduction, decision, school, publicLetter }
}
