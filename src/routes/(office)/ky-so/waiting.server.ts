/** The queue of a leader: documents put before the agency for signing, soonest deadline first. */
import { listServices } from '#server/modules/catalogue/index.ts'
import { listWork, WorkListQuery } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { presentClock } from '../mot-cua/present-clock.server.ts'

export async function listWaiting(work: Work, leader: Officer) {
  const { rows, counts } = await listWork(work, leader, WorkListQuery.parse({ tab: 'deciding' }))
  const names = new Map((await listServices(work)).map(({ code, result }) => [code, result.title]))
  return {
    count: counts.deciding,
    rows: rows.map((row) => ({
      code: row.code,
      title: names.get(row.serviceCode) ?? row.serviceCode,
      name: row.applicantName,
      clock: presentClock(row, work.now),
    })),
  }
}
