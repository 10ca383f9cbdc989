import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { backupCondition } from './backup-condition.ts'

const owner = new pg.Client(process.env.MIGRATOR_URL)
beforeAll(() => owner.connect())
beforeEach(() => owner.query('delete from platform.backup'))
afterAll(() => owner.end())

const backedUp = (values: string) =>
  owner.query(
    `insert into platform.backup (place, finished_at, damaged, log_at) values ('máy:/sao-luu', ${values})`,
  )

test.each([
  ["now() - interval '1 hour', 0, null", 'good', 'backup.fresh'],
  ["now() - interval '1 hour', 0, now() - interval '4 seconds'", 'good', 'backup.followed'],
  ["now() - interval '1 hour', 0, now() - interval '10 minutes'", 'warning', 'backup.log_late'],
  ["now() - interval '1 hour', 2, null", 'warning', 'backup.damaged'],
  ["now() - interval '30 hours', 0, null", 'warning', 'backup.old'],
  ["now() - interval '4 days', 0, now()", 'bad', 'backup.old'],
])('a backup of %s is %s: %s', async (values, state, code) => {
  await backedUp(values)
  expect(await backupCondition.check()).toMatchObject({ state, code })
})

test('its age is a figure for collectors', async () => {
  await backedUp("now() - interval '1 hour', 0, null")
  const { figures } = await backupCondition.check()
  expect(figures?.[0]?.name).toBe('nhip_backup_age_seconds')
  expect(Math.round((figures?.[0]?.value ?? 0) / 60)).toBe(60)
})
