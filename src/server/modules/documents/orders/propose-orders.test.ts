import { expect, test } from 'vitest'
import { withIds } from '#shared/document/ids.ts'
import { proposeOrders } from './propose-orders.ts'
import { stillProposed } from './still-proposed.ts'

const today = '2026-11-30'
const agencies = ['Sở Xây dựng', 'Sở Tài chính', 'Ủy ban nhân dân phường Thử']

function aNotice() {
  const said = (type: string, id: string, text: string) => ({
    type,
    attrs: { id, ...(type === 'paragraph' && { align: 'justify' }) },
    content: [{ type: 'text', text }],
  })
  return withIds({
    type: 'doc',
    content: [
      said(
        'paragraph',
        'mo_dau',
        'Sau khi nghe báo cáo của Sở Xây dựng, Chủ tịch Ủy ban nhân dân phường kết luận như sau:',
      ),
      said('clause', 'danhgia', 'Đánh giá cao kết quả sáu tháng đầu năm.'),
      said(
        'clause',
        'giao_xd',
        'Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát các tuyến đường xuống cấp, hoàn thành trước ngày 15 tháng 12; báo cáo Ủy ban nhân dân thành phố.',
      ),
      said('clause', 'giao_ld', 'Giao Ban Liên lạc hưu trí tổ chức gặp mặt trong tháng 01 năm 2027.'),
    ],
  })
}

test('each body told to do something is proposed with the block that says so, and what is not written stays empty', () => {
  const proposed = proposeOrders(aNotice(), agencies, today)
  expect(proposed.map(({ blockId, lead }) => [blockId, lead])).toEqual([
    ['giao_xd', 'Sở Xây dựng'],
    ['giao_ld', 'Ban Liên lạc hưu trí'],
  ])
  expect(proposed[0]).toMatchObject({
    others: ['Sở Tài chính'],
    dueOn: '2026-12-15',
    isYearInferred: true,
    condition: '',
  })
  expect(proposed[0]?.term).toContain('15 tháng 12')
})

test('a confirmed order is proposed no more, another one to the same lead in another block is', () => {
  const proposed = proposeOrders(aNotice(), agencies, today)
  const order = (blockId: string) => ({
    id: 'giao1',
    blockId,
    lead: { agencyId: 'so-xay-dung', name: 'Sở Xây dựng' },
    others: [],
    term: '',
    dueOn: null,
    reportTo: '',
    condition: '',
  })
  expect(stillProposed(proposed, [order('giao_xd')]).map(({ blockId }) => blockId)).toEqual(['giao_ld'])
  expect(stillProposed(proposed, [order('danhgia')])).toHaveLength(2)
})
