import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'ingest-'))
afterAll(() => rmSync(folder, { recursive: true }))

function keep(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function ingest(...given: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/tables/ingest.ts', ...given], {
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('npm run ingest', () => {
  const good = keep('tinh.csv', 'Mã;Tên;Diện tích\n46;Huế;4.947,10\n48;Đà Nẵng;11.859,60\n')

  test('prints one line with what was accepted and the contract it judged by, and judges the next delivery by that', () => {
    const proposed = ingest('--propose', '--json', good)
    expect(proposed.status).toBe(0)
    expect(proposed.stdout.trimEnd()).not.toContain('\n')
    const said = JSON.parse(proposed.stdout)
    expect(said).toMatchObject({
      state: 'loaded',
      accepted: 2,
      quarantined: 0,
      quality: { overall: 100, current: null, feeds: true },
    })

    const contract = keep('contract.json', JSON.stringify(said.contract))
    const next = keep('next.csv', 'Mã;Tên;Diện tích\n46;Huế;nhiều\n48;Đà Nẵng;11.859,60\n')
    const judged = JSON.parse(ingest('--contract', contract, '--json', next).stdout)
    expect(judged).toMatchObject({
      state: 'loaded',
      accepted: 1,
      quarantined: 1,
      reasons: { 'not-a-number': 1 },
    })
    expect(judged.wrong).toEqual([
      {
        table: 1,
        row: 2,
        column: 'Diện tích',
        value: 'nhiều',
        code: 'not-a-number',
        reason: 'không phải là số',
      },
    ])

    const renamed = ingest(
      '--contract',
      contract,
      '--json',
      keep('renamed.csv', 'Mã;Tên tỉnh;Diện tích\n46;Huế;1,5\n48;Vinh;2,5\n'),
    )
    expect(renamed.status).toBe(1)
    expect(JSON.parse(renamed.stdout)).toMatchObject({
      state: 'stopped',
      code: 'column-missing',
      column: 'Tên',
      found: 'Tên tỉnh',
    })
  })

  test('ends with 1 and the reason in Vietnamese where a source stops', () => {
    const { status, stderr } = ingest('--propose', keep('unclear.csv', 'Tên;Số\na;1.234\nb;2.345\nc;3.456\n'))
    expect(status).toBe(1)
    expect(stderr).toContain('có thể hiểu hai cách')
    expect(stderr).toContain('cột “Số”')
  })

  test('ends with 2 where it is called wrongly', () => {
    for (const given of [
      [good],
      ['--propose'],
      ['--propose', '--contract', good, good],
      ['--propose', join(folder, 'none.csv')],
      ['--contract', good, good],
      ['--sideways', good],
    ])
      expect(ingest(...given).status, given.join(' ')).toBe(2)
    expect(ingest('--help').status).toBe(0)
  })
})
