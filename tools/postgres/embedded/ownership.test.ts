/** Two starts at once on the same data: one has it, the other says who. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'nhip-owner-'))
const askers = 6

/** Takes the folder at the given moment and keeps it until its input ends. */
const program = `
  const { takeOwnership } = await import('#tools/postgres/embedded/ownership.ts')
  const [home, at] = process.argv.slice(1)
  while (Date.now() < Number(at));
  try { takeOwnership(home); console.log('mine') } catch (error) { console.log(error.message) }
  process.stdin.resume().on('end', () => process.exit())`

test.each([
  ['a new folder', () => rmSync(join(home, 'owner'), { force: true })],
  ['one whose owner was killed', () => writeFileSync(join(home, 'owner'), '2147483646 long-ago:1')],
  ['one a full disk left half written', () => writeFileSync(join(home, 'owner'), '')],
])(
  'of several that begin at once with %s, exactly one becomes the owner',
  async (_, prepare) => {
    prepare()
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
    expect(readdirSync(home)).toEqual(['owner'])
  },
  30_000,
)
