/** Chỉ tiêu: the figures of the operations centre. The only file other modules and pages may import. */
export { type AgencyValue, currentValue, listAgencyValues } from './agency-values.ts'
export { dailyFollower } from './count-daily.ts'
export {
  BehindQuery,
  type Figure,
  figures,
  hasRecovered,
  type Measure,
  measures,
  onTimeAlarm,
  onTimeTarget,
} from './model.ts'
export {
  behindPageSize,
  figureReaders,
  type OpenedFigure,
  type OpenedRow,
  openFigure,
} from './open-figure.ts'
export { figureCsv, wallCsv } from './take-along.ts'
export { type Happening, readWall, type WallMessage, watchWall } from './wall-hub.ts'
export type { PlaceFigures, ServiceFigures, Tile, Trouble, WallSnapshot } from './wall-snapshot.ts'
