import { randomUUID } from 'node:crypto'
import { all, overseers } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'
import { order } from '../scenes.ts'

const commanders = all('no', { stranger: 'sign in', commander: 'yes', chairman: 'yes' })

export const room: RoomRights = {
  rights: {
    'list orders': { api: ['GET /tasks'], who: { ...overseers, registrar: 'yes' } },
    'read an order': {
      api: ['GET /tasks/{id}'],
      scene: 'ordered',
      who: { ...overseers, elsewhere: 'none', registrar: 'none' },
    },
    'give an order': { api: ['POST /tasks'], scene: 'submitted', changes: true, who: commanders },
    'report on an order': {
      api: ['POST /tasks/{id}/reports'],
      scene: 'ordered',
      changes: true,
      who: {
        ...all('no', { stranger: 'sign in' }),
        clerk: 'yes',
        specialist: 'yes',
        leader: 'yes',
        registrar: 'none',
        elsewhere: 'none',
        chairman: 'none',
      },
    },
    'take an order back': {
      api: ['POST /tasks/{id}/withdraw'],
      scene: 'ordered',
      changes: true,
      who: commanders,
    },
    'judge a report on what a figure ordered': {
      api: ['POST /tasks/{id}/accept', 'POST /tasks/{id}/return'],
      scene: 'ordered',
      changes: true,
      who: all('no', { stranger: 'sign in' }),
    },
  },
  requests: {
    'GET /tasks': () => ({ path: '/tasks' }),
    'GET /tasks/{id}': ({ taskId }) => ({ path: `/tasks/${taskId}` }),
    'POST /tasks': () => ({ path: '/tasks', json: order }),
    'POST /tasks/{id}/reports': ({ taskId }) => ({
      path: `/tasks/${taskId}/reports`,
      json: { wording: 'Đã giải quyết xong phần lớn hồ sơ.' },
    }),
    'POST /tasks/{id}/accept': ({ taskId }) => ({ path: `/tasks/${taskId}/accept`, json: {} }),
    'POST /tasks/{id}/return': ({ taskId }) => ({
      path: `/tasks/${taskId}/return`,
      json: { reason: 'Chưa nêu số hồ sơ còn lại.' },
    }),
    'POST /tasks/{id}/withdraw': ({ taskId }) => ({ path: `/tasks/${taskId}/withdraw`, method: 'POST' }),
  },
  pages: {
    'list orders': [{ of: 'office', at: '/nhiem-vu' }],
    'read an order': [{ of: 'office', at: '/nhiem-vu/{taskId}' }],
    'give an order': [
      {
        of: 'office',
        at: '/nhiem-vu/giao',
        fields: () => ({
          requestKey: randomUUID(),
          agencyId: order.agencyId,
          measure: order.measure,
          title: order.title,
          wording: order.wording,
          'due.day': '31',
          'due.month': '12',
          'due.year': '2099',
          target: '0',
        }),
      },
    ],
    'report on an order': [
      {
        of: 'office',
        at: '/nhiem-vu/{taskId}?/report',
        fields: () => ({ requestKey: randomUUID(), wording: 'Đã giải quyết xong phần lớn hồ sơ.' }),
      },
    ],
    'judge a report on what a figure ordered': [
      {
        of: 'office',
        at: '/nhiem-vu/{taskId}?/accept',
        but: { elsewhere: 'none', registrar: 'none' },
        fields: () => ({}),
      },
      {
        of: 'office',
        at: '/nhiem-vu/{taskId}?/return',
        but: { elsewhere: 'none', registrar: 'none' },
        fields: () => ({ reason: 'Chưa nêu số hồ sơ.' }),
      },
    ],
    'take an order back': [
      {
        of: 'office',
        at: '/nhiem-vu/{taskId}?/withdraw',
        but: { elsewhere: 'none', registrar: 'none' },
        fields: () => ({}),
      },
    ],
  },
  addresses: {
    '/nhiem-vu': { stranger: 'sign in', citizen: 'no', officer: 'open' },
    '/nhiem-vu/[id]': {
      stranger: 'sign in',
      citizen: 'no',
      officer: 'none',
      at: () => `/nhiem-vu/${randomUUID()}`,
    },
    '/nhiem-vu/giao': { stranger: 'sign in', citizen: 'no', officer: 'no' },
  },
  looks: [
    ['huong', ['/nhiem-vu']],
    ['commander', ['/nhiem-vu/giao']],
  ],
  rows: {
    'directives.task': {
      of: `agency_id = '{agency}'`,
      sees: 'clerk monitor commander chairman system',
      adds: 'system',
      changes: 'system',
      columns: 'status closed_at end_reason',
    },
    'directives.judgement': {
      of: `reason = '{mark}'`,
      sees: 'clerk monitor commander chairman system',
      adds: 'system',
    },
    'directives.report': {
      of: `wording = '{mark}'`,
      sees: 'clerk monitor commander chairman system',
      adds: 'clerk system',
    },

    'reporting.open_task': {
      of: `agency_id = '{agency}'`,
      sees: 'clerk monitor commander chairman system',
    },
  },
  async fill(add, known) {
    const task = randomUUID()
    await add(
      `insert into directives.task (id, request_key, agency_id, issued_by, issuer_name, title, wording, due_on, measure, baseline, target, status, issued_at)
       values ($1, $2, $3, $4, 'X', 'X', 'X', now(), 'overdue', 1, 0, 'open', now())`,
      task,
      randomUUID(),
      known.agency,
      known.clerk,
    )
    await add(
      `insert into directives.judgement values ($1, $2, 'returned', $3, 'X', $4, now())`,
      randomUUID(),
      task,
      known.clerk,
      known.mark,
    )
    await add(
      `insert into directives.report (id, task_id, account_id, author_name, wording, at) values ($1, $2, $3, 'X', $4, now())`,
      randomUUID(),
      task,
      known.clerk,
      known.mark,
    )
  },
}
