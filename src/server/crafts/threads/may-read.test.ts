import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mayRead } from './may-read.ts'

const folder = mkdtempSync(join(tmpdir(), 'may-read-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a process reads its code and the file at hand, also over a link; none beside it, nothing of the system, and it writes nowhere', () => {
  const [own, beside, link] = ['own', 'beside', 'link'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(own, 'own')
  writeFileSync(beside, 'beside')
  symlinkSync(own, link)
  const script = `
    const { readFileSync, writeFileSync } = require('node:fs')
    const tried = process.argv.slice(1).map((path) => { try { readFileSync(path); return 'read' } catch (error) { return error.code } })
    try { writeFileSync(process.argv[1], '') } catch (error) { tried.push(error.code) }
    console.log(JSON.stringify(tried))`
  const asked = [link, own, beside, '/etc/hostname', join(process.cwd(), 'package.json')]
  const { stdout } = spawnSync(process.execPath, [...mayRead(link), '-e', script, ...asked], {
    encoding: 'utf8',
  })
  const no = 'ERR_ACCESS_DENIED'
  expect(JSON.parse(stdout)).toEqual(['read', 'read', no, no, 'read', no])
})
