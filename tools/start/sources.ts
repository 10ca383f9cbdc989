/** One fingerprint for everything the build and the loaded province are made from. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ofBuild = ['src', 'static', 'vite.config.ts', 'package-lock.json']
const ofData = ['migrations', 'province', 'src/server', 'src/shared', 'tools', 'package-lock.json']

export function buildFingerprint(): string {
  return fingerprint([...ofBuild, provinceFile()])
}

export function dataFingerprint(): string {
  return fingerprint(ofData)
}

/** The build writes the province's name and hotline into the page for when nothing else can be made. */
function provinceFile(): string {
  const { NHIP_PROVINCES = 'province', NHIP_PROVINCE = 'hue' } = process.env
  return join(NHIP_PROVINCES, NHIP_PROVINCE, 'province.json')
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
