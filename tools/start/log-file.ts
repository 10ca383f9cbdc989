/** A log that running programs append to: bounded, and never the reason why anything ends. */
import { copyFileSync, openSync, statfsSync, statSync, truncateSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Below this much room nothing is kept aside: a log gives way to what people hand in. */
const scarce = 500_000_000

/** A descriptor to append by; undefined where there is no room to make the file. */
export function openLog(path: string): number | undefined {
  try {
    return openSync(path, 'a', 0o600)
  } catch {
    return undefined
  }
}

/** Writes what can be written: on a full disk the text is lost, and nothing else. */
export function writeLog(log: number | undefined, text: string): void {
  try {
    if (log !== undefined) writeSync(log, text)
  } catch {
    // The one who would be told is the log.
  }
}

/**
 * Moves a log that has grown past `largest` bytes aside, over the one moved aside before; on a disk with little room it
 * is only emptied. Those who append go on at the new beginning.
 */
export function boundLog(path: string, largest: number): void {
  try {
    if (statSync(path).size < largest) return
    const { bavail, bsize } = statfsSync(dirname(path))
    if (bavail * bsize > scarce) copyFileSync(path, `${path}.1`)
    truncateSync(path)
  } catch {
    // Not there, or no room: looked at again in a minute.
  }
}
