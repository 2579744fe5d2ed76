-- What is kept. Ids are never used again, so that what was once said of s12 stays said of it.

CREATE TABLE story (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  became INTEGER REFERENCES story (id),      -- the story that the program joined it with; null: none
  home INTEGER REFERENCES story (id),        -- where its documents are, once judgements are applied; null: here
  changed INTEGER NOT NULL DEFAULT 0,        -- grows with every change of what is in it
  documents INTEGER NOT NULL DEFAULT 0,
  first TEXT,                                -- days of publication, where known
  last TEXT,
  latest TEXT NOT NULL                       -- the moment its newest document came in
) STRICT;
CREATE INDEX story_order ON story (coalesce(last, substr(latest, 1, 10)), id) WHERE documents > 0;

CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,                 -- the id that people see
  address TEXT NOT NULL UNIQUE,              -- what makes two pages versions of one document
  found INTEGER NOT NULL REFERENCES story (id),   -- the story the program put it in
  story INTEGER NOT NULL REFERENCES story (id)    -- the story it is in, once judgements are applied
) STRICT;
CREATE INDEX document_story ON document (story);
CREATE INDEX document_found ON document (found);

CREATE TABLE version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL CHECK (number > 0),
  latest INTEGER NOT NULL CHECK (latest IN (0, 1)),
  digest TEXT NOT NULL,                      -- SHA-256 of what was read: another text is another version
  source TEXT NOT NULL,
  url TEXT,
  outlet TEXT,
  title TEXT,
  byline TEXT,
  lang TEXT NOT NULL,
  published TEXT,
  published_at TEXT,
  collected TEXT NOT NULL,
  read_by TEXT NOT NULL,                     -- the version of the program
  text TEXT NOT NULL,
  reading BLOB NOT NULL,                     -- all else that was found in it: MessagePack, Zstandard
  UNIQUE (document, number)
) STRICT;
CREATE UNIQUE INDEX version_latest ON version (document) WHERE latest;
CREATE INDEX version_outlet ON version (outlet) WHERE latest;
CREATE INDEX version_reader ON version (read_by);

CREATE TABLE page (
  digest TEXT PRIMARY KEY,                   -- SHA-256 of the page and of what was known beside it
  version INTEGER NOT NULL REFERENCES version (id),
  content BLOB                               -- the page: MessagePack, Zstandard; null where another page gave the same text
) STRICT, WITHOUT ROWID;
CREATE INDEX page_version ON page (version);

-- ------------------------------------------------------------------ what the latest version of each document says

CREATE TABLE entity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  home INTEGER NOT NULL,                     -- who it is, once judgements are applied; itself, as a rule
  key TEXT UNIQUE,                           -- by what it is known again; null where a judgement made it
  kind TEXT NOT NULL,
  name TEXT NOT NULL                         -- the first it was met under
) STRICT;
CREATE INDEX entity_home ON entity (home);

CREATE TABLE entity_name (
  entity INTEGER NOT NULL REFERENCES entity (id),
  name TEXT NOT NULL,                        -- each it was met under
  PRIMARY KEY (entity, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE sound (
  word TEXT NOT NULL,                        -- how one word of a name sounds
  entity INTEGER NOT NULL REFERENCES entity (id),
  PRIMARY KEY (word, entity)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_entity (
  story INTEGER NOT NULL REFERENCES story (id),
  entity INTEGER NOT NULL REFERENCES entity (id),
  PRIMARY KEY (story, entity)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
  version INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  member TEXT NOT NULL,                      -- the entity's id in the document
  found INTEGER NOT NULL REFERENCES entity (id),
  entity INTEGER NOT NULL REFERENCES entity (id),  -- once splits are applied
  name TEXT NOT NULL,
  PRIMARY KEY (version, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity, version);
CREATE INDEX mention_found ON mention (found);

CREATE TABLE claim (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  member TEXT NOT NULL,                      -- the claim's id in the document
  kind TEXT NOT NULL,
  standing TEXT NOT NULL,
  holder INTEGER REFERENCES entity (id),
  start INTEGER NOT NULL,                    -- where its content begins and ends
  "end" INTEGER NOT NULL,
  UNIQUE (version, member)
) STRICT;
CREATE INDEX claim_holder ON claim (holder, id) WHERE holder IS NOT NULL;

CREATE TABLE figure (
  version INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  member TEXT NOT NULL,
  value REAL,
  low REAL,
  high REAL,
  modifier TEXT NOT NULL,
  noun TEXT,
  concept TEXT,
  event TEXT,
  as_of TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (version, member)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------ where new documents are placed

CREATE TABLE sketch (
  document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE shelf (
  key INTEGER NOT NULL,                      -- a hash
  day INTEGER NOT NULL,                      -- of publication, else of collection: where to look, no more
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  PRIMARY KEY (key, day, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX shelf_document ON shelf (document);

-- ------------------------------------------------------------------ what is searched

CREATE VIRTUAL TABLE claim_words USING fts5 (
  words, stems, names, facets, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE document_words USING fts5 (
  words, stems, names, facets, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- ------------------------------------------------------------------ stories traced, until something in them changes

CREATE TABLE traced (
  story INTEGER PRIMARY KEY REFERENCES story (id),
  changed INTEGER NOT NULL,
  read_by TEXT NOT NULL,
  method TEXT NOT NULL,
  origins_low INTEGER,
  origins_high INTEGER,
  hardened INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  overclaims INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;

-- ------------------------------------------------------------------ what people judged

CREATE TABLE judgement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  verdict TEXT NOT NULL CHECK (verdict IN ('merge', 'split', 'confirm', 'reject')),
  about TEXT NOT NULL CHECK (about IN ('entity', 'story', 'claim', 'edge', 'match', 'conflict')),
  targets TEXT NOT NULL,                     -- JSON
  made TEXT,                                 -- the id of what a split made
  "by" TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  undone TEXT,
  undone_by TEXT
) STRICT;
