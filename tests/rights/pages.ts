/** The doors of the acts in the table of rights among the pages, with what their forms send. */
import { randomUUID } from 'node:crypto'
import type { Place } from '#tests/rights/scenes.ts'
import { order, proposal, supplement } from '#tests/rights/scenes.ts'
import type { Actor, Answer } from '#tests/rights/table.ts'

export interface Door {
  /** Citizens and staff come to most things by doors of their own, and are told at the other's that it is not theirs. */
  of: 'anyone' | 'citizens' | 'office'
  at: string
  /** Refused like the contract, in other words: the page around the form is not theirs either, and says so first. */
  but?: Partial<Record<Actor, Answer>>
  /** What its form sends; without, the page is only looked at. */
  fields?: (place: Place) => Record<string, string>
}

const key = () => ({ requestKey: randomUUID() })

export const pages: Record<string, Door[]> = {
  'read about services': [
    { of: 'anyone', at: '/dich-vu' },
    { of: 'anyone', at: '/dich-vu/1.013227' },
  ],
  'follow a dossier by its code': [{ of: 'anyone', at: '/tra-cuu/{code}' }],
  'check a document by its code': [{ of: 'anyone', at: '/kiem-tra/{checkCode}' }],
  'list dossiers: one’s own, or those of the desk': [
    { of: 'citizens', at: '/ho-so' },
    { of: 'office', at: '/mot-cua' },
    { of: 'office', at: '/mot-cua/dong' },
  ],
  'take the work list along': [
    { of: 'office', at: '/mot-cua/danh-sach.csv' },
    { of: 'office', at: '/mot-cua/han-tra.ics' },
  ],
  "take the days of one's dossier along": [{ of: 'citizens', at: '/ho-so/{code}/lich.ics' }],
  'take the figures along': [{ of: 'office', at: '/dieu-hanh/chi-so.csv' }],
  'find a dossier by its code': [{ of: 'office', at: '/mot-cua?q={code}' }],
  'open a dossier': [
    { of: 'citizens', at: '/ho-so/{code}' },
    { of: 'office', at: '/mot-cua/{code}' },
  ],
  'open a paper of it': [
    { of: 'citizens', at: '/ho-so/{code}/tep/1' },
    { of: 'office', at: '/mot-cua/{code}/giay-to/1' },
  ],
  'print its receipt': [
    { of: 'citizens', at: '/ho-so/{code}/giay-hen.pdf' },
    { of: 'office', at: '/mot-cua/{code}/in/giay-hen.pdf' },
  ],
  'print a slip of it': [
    { of: 'citizens', at: '/ho-so/{code}/phieu-bo-sung.pdf' },
    { of: 'office', at: '/mot-cua/{code}/in/bo-sung.pdf' },
  ],
  'open its draft': [{ of: 'office', at: '/van-ban/{documentId}/du-thao' }],
  'open its signed result': [
    { of: 'anyone', at: '/van-ban/{documentId}/tep' },
    { of: 'citizens', at: '/ho-so/{code}/ket-qua.pdf' },
  ],
  accept: [{ of: 'office', at: '/mot-cua/{code}?/accept', fields: key }],
  'ask for what is missing': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/supplement',
      fields: () => ({ ...key(), items: supplement.items.join('\n'), reason: supplement.reason }),
    },
  ],
  refuse: [
    {
      of: 'office',
      at: '/mot-cua/{code}?/refuse',
      fields: () => ({ ...key(), reason: 'Không đúng thẩm quyền của phường' }),
    },
  ],
  forward: [
    {
      of: 'office',
      at: '/mot-cua/{code}?/forward',
      fields: () => ({ ...key(), toAgencyId: 'ubnd-phuong-thuan-hoa' }),
    },
  ],
  propose: [{ of: 'office', at: '/mot-cua/{code}?/propose', fields: () => ({ ...key(), ...proposal }) }],
  'take a proposal back': [{ of: 'office', at: '/mot-cua/{code}?/takeBack', fields: key }],
  'send back': [
    {
      of: 'office',
      at: '/ky-so/{code}?/sendBack',
      but: { elsewhere: 'no' },
      fields: () => ({ ...key(), seenSeq: '4', reason: 'Sửa lại phần căn cứ' }),
    },
  ],
  'apologise and name a new day': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/extend',
      fields: () => ({ ...key(), amount: '1', reason: 'Chờ xác minh thêm' }),
    },
  ],
  withdraw: [{ of: 'citizens', at: '/ho-so/{code}/rut', fields: () => ({ reason: 'Nộp nhầm' }) }],
  rate: [{ of: 'citizens', at: '/ho-so/{code}?/danh-gia', fields: () => ({ rating: '5' }) }],
  "look into one's vault": [{ of: 'citizens', at: '/giay-to' }],
  "open a paper of one's vault": [{ of: 'citizens', at: '/giay-to/{vaultPaper}/tep' }],
  'watch the wall': [
    { of: 'office', at: '/dieu-hanh' },
    { of: 'office', at: '/dieu-hanh/dong' },
  ],
  'open a figure into its dossiers': [{ of: 'office', at: '/dieu-hanh/so-lieu?chi-so=received' }],
  'list orders': [{ of: 'office', at: '/nhiem-vu' }],
  'read an order': [{ of: 'office', at: '/nhiem-vu/{taskId}' }],
  'give an order': [
    {
      of: 'office',
      at: '/nhiem-vu/giao',
      fields: () => ({
        ...key(),
        agencyId: order.agencyId,
        measure: order.measure,
        title: order.title,
        wording: order.wording,
        'due.day': '31',
        'due.month': '12',
        'due.year': '2099',
        target: '0',
      }),
    },
  ],
  'report on an order': [
    {
      of: 'office',
      at: '/nhiem-vu/{taskId}?/report',
      fields: () => ({ ...key(), wording: 'Đã giải quyết xong phần lớn hồ sơ.' }),
    },
  ],
  'take an order back': [
    { of: 'office', at: '/nhiem-vu/{taskId}?/withdraw', but: { elsewhere: 'none' }, fields: () => ({}) },
  ],
  'administer the installation': [
    { of: 'office', at: '/quan-tri' },
    { of: 'office', at: '/quan-tri?/releaseClock', fields: () => ({}) },
    { of: 'office', at: '/quan-tri/su-kien' },
    { of: 'office', at: '/quan-tri/tai-khoan' },
    { of: 'office', at: '/quan-tri/thu-tuc' },
    { of: 'office', at: '/quan-tri/viec-nen' },
  ],
}
