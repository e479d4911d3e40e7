"""The data flow, one station a file, in the order a photo travels:

    scan, watch   folders to files
    digest        a file's content to its name
    decode        a file to upright pixels
    preview       upright pixels to the one cache of small pictures
    encode        pixels to packed codes (the protocol; models are in ``hashing``)
    store         the SQLite catalogue
    index         packed codes to neighbours
    relate        two neighbours to a verified relation
    groups        relations to groups of copies with a keeper
    export        groups to JSON, CSV and HTML
    actions       groups to files put away: plan, verify, act, journal, undo

Stations know the records in ``photo`` and nothing of each other; ``pipeline`` joins them to write, ``browse`` to read,
``actions`` to act.
"""
