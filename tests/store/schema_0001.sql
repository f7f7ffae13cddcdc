CREATE INDEX ix_audit_thing ON audit (thing);
CREATE INDEX ix_candidates_role ON candidates (role);
CREATE INDEX ix_cards_candidate ON cards (candidate);
CREATE INDEX ix_cards_person ON cards (person);
CREATE INDEX ix_comments_posting ON comments (posting);
CREATE INDEX ix_job_events_job ON job_events (job);
CREATE INDEX ix_jobs_role ON jobs (role);
CREATE INDEX ix_jobs_state ON jobs (state);
CREATE INDEX ix_members_person ON members (person);
CREATE INDEX ix_members_role ON members (role);
CREATE INDEX ix_posting_versions_posting ON posting_versions (posting);
CREATE INDEX ix_postings_role ON postings (role);
CREATE INDEX ix_role_versions_role ON role_versions (role);
CREATE INDEX ix_sessions_person ON sessions (person);
CREATE INDEX ix_submissions_candidate ON submissions (candidate);
CREATE INDEX ix_submissions_takehome ON submissions (takehome);
CREATE INDEX ix_takehomes_role ON takehomes (role);
CREATE TABLE alembic_version (
 version_num VARCHAR(32) NOT NULL, 
 CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE audit (
 number INTEGER NOT NULL, 
 at BIGINT NOT NULL, 
 person VARCHAR(24), 
 action VARCHAR(60) NOT NULL, 
 thing VARCHAR(60) NOT NULL, 
 detail TEXT DEFAULT '' NOT NULL, 
 CONSTRAINT pk_audit PRIMARY KEY (number)
);
CREATE TABLE candidate_details (
 candidate VARCHAR(24) NOT NULL, 
 name TEXT DEFAULT '' NOT NULL, 
 email TEXT DEFAULT '' NOT NULL, 
 notes TEXT DEFAULT '' NOT NULL, 
 keep_until BIGINT, 
 CONSTRAINT pk_candidate_details PRIMARY KEY (candidate), 
 CONSTRAINT fk_candidate_details_candidate_candidates FOREIGN KEY(candidate) REFERENCES candidates (id) ON DELETE CASCADE
);
CREATE TABLE candidates (
 id VARCHAR(24) NOT NULL, 
 role VARCHAR(24) NOT NULL, 
 label VARCHAR(40) NOT NULL, 
 created BIGINT NOT NULL, 
 erased BIGINT, 
 CONSTRAINT pk_candidates PRIMARY KEY (id), 
 CONSTRAINT fk_candidates_role_roles FOREIGN KEY(role) REFERENCES roles (id) ON DELETE CASCADE, 
 CONSTRAINT uq_candidates_role UNIQUE (role, label)
);
CREATE TABLE cards (
 id VARCHAR(24) NOT NULL, 
 candidate VARCHAR(24) NOT NULL, 
 interview VARCHAR(60) NOT NULL, 
 person VARCHAR(24) NOT NULL, 
 revision INTEGER NOT NULL, 
 body TEXT DEFAULT '' NOT NULL, 
 scribble TEXT DEFAULT '{}' NOT NULL, 
 sealed BIGINT, 
 changed BIGINT NOT NULL, 
 CONSTRAINT pk_cards PRIMARY KEY (id), 
 CONSTRAINT fk_cards_candidate_candidates FOREIGN KEY(candidate) REFERENCES candidates (id) ON DELETE CASCADE, 
 CONSTRAINT fk_cards_person_people FOREIGN KEY(person) REFERENCES people (id) ON DELETE CASCADE, 
 CONSTRAINT uq_cards_candidate UNIQUE (candidate, interview, person)
);
CREATE TABLE comments (
 id VARCHAR(24) NOT NULL, 
 posting VARCHAR(24) NOT NULL, 
 revision INTEGER NOT NULL, 
 line INTEGER NOT NULL, 
 quote TEXT DEFAULT '' NOT NULL, 
 body TEXT DEFAULT '' NOT NULL, 
 author VARCHAR(24), 
 resolved BOOLEAN DEFAULT '0' NOT NULL, 
 at BIGINT NOT NULL, 
 CONSTRAINT pk_comments PRIMARY KEY (id), 
 CONSTRAINT fk_comments_posting_postings FOREIGN KEY(posting) REFERENCES postings (id) ON DELETE CASCADE
);
CREATE TABLE files (
 id VARCHAR(24) NOT NULL, 
 name TEXT DEFAULT '' NOT NULL, 
 digest VARCHAR(64) NOT NULL, 
 size INTEGER NOT NULL, 
 data BLOB NOT NULL, 
 at BIGINT NOT NULL, 
 CONSTRAINT pk_files PRIMARY KEY (id)
);
CREATE TABLE job_events (
 number INTEGER NOT NULL, 
 job VARCHAR(24) NOT NULL, 
 text TEXT DEFAULT '' NOT NULL, 
 at BIGINT NOT NULL, 
 CONSTRAINT pk_job_events PRIMARY KEY (number), 
 CONSTRAINT fk_job_events_job_jobs FOREIGN KEY(job) REFERENCES jobs (id) ON DELETE CASCADE
);
CREATE TABLE jobs (
 id VARCHAR(24) NOT NULL, 
 kind VARCHAR(30) NOT NULL, 
 about TEXT DEFAULT '' NOT NULL, 
 args TEXT DEFAULT '{}' NOT NULL, 
 state VARCHAR(12) NOT NULL, 
 tries INTEGER DEFAULT '0' NOT NULL, 
 person VARCHAR(24), 
 role VARCHAR(24), 
 error TEXT DEFAULT '' NOT NULL, 
 created BIGINT NOT NULL, 
 beat BIGINT, 
 ended BIGINT, 
 CONSTRAINT pk_jobs PRIMARY KEY (id), 
 CONSTRAINT fk_jobs_role_roles FOREIGN KEY(role) REFERENCES roles (id) ON DELETE CASCADE
);
CREATE TABLE members (
 role VARCHAR(24) NOT NULL, 
 person VARCHAR(24) NOT NULL, 
 CONSTRAINT fk_members_person_people FOREIGN KEY(person) REFERENCES people (id) ON DELETE CASCADE, 
 CONSTRAINT fk_members_role_roles FOREIGN KEY(role) REFERENCES roles (id) ON DELETE CASCADE, 
 CONSTRAINT uq_members_role UNIQUE (role, person)
);
CREATE TABLE people (
 id VARCHAR(24) NOT NULL, 
 email VARCHAR(320) NOT NULL, 
 name TEXT DEFAULT '' NOT NULL, 
 role VARCHAR(20) NOT NULL, 
 password TEXT, 
 subject VARCHAR(400), 
 active BOOLEAN DEFAULT '1' NOT NULL, 
 created BIGINT NOT NULL, 
 CONSTRAINT pk_people PRIMARY KEY (id), 
 CONSTRAINT uq_people_email UNIQUE (email), 
 CONSTRAINT uq_people_subject UNIQUE (subject)
);
CREATE TABLE posting_versions (
 posting VARCHAR(24) NOT NULL, 
 revision INTEGER NOT NULL, 
 text TEXT DEFAULT '' NOT NULL, 
 note TEXT DEFAULT '' NOT NULL, 
 author VARCHAR(24), 
 tab VARCHAR(40) DEFAULT '' NOT NULL, 
 merged BOOLEAN DEFAULT '0' NOT NULL, 
 at BIGINT NOT NULL, 
 CONSTRAINT fk_posting_versions_posting_postings FOREIGN KEY(posting) REFERENCES postings (id) ON DELETE CASCADE, 
 CONSTRAINT uq_posting_versions_posting UNIQUE (posting, revision)
);
CREATE TABLE postings (
 id VARCHAR(24) NOT NULL, 
 role VARCHAR(24) NOT NULL, 
 title TEXT DEFAULT '' NOT NULL, 
 format VARCHAR(20) DEFAULT 'markdown' NOT NULL, 
 revision INTEGER NOT NULL, 
 text TEXT DEFAULT '' NOT NULL, 
 state VARCHAR(20) DEFAULT 'draft' NOT NULL, 
 approved INTEGER, 
 author VARCHAR(24), 
 created BIGINT NOT NULL, 
 changed BIGINT NOT NULL, 
 CONSTRAINT pk_postings PRIMARY KEY (id), 
 CONSTRAINT fk_postings_role_roles FOREIGN KEY(role) REFERENCES roles (id) ON DELETE CASCADE
);
CREATE TABLE role_versions (
 role VARCHAR(24) NOT NULL, 
 revision INTEGER NOT NULL, 
 body TEXT DEFAULT '' NOT NULL, 
 author VARCHAR(24), 
 at BIGINT NOT NULL, 
 CONSTRAINT fk_role_versions_role_roles FOREIGN KEY(role) REFERENCES roles (id) ON DELETE CASCADE, 
 CONSTRAINT uq_role_versions_role UNIQUE (role, revision)
);
CREATE TABLE roles (
 id VARCHAR(24) NOT NULL, 
 title TEXT DEFAULT '' NOT NULL, 
 state VARCHAR(20) DEFAULT 'scoping' NOT NULL, 
 revision INTEGER NOT NULL, 
 body TEXT DEFAULT '' NOT NULL, 
 seed INTEGER DEFAULT '0' NOT NULL, 
 minutes INTEGER, 
 author VARCHAR(24), 
 created BIGINT NOT NULL, 
 changed BIGINT NOT NULL, 
 CONSTRAINT pk_roles PRIMARY KEY (id)
);
CREATE TABLE sessions (
 digest VARCHAR(64) NOT NULL, 
 person VARCHAR(24) NOT NULL, 
 created BIGINT NOT NULL, 
 seen BIGINT NOT NULL, 
 expires BIGINT NOT NULL, 
 CONSTRAINT pk_sessions PRIMARY KEY (digest), 
 CONSTRAINT fk_sessions_person_people FOREIGN KEY(person) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE settings (
 name VARCHAR(60) NOT NULL, 
 revision INTEGER NOT NULL, 
 value TEXT DEFAULT '{}' NOT NULL, 
 CONSTRAINT pk_settings PRIMARY KEY (name)
);
CREATE TABLE submissions (
 id VARCHAR(24) NOT NULL, 
 takehome VARCHAR(24) NOT NULL, 
 candidate VARCHAR(24) NOT NULL, 
 file VARCHAR(24) NOT NULL, 
 job VARCHAR(24), 
 report TEXT DEFAULT '' NOT NULL, 
 created BIGINT NOT NULL, 
 CONSTRAINT pk_submissions PRIMARY KEY (id), 
 CONSTRAINT fk_submissions_candidate_candidates FOREIGN KEY(candidate) REFERENCES candidates (id) ON DELETE CASCADE, 
 CONSTRAINT fk_submissions_file_files FOREIGN KEY(file) REFERENCES files (id), 
 CONSTRAINT fk_submissions_takehome_takehomes FOREIGN KEY(takehome) REFERENCES takehomes (id) ON DELETE CASCADE
);
CREATE TABLE takehomes (
 id VARCHAR(24) NOT NULL, 
 role VARCHAR(24) NOT NULL, 
 kind VARCHAR(20) NOT NULL, 
 level VARCHAR(20) NOT NULL, 
 seed INTEGER NOT NULL, 
 title TEXT DEFAULT '' NOT NULL, 
 file VARCHAR(24) NOT NULL, 
 created BIGINT NOT NULL, 
 CONSTRAINT pk_takehomes PRIMARY KEY (id), 
 CONSTRAINT fk_takehomes_file_files FOREIGN KEY(file) REFERENCES files (id), 
 CONSTRAINT fk_takehomes_role_roles FOREIGN KEY(role) REFERENCES roles (id) ON DELETE CASCADE
);
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
