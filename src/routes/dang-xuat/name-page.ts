import { m } from '#shared/messages/index.ts'

/** What people call the page at this path, for a list of what waits there: a path says nothing to them. */
export function namePage(path: string): string {
  const words = m.identity.signOut.pages
  const [, area = '', first = '', second = ''] = path.split('/')
  if ((area === 'ho-so' || area === 'mot-cua' || area === 'ky-so') && first !== '') {
    if (second === 'bo-sung') return words.supplement(first)
    return second === 'rut' ? words.withdrawal(first) : words.dossier(first)
  }
  if (area === 'nop') return words.application
  if (area === 'mot-cua') return words.workList
  if (area === 'nhiem-vu') return first === 'giao' ? words.newTask : words.task
  if (area === 'quan-tri' && first === 'tai-khoan') return second === 'mo' ? words.newAccount : words.account
  if (area === 'quan-tri') return words.administration
  return area === 'tai-khoan' ? words.ownAccount : words.other
}
