import { provinceWords, sampleDossierCode } from '../../province-words.ts'
import type { home as Words } from './vi.ts'

export const home: typeof Words = {
  title: `Public services of ${provinceWords.englishName}`,
  ask: 'What do you need to do?',
  description: 'Find what you need to do, apply online and follow it until the result.',
  example: 'In Vietnamese: khai sinh, sổ đỏ, kết hôn',
  findService: 'Find a service',
  found: (count, query) =>
    count === 0
      ? `Nothing matches “${query}” yet`
      : count === 1
        ? `1 match for “${query}”`
        : `${count} matches for “${query}”`,
  seeAllFound: (count) => `See all ${count}`,
  notHere: 'Not done here.',
  onThePortal: 'Online: National Public Service Portal (Cổng Dịch vụ công quốc gia).',
  notFoundAdvice: `Try other Vietnamese words, such as “khai sinh” (birth) or “đất” (land), or call ${provinceWords.hotline}.`,
  popular: 'Needed by many',
  seeAll: (count) => `See all ${count} services by field`,
  trackTitle: 'Where is my application?',
  dossierCode: 'Application code',
  dossierCodeHint: `At the top of your receipt, like ${sampleDossierCode}`,
  track: 'Track',
  trackNote: 'No sign-in needed. The page shows only how far the application is, nothing private.',
}
