/** Another clock for processes of a test, by libfaketime where it is installed. */
import { spawnSync } from 'node:child_process'

/** Where the libraries of `faketime` are; undefined where it is not installed. */
export function findFaketime(): string | undefined {
  const { stdout, status } = spawnSync(
    'sh',
    ['-c', 'ls /usr/lib/*/faketime/libfaketimeMT.so.1 2>/dev/null'],
    {
      encoding: 'utf8',
    },
  )
  return status === 0 ? stdout.trim().split('\n')[0] : undefined
}

/** An environment in which processes read the clock that `file` sets, and nothing else is changed. */
export function underClock(library: string, file: string): NodeJS.ProcessEnv {
  return {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DISABLE_SHM: '1',
    NO_FAKE_STAT: '1',
  }
}
