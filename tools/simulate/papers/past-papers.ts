/** The documents of a simulated past, from the first draft of its first day to the rows they leave. */
import type pg from 'pg'
import type { LegalCalendar } from '#server/crafts/calendar/index.ts'
import type { LocalDay } from '#shared/dates.ts'
import type { PastLog } from '../past-log.ts'
import type { Office } from '../place.ts'
import type { Random } from '../random.ts'
import { openCopy } from '../tables/copy-table.ts'
import { type Numbers, readNumbers } from '../tables/numbers.ts'
import type { Paper } from './paper.ts'
import { findPaperStaff, type PaperStaff, storePaperStaff } from './paper-staff.ts'
import { openPapers } from './plan-papers.ts'
import type { SampleLetter } from './sample-letters.ts'
import { storeFolds, storePapers } from './store-papers.ts'
import { storeWorkFiles } from './work-files.ts'

export interface PastPapers {
  /** Whatever begins on this day goes into the log, each fact when its turn comes. */
  begin(day: LocalDay): void
  /** Once the log is written and every number given; while the tables are bare. */
  store(client: pg.ClientBase): Promise<void>
  /** Once they have their triggers again. */
  storeFolds(client: pg.ClientBase): Promise<void>
  count(): number
}

export async function openPastPapers(
  client: pg.ClientBase,
  options: {
    random: Random
    offices: readonly Office[]
    days: readonly LocalDay[]
    dossiers: number
    until: Date
    calendar: LegalCalendar
    log: PastLog
    registers: Numbers
    /** The made-up accounts that are opened already. */
    stored: ReadonlySet<string>
    /** The page of what came, by its type. */
    letters: ReadonlyMap<string, SampleLetter>
  },
): Promise<PastPapers> {
  const { random, offices, days, log, stored, letters: samples } = options
  const staff = await findPaperStaff(client, offices, random)
  const [from] = days
  if (from) await storePaperStaff(client, staff, { from, random, log, stored })
  const arrivals = await readNumbers(client, 'documents.arrival_series', ['agency_id', 'year'])
  const { begin, written, workFiles } = openPapers({ ...options, staff, arrivals })
  const staffOf = ({ office }: Paper) => staff.get(office) as PaperStaff
  return {
    begin,
    async store(db) {
      await storePapers(db, written, { random, samples, staffOf })
      const series = openCopy('documents.arrival_series', 'agency_id, year, last')
      await arrivals.store(db, series)
      await series.flush(db)
    },
    async storeFolds(db) {
      await storeFolds(db, written, samples, staffOf)
      await storeWorkFiles(db, workFiles(), samples)
    },
    count: () => written.papers.length,
  }
}
