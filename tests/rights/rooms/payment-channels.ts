import { randomUUID } from 'node:crypto'
import { all } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

const administrators = all('no', { stranger: 'sign in', administrator: 'yes' })
const finance = all('no', { stranger: 'sign in', finance: 'yes' })
const [accounts, gateways] = ['/quan-tri/thanh-toan/tai-khoan', '/quan-tri/thanh-toan/cong']
const administratorsOnly = { stranger: 'sign in', citizen: 'no', officer: 'no' } as const
const noSuch = { administrator: 'none' } as const
/** A link nobody was given. */
const guessed = '/thanh-toan/A0000000/khong-phai-dau/cong'

export const room: RoomRights = {
  rights: {
    'administer how money comes in': { who: administrators },
    'verify an account of one’s agency': { who: finance },
    // Nobody of the cast was given the link.
    'pay through a gateway': { who: all('none') },
  },
  requests: {},
  pages: {
    'administer how money comes in': [
      { of: 'office', at: '/quan-tri/thanh-toan' },
      { of: 'office', at: '/quan-tri/thanh-toan/muc-thu' },
      { of: 'office', at: accounts },
      {
        of: 'office',
        at: `${accounts}/nhap`,
        fields: () => ({
          agencyId: 'ubnd-phuong-thuan-hoa',
          bin: '970436',
          number: randomUUID().replaceAll('-', '').slice(0, 12),
          holder: 'UBND phường Thuận Hóa',
          fee: '',
        }),
      },
      { of: 'office', at: `${accounts}/${unknownId}`, but: noSuch },
      {
        of: 'office',
        at: `${accounts}/${unknownId}?/verify`,
        fields: () => ({ number: '1' }),
        but: noSuch,
      },
      { of: 'office', at: `${accounts}/${unknownId}?/end`, fields: () => ({}), but: noSuch },
      { of: 'office', at: `${gateways}/nhap` },
      {
        of: 'office',
        at: `${gateways}/nhap`,
        fields: () => ({
          id: `cong-${randomUUID().slice(0, 8)}`,
          kind: 'wallet',
          name: 'Ví thử quyền',
          baseUrl: 'https://vi.example',
          merchant: 'HUE',
        }),
      },
      { of: 'office', at: `${gateways}/khong-co`, but: noSuch },
      {
        of: 'office',
        at: `${gateways}/khong-co?/change`,
        fields: () => ({ name: 'Cổng', baseUrl: '', merchant: '' }),
        but: noSuch,
      },
      { of: 'office', at: `${gateways}/khong-co?/make`, fields: () => ({}), but: noSuch },
      {
        of: 'office',
        at: `${gateways}/khong-co?/give`,
        fields: () => ({ secret: 'k'.repeat(32) }),
        but: noSuch,
      },
      {
        of: 'office',
        at: `${gateways}/khong-co?/retire`,
        fields: () => ({ mark: '00000000' }),
        but: noSuch,
      },
    ],
    'pay through a gateway': [
      { of: 'anyone', at: guessed },
      { of: 'anyone', at: guessed, fields: () => ({ gateway: 'demo-wallet' }) },
    ],
    'verify an account of one’s agency': [
      { of: 'office', at: '/thu-phi/tai-khoan' },
      {
        of: 'office',
        at: '/thu-phi/tai-khoan',
        fields: () => ({ id: unknownId, number: '1' }),
        but: { finance: 'none' },
      },
    ],
  },
  addresses: {
    '/thanh-toan/[reference]/[mark]/cong': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => guessed,
    },
    '/quan-tri/thanh-toan': administratorsOnly,
    '/quan-tri/thanh-toan/muc-thu': administratorsOnly,
    '/quan-tri/thanh-toan/tai-khoan': administratorsOnly,
    '/quan-tri/thanh-toan/tai-khoan/nhap': administratorsOnly,
    '/quan-tri/thanh-toan/tai-khoan/[id]': { ...administratorsOnly, at: () => `${accounts}/${unknownId}` },
    '/quan-tri/thanh-toan/cong/nhap': administratorsOnly,
    '/quan-tri/thanh-toan/cong/[id]': { ...administratorsOnly, at: () => `${gateways}/demo-bank` },
    '/thu-phi/tai-khoan': administratorsOnly,
  },
  looks: [
    [
      'administrator',
      [
        '/quan-tri/thanh-toan',
        '/quan-tri/thanh-toan/muc-thu',
        accounts,
        `${accounts}/nhap`,
        `${gateways}/nhap`,
        `${gateways}/demo-bank`,
        // What stands in for others is looked at like the rest.
        '/thu/ngan-hang',
        '/thu/ngan-hang/nut',
        '/thu/vi/nut',
      ],
    ],
  ],
  rows: {},
  fill: async () => {},
}
