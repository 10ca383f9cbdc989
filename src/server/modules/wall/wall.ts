import { type BoardMessage, createBoard } from './board.ts'
import { showWall, type WallSnapshot } from './wall-snapshot.ts'

/** The board of the operations centre. */
export const wall = createBoard(showWall)

export type WallMessage = BoardMessage<WallSnapshot>
