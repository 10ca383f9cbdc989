export { countUnread, listNotices, markNoticeRead, markNoticesRead, notify } from './notices.ts'
