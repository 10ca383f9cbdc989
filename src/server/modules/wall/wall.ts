import { type BoardMessage, createBoard } from '#server/modules/wall/board.ts'
import { showWall, type WallSnapshot } from '#server/modules/wall/wall-snapshot.ts'

/** The board of the operations centre. */
export const wall = createBoard(showWall)

export type WallMessage = BoardMessage<WallSnapshot>
