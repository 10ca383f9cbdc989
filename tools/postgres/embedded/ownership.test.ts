/** Two starts at once on the same data: one has it, the other says who. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownerOf, releaseOwnership, takeOwnership } from './ownership.ts'

const askers = 6

/** Takes the folder at the given moment and keeps it until its input ends. */
const program = `
  const { takeOwnership } = await import('#tools/postgres/embedded/ownership.ts')
  const [home, at] = process.argv.slice(1)
  while (Date.now() < Number(at));
  try { takeOwnership(home); console.log('mine') } catch (error) { console.log(error.message) }
  process.stdin.resume().on('end', () => process.exit())`

test.each([
  ['a new folder', {}],
  ['one whose owner was killed', { 'owner.6': '', 'owner.7': '2147483646 long-ago:1' }],
  ['one a full disk left half written', { 'owner.1': '' }],
  ['one the first release left', { owner: '2147483646 long-ago:1' }],
])(
  'of several that begin at once with %s, exactly one becomes the owner',
  async (_, left) => {
    const home = mkdtempSync(join(tmpdir(), 'nhip-owner-'))
    for (const [name, content] of Object.entries(left)) writeFileSync(join(home, name), content)
    const at = String(Date.now() + 1_500)
    const asking = Array.from({ length: askers }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', program, home, at], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    )
    const said = await Promise.all(
      asking.map(
        ({ stdout }) => new Promise<string>((done) => stdout.setEncoding('utf8').once('data', done)),
      ),
    )
    for (const { stdin } of asking) stdin.end()

    const owners = said.filter((line) => line.trim() === 'mine')
    expect(owners, said.join('')).toHaveLength(1)
    const others = said.filter((line) => line.includes('đang được một lần chạy khác dùng'))
    expect(others, said.join('')).toHaveLength(askers - 1)
    expect(readdirSync(home).filter((name) => name.endsWith('.new'))).toEqual([])
  },
  30_000,
)

test('who looked before others came and went becomes no second owner', () => {
  const home = mkdtempSync(join(tmpdir(), 'nhip-owner-'))
  takeOwnership(home)
  takeOwnership(home)
  releaseOwnership(home)
  expect(ownerOf(home)).toBeUndefined()
  for (const number of [2, 3]) {
    takeOwnership(home)
    expect(ownerOf(home)).toBe(process.pid)
    // The number of the last owner is never free again, nor is this one's.
    expect(readdirSync(home).toSorted()).toEqual([`owner.${number - 1}`, `owner.${number}`])
    releaseOwnership(home)
  }
})
