import { isDeepStrictEqual } from 'node:util'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { definitionsOf } from './definitions.ts'
import type { Service } from './model.ts'
import { listMarksInForce, listMarksToCome } from './queries.ts'

/** What of a service people and officers notice when it changes. */
const parts = [
  'name',
  'level',
  'agency',
  'channels',
  'timeLimit',
  'fees',
  'papers',
  'steps',
  'legalBasis',
  'form',
  'checks',
  'prerequisites',
  'result',
  'further',
] as const satisfies (keyof Service)[]

/** A version that takes effect later, beside the one in force until then. */
interface Coming {
  service: Service
  /** Absent for a service that is not offered yet. */
  inForce: Service | undefined
  changes: (typeof parts)[number][]
}

/** Versions that are loaded and not in force yet, the next one first. */
export async function listToCome({ tx, now }: Work): Promise<Coming[]> {
  const day = localDay(now)
  const coming = await definitionsOf(tx, await listMarksToCome(tx, day))
  const current = await definitionsOf(tx, await listMarksInForce(tx, day))
  return coming.map((service) => {
    const inForce = current.find(({ code, validFrom }) => code === service.code && validFrom <= day)
    return {
      service,
      inForce,
      changes: parts.filter((part) => !inForce || !isDeepStrictEqual(service[part], inForce[part])),
    }
  })
}
