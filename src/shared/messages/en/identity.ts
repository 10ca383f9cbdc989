import type { Part } from '../translated.ts'
import type { identity as Words } from '../vi/identity.ts'

export const identity: Part<typeof Words> = {
  signIn: {
    title: 'Sign in',
    intro: 'Use your electronic identity account. Nhịp neither knows nor keeps your VNeID password.',
    continueWith: (provider) => `Continue with ${provider}`,
    demoTitle: 'Demonstration.',
    demo: 'This sign-in stands in for VNeID. Do not enter real data.',
    noProvider:
      'This site is not connected to VNeID yet, so citizens cannot sign in. You can apply at a counter.',
    noAccount:
      'No VNeID? Take your identity card to the police of your ward or commune, or to a one-stop counter, where an officer applies for you.',
    staff: 'I am an officer',
    staffLink: 'Sign-in for officers',
    again: 'Sign in again',
    failedTitle: 'Not signed in',
    signedInAs: (name) => `Signed in as ${name}`,
    goOn: 'Continue',
  },
  account: {
    title: 'Account',
    sessions: 'Where you are signed in',
    sessionsHelp: 'See and end sessions on other devices',
    tokens: 'Access tokens for software',
    tokensHelp: 'For software that works on your behalf',
    signOut: 'Sign out',
  },
  sessions: {
    title: 'Where you are signed in',
    intro: 'If you see an unknown device, end its session.',
    here: 'This device',
    from: 'from address',
    since: 'Signed in',
    seen: 'Last used',
    until: 'Ends by itself',
    end: 'End this session',
    endOthers: 'End all other sessions',
    onlyHere: 'You are signed in on this device only.',
  },
  signOut: { title: 'Sign out', ask: 'End the session on this device?', submit: 'Sign out' },
}
