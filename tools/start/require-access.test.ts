import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const isRoot = process.getuid?.() === 0
/** Root may read everything: what is asked here is asked as somebody who may not. */
const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {}

/** What this program says, or the words of its failure. */
function say(module: string, call: string): string {
  const program = `
    const { describeStartFailure } = await import('#tools/start/start-failure.ts')
    const named = await import(${JSON.stringify(module)})
    const { serverIdentity } = await import('#tools/postgres/embedded/cluster-place.ts')
    try { console.log(named.${call}) } catch (error) { console.log(describeStartFailure(error)) }`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    ...nobody,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATABASE_URL: process.env.DATABASE_URL },
  })
  return stdout.trim()
}

let data = ''
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'nhip-access-'))
  chmodSync(data, 0o755)
  for (const folder of ['files', 'keys', 'keys/seal-public', 'postgres']) mkdirSync(join(data, folder))
  writeFileSync(join(data, 'keys/event.key'), 'key')
  for (const path of ['', 'files', 'keys', 'keys/seal-public', 'keys/event.key', 'postgres']) {
    if (isRoot) chownSync(join(data, path), 65_534, 65_534)
  }
})
afterEach(() => {
  for (const path of ['', 'files', 'keys', 'postgres']) chmodSync(join(data, path), 0o755)
  rmSync(data, { recursive: true, force: true })
})

/** As somebody else's. */
function close(path: string): string {
  const closed = join(data, path)
  if (isRoot) chownSync(closed, 0, 0)
  chmodSync(closed, 0)
  return `Không có quyền đọc hoặc ghi: ${closed}. Đổi chủ sở hữu của nó (chown), hoặc chọn thư mục khác.`
}

const check = () => say('#tools/start/require-access.ts', `requireAccess(${JSON.stringify(data)})`)

describe.skipIf(spawnSync(process.execPath, ['-e', ''], nobody).status !== 0)(
  'a data folder that somebody else wrote (skipped where the checkout is closed to others)',
  () => {
    test('is taken when everything in it may be used', () => {
      expect(check()).toBe('undefined')
    })

    test.each(['files', 'keys', 'keys/event.key', 'keys/seal-public'])('is refused for its %s', (path) => {
      const line = close(path)
      expect(check()).toBe(line)
    })

    test('does not send its database elsewhere: the folder that was asked for is named', () => {
      const line = close('postgres')
      const call = `reachableFolder(${JSON.stringify(join(data, 'postgres'))}, serverIdentity())`
      expect(say('#tools/postgres/embedded/cluster-place.ts', call)).toBe(line)
    })

    test('is not taken for one without keys when the seal is checked', () => {
      const line = close('keys').replace('/keys.', '/keys/seal-public.')
      const call = `readPublicSealKeys(${JSON.stringify(join(data, 'keys'))})`
      expect(say('#server/platform/log/seal/keys.ts', call)).toBe(line)
    })
  },
)
