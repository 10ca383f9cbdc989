/** What can happen to the program at any moment. Each harm returns once the world is as it was; the program is not waited for. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { freeSpace } from '../start/disk-reserve.ts'
import type { House, Part } from './house.ts'
import type { Line } from './line.ts'

export interface Scene {
  house: House
  line: Line
  random: () => number
  /** A small disk of its own under the data folder; absent where none may be mounted. */
  disk?: string | undefined
  /** The file that sets the clock of every process; absent without `faketime`. */
  clock?: string | undefined
}

export interface Harm {
  name: string
  /** What is missing on this machine to do it; undefined when it can be done. */
  missing?(scene: Scene): string | undefined
  /** How many were hit. */
  run(scene: Scene): Promise<number>
}

function kill(part: Part): Harm {
  return {
    name: `kill ${part}`,
    async run({ house, random }) {
      const pids = house.pidsOf(part)
      const pid = pids[Math.floor(random() * pids.length)]
      return pid !== undefined && signal(pid, 'SIGKILL') ? 1 : 0
    },
  }
}

function pause(part: Part, seconds: number): Harm {
  return {
    name: `stop ${part} for ${seconds} s`,
    async run({ house, random }) {
      const pids = house.pidsOf(part)
      const pid = pids[Math.floor(random() * pids.length)]
      if (pid === undefined || !signal(pid, 'SIGSTOP')) return 0
      await rest(seconds * 1000)
      signal(pid, 'SIGCONT')
      return 1
    },
  }
}

const killSupervisor: Harm = {
  name: 'kill supervisor',
  async run(scene) {
    const hit = await kill('supervisor').run(scene)
    await scene.house.reopen()
    return hit
  },
}

const terminateConnections: Harm = {
  name: 'terminate half of the database connections',
  async run({ house }) {
    const client = new DatabaseClient({ connectionString: house.ownerUrl })
    try {
      await client.connect()
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where usename = 'nhip' and (state = 'idle in transaction' or random() < 0.5)`,
      )
      return rowCount ?? 0
    } catch {
      // The database may be coming up again from the harm before.
      return 0
    } finally {
      await client.end().catch(() => {})
    }
  },
}

const cutLine: Harm = { name: 'cut every connection of callers', run: async ({ line }) => line.cut() }

const fillDisk: Harm = {
  name: 'fill the disk for 8 s',
  missing: ({ disk }) => (disk ? undefined : 'a small disk may not be mounted here'),
  async run({ disk = '' }) {
    const ballast = join(disk, 'ballast')
    const piece = Buffer.alloc(1_000_000)
    const until = performance.now() + 8_000
    while (performance.now() < until) {
      try {
        while (freeSpace(disk) > 0) writeFileSync(ballast, piece, { flag: 'a' })
      } catch {
        // Full, for as long as nobody gives anything back.
      }
      await rest(50)
    }
    rmSync(ballast, { force: true })
    return 1
  },
}

function turnClock(offset: string, words: string): Harm {
  return {
    name: `turn the clock ${words} for 25 s`,
    missing: ({ clock }) => (clock ? undefined : 'faketime is missing (apt-get install faketime)'),
    async run({ clock = '' }) {
      writeFileSync(clock, `${offset}\n`)
      await rest(25_000)
      writeFileSync(clock, '+0\n')
      await rest(3_000)
      return 1
    },
  }
}

/** The worker, while it sets and signs receipts: in between lie two signatures, two files and one transaction. */
const killSigner: Harm = {
  name: 'kill worker while it signs receipts',
  async run(scene) {
    await untilSigning(scene.house)
    return kill('worker').run(scene)
  },
}

/** Until a receipt is being signed, for ten seconds at most: where nobody pays there is none. */
async function untilSigning({ ownerUrl }: House): Promise<void> {
  const client = new DatabaseClient({ connectionString: ownerUrl })
  try {
    await client.connect()
    for (const until = performance.now() + 10_000; performance.now() < until; await rest(20)) {
      const { rows } = await client.query(
        `select from pgboss.job where name = 'payments.sign-receipt' and state = 'active' limit 1`,
      )
      if (rows.length > 0) return
    }
  } catch {
    // The database is not there: then the worker waits for it, and is killed at that.
  } finally {
    await client.end().catch(() => {})
  }
}

/** What ends a process in the middle of what it does, and leaves the rest as it is; now and then the database's. */
export const kills: readonly Harm[] = [
  kill('web'),
  kill('worker'),
  killSigner,
  kill('web'),
  kill('web'),
  kill('worker'),
  killSigner,
  kill('postmaster'),
]

/** What a short loop does, one after another. */
export const quickHarms: readonly Harm[] = [
  // First what leaves most behind, and is over while the others happen: claims of requests that died, for twenty seconds,
  // and jobs of a worker that must be found silent.
  kill('web'),
  kill('worker'),
  kill('postmaster'),
  killSupervisor,
  cutLine,
  terminateConnections,
  kill('backend'),
]

export const allHarms: readonly Harm[] = [
  ...quickHarms,
  pause('web', 4),
  pause('worker', 2),
  pause('worker', 15),
  pause('backend', 6),
  pause('postmaster', 6),
  pause('supervisor', 8),
  fillDisk,
  turnClock('+7200', 'two hours ahead'),
  turnClock('-7200', 'two hours back'),
]

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
