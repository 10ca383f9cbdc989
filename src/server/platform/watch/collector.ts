import { timingSafeEqual } from 'node:crypto'
import { config } from '../config.ts'

/** Whether this request may read figures and conditions: on loopback anyone, elsewhere whoever knows METRICS_TOKEN. */
export function isCollector(request: Request): boolean {
  if (!config.METRICS_TOKEN) return config.local
  const given = Buffer.from(request.headers.get('authorization') ?? '')
  const wanted = Buffer.from(`Bearer ${config.METRICS_TOKEN}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
