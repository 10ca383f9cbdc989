/** Who may see and write which rows of every table and view: what is right, written by hand. */
import { roomRights } from './rooms.ts'

export const actors = [
  /** A session with the application's password and nothing else. */
  'nobody',
  'stranger',
  'citizen',
  'neighbour',
  'clerk',
  /** Works on cases of another agency. */
  'elsewhere',
  /** Keeps the money of the agency, and works on no case. */
  'finance',
  /** Văn thư of the agency: works on its documents, and on no case. */
  'registrar',
  'monitor',
  'commander',
  'chairman',
  'administrator',
  'client',
  'system',
] as const
export type ActorName = (typeof actors)[number]

export interface Right {
  /** Which rows are meant, in SQL; `{…}` stand for what the scene holds. */
  of: string
  /** To whom they show themselves. */
  sees?: string
  /** Who may write one just like it. */
  adds?: string
  changes?: string
  /** The columns granted for that, where it is not all of them. */
  columns?: string
  removes?: string
}

const everyone = actors.join(' ')
const signedIn =
  'citizen neighbour clerk elsewhere finance registrar monitor commander chairman administrator client system'
const officers = 'clerk elsewhere finance registrar monitor commander chairman administrator client'
/** Whom a case concerns, and who works on it. */
const onTheCase = 'citizen clerk chairman system'
const known = 'clerk elsewhere chairman client system'

