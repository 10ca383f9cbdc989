import { provinceWords } from '../../province-words.ts'
import type { about as Words } from './vi.ts'

export const about: typeof Words = {
  privacy: {
    title: 'Privacy',
    lead: 'We ask only what the procedure needs, never what the State already knows, and you can see who has looked at your data.',
    sections: [
      {
        title: 'What we keep',
        points: [
          'The answers and papers of applications you have sent, because the law obliges the agency to keep them.',
          'Drafts not yet sent, for 30 days after the last change; then they are deleted.',
          'Electronic papers that agencies have issued to you, and papers of yours that agencies have accepted, so that you need not submit them again.',
          'What you pay: for what, how much and when, the bank and the account it came from where the bank tells us, and the receipt, because the law on accounting obliges the agency to keep them.',
          'What national databases already hold and the procedure needs: name, date of birth, residence. Every field filled in for you says where it comes from.',
        ],
      },
      {
        title: 'Who can see it',
        paragraphs: [
          'Only you, the officers who handle applications at the agency that has it, and the city’s leaders. Finance officers of the agency that collects see amounts, paying accounts and receipts, to compare and to refund; they do not see the application. Each time personal data is opened, the system records who opened it, of which agency and why; the program lets nobody change or delete that record; whoever changes it in the database itself, administrators included, is found by the next check of the seal. You find the list under My papers.',
          'The page that tracks an application by its code is open to anyone, so it shows only the step it has reached, no name and no content. The page that checks a paper says whether it is genuine and still in force, its title, number, date, agency and signer, and not whom it was issued to. Whoever has your payment link sees the agency, the application code, the amount and the reference, not your name.',
        ],
      },
      {
        title: 'Your rights',
        points: [
          'To know which data we use and why, and to receive a copy.',
          'To have mistakes corrected: choose “Wrong?” beside a field that was filled in.',
          'To withdraw consent, to object, or to restrict any use beyond handling the procedure.',
          'To have data deleted, except what the law obliges us to keep.',
          'To complain, denounce or sue when your rights are violated.',
        ],
      },
      {
        title: 'Cookies',
        paragraphs: [
          'Cookies here only keep you signed in, recognise for half a year a device you signed in on, and remember whether you like large type, a dark page or English. There is no advertising, no measuring of readers; type and pictures come from the city’s own servers. We send nothing to third parties unless you choose to pay through a gateway, a wallet or a link that opens a bank app: they get the amount, the reference and who is paid, not your name and not the application.',
        ],
      },
      {
        title: 'Legal basis and contact',
        paragraphs: [
          `Law on Personal Data Protection 91/2025/QH15 and Decree 356/2025/NĐ-CP. Call ${provinceWords.hotline}, ${provinceWords.hotlineHours} every day, or visit the nearest public service centre.`,
        ],
      },
    ],
  },
  accessibility: {
    title: 'Accessibility',
    lead: 'Everybody must be able to do what they came for: older people, people who cannot see, people with an old phone or a weak network.',
    sections: [
      {
        title: 'What we do',
        points: [
          'Every page for citizens works without scripts, on a phone 320 points wide, and zoomed to 400 %.',
          'Everything can be done by keyboard alone; what has the focus always has a clear outline.',
          'Text has a contrast of at least 4.5:1. Colour never stands alone: words and shapes say the same.',
          'Screen readers read the name, hint and error of each field.',
          'An error says how to correct it and leads to its field.',
          'Nothing moves when your device asks for reduced motion.',
        ],
      },
      {
        title: 'What you can do',
        points: [
          'Choose “Large type” at the foot of the page: a quarter larger, on every page.',
          'Use your own colours and sizes: pages respect the high-contrast mode of your device.',
          'Print any page: what need not be printed hides itself.',
          'Ask an officer at the nearest public service centre to do it with you, at no extra cost.',
        ],
      },
      {
        title: 'Standard, and what is missing',
        paragraphs: [
          'We follow WCAG 2.2 level AA and test every page automatically before each release. PDF documents issued by agencies are tagged for screen readers. Papers you photograph and send cannot yet be read aloud.',
        ],
      },
      {
        title: 'Something does not work?',
        paragraphs: [
          `Call ${provinceWords.hotline}, ${provinceWords.hotlineHours} every day, and tell us which page and which device. We do it with you on the phone, then mend the page.`,
        ],
      },
    ],
  },
  identification: {
    title: 'Raising the level of your electronic identification',
    lead: 'Some services online need an electronic identification account of level 2. Level 1 says who opened the account; for level 2 the police have compared it with the person.',
    sections: [
      {
        title: 'How to get to level 2',
        points: [
          'Take your identity card to the police of any commune or ward, or to where identity cards are made.',
          'Ask for an account of level 2 and give the phone number you use. The officer compares your face and fingerprints with the card.',
          'When a message says that the account is approved, open the VNeID app on your phone and activate it as it tells you.',
          'Come back here, sign out and sign in again with VNeID. What you have filled in is kept; you only have to send it.',
        ],
      },
      {
        title: 'You cannot wait, or cannot go?',
        points: [
          'File at the counter of a public service centre: the officer knows you by your card, and no level 2 is needed.',
          'For the old, frail or disabled: ask the police of the commune or ward whether they can come to you.',
        ],
      },
      {
        title: 'What is not certain',
        paragraphs: [
          'How many days the approval takes is for the police to say; we have not found it in its text and so do not write it here.',
          `Decree 69/2024/NĐ-CP on electronic identification. To ask more, call ${provinceWords.hotline}, ${provinceWords.hotlineHours} every day.`,
        ],
      },
    ],
  },
}
