/** Who may open which address: as a stranger, as a citizen it does not concern, as an officer of elsewhere. */
import assert from 'node:assert/strict'
import { roomRights } from '../../rights/rooms.ts'
import { unknownId } from '../../rights/unknown-id.ts'
import type { Filed } from '../house/furnish.ts'
import { listRoutes } from '../judge/routes.ts'

/** `open`: shown. `sign in`: asked who one is. `no`: told that it is for others. `none`: as if it did not exist. `home`: led on to one's own place. */
type Answer = 'open' | 'sign in' | 'no' | 'none' | 'home'

export interface Row {
  stranger: Answer
  /** A citizen the dossier does not belong to. */
  citizen: Answer
  /** An officer of another commune. */
  officer: Answer
  /** The address to ask for, where the route has parameters. */
  at?: (filed: Filed) => string
}

const everyone: Row = { stranger: 'open', citizen: 'open', officer: 'open' }
const citizensOnly: Row = { stranger: 'sign in', citizen: 'open', officer: 'no' }
const itsApplicantOnly: Row = { stranger: 'sign in', citizen: 'none', officer: 'no' }
const signedIn: Row = { stranger: 'sign in', citizen: 'open', officer: 'open' }
const officersOnly: Row = { stranger: 'sign in', citizen: 'no', officer: 'open' }
const itsAgencyOnly: Row = { stranger: 'sign in', citizen: 'no', officer: 'none' }
/** Who steers the province, or leads an agency. */
const overseersOnly: Row = { stranger: 'sign in', citizen: 'no', officer: 'no' }
const administratorsOnly: Row = { stranger: 'sign in', citizen: 'no', officer: 'no' }

