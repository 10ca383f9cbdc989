export { staffTold } from './events.ts'
export { countUnread, listNotices, markNoticeRead, markNoticesRead, notify } from './notices.ts'
export {
  countUnreadStaff,
  listStaffNotices,
  markStaffNoticesRead,
  type NotifyStaff,
  notifyStaff,
  openStaffNotice,
} from './staff-notices.ts'
