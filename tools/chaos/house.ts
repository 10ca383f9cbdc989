/** The whole program with data of its own, whose parts can be found and harmed: supervisor, web, worker, PostgreSQL. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { findRunningCluster } from '../postgres/embedded/cluster.ts'
import { freePort } from '../start/free-port.ts'

export type Part = 'supervisor' | 'web' | 'worker' | 'postmaster' | 'backend'

export interface House {
  readonly data: string
  readonly port: number
  /** The tables' owner, while the database runs. */
  readonly ownerUrl: string
  /** Running processes of this part; none for a moment after they were killed. */
  pidsOf(part: Part): number[]
  /** Opens everything again after the supervisor is gone. */
  reopen(): Promise<void>
  /** As Ctrl-C does. Returns the exit code and what of it still runs after that. */
  close(): Promise<{ code: number | null; left: number[] }>
  /** What the supervisor said, the newest last. */
  said(): string
}

/**
 * Opens the program in `data`. `env` is for what all of its processes are to see, such as another clock. A process that is killed
 * starts again after `longestPause` seconds at the latest.
 */
export async function openHouse(
  data: string,
  env: NodeJS.ProcessEnv = {},
  longestPause = 30,
): Promise<House> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let said = ''
  let program: ChildProcess

  async function open(): Promise<void> {
    const opened = spawn(
      process.execPath,
      [
        'tools/start.ts',
        JSON.stringify({
          data,
          port: String(port),
          dossiers: '0',
          demo: true,
          longestPause,
          'no-assets': true,
        }),
      ],
      { env: { ...bareEnvironment(), ...env, ORIGIN: origin }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    )
    program = opened
    await new Promise<void>((done, fail) => {
      let since = ''
      for (const stream of [opened.stdout, opened.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          since += text
          said = (said + text).slice(-100_000)
          if (since.includes('Sẵn sàng sau')) done()
        })
      }
      opened.once('exit', (code) => fail(new Error(`the program ended with ${code}:\n${since}`)))
    })
  }

  await open()
  process.once('exit', () => program.kill('SIGTERM'))
  const house: House = {
    data,
    port,
    get ownerUrl() {
      return `${findRunningCluster(join(data, 'postgres'))?.superuserUrl ?? ''}nhip`
    },
    pidsOf(part) {
      return listProcesses(data, program.pid ?? 0)[part]
    },
    async reopen() {
      // What the killed one left behind may need a moment to see that it is gone.
      for (let attempt = 1; ; attempt++) {
        try {
          return await open()
        } catch (error) {
          if (attempt === 5) throw error
          await rest(2_000)
        }
      }
    },
    async close() {
      const gone = new Promise((done) => program.once('exit', done))
      if (program.exitCode === null && program.signalCode === null) {
        program.kill('SIGINT')
        await gone
      }
      await rest(500)
      const left = Object.values(listProcesses(data, program.pid ?? 0)).flat()
      return { code: program.exitCode, left }
    },
    said: () => said,
  }
  return house
}

/** Nothing of whoever runs this: neither their database nor their data. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TZ, NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, LANG, TZ, NODE_COMPILE_CACHE, LOG_LEVEL: 'warn' }
}

interface Process {
  pid: number
  parent: number
  line: string
}

function listProcesses(data: string, supervisor: number): Record<Part, number[]> {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)))
  const having = (text: string) => all.filter(({ line }) => line.includes(text))
  const isOurs = ({ pid }: Process) => environmentOf(pid).includes(`NHIP_DATA=${data}\0`)
  const postmasters = having(` -D ${join(data, 'postgres', 'data')} `).filter(
    ({ line }) => !line.startsWith('/bin/sh'),
  )
  const isOfPostmaster = ({ parent }: Process) => postmasters.some(({ pid }) => pid === parent)
  const pids = (found: Process[]) => found.map(({ pid }) => pid)
  return {
    supervisor: pids(all.filter(({ pid }) => pid === supervisor)),
    web: pids(having('src/server/web.ts').filter(isOurs)),
    worker: pids(having('src/server/worker.ts').filter(isOurs)),
    postmaster: pids(postmasters),
    backend: pids(having('postgres: nhip ').filter(isOfPostmaster)),
  }
}

function readProcess(pid: number): Process[] {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' || line === '' ? [] : [{ pid, parent: Number(parent), line }]
  } catch {
    return []
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}
