import { randomUUID } from 'node:crypto'
import { all, desks, readsCase, steps } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { unknownId } from '../unknown-id.ts'

const citizens = all('no', { stranger: 'sign in', citizen: 'yes', neighbour: 'yes' })
const finance = all('no', { stranger: 'sign in', finance: 'yes' })
const clerks = { ...steps({ clerk: 'yes', specialist: 'yes' }), leader: 'yes', chairman: 'yes' } as const
/** From a day no receipt of this run is of. */
const aCollector = () => ({ taxCode: '0012345672', letters: 'AB', from: '2099-01-01' })
/** Nobody's order: whoever guesses finds nothing. */
const guessed = '/thanh-toan/A0000000/khong-phai-dau'
const agency = 'ubnd-phuong-thuan-hoa'
const key = () => ({ requestKey: randomUUID() })

/** What is owed, paid and kept: pages of payers, of the counter and of finance. */
export const room: RoomRights = {
  rights: {
    'see and pay what one owes': { who: citizens },
    'pay what a link names': { who: all('none') },
    'see where an agency is paid': { who: all('yes') },
    'see what a case has to pay': { scene: 'awaiting', who: readsCase },
    'find what is to be paid at a counter': { who: desks },
    'show a case the code it is paid by': { scene: 'awaiting', who: clerks },
    'determine what a fee amounts to': {
      api: ['POST /dossiers/{code}/determine-fee'],
      scene: 'awaiting',
      changes: true,
      who: steps({ clerk: 'yes', specialist: 'yes' }),
    },
    'keep the money of an agency': { who: finance },
  },
  requests: {
    'POST /dossiers/{code}/determine-fee': ({ code }) => ({
      path: `/dossiers/${code}/determine-fee`,
      json: { key: 'open', amount: 5000, basis: 'Nghị quyết thử', reason: 'Theo đơn giá đã công bố.' },
    }),
  },
  pages: {
    'see and pay what one owes': [
      { of: 'citizens', at: '/thanh-toan' },
      // Nothing is chosen, or nothing owed: whoever may is told so.
      { of: 'citizens', at: '/thanh-toan?/tra', fields: () => ({}), asksSecret: true },
    ],
    'pay what a link names': [
      { of: 'anyone', at: guessed },
      { of: 'anyone', at: `${guessed}?/lay-ma`, fields: () => ({}) },
      { of: 'anyone', at: `${guessed}/dong` },
      { of: 'anyone', at: `${guessed}/ma.png` },
      // A code nobody has.
      {
        of: 'anyone',
        at: `/thanh-toan/co-quan/${agency}`,
        fields: () => ({ code: 'H57.00-000000-0000', checkCode: '' }),
      },
    ],
    'see where an agency is paid': [{ of: 'anyone', at: `/thanh-toan/co-quan/${agency}` }],
    'find what is to be paid at a counter': [{ of: 'office', at: '/mot-cua/thu' }],
    'see what a case has to pay': [{ of: 'office', at: '/mot-cua/thu/{code}' }],
    'show a case the code it is paid by': [
      { of: 'office', at: '/mot-cua/thu/{code}?/ma', fields: () => ({}), asksSecret: true },
      {
        of: 'office',
        at: '/mot-cua/thu/{code}?/tien-mat',
        fields: () => ({ ...key(), amount: '1.000' }),
        asksSecret: true,
      },
    ],
    'determine what a fee amounts to': [
      {
        of: 'office',
        at: '/mot-cua/thu/{code}?/muc-thu',
        fields: () => ({
          ...key(),
          key: 'open',
          amount: '5.000',
          basis: 'Nghị quyết thử',
          reason: 'Theo đơn giá đã công bố.',
        }),
      },
    ],
    'keep the money of an agency': [
      { of: 'office', at: '/thu-phi' },
      { of: 'office', at: '/thu-phi/trong-ngay.csv' },
      { of: 'office', at: '/thu-phi/tien-cho' },
      { of: 'office', at: '/thu-phi/so-cai' },
      { of: 'office', at: '/thu-phi/hoan-tra' },
      { of: 'office', at: '/thu-phi/bien-lai' },
      { of: 'office', at: '/thu-phi/bien-lai?/thu', fields: aCollector, asksSecret: true },
      { of: 'office', at: '/thu-phi/sao-ke' },
      // Without a file: whoever may is told so.
      { of: 'office', at: '/thu-phi/sao-ke', fields: () => ({ account: unknownId }), asksSecret: true },
      {
        of: 'office',
        at: '/thu-phi/sao-ke/{accountId}?/ghi-nhan',
        but: { finance: 'none' },
        fields: () => ({ 'dong[]': '1' }),
      },
      ...[
        ...['gan', 'xac-nhan', 'hoan', 'bo'].map((form) => `tien-cho/{accountId}?/${form}`),
        ...['duyet', 'khong-duyet', 'chuyen', 'quay', 'hong'].map((form) => `hoan-tra/{accountId}?/${form}`),
        ...['huy', 'thay'].map((form) => `bien-lai/{accountId}?/${form}`),
        'sao-ke/{accountId}?/bo',
      ].map((form) => ({
        of: 'office' as const,
        at: `/thu-phi/${form}`,
        // Of what is nowhere.
        but: { finance: 'none' as const },
        fields: () => ({
          reference: 'K7M2Q4XZ',
          reason: 'Đã đối chiếu sao kê.',
          bin: '',
          number: '',
          holder: '',
          transaction: 'FT1',
          'dong[]': '1',
          sentOn: '2026-11-01',
        }),
      })),
    ],
  },
  addresses: {
    '/thanh-toan': { stranger: 'sign in', citizen: 'open', officer: 'no' },
    '/thanh-toan/[reference]/[mark]': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => guessed,
    },
    '/thanh-toan/[reference]/[mark]/dong': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => `${guessed}/dong`,
    },
    '/thanh-toan/[reference]/[mark]/ma.png': {
      stranger: 'none',
      citizen: 'none',
      officer: 'none',
      at: () => `${guessed}/ma.png`,
    },
    '/thanh-toan/co-quan/[coQuan]': {
      stranger: 'open',
      citizen: 'open',
      officer: 'open',
      at: () => `/thanh-toan/co-quan/${agency}`,
    },
    '/mot-cua/thu': { stranger: 'sign in', citizen: 'no', officer: 'open' },
    '/mot-cua/thu/[ma]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'none',
      at: ({ code }) => `/mot-cua/thu/${code}`,
    },
    '/mot-cua/thu/[ma]/phieu.pdf': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'none',
      at: ({ code }) => `/mot-cua/thu/${code}/phieu.pdf`,
    },
    '/mot-cua/thu/[ma]/bien-lai/[id]/[tep]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'none',
      at: ({ code }) => `/mot-cua/thu/${code}/bien-lai/${unknownId}/bien-lai.pdf`,
    },
    '/thu-phi': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/thu-phi/trong-ngay.csv': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/thu-phi/tien-cho': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/thu-phi/tien-cho/[id]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => `/thu-phi/tien-cho/${unknownId}`,
    },
    '/thanh-toan/bien-lai/[id]/[tep]': {
      stranger: 'sign in',
      citizen: 'none',
      officer: 'no',
      at: () => `/thanh-toan/bien-lai/${unknownId}/bien-lai.pdf`,
    },
    '/thu-phi/hoan-tra': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/thu-phi/hoan-tra/[id]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => `/thu-phi/hoan-tra/${unknownId}`,
    },
    '/thu-phi/bien-lai': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/thu-phi/bien-lai/[id]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => `/thu-phi/bien-lai/${unknownId}`,
    },
    '/thu-phi/bien-lai/[id]/[tep]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => `/thu-phi/bien-lai/${unknownId}/bien-lai.pdf`,
    },
    '/thu-phi/bien-lai/tong-hop/[tep]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => '/thu-phi/bien-lai/tong-hop/2026-11-01.csv',
    },
    '/thu-phi/sao-ke': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/thu-phi/sao-ke/[id]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => `/thu-phi/sao-ke/${unknownId}`,
    },
    '/thu-phi/sao-ke/[id]/tep.csv': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => `/thu-phi/sao-ke/${unknownId}/tep.csv`,
    },
    '/thu-phi/so-cai': { stranger: 'sign in', citizen: 'no', officer: 'no' },
    '/thu-phi/so-cai/[so]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => '/thu-phi/so-cai/1',
    },
    '/thu-phi/so-cai/[so]/tep.csv': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'no',
      at: () => '/thu-phi/so-cai/1/tep.csv',
    },
  },
  looks: [
    ['minh', ['/thanh-toan']],
    ['huy', [`/thanh-toan/co-quan/${agency}`]],
    ['huong', ['/mot-cua/thu']],
  ],
  rows: {},
  async fill() {},
}
