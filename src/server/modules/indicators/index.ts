/** Chỉ tiêu: the figures of the province. The only file other modules and pages may import. */
export { type AgencyValue, currentValue, listAgencyValues } from './agency-values.ts'
export { dailyFollower } from './count-daily.ts'
export { openPaidSums, paidFollower, worthOf } from './count-paid.ts'
export {
  byUrgency,
  groupFigures,
  needsIntervention,
  noFigures,
  type Rated,
  sumOf,
  tellingRate,
} from './group-figures.ts'
export {
  BehindQuery,
  figures,
  hasRecovered,
  type Measure,
  measures,
  onTimeTarget,
  rate,
} from './model.ts'
export type { Names } from './names.ts'
export {
  behindPageSize,
  figureReaders,
  type OpenedRow,
  openFigure,
} from './open-figure.ts'
export {
  PaidQuery,
  paidFigures,
  paidGroups,
  paidPeriods,
  paidReaders,
} from './paid-figures.ts'
export type { DaySums } from './queries.ts'
export { computeSlow, type SlowFigures, slowMs } from './slow-figures.ts'
export { readStockNow, type StockNow } from './stock-now.ts'
export { figureCsv } from './take-along.ts'
export { paidCsv } from './take-paid.ts'
