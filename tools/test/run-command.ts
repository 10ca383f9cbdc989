import { spawn } from 'node:child_process'

/** Takes what a command says, as it comes. */
export type Print = (text: string) => void

/** Runs a command and answers with its exit code. What it says goes to `print`; without, straight to the terminal. */
export function runCommand(
  command: string,
  args: string[],
  { onLine, print }: { onLine?: (line: string) => void; print?: Print | undefined } = {},
): Promise<number> {
  return new Promise((done) => {
    const isSeen = process.stdout.isTTY && !print
    const env = isSeen ? process.env : { ...process.env, NO_COLOR: '1' }
    const child = spawn(command, args, {
      env,
      stdio: ['ignore', onLine || print ? 'pipe' : 'inherit', print ? 'pipe' : 'inherit'],
    })
    const say = print ?? ((text: string) => process.stdout.write(text))
    let rest = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      say(text)
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine?.(line)
    })
    child.stderr?.setEncoding('utf8').on('data', say)
    child.on('error', () => done(127))
    child.on('close', (code) => {
      if (rest) onLine?.(rest)
      done(code ?? 1)
    })
  })
}
