/** `npm start` as people type it, with data of its own, for the benches that look at the whole program. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#tools/start/free-port.ts'

export interface DemoProgram {
  baseUrl: string
  pid: number
  /** From the first line of the start to the answer of `/health`, in seconds. */
  readyAfter: number
  /** As Ctrl-C does. */
  stop(): Promise<void>
}

/** A data folder for one bench, or the one NHIP_BENCH_DATA keeps for several; gone when the bench ends. */
export function openDataFolder(): string {
  const kept = process.env.NHIP_BENCH_DATA
  if (kept) return kept
  const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function startDemo(data: string, dossiers: number): Promise<DemoProgram> {
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const started = performance.now()
  const options = [
    '--data',
    data,
    '--port',
    String(port),
    '--host',
    '127.0.0.1',
    '--dossiers',
    String(dossiers),
    '--no-assets',
  ]
  const program = spawn(process.execPath, ['tools/start.mjs', ...options], {
    env: { ...process.env, ORIGIN: baseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = () => end(program)
  // A bench that fails must not leave a program behind.
  process.once('exit', () => program.kill('SIGTERM'))
  await untilReady(program)
  return { baseUrl, pid: program.pid ?? 0, readyAfter: (performance.now() - started) / 1000, stop }
}

function untilReady(program: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((done, fail) => {
    for (const stream of [program.stdout, program.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Sẵn sàng sau')) done()
      })
    }
    program.once('exit', (code) => fail(new Error(`npm start ended with ${code}:\n${said}`)))
  })
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return
  const gone = new Promise((done) => program.once('exit', done))
  program.kill('SIGINT')
  await gone
}
