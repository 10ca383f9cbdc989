/** Trung tâm Điều hành: boards over the figures. The only file other modules and pages may import. */
export { createBoard, type Happening } from './board.ts'
export { wallCsv } from './take-along.ts'
export { type WallMessage, wall } from './wall.ts'
export type { PlaceFigures, ServiceFigures, Trouble, WallSnapshot } from './wall-snapshot.ts'
