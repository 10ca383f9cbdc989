/** Gives back what busy times left behind: V8 leaves it lying while nothing asks for more memory. */
import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const usualRestMs = 30_000
/** The share of its time in which a process may be at work and still be said to rest. */
const restingShare = 0.2
/** Less than so many bytes are not worth the tenth of a second that looking for them takes. */
const worthwhile = 8 << 20

/** Looks from now on whether the process rested for `restMs`, and whether much has been left since it last looked. */
export function startGivingBack(restMs = usualRestMs): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let before = performance.eventLoopUtilization()
  let kept = 0
  setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    if (utilization > restingShare || process.memoryUsage().heapUsed < kept + worthwhile) return
    collect()
    kept = process.memoryUsage().heapUsed
  }, restMs).unref()
}
