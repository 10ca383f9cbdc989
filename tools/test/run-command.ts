import { spawn } from 'node:child_process'

/** Runs a command whose words are seen as they come, and answers with its exit code. */
export function runCommand(
  command: string,
  args: string[],
  onLine?: (line: string) => void,
): Promise<number> {
  return new Promise((done) => {
    const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' }
    const child = spawn(command, args, { env, stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit'] })
    let rest = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text)
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine?.(line)
    })
    child.on('error', () => done(127))
    child.on('close', (code) => {
      if (rest) onLine?.(rest)
      done(code ?? 1)
    })
  })
}
