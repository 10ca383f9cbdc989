/**
 * What a room says of its own rights, in one file of `rooms/` each: the tables of rights hold it beside what they say
 * themselves, so that a room brings its lines and takes them along.
 */
import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Call } from '#server/api/fixtures.ts'
import type { Person } from '../e2e/house/people.ts'
import type { Row } from '../e2e/rights/address-rights.ts'
import type { Right } from './answers.ts'
import type { Door } from './pages.ts'
import type { Right as RowRight } from './row-table.ts'
import type { Cast, Place } from './scenes.ts'

type Promised<Value> = Value | Promise<Value>

export interface RoomRights {
  /** Acts, for the table of rights. */
  rights: Record<string, Right>
  /** A valid request for each operation of the contract these name. */
  requests: Record<string, (place: Place, cast: Cast) => Promised<Call & { path: string }>>
  /** Doors of these acts among the pages, with what their forms send. */
  pages: Record<string, Door[]>
  /** Every address of its pages, as a stranger, a citizen and an officer of elsewhere find it. */
  addresses: Record<string, Row>
  /** As whom its pages are looked at by axe. */
  looks: [Person, string[]][]
  /** Its tables and views: whose rows they show, and who may write them. */
  rows: Record<string, RowRight>
  /** Writes, as the owner of the tables, the rows `rows` speaks of. */
  fill(
    add: (text: string, ...values: unknown[]) => Promise<unknown>,
    known: Record<string, string>,
  ): Promise<void>
}

export const roomRights: readonly RoomRights[] = await Promise.all(
  globSync('tests/rights/rooms/*.ts')
    .sort()
    .map(async (file) => (await import(resolve(file))).room),
)
