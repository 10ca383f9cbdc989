/** The start told step by step: what is being done, how far it is, how long it took. */
import { StartFailure } from './start-failure.ts'

const interactive = process.stdout.isTTY === true
const open = new Map<string, string>()

/** Runs one step. `report` may say how far it is. */
export async function step<T>(
  title: string,
  task: (report: (progress: string) => void) => Promise<T>,
): Promise<T> {
  const started = performance.now()
  let reportedAt = started
  open.set(title, '')
  if (interactive) draw()
  else write(`  … ${title}\n`)
  try {
    const result = await task((progress) => {
      open.set(title, progress)
      if (interactive) draw()
      else if (performance.now() - reportedAt > 5_000) {
        reportedAt = performance.now()
        write(`    ${title}: ${progress}\n`)
      }
    })
    finish(`  ✓ ${title.padEnd(44)} ${seconds(performance.now() - started).padStart(7)}\n`, title)
    return result
  } catch (error) {
    finish('', title)
    throw error instanceof StartFailure ? error : Object.assign(error as Error, { step: title })
  }
}

/** A line between the steps. */
export function say(line: string): void {
  write(`${interactive && open.size > 0 ? '\r\x1b[K' : ''}${line}\n`)
  if (interactive) draw()
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).replace('.', ',')} s`
}

function finish(line: string, title: string): void {
  open.delete(title)
  write(`${interactive ? '\r\x1b[K' : ''}${line}`)
  if (interactive) draw()
}

function draw(): void {
  if (open.size === 0) return
  const line = [...open].map(([title, progress]) => (progress ? `${title}: ${progress}` : title)).join(' · ')
  write(`\r\x1b[K  … ${line.slice(0, (process.stdout.columns ?? 80) - 6)}`)
}

function write(text: string): void {
  process.stdout.write(text)
}
