import { createServer, type Server } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DatabaseClient, readDatabaseAddress } from './database-client.ts'

const url = new URL(process.env.DATABASE_URL ?? '')
const several = (hosts: string, query = '') =>
  `postgres://${url.username}:${url.password}@${hosts}${url.pathname}${query}`

describe('an address of PostgreSQL', () => {
  test('may name several hosts, each with its port', () => {
    expect(readDatabaseAddress('postgres://nhip:m%40t@a,b:5433,[::1]:6000/nhip')).toMatchObject({
      user: 'nhip',
      password: 'm@t',
      database: 'nhip',
      hosts: [
        { host: 'a', port: 5432 },
        { host: 'b', port: 5433 },
        { host: '[::1]', port: 6000 },
      ],
      target: 'read-write',
    })
    expect(readDatabaseAddress('postgres://a/nhip')?.target).toBe('any')
    expect(readDatabaseAddress('postgres://a,b/nhip?target_session_attrs=any')?.target).toBe('any')
  })

  test('is none where it names no host, no database or an unknown wish', () => {
    for (const text of [
      'mysql://a/b',
      'postgres:///nhip',
      'postgres://a',
      'postgres://a,,b/nhip',
      'postgres://a:x/nhip',
      'postgres://a:99999/nhip',
      'postgres://a,b/nhip?target_session_attrs=sideways',
    ])
      expect(readDatabaseAddress(text), text).toBeUndefined()
  })
})

describe('several hosts', () => {
  let silent: Server
  let silentPort = 0
  const order: string[] = []
  beforeAll(async () => {
    silent = createServer((socket) => {
      socket.resume().on('close', () => order.push('the silent one given up'))
    })
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
    const address = silent.address()
    silentPort = typeof address === 'object' && address ? address.port : 0
  })
  afterAll(() => {
    silent.close()
  })

  test('the one that can be written to is taken, whatever the others do, and at once', async () => {
    const pool = new pg.Pool({
      Client: DatabaseClient,
      connectionString: several(`127.0.0.1:1,127.0.0.1:${silentPort},${url.host}`),
      max: 4,
    })
    const answers = await Promise.all(Array.from({ length: 8 }, () => pool.query('select 1 as one')))
    order.push('answered')
    expect(answers.every(({ rows }) => rows[0].one === 1)).toBe(true)
    // Nobody waited for the host that says nothing: it is still being asked.
    expect(order[0]).toBe('answered')
    await pool.end()
  })

  test('none is taken where all are away, and the reason is the network’s', async () => {
    const client = new DatabaseClient(several('127.0.0.1:1,127.0.0.1:2'))
    await expect(client.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
