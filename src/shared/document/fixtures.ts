import type { Body } from './body.ts'
import { withIds } from './ids.ts'

const words = (text: string) => ({ content: [{ type: 'text', text }] })

/** A text with every kind of block, inline and mark. */
export function aBody(): Body {
  return withIds({
    type: 'doc',
    content: [
      {
        type: 'basis',
        attrs: {},
        content: [
          { type: 'text', text: 'Căn cứ ' },
          {
            type: 'citation',
            attrs: {
              type: 'Nghị định',
              symbol: '30/2020/NĐ-CP',
              date: '2020-03-05',
              organ: 'Chính phủ',
              title: 'về công tác văn thư',
            },
          },
        ],
      },
      { type: 'heading', attrs: {}, ...words('QUYẾT ĐỊNH:') },
      { type: 'part', attrs: {}, ...words('Quy định chung') },
      { type: 'chapter', attrs: {}, ...words('Phạm vi, đối tượng') },
      { type: 'section', attrs: {}, ...words('Phạm vi') },
      { type: 'article', attrs: {}, ...words('Phạm vi điều chỉnh') },
      { type: 'clause', attrs: {}, ...words('Quy định này áp dụng đối với:') },
      { type: 'point', attrs: {}, ...words('Các phường;') },
      { type: 'point', attrs: {}, ...words('Các xã.') },
      {
        type: 'paragraph',
        attrs: { align: 'justify' },
        content: [
          { type: 'text', text: 'Đậm', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' nghiêng', marks: [{ type: 'italic' }] },
          { type: 'text', text: ' gạch chân', marks: [{ type: 'underline' }] },
          { type: 'text', text: ' m' },
          { type: 'text', text: '2', marks: [{ type: 'sup' }] },
          { type: 'text', text: ' CO' },
          { type: 'text', text: '2', marks: [{ type: 'sub' }] },
          { type: 'hard_break' },
          { type: 'text', text: 'giao ' },
          { type: 'mention', attrs: { of: 'agency', ref: 'so-xay-dung', label: 'Sở Xây dựng' } },
        ],
      },
      { type: 'item', attrs: { ordered: false, level: 1 }, ...words('Một gạch') },
      { type: 'item', attrs: { ordered: false, level: 2 }, ...words('Một cộng') },
      {
        type: 'table',
        attrs: {},
        content: [
          {
            type: 'row',
            content: [cell('STT', { header: true }), cell('Nội dung', { header: true, colspan: 2 })],
          },
          { type: 'row', content: [cell('1', { rowspan: 2 }), cell('Tên'), cell('Hạn')] },
          { type: 'row', content: [cell('Đường', { colwidth: [120] }), cell('')] },
        ],
      },
      { type: 'image', attrs: { sha256: 'ab'.repeat(32), widthMm: 80, alt: 'Sơ đồ vị trí' } },
      { type: 'page_break', attrs: {} },
      { type: 'paragraph', attrs: { align: 'right' } },
      { type: 'appendix', attrs: { attached: null }, ...words('Danh mục công trình') },
      { type: 'paragraph', attrs: { align: 'justify' }, ...words('Nội dung phụ lục.') },
    ],
  })
}

function cell(text: string, attrs: Record<string, unknown> = {}) {
  const content = text === '' ? {} : words(text)
  return {
    type: 'cell',
    attrs: { colspan: 1, rowspan: 1, header: false, colwidth: null, ...attrs },
    content: [{ type: 'paragraph', attrs: { align: 'left' }, ...content }],
  }
}
