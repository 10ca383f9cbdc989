/** One fingerprint for everything the build and the loaded province are made from. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ofBuild = ['src', 'static', 'vite.config.ts', 'package-lock.json']
const ofData = ['migrations', 'src/server', 'src/shared', 'tools', 'package-lock.json']

/** The build writes the province's name and hotline into the page for when nothing else can be made. */
export function buildFingerprint(env: NodeJS.ProcessEnv): string {
  return fingerprint([...ofBuild, join(provincesOf(env), env.NHIP_PROVINCE || 'hue', 'province.json')])
}

export function dataFingerprint(env: NodeJS.ProcessEnv): string {
  return fingerprint([...ofData, ...new Set(['province', provincesOf(env)])])
}

function provincesOf({ NHIP_PROVINCES }: NodeJS.ProcessEnv): string {
  return NHIP_PROVINCES || 'province'
}

function fingerprint(roots: string[]): string {
  const hash = createHash('sha256')
  for (const root of roots) {
    for (const path of listFiles(root)) hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex').slice(0, 32)
}

function listFiles(root: string): string[] {
  if (statSync(root).isFile()) return [root]
  const files = readdirSync(root, { withFileTypes: true, recursive: true })
  const names = files.filter((file) => file.isFile() && !file.name.endsWith('.test.ts'))
  return names.map((file) => join(file.parentPath, file.name)).sort()
}