export const rows: Record<string, Right> = {
  'agencies.agency': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },
  'agencies.agency_succession': {
    of: 'true',
    sees: everyone,
    adds: 'system',
    changes: 'system',
    removes: 'system',
  },
  'agencies.appointment': {
    of: 'true',
    sees: everyone,
    adds: 'system',
    changes: 'system',
  },
  'agencies.delegation': {
    of: 'true',
    sees: everyone,
    adds: 'system',
    changes: 'system',
  },
  'agencies.delegation_end': { of: `from_day = '2099-01-01'`, sees: everyone },
  'agencies.load': { of: 'true', sees: everyone, adds: 'system' },
  'agencies.position': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },
  'agencies.unit': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },
  'agencies.unit_succession': {
    of: 'true',
    sees: everyone,
    adds: 'system',
    changes: 'system',
    removes: 'system',
  },

  'catalogue.service': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },
  'catalogue.service_version': { of: 'true', sees: everyone, adds: 'system' },

  'indicators.daily': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },
  'indicators.paid_daily': { of: 'true', sees: everyone, adds: 'system', changes: 'system' },

  'reporting.dossier': {
    of: `id = '{dossier}'`,
    sees: 'citizen clerk monitor commander chairman administrator system',
  },
  'reporting.remark': {
    of: `dossier_id = '{dossier}'`,
    sees: 'citizen clerk monitor commander chairman system',
  },

  'reporting.unclear_money': {
    of: `agency_id = '{agency}'`,
    sees: 'clerk finance monitor commander chairman system',
  },

  'documents.document': {
    of: `dossier_id = '{dossier}'`,
    sees: onTheCase,
  },
  'documents.version': {
    of: `document_id in (select id from documents.document where dossier_id = '{dossier}')`,
    sees: onTheCase,
  },
  'documents.action': {
    of: `document_id in (select id from documents.document where dossier_id = '{dossier}')`,
    sees: 'clerk chairman system',
  },
  'documents.register_entry': { of: `agency_id = '{agency}'`, sees: 'clerk chairman system' },
  'documents.number_series': { of: `agency_id = '{agency}'`, sees: 'clerk system', columns: 'last' },
  'documents.shown_page': {
    of: `account_id = '{clerk}'`,
    sees: onTheCase,
    adds: 'system',
    changes: 'system',
    columns: 'shown_at',
    removes: 'clerk system',
  },

  // Another writes the row of a new case, or what an action of theirs makes of it, and no row just like this one.
  'dossiers.dossier': {
    of: `id = '{dossier}'`,
    sees: onTheCase,
    adds: 'system',
    changes: 'system',
    columns:
      'handling_agency_id status step assignee_id answers fee accept_by accepted_at due_at finished_at on_time budget budget_unit consumed running_since paused_since supplements last_seq result_id rating rated_at extended search names_indexed waits_for waits_until',
  },
  'dossiers.action': {
    of: `dossier_id = '{dossier}' and actor_kind = 'officer'`,
    sees: onTheCase,
    adds: 'clerk',
  },
  'dossiers.asked': {
    of: `dossier_id = '{dossier}'`,
    // The scene asks the agency elsewhere.
    sees: `${onTheCase} elsewhere`,
    adds: 'system',
    changes: 'system',
    columns: 'answer note answered_by answered_name answered_at closed_at',
  },
  'dossiers.earlier_entry': {
    of: `dossier_id = '{dossier}'`,
    sees: 'system',
    changes: 'system',
    columns: 'outcome noted_at',
  },
  'dossiers.check_mark': {
    of: `dossier_id = '{dossier}'`,
    sees: 'clerk chairman system',
    adds: 'clerk',
  },
  'dossiers.signed_checks': {
    of: `dossier_id = '{dossier}'`,
    // Added by the leader who signs: nobody of the cast.
    sees: 'clerk chairman system',
  },
  'dossiers.paper': { of: `dossier_id = '{dossier}'`, sees: onTheCase, adds: 'system' },
  'dossiers.draft': {
    of: `owner_id = '{citizen}'`,
    sees: 'citizen system',
    adds: 'citizen system',
    changes: 'citizen system',
    removes: 'citizen system',
  },
  'dossiers.day_number': {
    of: `agency_id = '{agency}'`,
    sees: everyone,
    adds: 'citizen neighbour clerk elsewhere client',
    columns: 'last',
    removes: 'system',
  },
  'dossiers.name_word': { of: 'true', sees: known, adds: 'citizen neighbour clerk elsewhere client system' },

  'identity.account': {
    of: `id = '{account}'`,
    sees: 'citizen administrator system',
    adds: 'system',
    changes: 'system',
    columns: 'password_hash totp_secret totp_last issuer subject status',
  },
  'identity.staff': { of: `id = '{clerk}'`, sees: signedIn },
  'identity.role_grant': {
    of: `account_id = '{clerk}'`,
    sees: `${officers} system`,
    adds: 'system',
    changes: 'system',
    columns: 'valid_to',
  },
  'identity.session': {
    of: `account_id = '{account}'`,
    sees: 'citizen administrator system',
    adds: 'system',
    changes: 'citizen administrator system',
    columns: 'agency_id seen_at expires_at ended_at confirmed_at',
    removes: 'system',
  },
  'identity.api_token': {
    of: `account_id = '{account}'`,
    sees: 'citizen administrator system',
    adds: 'system',
    changes: 'citizen administrator system',
    columns: 'used_at ended_at',
    removes: 'system',
  },
  'identity.passkey': {
    of: `account_id = '{account}'`,
    sees: 'citizen administrator system',
    adds: 'system',
    changes: 'system',
    columns: 'counter used_at',
    removes: 'system',
  },
  'identity.known_device': {
    of: `account_id = '{account}'`,
    sees: 'system',
    adds: 'system',
    changes: 'system',
    removes: 'system',
  },
  'identity.sign_in_attempt': {
    of: `key = '{mark}'`,
    sees: 'system',
    adds: 'system',
    removes: 'system',
  },
  'identity.sign_in_state': { of: `id = '{mark}'`, sees: 'system', adds: 'system', removes: 'system' },
  'identity.second_step': {
    of: `id = '{mark}'`,
    sees: 'system',
    adds: 'system',
    removes: 'system',
  },

  'notifications.notice': {
    of: `person_id = '{citizen}'`,
    sees: 'citizen system',
    adds: 'system',
    changes: 'citizen system',
    columns: 'read_at',
    removes: 'system',
  },

  'registry.person': {
    of: `id = '{citizen}'`,
    sees: onTheCase,
    adds: 'system',
    changes: 'citizen system',
    columns: 'phone email address unit_code father_id mother_id spouse_id died_on updated_at',
  },
  // The register of events: the program looks for whoever works on a case, and writes what was signed.
  'registry.entry': {
    of: `dossier_id = '{dossier}'`,
    sees: 'system',
    adds: 'system',
    changes: 'system',
    columns: 'effected_at ended_at ended_by',
  },
  'registry.entry_person': { of: `full_name = '{mark}'`, sees: 'system', adds: 'system' },
  'registry.entry_key': {
    of: `key = '{mark}'`,
    sees: 'system',
    adds: 'system',
    changes: 'system',
    columns: 'ended',
  },
  'registry.pause': {
    of: `dossier_id = '{dossier}'`,
    sees: 'system',
    adds: 'system',
    changes: 'system',
    columns: 'resumed_on resumed_by ended_at',
  },
  'registry.divorce': {
    of: `one_name = '{mark}'`,
    sees: 'system',
    adds: 'system',
    changes: 'system',
    columns:
      'undone_at undone_by undone_reason undone_key confirmed_at confirmed_by confirm_key one_told other_told',
  },
  'registry.former_number': { of: `person_id = '{citizen}'`, sees: 'system', adds: 'system' },
  'registry.household': { of: `address = '{mark}'`, sees: 'system', adds: 'system' },
  'registry.organisation': { of: `representative_id = '{citizen}'`, sees: 'citizen system', adds: 'system' },
  'registry.paper': { of: `owner_id = '{citizen}'`, sees: onTheCase, adds: 'system' },
  'registry.consent': { of: `person_id = '{citizen}'`, sees: 'citizen system', adds: 'citizen' },

  'platform.actor_key': { of: 'true' },
  'platform.event_log': {
    of: `subject_id = '{citizen}' and actor_id = '{clerk}'`,
    sees: 'citizen clerk administrator system',
    adds: 'clerk',
  },
  'platform.seal': { of: 'true', sees: 'administrator system', adds: 'system' },
  'platform.follower': { of: 'true', sees: 'administrator system', adds: 'system', changes: 'system' },
  'platform.idempotency': {
    of: `principal = '{citizen}'`,
    sees: 'citizen system',
    adds: 'citizen system',
    changes: 'citizen system',
    columns: 'body claim leased_until',
    removes: 'citizen system',
  },
  'platform.parked_input': {
    of: `account_id = '{account}'`,
    sees: 'system',
    adds: 'system',
    changes: 'system',
    removes: 'system',
  },
  'platform.file': {
    of: 'true',
    sees: signedIn,
    adds: 'clerk elsewhere chairman system',
    changes: 'system',
    columns: 'stored_at',
    removes: 'system',
  },
  // What the room of documents keeps files for only the program says.
  'platform.file_use': {
    of: `used_by like 'dossiers.paper:%'`,
    sees: 'system',
    adds: signedIn,
    removes: 'system',
  },
  'platform.upload': {
    of: `owner_id = '{citizen}'`,
    sees: 'citizen system',
    adds: 'system',
    changes: 'citizen system',
    columns: 'received sha256 refusal expires_at',
    removes: 'system',
  },
  'platform.heartbeat': { of: 'true', sees: 'system', adds: 'system', changes: 'system', removes: 'system' },
  'platform.alarm': { of: 'true', sees: 'system', adds: 'system', changes: 'system', removes: 'system' },
  'platform.backup': { of: 'true', sees: 'system' },
  'platform.budget': {
    of: `holder_id = '{clerk}' and kind = 'dossiers'`,
    sees: 'clerk system',
    adds: 'system',
    changes: 'system',
    columns: 'level at',
    removes: 'system',
  },

  'registry.missed_lookup': {
    of: `account_id = '{clerk}'`,
    sees: 'clerk system',
    adds: 'clerk system',
    removes: 'system',
  },

  ...Object.assign({}, ...roomRights.map(({ rows }) => rows)),

  'platform.clock': { of: 'true', sees: 'administrator system', changes: 'administrator system' },

  'public.kysely_migration': { of: 'true' },
  'public.kysely_migration_lock': { of: 'true' },
}
