import type { WrongCell } from './contract/checked.ts'
import type { Contract } from './contract/contract.ts'
import type { Quality } from './contract/judge-quality.ts'
import type { WrongCode } from './contract/read-value.ts'
import type { AskedPlace } from './contract/resolve-places.ts'
import type { StopCode, StopPlace } from './refusals.ts'

export interface IngestQuestion {
  /** The file to read. */
  path: string
  /** What it promises; without one, what is proposed from the file itself. */
  contract?: Contract
  /** Where the accepted rows are to lie, a file for each table. */
  outs: readonly string[]
}

export interface IngestedTable {
  sheet: string
  title: string
  read: number
  accepted: number
  quarantined: number
  /** Of the accepted, those that sum others. */
  totals: number
  notes: readonly string[]
}

export interface Ingested {
  format: string
  /** What the letters of text are in. */
  encoding: string | null
  contract: Contract
  tables: IngestedTable[]
  accepted: number
  quarantined: number
  /** How often each reason was met. */
  reasons: Partial<Record<WrongCode, number>>
  /** The first of them, at most a thousand. */
  wrong: WrongCell[]
  /** Names of places nobody could give a code, at most a thousand. */
  asked: AskedPlace[]
  quality: Quality
  /** Files that were written, in the order of the tables. */
  written: string[]
}

export type IngestReply = { ingested: Ingested } | { stopped: StopCode; place: StopPlace }
