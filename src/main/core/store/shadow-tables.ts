import { LOW_CODES } from "../domain/recovery-codes";

/** The shadow tables and their indexes; `owner` is the stream that a row belongs to. What they are is said in shadow.ts. */
export const TABLES = `
  -- As it was created; what was set since is in settings.
  CREATE TABLE practice (
    owner TEXT PRIMARY KEY,
    vault_id TEXT NOT NULL,
    workstation TEXT NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    set_up_at INTEGER
  ) STRICT;

  CREATE TABLE workstations (
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    name TEXT, -- NULL: the one at which the practice was set up
    public_key TEXT, -- NULL: it has none yet
    goes_on_from TEXT, -- of a vault that was copied or restored: the workstation that it was
    accepted_up_to INTEGER, -- of a removed one: none of its entries after this number yield anything
    PRIMARY KEY (owner, id)
  ) STRICT;

  -- When accounts were held, since the vault went on from an older state.
  CREATE TABLE restores (
    owner TEXT NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    backup_made_at INTEGER, -- NULL: it was copied, or its heads were lost
    PRIMARY KEY (owner, workstation, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE settings (
    owner TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    still_stuck TEXT,
    text_token_minutes INTEGER, -- NULL: tokens never expire
    digits INTEGER NOT NULL,
    idle_minutes INTEGER NOT NULL,
    remember_days INTEGER NOT NULL,
    text_for_app INTEGER NOT NULL -- people with the app may have a token sent at the sign-in
  ) STRICT;

  CREATE TABLE policies (
    owner TEXT PRIMARY KEY,
    rules TEXT NOT NULL -- canonical JSON
  ) STRICT;

  CREATE TABLE gateways (
    owner TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    sid TEXT NOT NULL,
    sender TEXT NOT NULL,
    secret TEXT NOT NULL
  ) STRICT;

  -- Every kit that was checked, and the one that is not yet. recipient, seal: NULL where it takes no backups.
  CREATE TABLE kits (
    owner TEXT NOT NULL,
    kit TEXT NOT NULL,
    number INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    recipient TEXT,
    seal TEXT,
    reason TEXT, -- NULL: the first one, or it was not asked
    confirmed INTEGER NOT NULL DEFAULT 0,
    confirmed_on TEXT, -- the workstation
    PRIMARY KEY (owner, kit)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE practice_keys (
    owner TEXT PRIMARY KEY,
    public_key TEXT NOT NULL,
    secret TEXT NOT NULL,
    recipient TEXT NOT NULL,
    identity TEXT NOT NULL
  ) STRICT;

  -- Of how the vault opens on a workstation. ended_at NULL: begun, and not known yet what became of it.
  CREATE TABLE key_changes (
    owner TEXT NOT NULL,
    change TEXT NOT NULL,
    workstation TEXT NOT NULL,
    what TEXT NOT NULL,
    leads_to TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    ended_at INTEGER,
    because TEXT, -- NULL: it was done
    PRIMARY KEY (owner, change)
  ) STRICT, WITHOUT ROWID;

  -- The folder on a workstation itself has the workstation's id. last_*: of the newest backup there that was verified.
  CREATE TABLE backup_folders (
    owner TEXT NOT NULL,
    id TEXT NOT NULL,
    workstation TEXT NOT NULL,
    path TEXT, -- NULL: the folder on the workstation itself
    added_at INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    last_at INTEGER,
    last_file TEXT,
    last_bytes INTEGER,
    last_entries INTEGER,
    last_people INTEGER,
    last_kit INTEGER,
    PRIMARY KEY (owner, id)
  ) STRICT, WITHOUT ROWID;

  -- There was no good backup for too long, since no later than this.
  CREATE TABLE backups_late (
    owner TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE backup_generations (
    owner TEXT PRIMARY KEY,
    daily INTEGER NOT NULL,
    weekly INTEGER NOT NULL,
    monthly INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE clocks (
    owner TEXT PRIMARY KEY,
    workstation TEXT NOT NULL,
    correction INTEGER NOT NULL, -- ms added to the computer's clock
    corrected_at INTEGER NOT NULL
  ) STRICT;

  -- Every correction, for what was dated before it. from_at, to_at: rule time before and after.
  CREATE TABLE clock_corrections (
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    owner TEXT NOT NULL,
    after INTEGER NOT NULL, -- what is in force from then on, ms
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    dated_after INTEGER NOT NULL, -- the entry is dated by the time after; 0: an older one, by the time before
    PRIMARY KEY (owner, workstation, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE clock_troubles (
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    owner TEXT NOT NULL,
    sort TEXT NOT NULL, -- behind, workstation-off
    by_ms INTEGER NOT NULL,
    at INTEGER NOT NULL, -- the latest time that was known then
    PRIMARY KEY (owner, workstation, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE accounts (
    owner TEXT PRIMARY KEY,
    two_factor_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    email_used INTEGER NOT NULL DEFAULT 0, -- its owner came in under it: it goes to no other account
    cell_phone TEXT,
    confirmed_phone TEXT,
    account_type TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    deactivated_at INTEGER,
    held_at INTEGER, -- when the vault went on from an older state last
    is_held INTEGER NOT NULL DEFAULT 0, -- closed since then, until somebody confirms it
    codes_due INTEGER NOT NULL DEFAULT 0, -- since then: the next sign-in hands out new recovery codes
    password_secret TEXT,
    password_set_at INTEGER,
    password_fits_manager INTEGER NOT NULL DEFAULT 0,
    two_factor TEXT NOT NULL DEFAULT 'none',
    two_factor_at INTEGER,
    started_by TEXT,
    setup_due INTEGER NOT NULL DEFAULT 0, -- two-factor has to be set up before anything else is reachable
    setup_code_needed INTEGER NOT NULL DEFAULT 0,
    recovery_stored INTEGER NOT NULL DEFAULT 0,
    recovery_codes_left INTEGER NOT NULL DEFAULT 0, -- the open ones in codes
    enrollment_open INTEGER NOT NULL DEFAULT 0, -- overdue or not: 1 in the session of a first password, 2 until two-factor is on
    first_sign_in_at INTEGER,
    last_sign_in_at INTEGER,
    exempt_until_at INTEGER,
    exempt_reason TEXT,
    exempt_by TEXT,
    exempt_at INTEGER,
    reminded_at INTEGER,
    backup_secret TEXT,
    backup_set_at INTEGER,
    backup_skipped INTEGER NOT NULL DEFAULT 0,
    help_asked_at INTEGER,
    help_about TEXT,
    phone_since INTEGER, -- when the number was changed; NULL: as the account was created with
    phone_waits INTEGER NOT NULL DEFAULT 0, -- changed, and used for neither tokens nor call-backs yet
    phone_first INTEGER NOT NULL DEFAULT 0, -- there never was one before it
    phone_in_person INTEGER NOT NULL DEFAULT 0, -- confirmed by looking at its owner
    phone_helper TEXT, -- the helper who changed it, or confirmed it first: it takes another one
    import TEXT,
    search_text TEXT NOT NULL -- begins with the folded name, which lists are sorted by
  ) STRICT;
  CREATE INDEX accounts_by_email ON accounts (email_key);
  CREATE INDEX accounts_by_two_factor_id ON accounts (two_factor_id);
  -- What was never used is free once its account is closed: a typo, or an import that was undone.
  -- As a sum, so that no list of active people is read by it.
  CREATE INDEX accounts_holding_email ON accounts (email_key) WHERE (deactivated_at IS NULL) + email_used > 0;
  CREATE INDEX accounts_held ON accounts (search_text, owner) WHERE is_held = 1;
  CREATE INDEX accounts_held_since ON accounts (held_at) WHERE held_at IS NOT NULL;
  CREATE INDEX accounts_asking ON accounts (help_asked_at) WHERE help_asked_at IS NOT NULL;
  CREATE INDEX accounts_by_import ON accounts (import) WHERE import IS NOT NULL;
  CREATE INDEX accounts_exempt ON accounts (exempt_until_at) WHERE exempt_until_at IS NOT NULL;
  CREATE INDEX accounts_by_phone ON accounts (cell_phone, deactivated_at) WHERE cell_phone IS NOT NULL;

  -- Under which e-mails somebody signed in or typed a set-up code.
  CREATE TABLE used_emails (
    owner TEXT NOT NULL,
    email_key TEXT NOT NULL,
    workstation TEXT NOT NULL, -- the entry that used it first, or again
    seq INTEGER NOT NULL,
    lifted_for TEXT, -- the other account that may have it; '': a new one; NULL: none
    PRIMARY KEY (owner, email_key)
  ) STRICT;
  CREATE INDEX used_emails_by_key ON used_emails (email_key);

  CREATE TABLE authenticators (
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    secret TEXT NOT NULL,
    digits INTEGER NOT NULL,
    state TEXT NOT NULL, -- sealed (printed on an enrollment sheet), offered, active, revoked
    revoked_at INTEGER,
    revoked_because TEXT, -- replaced, lost-or-stolen, withdrawn, reset, too-many-failures
    same_as TEXT, -- the authenticator whose key it has
    offered_at INTEGER NOT NULL,
    offered_workstation TEXT NOT NULL,
    offered_seq INTEGER NOT NULL,
    offer_ends_at INTEGER NOT NULL,
    enabled_at INTEGER,
    last_step INTEGER,
    last_used_at INTEGER,
    phone_verified INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (owner, id)
  ) STRICT;
  CREATE INDEX authenticators_by_id ON authenticators (id);
  CREATE INDEX authenticators_kept ON authenticators (revoked_at) WHERE revoked_because IN ('replaced', 'lost-or-stolen');

  -- By how much a phone's clock is ahead of a workstation's own.
  CREATE TABLE drifts (
    owner TEXT NOT NULL,
    authenticator TEXT NOT NULL,
    workstation TEXT NOT NULL,
    steps INTEGER NOT NULL,
    PRIMARY KEY (authenticator, workstation, owner)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX drifts_by_owner ON drifts (owner);

  CREATE TABLE codes (
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    secret TEXT NOT NULL,
    sort TEXT NOT NULL, -- as in CodeSort
    good_for TEXT, -- of a set-up code: password, enrollment
    channel TEXT,
    cell_phone TEXT,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER, -- NULL: never
    state TEXT NOT NULL, -- open, spent, replaced, revoked, outdated
    uses_left INTEGER NOT NULL DEFAULT 1,
    number INTEGER, -- of a recovery code: the one that stands before it on paper
    spent_at INTEGER,
    spent_workstation TEXT, -- the entry that spent it last
    spent_seq INTEGER,
    workstation TEXT, -- of a remembered sign-in: where alone it is good
    PRIMARY KEY (owner, id)
  ) STRICT;
  CREATE INDEX codes_by_id ON codes (id);
  CREATE INDEX codes_by_owner ON codes (owner, sort, state);

  -- What each failed attempt counts at its sign-in point, by the entry that it was recorded with. What is cleared of it is 0 or
  -- NULL; once nothing is left, the row goes. An older entry has all that was counted at its workstation then.
  CREATE TABLE failures (
    owner TEXT NOT NULL, -- the account, or the keyed hash of an e-mail that belongs to nobody
    sign_in_point TEXT NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    count INTEGER NOT NULL,
    towards_hold INTEGER NOT NULL,
    towards_hold_after_password INTEGER NOT NULL,
    locked_from INTEGER NOT NULL, -- when its locks began; 0: an older entry, which does not say
    locked_until INTEGER,
    held INTEGER NOT NULL,
    recovery_count INTEGER NOT NULL,
    recovery_locked_until INTEGER,
    PRIMARY KEY (owner, sign_in_point, workstation, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX failures_with_lock ON failures (locked_until, sign_in_point, owner, locked_from)
    WHERE locked_until IS NOT NULL;
  CREATE INDEX failures_with_recovery_lock ON failures (recovery_locked_until) WHERE recovery_locked_until IS NOT NULL;
  CREATE INDEX failures_held ON failures (owner, sign_in_point) WHERE held = 1;

  -- Wrong codes of an authenticator since one of it was accepted.
  CREATE TABLE authenticator_failures (
    owner TEXT NOT NULL,
    authenticator TEXT NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    count INTEGER NOT NULL, -- 1; of an older entry all that were counted at its workstation then
    PRIMARY KEY (owner, authenticator, workstation, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE approvals (
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    asker TEXT NOT NULL,
    act TEXT NOT NULL,
    parameters TEXT NOT NULL,
    digest TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    asked_h INTEGER NOT NULL,
    asked_workstation TEXT NOT NULL,
    asked_seq INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    approved_by TEXT,
    approved_until INTEGER,
    approved_h INTEGER,
    approved_workstation TEXT,
    approved_seq INTEGER,
    declined_by TEXT, -- whoever objected
    declined_because TEXT,
    declined_h INTEGER,
    declined_workstation TEXT,
    declined_seq INTEGER,
    state TEXT NOT NULL, -- open, declined (another manager objected), used, void (withdrawn)
    PRIMARY KEY (owner, id)
  ) STRICT;
  CREATE INDEX approvals_waiting ON approvals (asked_at) WHERE state IN ('open', 'declined');
  CREATE INDEX approvals_by_digest ON approvals (digest, asker);

  -- Whoever gets another role, or leaves, loses what they had asked and approved until then.
  CREATE TABLE departures (
    owner TEXT NOT NULL,
    h INTEGER NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT,
    ended_manager INTEGER NOT NULL, -- they were a manager until then
    PRIMARY KEY (owner, h, workstation, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX departures_of_managers ON departures (owner) WHERE ended_manager = 1;

  -- Since when whom became a helper, or came back.
  CREATE TABLE helper_starts (
    owner TEXT NOT NULL,
    h INTEGER NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    made_by TEXT,
    is_new INTEGER NOT NULL, -- they were none before
    PRIMARY KEY (owner, h, workstation, seq)
  ) STRICT, WITHOUT ROWID;

  -- Each change of who an account says that it is, or of its number.
  CREATE TABLE edits (
    owner TEXT NOT NULL,
    h INTEGER NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    name_changed INTEGER NOT NULL,
    email_changed INTEGER NOT NULL,
    number_changed INTEGER NOT NULL,
    number_before TEXT,
    PRIMARY KEY (owner, h, workstation, seq)
  ) STRICT, WITHOUT ROWID;

  -- Who was helped by somebody who has seen them with a photo ID: each entry is the cause of what was then done.
  CREATE TABLE in_person (
    owner TEXT NOT NULL,
    h INTEGER NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (owner, h, workstation, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX in_person_by_time ON in_person (at);

  -- Which helper replaced which factor of whom: one person never replaces both within seven days.
  CREATE TABLE helps (
    owner TEXT NOT NULL,
    h INTEGER NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    helper TEXT NOT NULL,
    factor TEXT NOT NULL, -- password, second
    at INTEGER NOT NULL,
    PRIMARY KEY (owner, h, workstation, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE vouchings (
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    helper TEXT NOT NULL,
    voucher TEXT NOT NULL,
    act TEXT NOT NULL,
    digest TEXT NOT NULL,
    until_at INTEGER NOT NULL,
    state TEXT NOT NULL, -- open, used, void
    PRIMARY KEY (owner, id)
  ) STRICT;

  CREATE TABLE emergency_codes (
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    number INTEGER NOT NULL,
    ends_on TEXT NOT NULL,
    ends_at INTEGER NOT NULL,
    first_by TEXT,
    first_at INTEGER,
    first_h INTEGER,
    first_workstation TEXT,
    first_seq INTEGER,
    second_by TEXT,
    second_at INTEGER,
    state TEXT NOT NULL, -- open, opened, void
    PRIMARY KEY (owner, id)
  ) STRICT;

  -- Shifts of emergency access; each is owed a review.
  CREATE TABLE emergency_accesses (
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    emergency_codes TEXT NOT NULL,
    number INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    opened_h INTEGER NOT NULL,
    opened_workstation TEXT NOT NULL,
    opened_seq INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    reviewed_by TEXT,
    reviewed_at INTEGER,
    note TEXT,
    PRIMARY KEY (owner, id)
  ) STRICT;
  CREATE INDEX emergency_accesses_owed ON emergency_accesses (opened_at) WHERE reviewed_at IS NULL;

  CREATE TABLE manager_recoveries (
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    emergency_codes TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    asked_h INTEGER NOT NULL,
    asked_workstation TEXT NOT NULL,
    asked_seq INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    state TEXT NOT NULL, -- open, stopped, done
    done_h INTEGER,
    done_workstation TEXT,
    done_seq INTEGER,
    PRIMARY KEY (owner, id)
  ) STRICT;

  -- For how long Wardkey was open on a workstation and showed on every screen what goes ahead without an answer.
  CREATE TABLE shown (
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    owner TEXT NOT NULL,
    for_ms INTEGER NOT NULL,
    PRIMARY KEY (owner, workstation, seq)
  ) STRICT, WITHOUT ROWID;

  -- Every change of how an account proves its second factor: what reports over time are made of.
  CREATE TABLE method_changes (
    owner TEXT NOT NULL,
    h INTEGER NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    was TEXT NOT NULL, -- none, text, app, or absent: not there, or deactivated
    became TEXT NOT NULL,
    PRIMARY KEY (owner, h, workstation, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX method_changes_by_time ON method_changes (at, was, became, owner);

  -- What entries say of a field that only one value can hold, as long as no later one had them in sight (effects/claims.ts).
  CREATE TABLE claims (
    owner TEXT NOT NULL,
    field TEXT NOT NULL,
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT,
    known INTEGER NOT NULL, -- how many entries its writer knew
    value TEXT NOT NULL, -- canonical JSON
    apart INTEGER NOT NULL, -- there is another one, and neither had the other in sight
    PRIMARY KEY (owner, field, workstation, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_apart ON claims (owner, field) WHERE apart = 1;

  -- What was taken away: what somebody sets up who had not heard of it holds nowhere (effects/revocations.ts).
  CREATE TABLE revocations (
    owner TEXT NOT NULL,
    what TEXT NOT NULL, -- account, password, second-factor, phone, paper, held, old-codes
    workstation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (owner, what, workstation, seq)
  ) STRICT, WITHOUT ROWID;

  -- What was found that cannot both hold, and what of it was settled.
  CREATE TABLE conflicts (
    owner TEXT NOT NULL,
    id TEXT NOT NULL,
    conflict TEXT NOT NULL, -- canonical JSON, as it was found
    found_at INTEGER NOT NULL,
    found_workstation TEXT NOT NULL,
    found_seq INTEGER NOT NULL,
    settled_at INTEGER,
    settled_workstation TEXT,
    settled_seq INTEGER,
    settled_by TEXT, -- the account; NULL: Wardkey, by what is there since
    settled_reason TEXT, -- of a manager who keeps what is in force
    by_workstation TEXT, -- the entry that settled it
    by_seq INTEGER,
    PRIMARY KEY (owner, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conflicts_open ON conflicts (found_at) WHERE settled_at IS NULL;
  CREATE INDEX conflicts_settled ON conflicts (settled_at) WHERE settled_at IS NOT NULL;

  CREATE TABLE commitments (
    secret TEXT NOT NULL,
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    mac TEXT NOT NULL,
    PRIMARY KEY (owner, secret)
  ) STRICT;
  CREATE INDEX commitments_by_secret ON commitments (secret);
`;

/** What lists alone are read by. */
export const LIST_INDEXES = `
  -- A search passes over every text: in this order, and over as little else as can be.
  CREATE INDEX accounts_by_name ON accounts (search_text, owner);
  -- All that lists filter and sort by, so that a keystroke reads no table of 100,000 accounts.
  CREATE INDEX accounts_in_lists ON accounts
    (search_text, owner, role, account_type, two_factor, deactivated_at, last_sign_in_at, created_at, first_sign_in_at,
     exempt_until_at, cell_phone, password_set_at, recovery_codes_left, backup_set_at);
  -- With what it is read by, so that counting touches no row.
  CREATE INDEX accounts_low ON accounts (recovery_codes_left, search_text, owner, two_factor, deactivated_at)
    WHERE two_factor <> 'none' AND recovery_codes_left <= ${LOW_CODES} AND deactivated_at IS NULL;
  CREATE INDEX accounts_groups ON accounts (owner, account_type, role);
`;
