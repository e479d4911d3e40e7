"""The tables of the catalogue, and the ordered steps that bring an older catalogue up to date.

Paths are BLOBs as ``os.fsencode`` gives them, because a file name need not be text. Times are whole seconds since 1970
in UTC, except ``mtime_ns``, which is compared for equality and so kept exactly. Pairs always have ``a < b``.
"""

from __future__ import annotations

from photohash.library.store.migration import Migration

_FIRST = Migration(
    "create the catalogue",
    (
        # The mount point that a root was on, which tells an unplugged drive from an emptied folder.
        """CREATE TABLE volume (
            id INTEGER PRIMARY KEY,
            mount BLOB NOT NULL UNIQUE,
            seen INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE root (
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL UNIQUE,
            volume INTEGER NOT NULL REFERENCES volume,
            watched INTEGER NOT NULL DEFAULT 1,
            protected INTEGER NOT NULL DEFAULT 0,
            excludes TEXT NOT NULL DEFAULT '[]',
            added INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE photo (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            format TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            taken TEXT,
            camera TEXT
        ) STRICT""",
        # A vanished file keeps its row: plugged in again, it costs no reading.
        """CREATE TABLE file (
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL UNIQUE,
            photo INTEGER NOT NULL REFERENCES photo,
            root INTEGER REFERENCES root ON DELETE SET NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            added INTEGER NOT NULL,
            vanished INTEGER
        ) STRICT""",
        "CREATE INDEX file_of_photo ON file (photo)",
        # joined: the radius out to which neighbours are stored; settled: the radius out to which candidates are
        # verified and groups complete; -1 where nothing is done yet. So a start after a crash sees what is left to do.
        """CREATE TABLE code (
            photo INTEGER NOT NULL REFERENCES photo ON DELETE CASCADE,
            model TEXT NOT NULL,
            bits BLOB NOT NULL,
            joined INTEGER NOT NULL DEFAULT -1,
            settled INTEGER NOT NULL DEFAULT -1,
            PRIMARY KEY (photo, model)
        ) STRICT""",
        "CREATE INDEX code_joined ON code (model, joined)",
        "CREATE INDEX code_settled ON code (model, settled)",
        # b before a: photos arrive in the order of their ids, so the pairs of new photos go to the end of the table.
        """CREATE TABLE neighbour (
            a INTEGER NOT NULL REFERENCES photo ON DELETE CASCADE,
            b INTEGER NOT NULL REFERENCES photo ON DELETE CASCADE,
            model TEXT NOT NULL,
            distance INTEGER NOT NULL,
            PRIMARY KEY (model, b, a),
            CHECK (a < b)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE relation (
            a INTEGER NOT NULL REFERENCES photo ON DELETE CASCADE,
            b INTEGER NOT NULL REFERENCES photo ON DELETE CASCADE,
            kind TEXT NOT NULL,
            score REAL NOT NULL,
            evidence TEXT NOT NULL DEFAULT '{}',
            PRIMARY KEY (a, b),
            CHECK (a < b)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX relation_of_kind ON relation (kind)",
        "CREATE INDEX relation_of_b ON relation (b)",
        """CREATE TABLE decision (
            a_digest BLOB NOT NULL,
            b_digest BLOB NOT NULL,
            verdict TEXT NOT NULL,
            made INTEGER NOT NULL,
            PRIMARY KEY (a_digest, b_digest),
            CHECK (a_digest < b_digest)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE album (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            made INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE album_photo (
            album INTEGER NOT NULL REFERENCES album ON DELETE CASCADE,
            photo INTEGER NOT NULL REFERENCES photo ON DELETE CASCADE,
            PRIMARY KEY (album, photo)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE plan (
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL UNIQUE,
            digest BLOB NOT NULL,
            keeper BLOB NOT NULL,
            action TEXT NOT NULL,
            destination BLOB,
            made INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL,
            action TEXT NOT NULL,
            path BLOB NOT NULL,
            digest BLOB NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            destination BLOB,
            state TEXT NOT NULL,
            reason TEXT,
            made INTEGER NOT NULL
        ) STRICT""",
        # size and mtime_ns: of the file when it failed, NULL for folders; retry: worth another try though unchanged.
        """CREATE TABLE failure (
            path BLOB PRIMARY KEY,
            reason TEXT NOT NULL,
            size INTEGER,
            mtime_ns INTEGER,
            retry INTEGER NOT NULL,
            seen INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID""",
    ),
)

_ACTIONS = Migration(
    "keep plans, the journal of actions, and decisions on byte-identical files",
    (
        "DROP TABLE plan",
        "DROP TABLE journal",
        # One line a ticked file; a file that could not be acted on stays, with the problem.
        """CREATE TABLE plan (
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL UNIQUE,
            digest BLOB NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            keeper BLOB NOT NULL,
            keeper_digest BLOB NOT NULL,
            kind TEXT NOT NULL,
            action TEXT NOT NULL,
            folder BLOB,
            reason TEXT NOT NULL,
            problem TEXT NOT NULL,
            made INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL,
            action TEXT NOT NULL,
            path BLOB NOT NULL,
            digest BLOB NOT NULL,
            keeper BLOB NOT NULL,
            keeper_inode INTEGER NOT NULL,
            keeper_digest BLOB NOT NULL,
            kind TEXT,
            reason TEXT NOT NULL,
            state TEXT NOT NULL,
            note TEXT NOT NULL,
            folders BLOB NOT NULL,
            made INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX journal_state ON journal (state, run)",
        "CREATE INDEX journal_run ON journal (run)",
        # The photo of an entry and the sidecars that travel with it.
        """CREATE TABLE journal_file (
            entry INTEGER NOT NULL REFERENCES journal ON DELETE CASCADE,
            place INTEGER NOT NULL,
            source BLOB NOT NULL,
            destination BLOB,
            inode INTEGER NOT NULL,
            size INTEGER NOT NULL,
            digest BLOB NOT NULL,
            facts TEXT NOT NULL,
            copied INTEGER NOT NULL,
            kept INTEGER NOT NULL,
            restored BLOB,
            PRIMARY KEY (entry, place)
        ) STRICT, WITHOUT ROWID""",
        # Two equal digests: the user keeps several byte-identical files of one photo.
        """CREATE TABLE decided (
            a_digest BLOB NOT NULL,
            b_digest BLOB NOT NULL,
            verdict TEXT NOT NULL,
            made INTEGER NOT NULL,
            PRIMARY KEY (a_digest, b_digest),
            CHECK (a_digest <= b_digest)
        ) STRICT, WITHOUT ROWID""",
        "INSERT INTO decided SELECT a_digest, b_digest, verdict, made FROM decision",
        "DROP TABLE decision",
        "ALTER TABLE decided RENAME TO decision",
    ),
)

_LOSS = Migration(
    "know how strongly a photo was compressed and how much it tells of its taking",
    ("ALTER TABLE photo ADD COLUMN quality INTEGER", "ALTER TABLE photo ADD COLUMN details INTEGER NOT NULL DEFAULT 0"),
)

_WEIGHTS = Migration(
    "know by which weights codes were made",
    ("CREATE TABLE model (id TEXT PRIMARY KEY, weights TEXT NOT NULL) STRICT, WITHOUT ROWID",),
)

_FILMS = Migration(
    "know in which photos a film of the moment is",
    ("ALTER TABLE photo ADD COLUMN moving INTEGER NOT NULL DEFAULT 0",),
)

_FACTS = Migration(
    "read every photo and relate every pair again, once, for the facts and details that earlier versions did not see",
    (
        "ALTER TABLE photo ADD COLUMN fuller INTEGER NOT NULL DEFAULT 0",
        "DELETE FROM relation",
        "DELETE FROM neighbour",
        "DELETE FROM code",
    ),
)

_MAKERS = Migration(
    "know by which network file codes were made, weights or int8 network, and so make them anew once",
    ("ALTER TABLE model RENAME COLUMN weights TO made_by", "DELETE FROM model"),
)

_STALE = Migration(
    "know which files are to be read anew though size and time are as before",
    ("ALTER TABLE file ADD COLUMN stale INTEGER NOT NULL DEFAULT 0",),
)

_TROUBLES_AND_GLIMPSES = Migration(
    "remember pairs that could not be related, and a glimpse of each picture",
    (
        # version: of what failed; another one tries the pair again.
        """CREATE TABLE trouble (
            a INTEGER NOT NULL REFERENCES photo ON DELETE CASCADE,
            b INTEGER NOT NULL REFERENCES photo ON DELETE CASCADE,
            error TEXT NOT NULL,
            version TEXT NOT NULL,
            seen INTEGER NOT NULL,
            PRIMARY KEY (a, b),
            CHECK (a < b)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX trouble_of_b ON trouble (b)",
        # What tells in a moment that two pictures are no copies; none for photos that an earlier version coded.
        """CREATE TABLE glimpse (
            photo INTEGER PRIMARY KEY REFERENCES photo ON DELETE CASCADE,
            kept BLOB NOT NULL
        ) STRICT""",
    ),
)

_HOLDINGS = Migration(
    "read every photo and relate every pair again, once, for all that a photo holds beside what is seen",
    (
        "ALTER TABLE photo DROP COLUMN fuller",
        "ALTER TABLE photo ADD COLUMN holdings TEXT NOT NULL DEFAULT '{}'",
        # What copies of one save have in common, whole or damaged; of a failure, what would tell of which it is one.
        "ALTER TABLE photo ADD COLUMN opening TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX photo_opening ON photo (opening) WHERE opening <> ''",
        "ALTER TABLE failure ADD COLUMN opening TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE failure ADD COLUMN copy_of BLOB",
        "DELETE FROM relation",
        "DELETE FROM neighbour",
        "DELETE FROM code",
    ),
)

_WORDS = Migration(
    "read every photo and relate every pair again, once, for the words and the data of programs that are in a photo",
    ("DELETE FROM relation", "DELETE FROM neighbour", "DELETE FROM code"),
)

_ALBUMS = Migration(
    "drop the tables of albums, which nothing ever filled", ("DROP TABLE album_photo", "DROP TABLE album")
)

_CHOSEN_KEEPERS = Migration(
    "remember the files that the user chose by hand to be kept",
    (
        """CREATE TABLE chosen_keeper (
            path BLOB PRIMARY KEY,
            digest BLOB NOT NULL,
            made INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID""",
    ),
)

_PROTECTED_SUBFOLDERS = Migration(
    "know of folders that are protected within a folder of the library",
    ("ALTER TABLE root ADD COLUMN protected_subfolders TEXT NOT NULL DEFAULT '[]'",),
)

_COVERAGE = Migration(
    "know how far the library is read",
    (
        # unread: files found and not read yet, NULL until the folders were looked through; compared: whether all pairs
        # that may be copies were looked at. One row.
        """CREATE TABLE coverage (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            unread INTEGER,
            compared INTEGER NOT NULL
        ) STRICT""",
        "INSERT INTO coverage VALUES (1, 0, 1)",
    ),
)

_ALBUMS_BY_CONTENT = Migration(
    "keep albums by content, and what was turned down for them",
    (
        # key: the name without capital letters. AUTOINCREMENT: what is undone must never find another album.
        """CREATE TABLE album (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
            made INTEGER NOT NULL
        ) STRICT""",
        # The photo need not be known: it may come back, and has its label then.
        """CREATE TABLE album_photo (
            album INTEGER NOT NULL REFERENCES album ON DELETE CASCADE,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            place INTEGER NOT NULL, made INTEGER NOT NULL,
            PRIMARY KEY (album, digest)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX album_of_photo ON album_photo (digest)",
        """CREATE TABLE turned_down (
            album INTEGER NOT NULL REFERENCES album ON DELETE CASCADE,
            digest BLOB NOT NULL CHECK (length(digest) = 32), PRIMARY KEY (album, digest)
        ) STRICT, WITHOUT ROWID""",
    ),
)

_BY_HAND = Migration(
    "know which photos the user put away by hand although no copy of them stayed",
    # Of those the keeper and its digest are empty.
    ("ALTER TABLE journal ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0",),
)

_DIRECTIONS = Migration(
    "note in the journal which of two photos a kind is about, and by which rules pairs were related",
    (
        # NULL: an earlier version did not note it.
        "ALTER TABLE journal ADD COLUMN backwards INTEGER",
        # What was related by rules that have said more since is related again, and stands as it is until then.
        "ALTER TABLE relation ADD COLUMN rules INTEGER NOT NULL DEFAULT 0",
    ),
)

MIGRATIONS: tuple[Migration, ...] = (
    _FIRST, _ACTIONS, _LOSS, _WEIGHTS, _FILMS, _FACTS, _MAKERS, _STALE, _TROUBLES_AND_GLIMPSES, _HOLDINGS,
    _WORDS, _ALBUMS, _CHOSEN_KEEPERS, _PROTECTED_SUBFOLDERS, _COVERAGE, _ALBUMS_BY_CONTENT, _BY_HAND,
    _DIRECTIONS,
)  # fmt: skip
"""In order; a catalogue's ``user_version`` is how many it has been through. Never change one that was released."""