export const table: Record<string, Row> = {
  '/': everyone,
  '/api/v1': everyone,
  '/manifest.webmanifest': everyone,
  '/mau-giao-dien': everyone,
  '/can-bo/dang-nhap': everyone,
  '/can-bo/dang-nhap/xac-nhan': { stranger: 'home', citizen: 'home', officer: 'home' },
  '/dang-nhap': everyone,
  '/dang-nhap/tiep-tuc': { stranger: 'home', citizen: 'home', officer: 'home' },
  '/dang-nhap/tro-ve': { stranger: 'home', citizen: 'home', officer: 'home' },
  '/dang-xuat': everyone,
  '/dia-chi/goi-y': { ...everyone, at: () => '/dia-chi/goi-y?q=hai+chau' },
  '/dich-vu': everyone,
  '/dich-vu/[ma]': { ...everyone, at: () => '/dich-vu/1.001193' },
  '/dich-vu/goi-y': { ...everyone, at: () => '/dich-vu/goi-y?q=khai' },
  '/dieu-hanh': overseersOnly,
  '/dieu-hanh/chi-so.csv': overseersOnly,
  '/dieu-hanh/dong': overseersOnly,
  '/dieu-hanh/so-lieu.csv': { ...officersOnly, at: () => '/dieu-hanh/so-lieu.csv?chi-so=received' },
  '/dieu-hanh/so-lieu': { ...officersOnly, at: () => '/dieu-hanh/so-lieu?chi-so=received' },
  '/dieu-hanh/thanh-toan': officersOnly,
  '/dieu-hanh/thanh-toan.csv': officersOnly,
  '/giay-to': citizensOnly,
  '/giay-to/[id]/tep': { ...itsApplicantOnly, at: () => `/giay-to/${unknownId}/tep` },
  '/health': everyone,
  '/ho-so': citizensOnly,
  '/ho-so/[ma]': { ...itsApplicantOnly, at: ({ code }) => `/ho-so/${code}` },
  '/ho-so/[ma]/bo-sung': { ...itsApplicantOnly, at: ({ code }) => `/ho-so/${code}/bo-sung` },
  '/ho-so/[ma]/du-thao': { ...itsApplicantOnly, at: ({ code }) => `/ho-so/${code}/du-thao` },
  '/ho-so/[ma]/du-thao.pdf': { ...itsApplicantOnly, at: ({ code }) => `/ho-so/${code}/du-thao.pdf` },
  '/ho-so/[ma]/giay-hen.pdf': { ...itsApplicantOnly, at: ({ code }) => `/ho-so/${code}/giay-hen.pdf` },
  '/ho-so/[ma]/ket-qua.pdf': { ...itsApplicantOnly, at: ({ code }) => `/ho-so/${code}/ket-qua.pdf` },
  '/ho-so/[ma]/lich.ics': { ...itsApplicantOnly, at: ({ code }) => `/ho-so/${code}/lich.ics` },
  '/ho-so/[ma]/phieu-[loai].pdf': {
    ...itsApplicantOnly,
    at: ({ code }) => `/ho-so/${code}/phieu-bo-sung.pdf`,
  },
  '/ho-so/[ma]/rut': { ...itsApplicantOnly, at: ({ code }) => `/ho-so/${code}/rut` },
  '/ho-so/[ma]/tep/[so]': { ...itsApplicantOnly, at: ({ code }) => `/ho-so/${code}/tep/1` },
  '/kha-nang-tiep-can': everyone,
  '/kiem-tra': everyone,
  '/kiem-tra/[ma]': { ...everyone, at: ({ check }) => check },
  '/cong-khai': everyone,
  '/muc-dinh-danh': everyone,
  '/ky-so': { stranger: 'sign in', citizen: 'no', officer: 'no' },
  '/ky-so/[ma]': { stranger: 'sign in', citizen: 'no', officer: 'no', at: ({ code }) => `/ky-so/${code}` },
  '/metrics': everyone,
  '/mot-cua': officersOnly,
  '/mot-cua/[ma]': { ...itsAgencyOnly, at: ({ code }) => `/mot-cua/${code}` },
  '/mot-cua/[ma]/bo-sung': { ...itsAgencyOnly, at: ({ code }) => `/mot-cua/${code}/bo-sung` },
  '/mot-cua/[ma]/giay-to/[so]': { ...itsAgencyOnly, at: ({ code }) => `/mot-cua/${code}/giay-to/1` },
  '/mot-cua/[ma]/giay-to/[so]/[trang]': {
    ...itsAgencyOnly,
    at: ({ code }) => `/mot-cua/${code}/giay-to/1/1`,
  },
  '/mot-cua/[ma]/in/[giay].pdf': { ...itsAgencyOnly, at: ({ code }) => `/mot-cua/${code}/in/giay-hen.pdf` },
  '/mot-cua/[ma]/viec-truoc': { ...itsAgencyOnly, at: ({ code }) => `/mot-cua/${code}/viec-truoc` },
  '/mot-cua/danh-sach.csv': officersOnly,
  '/mot-cua/dong': officersOnly,
  '/mot-cua/han-tra.ics': officersOnly,
  '/mot-cua/y-kien': officersOnly,
  '/nop/[ma]': { stranger: 'sign in', citizen: 'home', officer: 'no', at: () => '/nop/2.000635' },
  '/nop/[ma]/[phan]': { ...citizensOnly, at: () => '/nop/2.000635/1' },
  '/nop/[ma]/[phan]/luu': {
    stranger: 'none',
    citizen: 'none',
    officer: 'none',
    at: () => '/nop/2.000635/1/luu',
  },
  '/nop/[ma]/giay-to': { ...citizensOnly, citizen: 'home', at: () => '/nop/1.001193/giay-to' },
  '/nop/[ma]/xem-lai': { ...citizensOnly, citizen: 'home', at: () => '/nop/1.001193/xem-lai' },
  '/quan-tri': administratorsOnly,
  '/quan-tri/su-kien': administratorsOnly,
  '/quan-tri/su-kien/[so]': { ...administratorsOnly, at: () => '/quan-tri/su-kien/1' },
  '/quan-tri/tai-khoan': administratorsOnly,
  '/quan-tri/tai-khoan/[id]': { ...administratorsOnly, at: () => `/quan-tri/tai-khoan/${unknownId}` },
  '/quan-tri/tai-khoan/mo': administratorsOnly,
  '/quan-tri/thu-tuc': administratorsOnly,
  '/quan-tri/viec-nen': administratorsOnly,
  '/quyen-rieng-tu': everyone,
  '/tai-khoan': signedIn,
  '/tai-khoan/co-quan': { stranger: 'sign in', citizen: 'no', officer: 'open' },
  '/tai-khoan/ma-truy-cap': signedIn,
  '/tai-khoan/mat-khau': { stranger: 'sign in', citizen: 'no', officer: 'open' },
  '/tai-khoan/phien': signedIn,
  '/tai-khoan/xac-nhan/lai': signedIn,
  '/tai-khoan/xac-nhan': { stranger: 'sign in', citizen: 'no', officer: 'open' },
  '/tep': { stranger: 'none', citizen: 'none', officer: 'none' },
  '/tep/[id]': { stranger: 'sign in', citizen: 'none', officer: 'none', at: () => `/tep/${unknownId}` },
  '/thong-bao': { ...citizensOnly, officer: 'home' },
  '/tra-cuu': everyone,
  '/tra-cuu/[ma]': { ...everyone, at: ({ code }) => `/tra-cuu/${code}` },
  '/van-ban/[id]/du-thao/[trang]': {
    ...itsAgencyOnly,
    at: () => `/van-ban/${unknownId}/du-thao/1?tep=${'0'.repeat(64)}`,
  },
  '/van-ban/[id]/du-thao': { ...itsAgencyOnly, at: () => `/van-ban/${unknownId}/du-thao` },
  '/van-ban/[id]/tep/[trang]': { ...itsAgencyOnly, citizen: 'none', at: () => `/van-ban/${unknownId}/tep/1` },
  '/van-ban/[id]/tep': { ...itsAgencyOnly, citizen: 'none', at: () => `/van-ban/${unknownId}/tep` },
  '/xac-nhan': citizensOnly,
  '/xac-nhan/[id]': { ...itsApplicantOnly, at: () => `/xac-nhan/${unknownId}` },
  ...Object.assign({}, ...roomRights.map(({ addresses }) => addresses)),
}

/** Every address stands in the table, and nothing else does. */
export function checkTable(): void {
  const ids = listRoutes().map(({ id }) => id)
  assert.deepEqual(
    ids.filter((id) => !(id in table)),
    [],
    'new addresses without a row in the table',
  )
  assert.deepEqual(
    Object.keys(table).filter((id) => !ids.includes(id)),
    [],
    'rows without an address',
  )
}
