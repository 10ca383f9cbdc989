/** The worker's part: seals what has settled every few seconds. */
import { system } from '../../actor.ts'
import { type Running, startLoop } from '../../jobs/loop.ts'
import { log, stackOf } from '../../log.ts'
import { perform } from '../../work.ts'
import { sealingStopped, sealSubject } from './events.ts'
import { type Finding, SealingStopped } from './finding.ts'
import { sealLog } from './seal-log.ts'

let sealing: Running | undefined

/** Seals in this process until `stopSealing`. Several processes may: a lock lets one work at a time. */
export function startSealing(): void {
  sealing = startLoop({ name: 'platform.seal', restMs: 5_000, turn: seal })
}

/** Ends with everything sealed that was written before: nothing lies open while the program does not run. */
export async function stopSealing(): Promise<void> {
  if (!sealing) return
  await sealing.stop()
  sealing = undefined
  await seal().catch((error) => {
    log.error({ error: stackOf(error) }, 'sealing failed')
  })
}

/** What this process knows of the anchor since its last turn. */
export interface AnchorState {
  /** `stopped`: nothing is signed until a person decides. `failed`: no place takes a line, or the database does not answer. */
  outcome: 'not_yet' | 'sealed' | 'stopped' | 'failed'
  /** Since when it is so. */
  since: Date
  /** Why sealing stopped, or which places of the anchor are not as they should be. */
  findings: readonly Finding[]
}

let state: AnchorState = { outcome: 'not_yet', since: new Date(), findings: [] }

export function getAnchorState(): AnchorState {
  return state
}

/** One turn. A stop is a state that lasts, no failure of the turn. */
async function seal(): Promise<boolean> {
  try {
    const { count, alarms } = await sealLog()
    if (count > 0) log.debug({ count }, 'events sealed')
    if (alarms.length > 0) log.warn({ alarms }, 'the anchor is not whole in every place')
    enter('sealed', alarms)
  } catch (error) {
    if (!(error instanceof SealingStopped)) {
      enter('failed', [])
      throw error
    }
    await stop(error.findings)
  }
  return false
}

/** Recorded once, however often the next turns find the same. */
async function stop(findings: readonly Finding[]): Promise<void> {
  const found = findings.map(({ kind }) => kind)
  const isKnown =
    state.outcome === 'stopped' && state.findings.map(({ kind }) => kind).join() === found.join()
  enter('stopped', findings)
  if (isKnown) return
  log.error({ findings }, 'sealing stopped until a person decides')
  await perform(system, (work) => work.record(sealingStopped(sealSubject, { found })))
}

function enter(outcome: AnchorState['outcome'], findings: readonly Finding[]): void {
  const since = outcome === state.outcome ? state.since : new Date()
  state = { outcome, since, findings }
}
