import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { run } from '#tests/installation.ts'

const superuser = process.env.MIGRATOR_URL ?? ''
const application = process.env.DATABASE_URL ?? ''

const commands = {
  verify: ['tools/verify.ts'],
  backup: ['tools/backup.ts', '/nowhere/backup'],
  token: ['tools/with-database.ts', 'token', '--as', 'nobody'],
  administrator: ['tools/with-database.ts', 'administrator', '--login', 'quan.tri', '--name', 'Nguyễn Văn A'],
  simulate: ['tools/with-database.ts', 'simulate', '--dossiers', '5'],
}

/** Each command against this database; what it says must be one line. */
async function everyCommand(url: string): Promise<string[]> {
  const said = []
  for (const command of Object.values(commands)) {
    const outcome = await run(command, { ...process.env, DATABASE_URL: url, MIGRATOR_URL: undefined })
    expect(outcome.code).toBe(2)
    said.push(outcome.said)
  }
  return said
}

function changed(change: (url: URL) => void): string {
  const url = new URL(application)
  change(url)
  return url.href
}

const all = (line: string) => Object.values(commands).map(() => `${line}\n`)

describe('a command given a database it cannot work with says so in one line', () => {
  test('nobody answers there, or refuses', async () => {
    const nobody = changed((url) => {
      url.port = '1'
    })
    const stranger = changed((url) => {
      url.password = 'other'
    })
    const { hostname, port, username } = new URL(application)
    const cannot = 'Không kết nối được PostgreSQL ở'
    expect(await everyCommand(nobody)).toEqual(
      all(`${cannot} ${hostname}:1 (DATABASE_URL): không có PostgreSQL nào đang chạy ở đó.`),
    )
    expect(await everyCommand(stranger)).toEqual(
      all(`${cannot} ${hostname}:${port} (DATABASE_URL): sai mật khẩu của ${username}.`),
    )
  })

  test('no start has prepared it', async () => {
    const client = new pg.Client(superuser)
    await client.connect()
    await client.query('create database not_prepared')
    try {
      const empty = changed((url) => {
        url.pathname = '/not_prepared'
      })
      expect(await everyCommand(empty)).toEqual(
        all('Cơ sở dữ liệu (DATABASE_URL) chưa có dữ liệu của chương trình: chạy npm start trước.'),
      )
    } finally {
      await client.query('drop database not_prepared with (force)')
      await client.end()
    }
  })

  test('nor is a word it does not know answered with a stack', async () => {
    const { said, code } = await run(['tools/with-database.ts', 'token', '--nobody'], process.env)
    expect({ said, code }).toEqual({ said: 'Không hiểu dòng lệnh. Xem các lựa chọn: thêm --help\n', code: 2 })
  })
})
