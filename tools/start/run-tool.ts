/** Runs one of our own programs to its end and passes on what it says. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { StartFailure } from './start-failure.ts'

/** Each line the tool prints is progress. Fails with the last line it wrote to standard error. */
export function runTool(
  command: string[],
  env: NodeJS.ProcessEnv,
  report: (progress: string) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, command, { env, signal, stdio: ['ignore', 'pipe', 'pipe'] })
    let errors = ''
    // A long line comes in pieces.
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.trim()) report(line.trim())
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-20_000)
    })
    child.on('error', fail)
    child.on('close', (code) => {
      if (code === 0) done()
      else fail(new StartFailure(`${command[0]}: ${essence(errors)}`))
    })
  })
}

/** What a stack was about: our own tools print one line, others their error first and the frames after it. */
function essence(errors: string): string {
  const lines = errors.split('\n').map((line) => line.trim())
  const named = lines.find((line) => /^(\w*Error|error)\b.*:/.test(line) && !line.endsWith(':'))
  return named ?? lines.filter((line) => line && !line.startsWith('at ')).at(-1) ?? 'dừng không rõ lý do'
}
