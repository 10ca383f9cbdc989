import { writeXml } from '#server/crafts/xml/element.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import { hasSigningKeys, signData } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { endOfLocalDay, type LocalDay, localDay, startOfLocalDay } from '#shared/dates.ts'
import { collectorUnknown } from '../refusals.ts'
import { findCollector } from './collector-queries.ts'
import { type DayRow, type DaySummary, summaryAsCsv, summaryAsXml } from './day-summary.ts'
import { listReceiptsTouched, type ReceiptRow } from './receipt-queries.ts'

export interface TakenAlong {
  name: string
  mediaType: string
  bytes: Uint8Array
}

/**
 * Bảng tổng hợp trong ngày for the tax authority (NĐ 254/2026/NĐ-CP), of the agency the officer acts for, to take along: each
 * receipt issued or ended that day. The data bear the agency's seal where there are keys. Names no payer.
 */
export async function summariseDay(
  officer: Officer,
  { day, format }: { day: LocalDay; format: 'csv' | 'xml' },
): Promise<TakenAlong> {
  const { agencyId } = requireRole(officer, 'finance')
  const summary = await perform(officer, (work) => gatherDay(work, agencyId, day))
  const name = `bien-lai-${day}.${format}`
  if (format === 'csv') {
    const bytes = Buffer.from([...summaryAsCsv(summary)].join(''), 'utf8')
    return { name, mediaType: 'text/csv; charset=utf-8; header=present', bytes }
  }
  const data = summaryAsXml(summary)
  const bytes = hasSigningKeys()
    ? await signData(data, { agencyId, at: new Date() })
    : Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(data)}\n`, 'utf8')
  return { name, mediaType: 'application/xml', bytes }
}

async function gatherDay(work: Work, agencyId: string, day: LocalDay): Promise<DaySummary> {
  const agency = await getAgency(work, agencyId)
  const collector = await findCollector(work.tx, agencyId, day)
  if (!collector) throw collectorUnknown()
  const [from, to] = [startOfLocalDay(day), endOfLocalDay(day)]
  const touched = await listReceiptsTouched(work.tx, agencyId, from, to)
  const { taxCode, isDemo } = collector
  return {
    day,
    collector: { name: agency.name, address: agency.address, taxCode, isDemo },
    rows: rowsOf(touched, day),
  }
}

/** A receipt issued and ended on one day stands in it twice. */
function rowsOf(touched: readonly ReceiptRow[], day: LocalDay): DayRow[] {
  const other = (series: string | null, number: number | null) =>
    series !== null && number !== null ? { series, number } : null
  return touched.flatMap((receipt) => {
    const { form, series, number, amount, channel, replaces, reason, endedAt } = receipt
    const issuedOn = localDay(receipt.numberedAt)
    const shared = { form, series, number, issuedOn, amount, channel }
    const issued: DayRow = {
      ...shared,
      what: replaces ? 'Thay thế' : 'Mới',
      related: other(receipt.beforeSeries, receipt.beforeNumber),
      reason: null,
    }
    const ended: DayRow = {
      ...shared,
      what: 'Hủy',
      related: other(receipt.nextSeries, receipt.nextNumber),
      reason,
    }
    return [...(issuedOn === day ? [issued] : []), ...(endedAt && localDay(endedAt) === day ? [ended] : [])]
  })
}
