/** What stands on a receipt of fees: one content, printed for people and written as data for programs. */
import type { TemplateData } from '#server/crafts/typeset/model.ts'
import { element, inNamespace, type XmlElement } from '#server/crafts/xml/element.ts'
import { formatDate, formatIsoLocal, type LocalDay, localDay } from '#shared/dates.ts'
import { amountInWords, formatNumber } from '#shared/money.ts'
import type { Channel } from '../model.ts'
import { writtenNumber } from './rules.ts'

export const receiptName = 'Biên lai thu phí, lệ phí'

export interface ReceiptContent {
  form: string
  series: string
  number: number
  issuedOn: LocalDay
  collector: {
    name: string
    /** As a letterhead sets them. */
    parent: string | null
    organisation: string
    place: string
    address: string | null
    taxCode: string
    /** The tax code is nobody's: the receipt says so. */
    isDemo: boolean
  }
  /** The person whose charge was paid, whoever paid it. */
  payer: string | null
  items: readonly { title: string; name: string; amount: number }[]
  amount: number
  channel: Channel
  paidAt: Date
  /** Mã tham chiếu of the order. */
  reference: string
  replaces: { series: string; number: number; issuedOn: LocalDay; reason: string } | null
  checkCode: string
  checkAddress: string
}

/** How money came, as receipts say it. */
export const ways: Record<Channel, string> = {
  notice: 'chuyển khoản',
  redirect: 'qua cổng thanh toán',
  wallet: 'qua ví điện tử',
  national: 'qua nền tảng thanh toán quốc gia',
  cash: 'tiền mặt tại quầy',
}

const demoCode = 'mã thử nghiệm, không có giá trị'

/** For the template `fee-receipt`. */
export function printed(receipt: ReceiptContent): Omit<TemplateData<'fee-receipt'>, 'verification'> {
  const { collector, items, amount, channel, paidAt, reference } = receipt
  const clock = formatIsoLocal(paidAt).slice(11, 16)
  const { parent, organisation, place } = collector
  return {
    letterhead: {
      parent,
      organisation,
      place,
      number: writtenNumber(receipt.number),
      issuedOn: receipt.issuedOn,
    },
    name: receiptName,
    formSymbol: receipt.form,
    symbol: receipt.series,
    taxCode: collector.isDemo ? `${collector.taxCode} (${demoCode})` : collector.taxCode,
    address: collector.address,
    payer: receipt.payer,
    purpose: purposeOf(items),
    items: items.map(({ name, amount }) => ({ name, amount: formatNumber(amount) })),
    total: formatNumber(amount),
    words: amountInWords(amount),
    paid: `${ways[channel]}, lúc ${clock} ngày ${formatDate(localDay(paidAt))}, mã tham chiếu ${reference}`,
    replaces: replacesWords(receipt),
    signature: {
      capacity: ['TỔ CHỨC THU'],
      note: '(Chữ ký số của tổ chức thu)',
      name: collector.name.slice(0, 100),
      fields: ['agency'],
    },
  }
}

function purposeOf(items: ReceiptContent['items']): string {
  const titles = [...new Set(items.map(({ title }) => title))]
  const words = `hồ sơ ${titles.join(', ')}`
  return words.length <= 500 ? words : `${titles.length} hồ sơ, ghi trong dữ liệu của biên lai`
}

function replacesWords({ replaces }: ReceiptContent): string | null {
  if (!replaces) return null
  const { series, number, issuedOn, reason } = replaces
  return `Thay thế biên lai ký hiệu ${series} số ${writtenNumber(number)} ngày ${formatDate(issuedOn)}. Lý do: ${reason.slice(0, 500)}`
}

/** The namespace of our own data; what the tax authority's would be is in no source seen here (unverified). */
export const receiptNamespace = 'urn:nhip:bien-lai:1'

/** The same as data, by static/xml/bien-lai-1.xsd. */
export function asXml(receipt: ReceiptContent): XmlElement {
  const { collector, items, amount, replaces } = receipt
  return inNamespace(
    receiptNamespace,
    element('BienLai', [
      element('ThongTinChung', [
        element('TenBienLai', receiptName),
        element('KyHieuMau', receipt.form),
        element('KyHieu', receipt.series),
        element('So', writtenNumber(receipt.number)),
        element('NgayLap', receipt.issuedOn),
        element('DonViTien', 'VND'),
        element('MaKiemTra', receipt.checkCode),
        element('DiaChiKiemTra', receipt.checkAddress),
      ]),
      collectorAsXml(collector),
      receipt.payer ? element('NguoiNop', [element('Ten', receipt.payer)]) : undefined,
      element('KhoanThu', [
        ...items.map((item, index) =>
          element('Dong', [
            element('STT', String(index + 1)),
            element('TenKhoanThu', item.name),
            element('NopCho', item.title),
            element('SoTien', String(item.amount)),
          ]),
        ),
        element('TongSoTien', String(amount)),
        element('SoTienBangChu', amountInWords(amount)),
      ]),
      element('ThanhToan', [
        element('HinhThuc', ways[receipt.channel]),
        element('ThoiDiem', formatIsoLocal(receipt.paidAt)),
        element('MaThamChieu', receipt.reference),
      ]),
      replaces
        ? element('ThayThe', [
            element('KyHieu', replaces.series),
            element('So', writtenNumber(replaces.number)),
            element('NgayLap', replaces.issuedOn),
            element('LyDo', replaces.reason),
          ])
        : undefined,
    ]),
  )
}

/** Who collects. */
export function collectorAsXml({
  name,
  taxCode,
  isDemo,
  address,
}: Pick<ReceiptContent['collector'], 'name' | 'taxCode' | 'isDemo' | 'address'>): XmlElement {
  return element('ToChucThu', [
    element('Ten', name),
    element('MaSoThue', taxCode, isDemo ? { ThuNghiem: 'true' } : undefined),
    address ? element('DiaChi', address) : undefined,
  ])
}
