import { expect, test } from 'vitest'
import { waysOn } from './ways-on.ts'

test('from a page that could not be shown officers go on to their own work, others to a service or a dossier', () => {
  const rooms = [{ path: '/quan-tri', name: 'Quản trị' }]
  const officer = { kind: 'officer', name: 'Lương Minh Trí', agency: '', rooms, tasks: 0, unread: 0 } as const
  expect(waysOn(officer)).toEqual([{ href: '/quan-tri', icon: 'file', title: 'Quản trị' }])
  for (const other of [{ kind: 'anonymous' } as const, { ...officer, rooms: [] }]) {
    expect(waysOn(other).map(({ href }) => href)).toEqual(['/dich-vu', '/tra-cuu'])
  }
})
