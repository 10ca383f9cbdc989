/** A full disk or a kill while a small file is first written: the next start makes it anew instead of failing for ever. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSigningKeys } from '#server/demo-identity-provider/signing-keys.ts'
import { openKeptFile, replaceFile } from './kept-file.ts'
import { openKeyFile } from './key-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'nhip-kept-'))
const small = join(folder, 'small')
mkdirSync(small)
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', small], { stdio: 'ignore' }).status === 0
afterAll(() => {
  if (mounted) spawnSync('umount', [small])
  rmSync(folder, { recursive: true, force: true })
})

test('a key that was left empty is made anew, and a whole one stays', () => {
  writeFileSync(join(folder, 'actor.key'), '')
  const key = openKeyFile(folder, 'actor')
  expect(key).toHaveLength(32)
  expect(openKeyFile(folder, 'actor').equals(key)).toBe(true)

  writeFileSync(join(folder, 'demo-identity-provider.jwk.json'), '')
  expect(openSigningKeys(folder)).toEqual(openSigningKeys(folder))
})

test.skipIf(!mounted)('on a full disk what was there stays, and nothing half-written is left', () => {
  const settings = join(small, 'settings.json')
  replaceFile(settings, '{"PORT":"3000"}')
  expect(() => writeFileSync(join(small, 'ballast'), Buffer.alloc(64_000))).toThrow('ENOSPC')

  expect(() => replaceFile(settings, '{"PORT":"4000"}')).toThrow('ENOSPC')
  expect(() => openKeptFile(join(small, 'password'), () => 'secret')).toThrow('ENOSPC')

  expect(readFileSync(settings, 'utf8')).toBe('{"PORT":"3000"}')
  expect(existsSync(join(small, 'password'))).toBe(false)
  expect(readdirSync(small).sort()).toEqual(['ballast', 'settings.json'])
  rmSync(join(small, 'ballast'))
  expect(openKeptFile(join(small, 'password'), () => 'secret').toString()).toBe('secret')
})
