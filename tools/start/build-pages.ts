import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { alone } from './lock.mjs'
import { runTool } from './run-tool.ts'
import { buildFingerprint } from './sources.ts'

const stampFile = 'build/source-fingerprint'

/** True when `build/` holds the pages of these sources. */
export function pagesAreBuilt(fingerprint: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint
}

/** Builds the pages into `build/`, once for all who ask in this checkout: whoever comes second waits for the first. */
export async function buildPages(
  env: NodeJS.ProcessEnv,
  report: (progress: string) => void,
  signal: AbortSignal,
): Promise<void> {
  await alone(
    '.building',
    async () => {
      const fingerprint = buildFingerprint(env)
      if (pagesAreBuilt(fingerprint)) return
      await runTool(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], env, report, signal)
      writeFileSync(stampFile, fingerprint)
    },
    () => report('một lần chạy khác đang dựng, chờ'),
  )
}
