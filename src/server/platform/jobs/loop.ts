/** Work that goes round for as long as the process lives, and is started anew should it ever stand still. */
import { log, stackOf } from '../log.ts'
import { longestTurnMs, watch } from './watchdog.ts'

export interface Loop {
  name: string
  /** How long to rest after a turn that left nothing to do, in milliseconds. */
  restMs: number
  /** One turn; true when there is more to do at once. A turn given up may still end: it must bear a second one beside it. */
  turn(): Promise<boolean>
  /** The longest a turn may take. */
  withinMs?: number
}

export interface Running {
  /** After the turn under way. */
  stop(): Promise<void>
}

const afterFailureMs = 2_000

/** Runs turn after turn until stopped. A turn that fails is logged, and the next comes after two seconds. */
export function startLoop({ name, restMs, turn, withinMs = longestTurnMs }: Loop): Running {
  let round = { isOver: false }
  let wake = () => {}
  const watching = watch(name, withinMs + restMs, () => {
    round.isOver = true
    round = { isOver: false }
    ending = run(round)
  })
  let ending = run(round)
  return {
    async stop() {
      round.isOver = true
      wake()
      watching.done()
      await ending
    },
  }

  async function run(mine: { isOver: boolean }): Promise<void> {
    while (!mine.isOver) {
      let rest = restMs
      try {
        if (await turn()) rest = 0
      } catch (error) {
        log.error({ loop: name, error: stackOf(error) }, 'turn failed')
        rest = afterFailureMs
      }
      if (mine.isOver) return
      watching.moved()
      if (rest > 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, rest)
        })
      }
    }
  }
}
