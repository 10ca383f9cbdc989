export { countUnread, listNotices, markNoticeRead, markNoticesRead, type Notify, notify } from './notices.ts'
export type { Notice } from './queries.ts'
