/** Bảng tổng hợp biên lai trong ngày: what the tax authority is told of a day, each receipt with what became of it. Names no payer. */
import { element, inNamespace, type XmlElement } from '#server/crafts/xml/element.ts'
import { writeCsv } from '#server/platform/web/csv.ts'
import { formatDate, type LocalDay } from '#shared/dates.ts'
import type { Channel } from '../model.ts'
import { collectorAsXml, type ReceiptContent, receiptNamespace, ways } from './receipt-content.ts'
import { writtenNumber } from './rules.ts'

/** One receipt that was issued, or ended, on the day. */
export interface DayRow {
  /** Hủy: it stands no longer, whether or not another took its place. */
  what: 'Mới' | 'Thay thế' | 'Hủy'
  form: string
  series: string
  number: number
  issuedOn: LocalDay
  amount: number
  channel: Channel
  /** Which it replaces, or which took its place. */
  related: { series: string; number: number } | null
  /** Why it ended. */
  reason: string | null
}

export interface DaySummary {
  day: LocalDay
  collector: Pick<ReceiptContent['collector'], 'name' | 'taxCode' | 'isDemo' | 'address'>
  rows: readonly DayRow[]
}

function totals(rows: readonly DayRow[]) {
  const issued = rows.filter(({ what }) => what !== 'Hủy')
  const ended = rows.filter(({ what }) => what === 'Hủy')
  const sum = (some: readonly DayRow[]) => some.reduce((total, { amount }) => total + amount, 0)
  const cash = sum(issued.filter(({ channel }) => channel === 'cash'))
  return { issued: issued.length, amount: sum(issued), cash, ended: ended.length, endedAmount: sum(ended) }
}

/** By static/xml/bien-lai-1.xsd; what the tax authority's own format is stands in no source seen here (unverified). */
export function summaryAsXml({ day, collector, rows }: DaySummary): XmlElement {
  const { issued, amount, cash, ended, endedAmount } = totals(rows)
  return inNamespace(
    receiptNamespace,
    element('TongHopBienLai', [
      element('Ngay', day),
      collectorAsXml(collector),
      ...rows.map((row, index) =>
        element('Dong', [
          element('STT', String(index + 1)),
          element('KyHieuMau', row.form),
          element('KyHieu', row.series),
          element('So', writtenNumber(row.number)),
          element('NgayLap', row.issuedOn),
          element('SoTien', String(row.amount)),
          element('HinhThuc', ways[row.channel]),
          element('TrangThai', row.what),
          row.related
            ? element('LienQuan', [
                element('KyHieu', row.related.series),
                element('So', writtenNumber(row.related.number)),
              ])
            : undefined,
          row.reason ? element('LyDo', row.reason) : undefined,
        ]),
      ),
      element('TongSoBienLai', String(issued)),
      element('TongSoTien', String(amount)),
      element('TrongDoTienMat', String(cash)),
      element('TongSoHuy', String(ended)),
      element('TongSoTienHuy', String(endedAmount)),
    ]),
  )
}

const columns = [
  'STT',
  'Mã số thuế tổ chức thu',
  'Tổ chức thu',
  'Ký hiệu mẫu',
  'Ký hiệu',
  'Số',
  'Ngày lập',
  'Số tiền (đồng)',
  'Hình thức nộp',
  'Trạng thái',
  'Biên lai liên quan',
  'Lý do',
]

/** The same as a table, with a line of sums. */
export function summaryAsCsv({ collector, rows }: DaySummary): Iterable<string> {
  const { issued, amount, cash, ended, endedAmount } = totals(rows)
  const taxCode = collector.isDemo ? `${collector.taxCode} (thử nghiệm)` : collector.taxCode
  const last = `Lập ${issued} biên lai: ${amount} đồng, trong đó tiền mặt ${cash} đồng; hủy ${ended} biên lai: ${endedAmount} đồng`
  return writeCsv(columns, [
    ...rows.map((row, index) => [
      String(index + 1),
      taxCode,
      collector.name,
      row.form,
      row.series,
      writtenNumber(row.number),
      formatDate(row.issuedOn),
      String(row.amount),
      ways[row.channel],
      row.what,
      row.related ? `${row.related.series} số ${writtenNumber(row.related.number)}` : '',
      row.reason ?? '',
    ]),
    ['', '', last, ...columns.slice(3).map(() => '')],
  ])
}
